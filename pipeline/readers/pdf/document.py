"""Opens a PDF and reads its pages: text layer and rules, through pdfium alone. No scripts run, no
embedded file is opened.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

import pypdfium2 as pdfium2
import pypdfium2.raw as pdfium

from vanban.pipeline.errors import DamagedFile, EncryptedFile, LimitExceeded, PlanError
from vanban.pipeline.options import Limits
from vanban.pipeline.readers.page.furniture import may_be_stamped, stamp_words
from vanban.pipeline.readers.page.lines import interleaved
from vanban.pipeline.readers.page.model import PageText, Word, marked
from vanban.pipeline.readers.page.quality import FEW, own_words
from vanban.pipeline.readers.pdf import native
from vanban.pipeline.readers.pdf.annotations import (
    Overlay,
    flattened,
    with_strikes,
    with_values,
    without_stamps,
)
from vanban.pipeline.readers.pdf.glyphs import Affine, TextPage
from vanban.pipeline.readers.pdf.rulings import page_objects, page_rules, picture_area
from vanban.pipeline.readers.pdf.struck import without_struck
from vanban.pipeline.readers.pdf.visibility import hidden_words, may_hide
from vanban.pipeline.readers.pdf.words import common_angle, glyph_words, page_words

_PICTURE_SHARE = 0.1
"""Share of a page that pictures must cover for it to look like a scan, or a part of one (the end of
a scanned page in a gazette: 0.15; a seal with its signature: 0.05).
"""
_DRAWN_LETTERS = 300
"""Path objects on a page without text that suggest letters drawn as shapes."""
_SCALE = 100
_DIRECTIONS = {0: (1, 0), 90: (0, -1), 180: (-1, 0), 270: (0, 1)}
"""pdfium's angle of a letter (clockwise) to the direction of its line in user space, where y grows
upwards.
"""


@contextmanager
def opened(data: bytes, limits: Limits) -> Iterator[Any]:
    """The document of ``data``, closed at the end.

    Raises EncryptedFile, DamagedFile, or LimitExceeded for too many pages.
    """
    try:
        document = pdfium2.PdfDocument(data)
    except pdfium2.PdfiumError as error:
        raise _refusal(error) from error
    with closing(document):
        if document.get_formtype() != pdfium.FORMTYPE_NONE:
            document.init_forms()  # values of fields that have no appearance of their own
        if len(document) > limits.pages:
            raise LimitExceeded(f"PDF có {len(document)} trang, giới hạn là {limits.pages}")
        if not len(document):
            raise DamagedFile("PDF không có trang nào")
        try:
            yield document
        except pdfium2.PdfiumError as error:
            raise DamagedFile(f"PDF có chỗ hỏng: {error}") from error


def read_pages(document: Any, limits: Limits, *, layers: bool = True) -> Iterator[PageText]:
    """The pages of an open document, one after the other. ``layers``: whether it may have layers
    that are off. Raises ``LimitExceeded`` for too many glyphs on one of them.
    """
    for index in range(len(document)):
        yield _read_page(document, index, limits, layers=layers)


def _refusal(error: pdfium2.PdfiumError) -> PlanError:
    if getattr(error, "err_code", None) == pdfium.FPDF_ERR_PASSWORD:
        return EncryptedFile("PDF có mật khẩu")
    if getattr(error, "err_code", None) == pdfium.FPDF_ERR_SECURITY:
        return EncryptedFile("PDF dùng cách mã hóa không hỗ trợ")
    return DamagedFile("không mở được PDF")


def _read_page(document: Any, index: int, limits: Limits, *, layers: bool) -> PageText:
    try:
        page, overlay = flattened(document, index)
        with closing(page):
            return _page_text(page, index + 1, overlay, limits, layers=layers)
    except pdfium2.PdfiumError:
        return PageText(index + 1, 0.0, 0.0, (), pictured=True)


def flat_page(document: Any, index: int) -> Any:
    """The page with its annotations drawn into it: number and date of a signed document stand in
    signature widgets.
    """
    return flattened(document, index)[0]


def _words_of(text: TextPage, overlay: Overlay | None, affine: Affine) -> tuple[Word, ...]:
    """The words of a page in order, those of stamps marked."""
    words = page_words(text)
    if interleaved(words):
        words = glyph_words(text)
    elif overlay:
        words = with_values(without_stamps(words, overlay, affine), overlay, affine)
    return marked(words, stamp_words(words)) if may_be_stamped(text.text) else words


def _page_text(
    page: Any, number: int, overlay: Overlay | None, limits: Limits, *, layers: bool
) -> PageText:
    width, height = page.get_width(), page.get_height()
    affine = _to_shown(page, width, height)
    with closing(page.get_textpage()) as textpage:
        if textpage.count_chars() > limits.page_characters:
            raise LimitExceeded(f"trang {number} có hơn {limits.page_characters} ký tự")
        text = TextPage.of(textpage.raw, affine)
        text.upright = common_angle(text)
        turn = _turn(text)
        if turn:
            affine = text.affine = _turned(affine, turn, width, height)
            width, height = (height, width) if turn in (90, 270) else (width, height)
        text.size = width, height
        words = _words_of(text, overlay, affine)
    drawn = page_objects(native.handle(page.raw))
    paths = [d for d in drawn if d.kind == pdfium.FPDF_PAGEOBJ_PATH]
    as_shapes = len(own_words(words)) < FEW and len(paths) > _DRAWN_LETTERS
    pictured = as_shapes or picture_area(drawn) > _PICTURE_SHARE * width * height
    plain = pictured or turn or not may_hide(filter(None, text.objects), drawn, layers=layers)
    hidden = frozenset[int]() if plain else hidden_words(page, words)
    all_rules = with_strikes(page_rules(affine, paths), overlay, affine)
    left, rules = without_struck(marked(words, hidden) if hidden else words, all_rules)
    return PageText(
        number,
        width,
        height,
        left,
        rules,
        turn=turn,
        pictured=pictured,
        hidden=" ".join(w.text for i, w in enumerate(words) if i in hidden),
        struck=len(rules.across) < len(all_rules.across),
    )


def _to_shown(page: Any, width: float, height: float) -> Affine:
    """From PDF user space to points from the top left of the page as shown: page rotation and crop
    box are in it.
    """
    size = round(width * _SCALE), round(height * _SCALE)
    (e, f), (ax, ay), (cx, cy) = (
        _device(page, size, x, y) for x, y in ((0, 0), (1000, 0), (0, 1000))
    )
    return (ax - e) / 1000, (ay - f) / 1000, (cx - e) / 1000, (cy - f) / 1000, e, f


def _device(page: Any, size: tuple[int, int], x: float, y: float) -> tuple[float, float]:
    px, py = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDF_PageToDevice(page, 0, 0, *size, 0, x, y, px, py)
    return px.value / _SCALE, py.value / _SCALE


def _turn(text: TextPage) -> int:
    """How far (clockwise) the page must be turned for most of its letters to stand upright."""
    a, b, c, d, _, _ = text.affine
    ux, uy = _DIRECTIONS[text.upright]
    right, down = a * ux + c * uy, b * ux + d * uy
    if abs(right) > abs(down):
        return 0 if right > 0 else 180
    return 270 if down > 0 else 90


def _turned(affine: Affine, turn: int, width: float, height: float) -> Affine:
    """``affine`` followed by a clockwise turn of the shown page."""
    a, b, c, d, e, f = affine
    if turn == 90:
        return -b, a, -d, c, height - f, e
    if turn == 180:
        return -a, -b, -c, -d, width - e, height - f
    return b, -a, d, -c, f, width - e
