"""Which words are the heading of a unit, and how far the title of a part goes."""

import pytest

from tests.extractors.outline.paper import outline, paper, styled
from vanban.extractors.outline.build import build_outline
from vanban.schemas import Style

LONG = "Nội dung này rất dài " * 16
MIDDLING = "Một phần của tên phụ lục này " * 8
DECISION = """BỘ SÔNG NÚI
QUYẾT ĐỊNH
Ban hành danh mục cây
Căn cứ Luật Cây số 1/2020/QH14;
QUYẾT ĐỊNH:
Điều 1. Ban hành danh mục cây.
Điều 2. Chánh Văn phòng chịu trách nhiệm thi hành./.
Nơi nhận:
- Lưu: VT.
BỘ TRƯỞNG
Nguyễn Văn Mẫu
"""


def headings(*text: str) -> list[str | None]:
    found = outline(*text)
    nodes = [node for top in found.parts[0].nodes for node in top.walk()]
    return [found.words(node.heading) if node.heading else None for node in nodes]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # on the line of the marker, with something below it
        ("Điều 1. Phạm vi\nLuật này quy định.", ["Phạm vi"]),
        ("Điều 1. Phạm vi:\nLuật này quy định.", ["Phạm vi"]),
        ("1. Mục đích :\n- Một.\n- Hai.", ["Mục đích", None, None]),
        # a sentence is no heading, nor is a short line with nothing below it
        ("Điều 1. Luật này quy định.\nHai.", [None]),
        ("1. Một;\n- Hai.", [None, None]),
        ("1. Một,\n- Hai.", [None, None]),
        ("1. Mục đích", [None]),
        ("1. MỤC ĐÍCH", ["MỤC ĐÍCH"]),
        (f"1. {LONG}\n- Một.", [None, None]),
        # points and bullets have none
        ("Điều 1. Chung\na) Sông\n- Núi", ["Chung", None, None]),
        # chapters: on the marker's line, on the next lines in capitals, on both
        ("Chương I\nQUY ĐỊNH CHUNG\nĐiều 1. Một.", ["QUY ĐỊNH CHUNG", None]),
        ("Chương I\nCÂY\nVÀ SÔNG\nĐiều 1. Một.", ["CÂY\nVÀ SÔNG", None]),
        ("Chương I. QUY ĐỊNH\nCHUNG\nĐiều 1. Một.", ["QUY ĐỊNH\nCHUNG", None]),
        ("Chương I. Quy định chung.\nĐiều 1. Một.", ["Quy định chung.", None]),
        ("Chương I\nQuy định chung\nĐiều 1. Một.", ["Quy định chung", None]),
        ("Chương I\nChương này quy định:\nĐiều 1. Một.", [None, None]),
        ("Chương I\nChương này quy định.\nĐiều 1. Một.", [None, None]),
        ("Chương I\nMỘT\nHAI\nBA\nBỐN\nNĂM\nĐiều 1. Một.", ["MỘT\nHAI\nBA\nBỐN", None]),
        ("Mục 1. QUY ĐỊNH\nĐiều 1. Một.", ["QUY ĐỊNH", None]),
    ],
)
def test_headings_of_units(text: str, expected: list[str | None]) -> None:
    assert headings(text) == expected


def test_a_bold_line_is_a_heading_though_nothing_stands_below_it() -> None:
    plain = paper("1. Mục đích\n2. Yêu cầu")
    bold = styled(plain, {0: Style(bold=True)})
    assert [n.heading for n in build_outline(plain).parts[0].nodes] == [None, None]
    first, second = build_outline(bold).parts[0].nodes
    assert first.heading is not None and second.heading is None


@pytest.mark.parametrize(
    ("below", "title"),
    [
        ("DANH MỤC CÂY", "DANH MỤC CÂY"),
        ("DANH MỤC\nCÂY CAO\nNĂM 2030", "DANH MỤC\nCÂY CAO\nNĂM 2030"),
        ("MỘT HAI\nBA BỐN\nNĂM SÁU\nBẢY TÁM\nCHÍN MƯỜI", "MỘT HAI\nBA BỐN\nNĂM SÁU\nBẢY TÁM"),
        ("Các cây được trồng.", None),
        ("DANH MỤC CÂY\n(Kèm theo Quyết định số 1/QĐ-BSN)", "DANH MỤC CÂY"),
        ("Danh mục cây\n(Kèm theo Quyết định số 1/QĐ-BSN)", "Danh mục cây"),
        ("Danh mục\ncây cao\n(Kèm theo Quyết định số 1/QĐ-BSN)", "Danh mục\ncây cao"),
        (f"{MIDDLING}\n(Kèm theo Quyết định số 1/QĐ-BSN)", MIDDLING.strip()),
        (f"{MIDDLING * 2}\n(Kèm theo Quyết định số 1/QĐ-BSN)", None),
    ],
)
def test_titles_of_appendices(below: str, title: str | None) -> None:
    found = outline(DECISION, f"PHỤ LỤC I\n{below}\n1. Cây cao")
    part = found.parts[1]
    assert (found.words(part.title) if part.title else None) == title


@pytest.mark.parametrize(
    ("style", "title"),
    [
        (Style(bold=True), "Danh mục cây"),
        (Style(align="center"), "Danh mục cây"),
        (Style(align="left"), None),
        (Style(italic=True), None),
    ],
)
def test_a_title_in_small_letters_is_set_off(style: Style, title: str | None) -> None:
    source = paper(DECISION, "PHỤ LỤC I\nDanh mục cây\nCác cây được trồng.\n1. Cây cao")
    at = next(i for i, b in enumerate(source.blocks) if b.span.of(source.text) == "Danh mục cây")
    found = build_outline(styled(source, {at: style}))
    part = found.parts[1]
    assert (found.words(part.title) if part.title else None) == title


@pytest.mark.parametrize(
    ("body", "kinds"),
    [
        # before the signature only a label in capitals or one with "(Kèm theo …)" opens an appendix
        ("PHỤ LỤC I\n1. Cây cao", ["document", "appendix"]),
        ("Phụ lục I\n1. Cây cao", ["document"]),
        ("Phụ lục I\n(Kèm theo Quyết định số 1/QĐ-BSN)\n1. Cây", ["document", "appendix"]),
        ("Mẫu số 01\n1. Cây cao", ["document"]),
    ],
)
def test_parts_before_a_signature(body: str, kinds: list[str]) -> None:
    unsigned = DECISION.partition("Nơi nhận")[0]
    assert [part.kind for part in outline(unsigned, body).parts] == kinds
