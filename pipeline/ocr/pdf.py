"""PDF files whose pages may be scans: pages without a usable text layer are drawn and read."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from contextlib import closing
from functools import partial
from typing import Any

from PIL import Image

from vanban.pipeline.errors import ToolMissing
from vanban.pipeline.ocr.completion import both
from vanban.pipeline.ocr.finish import finished
from vanban.pipeline.ocr.image import DPI
from vanban.pipeline.ocr.pages import Picture, read_pictures
from vanban.pipeline.ocr.tesseract import INSTALL
from vanban.pipeline.ocr.two_engines import installed_engine
from vanban.pipeline.options import Limits
from vanban.pipeline.readers.page.model import PageText
from vanban.pipeline.readers.page.quality import is_garbage
from vanban.pipeline.readers.pdf.document import flat_page
from vanban.pipeline.readers.pdf.reader import read_pdf as read_text_pdf
from vanban.schemas import Source

_MOST_PIXELS = 20_000_000
"""Of one drawn page: A3 at 300 dpi has 17.4 million."""
_PAGE = 400.0, 900.0
"""Points between which the shorter side of an ordinary page lies; other pages are measured as if
they were A4.
"""
_A4 = 595.3
_SHARE_OF_TIME = 0.8
"""Of a document's time, for reading its pictures; what is read by then is planned in the rest."""


def read_pdf(data: bytes, *, filename: str, limits: Limits) -> Source:
    """The source of a PDF, scanned or not. Raises what the PDF reader raises, and ToolMissing where
    all pages are scans and
    no engine is installed; single scanned pages are then left unread and named in the notes."""
    return read_text_pdf(
        data,
        filename=filename,
        limits=limits,
        recognise=partial(recognised, limits=limits),
        finish=partial(finished, filename=filename),
    )


def recognised(document: Any, pages: Sequence[PageText], *, limits: Limits) -> Sequence[PageText]:
    """The pages read anew from their pictures; as they were, where no engine is installed."""
    engine = installed_engine()
    if engine is None:
        if len(pages) == len(document) and not any(is_garbage(page) for page in pages):
            raise ToolMissing("văn bản là ảnh quét, cần chương trình nhận dạng chữ", INSTALL)
        return pages
    drawn = draw_pages(document, [page.number for page in pages], limits)
    in_time = read_pictures(drawn, len(pages), engine, _SHARE_OF_TIME * limits.seconds)
    read = {page.number: page for page in in_time}
    return [both(page, read[page.number]) if page.number in read else page for page in pages]


def draw_pages(document: Any, numbers: Sequence[int], limits: Limits) -> Iterator[Picture]:
    """Pictures of pages for reading. Sizes are those by which the words are measured."""
    for number in numbers:
        with closing(flat_page(document, number - 1)) as page:
            width, height = page.get_width(), page.get_height()
            unit = unit_of(width, height)
            scale = min(
                DPI / 72 * unit,
                math.sqrt(min(limits.image_pixels, _MOST_PIXELS) / max(1.0, width * height)),
            )
            with closing(page.render(scale=scale, may_draw_forms=True)) as bitmap:
                image: Image.Image = _coloured(bitmap.to_pil())
        yield number, image, (width * unit, height * unit)


def _coloured(image: Image.Image) -> Image.Image:
    return image if image.mode == "RGB" else image.convert("RGB")  # which would copy the page


def unit_of(width: float, height: float) -> float:
    """What a point of this page is on an ordinary page: scanners often write pixels where points
    belong.
    """
    side = min(width, height)
    return 1.0 if _PAGE[0] <= side <= _PAGE[1] else _A4 / max(side, 1.0)
