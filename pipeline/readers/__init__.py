"""From bytes to ``Source``: one module for each format.

>>> from vanban.pipeline.reading import read
>>> source = read("Số:\u00a012/QĐ-UBND".encode())
>>> source.text, source.edits[0].raw
('Số: 12/QĐ-UBND', '\\xa0')
"""
