"""Vietnamese text from before Unicode, and Unicode read as something else: told stretch by stretch,
converted where that makes words.

>>> from vanban.pipeline.legacy.reading import by_fonts
>>> by_fonts([("Céng hßa x· héi", ".VnTime")]).text
'Cộng hòa xã hội'
"""
