"""Old text is read stretch by stretch, and only where that makes words."""

from __future__ import annotations

import pytest

from vanban.pipeline.legacy.encodings import TCVN3, UTF8, VIQR, VNI, table
from vanban.pipeline.legacy.fonts import font_kind
from vanban.pipeline.legacy.reading import KIND, by_fonts, by_words, single_words

TEXT = [
    "ỦY BAN NHÂN DÂN TỈNH LAM HẠ LÂM",
    "Căn cứ Luật Tổ chức Hội đồng nhân dân;",
    "Điều 1. Nay ban hành kế hoạch cấp nước.",
    "Sở",
    "số 12/QĐ-UB",
]


def as_cp1252(text: str) -> str:
    """UTF-8 read as CP1252; bytes that it leaves undefined as their own numbers."""
    return "".join(
        chr(b) if b in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else bytes([b]).decode("cp1252")
        for b in text.encode()
    )


OLD = {
    "tcvn3": [table(TCVN3).encode(t) for t in TEXT],
    "vni": [table(VNI).encode(t) for t in TEXT],
    "viqr": [table(VIQR).encode(t) for t in TEXT],
    "latin-1": [t.encode().decode("latin-1") for t in TEXT],
    "cp1252": [as_cp1252(t) for t in TEXT],
}


@pytest.mark.parametrize("name", OLD)
def test_a_document_in_an_old_encoding(name: str) -> None:
    read = by_words(OLD[name])
    assert [read[i].text if i in read else old for i, old in enumerate(OLD[name])] == TEXT
    for i, paragraph in read.items():
        assert {c.kind for c in paragraph.changes} == {KIND}
        assert back(paragraph) == OLD[name][i]


def back(paragraph) -> str:
    text = paragraph.text
    for c in reversed(paragraph.changes):
        assert text[c.start : c.start + len(c.new)] == c.new
        text = text[: c.start] + c.raw + text[c.start + len(c.new) :]
    return text


@pytest.mark.parametrize(
    "text",
    [
        "Cộng hoà xã hội chủ nghĩa Việt Nam",
        "Le régime général des impôts, l'été à Genève; Größe; año",
        "Mức 5 ÷ 10 °C; diện tích 20 × 30 m²; § 12; ±0,5 µm; © 2026; ½",
        "The cost (a) + b? No. email a@b.vn; f(x) = a^2 + b^2 ~ c`",
        "có gì đó ở đâu, bé và mẹ",
        "Bé",
    ],
)
def test_what_is_no_old_text_stays(text: str) -> None:
    assert by_words([text]) == {}
    assert by_words([text, "Điều 1. Quyết định này có hiệu lực"]) == {}


def test_paragraphs_and_words_may_be_mixed() -> None:
    read = by_words(["Điều 1. Quyết định", "C¨n cø LuËt Tæ chøc và Nghị định số 15"])
    assert 0 not in read
    assert read[1].text == "Căn cứ Luật Tổ chức và Nghị định số 15"
    assert [c.raw for c in read[1].changes] == ["C¨n cø LuËt Tæ chøc"]


def test_short_paragraphs_follow_the_document() -> None:
    assert by_words(["Bé"]) == {}
    read = by_words(["Céng hoµ x· héi chñ nghÜa", "C¨n cø LuËt Tæ chøc", "Theo ®Ò nghÞ cña", "Bé"])
    assert read[3].text == "Bộ"


def test_capitals_lost_with_the_font() -> None:
    assert by_words(["QUYÕT §ÞNH CñA ñY BAN"])[0].text == "QUYẾT ĐỊNH CỦA ỦY BAN"
    assert by_words(["§iÒu 1. QUYÕT §ÞNH nµy"])[0].text == "Điều 1. QUYẾT ĐỊNH này"


def test_fonts() -> None:
    runs = [
        ("Bộ trưởng", "Arial"),
        (" quyÕt ", ".VnTimeH"),
        ("®Þnh sè\t1", ".VnTime"),
        (" Soá", "VNI-Times"),
        ("  Độc", ".VnTime"),
    ]
    read = by_fonts(runs)
    assert read.text == "Bộ trưởng QUYẾT định số\t1 Số  Độc"
    assert back(read) == "".join(text for text, _ in runs)
    assert [c.raw for c in read.changes] == ["quyÕt", "®Þnh sè", "Soá"]


@pytest.mark.parametrize(
    ("font", "expected"),
    [
        (".VnTime", ("tcvn3", False)),
        (".VnTimeH", ("tcvn3", True)),
        (".VnArial NarrowH", ("tcvn3", True)),
        (".vntimeh", ("tcvn3", True)),
        (".VnBlackH", ("tcvn3", True)),
        ("VNI-Times", ("vni", False)),
        ("Times New Roman", None),
        (None, None),
        ("", None),
    ],
)
def test_what_a_font_says(font: str | None, expected: tuple[str, bool] | None) -> None:
    assert font_kind(font) == expected


def test_a_font_may_lie() -> None:
    assert by_fonts([("Độc lập - Tự do", ".VnTime")]).text == "Độc lập - Tự do"
    assert by_fonts([("có nhà, và", ".VnTime")]).text == "có nhà, và"
    assert (
        by_fonts([("vi\uf0d6t nam", ".VnTimeH")]).text == "VIỆT NAM"
    )  # letters of a font marked as a symbol font


def test_words_of_a_page() -> None:
    page = [w for t in OLD["tcvn3"] for w in t.split()]
    assert " ".join(single_words([page])[0]) == " ".join(TEXT)
    assert [" ".join(w) for w in single_words([["Së", "QUYÕT", "§ÞNH"]]).values()] == [
        "Sở QUYẾT ĐỊNH"
    ]
    assert single_words([["Điều", "1."]]) == {}


def test_double_damage() -> None:
    twice = "Quyết định số".encode().decode("latin-1").encode().decode("latin-1")
    assert by_words([twice])[0].text == "Quyết định số"
    assert UTF8 == "utf8"
