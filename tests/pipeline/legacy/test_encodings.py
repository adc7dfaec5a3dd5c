"""Every table of an old encoding round-trips and has all letters."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vanban.pipeline.legacy.encodings import CP1258, TCVN3, UTF8, VIQR, VNI, decode, table
from vanban.pipeline.legacy.reading import by_words

VOWELS = "aăâeêioôơuưy"
SMALL = "đ" + "".join(
    unicodedata.normalize("NFC", v + t)
    for v in VOWELS
    for t in ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
)
ACCENTED = "".join(c for c in SMALL if not c.isascii())
WORDS = st.lists(
    st.text(alphabet=SMALL + "bcghlmnpqrtvx", min_size=1, max_size=7), min_size=1, max_size=8
).map(" ".join)
SENTENCE = (
    "Căn cứ Luật Tổ chức; xét đề nghị của Giám đốc Sở Nội vụ, Ủy ban nhân dân quyết định: "
    "“Điều 1. Giữ kỹ lưỡng”"
)


@pytest.mark.parametrize(
    ("name", "letters"),
    [(TCVN3, ACCENTED), (VNI, ACCENTED + ACCENTED.upper()), (VIQR, ACCENTED + ACCENTED.upper())],
)
def test_every_letter_has_its_sign(name: str, letters: str) -> None:
    meant = list(table(name).letters.values())
    assert set(letters) <= set(meant)
    assert all(table(name).decode(table(name).encode(c)) == c for c in letters)
    assert all(unicodedata.is_normalized("NFC", c) and len(c) == 1 for c in meant)


def test_tcvn3_has_the_seven_capitals_only() -> None:
    assert {c for c in table(TCVN3).letters.values() if c.isupper()} == set("ĂÂÊÔƠƯĐ")


@given(WORDS)
def test_tcvn3_comes_back(text: str) -> None:
    assert table(TCVN3).decode(table(TCVN3).encode(text)) == text


@pytest.mark.parametrize("name", [VNI, VIQR])
def test_a_sentence_comes_back(name: str) -> None:
    assert table(name).decode(table(name).encode(SENTENCE)) == SENTENCE


@given(WORDS)
def test_utf8_read_as_latin1_comes_back(text: str) -> None:
    assert decode(text.encode().decode("latin-1"), UTF8) == text


def as_cp1258(text: str) -> bytes:
    """Base letters of CP1258 followed by combining tones."""
    out = b""
    for c in unicodedata.normalize("NFC", text):
        tones = [
            t for t in unicodedata.normalize("NFD", c) if t in "\u0300\u0301\u0303\u0309\u0323"
        ]
        base = unicodedata.normalize(
            "NFC", "".join(t for t in unicodedata.normalize("NFD", c) if t not in tones)
        )
        out += base.encode("cp1258") + "".join(tones).encode("cp1258")
    return out


@given(WORDS)
def test_cp1258_read_as_cp1252_comes_back(text: str) -> None:
    assert decode(as_cp1258(text).decode("cp1252"), CP1258) == text


@pytest.mark.parametrize("name", [TCVN3, VNI, VIQR, CP1258, UTF8])
@given(text=st.text(max_size=60))
def test_decoding_never_fails(name: str, text: str) -> None:
    assert isinstance(decode(text, name), str)


@pytest.mark.parametrize("text", ["c«ng", "ViÖt Nam", "tr­­ưêng"])
def test_tcvn3_by_hand(text: str) -> None:
    assert (
        decode("tr\u00ad\u00adêng", TCVN3) == "trường"
    )  # an optional hyphen beside the letter that looks like one
    assert decode(text, TCVN3) != text


@pytest.mark.parametrize(
    ("seen", "meant"),
    [
        ("−íc tÝnh n−íc, t−, D−¬ng", "ước tính nước, tư, Dương"),
        ("m∙i m∙i, Gi∙", "mãi mãi, Giã"),
        ("v\u03bc, l\u03bc", "và, là"),
        ("5 − 3, −5, thu − chi, 1∙2", "5 − 3, −5, thu − chi, 1∙2"),
    ],
)
def test_signs_that_pdf_files_name_otherwise(seen: str, meant: str) -> None:
    assert decode(seen, TCVN3) == meant


def test_words_with_such_signs_are_witnesses() -> None:
    assert by_words(["n−íc vμ tr−êng"])[0].text == "nước và trường"
    assert by_words(["từ −5 đến 5 − 3", "ô A − B"]) == {}
