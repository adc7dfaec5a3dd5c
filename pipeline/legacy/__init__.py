"""Vietnamese text from before Unicode, and Unicode read as something else: told stretch by stretch,
converted where that makes words.
"""
