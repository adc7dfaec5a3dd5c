"""DOCX to ``Source``, and old office files by way of DOCX.

>>> from pathlib import Path
>>> from vanban.pipeline.reading import read
>>> source = read(Path("samples/quyet-dinh-phan-cong/source.docx").read_bytes())
>>> source.reader.split("/")[0], source.blocks[0].anchor.part
('docx', 'word/document.xml')
"""
