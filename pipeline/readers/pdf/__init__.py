"""PDF: words with boxes from the text layer, put together to lines, paragraphs and tables."""

from vanban.pipeline.readers.pdf.reader import read_pdf

__all__ = ["read_pdf"]
