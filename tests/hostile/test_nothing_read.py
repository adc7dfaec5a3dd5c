"""Nothing read is never success: pages without a letter that can be read give a code."""

from __future__ import annotations

import pytest

from tests.pipeline.readers.pdf_maker import Page, make_pdf
from vanban.pipeline.conversion import convert
from vanban.pipeline.errors import NoText
from vanban.pipeline.options import Options

from .bombs import image_pdf, many_pages
from .packing import one_page, stream


def empty_pages(count: int) -> bytes:
    return many_pages(count).replace(b"/Contents 4 0 R", b"")


GARBAGE = stream(bytes(range(256)) * 8, b"/Type /XObject /Subtype /Image /Width 900 /Height 900")
NOTHING = {
    "an empty page": make_pdf(Page()),
    "many empty pages": empty_pages(40),
    "a picture that lies about its size": image_pdf(2**31 - 1, 2**31 - 1),
    "a picture that cannot be decoded": one_page(
        stream(b"q 595 0 0 842 0 0 cm /I Do Q"),
        b"/XObject << /I 10 0 R >>",
        more={10: GARBAGE.replace(b"/FlateDecode", b"/JPXDecode")},
    ),
    "only spaces": make_pdf(Page().text(72, 72, "   ")),
}


@pytest.mark.parametrize("kind", NOTHING)
def test_a_page_without_words_is_no_text(kind: str) -> None:
    with pytest.raises(NoText) as raised:
        convert(NOTHING[kind], Options(filename="x.pdf"))
    assert raised.value.what.startswith("không đọc được chữ nào trong ")


def test_a_word_on_one_page_is_a_document_to_read() -> None:
    plan = convert(make_pdf(Page(), Page().text(72, 72, "Quyết định")), Options(filename="x.pdf"))
    assert plan.source.text.strip() == "Quyết định"
