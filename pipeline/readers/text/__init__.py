"""Plain text to ``Source``.

>>> from vanban.pipeline.reading import read
>>> source = read("Điều 1. Giao Sở Y tế\\nbáo cáo.".encode())
>>> source.text, source.blocks[0].anchor.line
('Điều 1. Giao Sở Y tế báo cáo.', 1)
"""
