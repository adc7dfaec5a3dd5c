"""PDF: words with boxes from the text layer, put together to lines, paragraphs and tables.

>>> from pathlib import Path
>>> from vanban.pipeline.reading import read
>>> source = read(next(Path("samples").glob("*/source.pdf")).read_bytes())
>>> source.blocks[0].anchor.page, source.blocks[0].anchor.kind
(1, 'pdf')
"""

from vanban.pipeline.readers.pdf.reader import read_pdf

__all__ = ["read_pdf"]
