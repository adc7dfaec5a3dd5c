"""Where a length or a distance decides: each row fails when its threshold moves by one."""

from __future__ import annotations

import pytest

from tests.extractors.outline.paper import labels, outline, paper
from tests.extractors.outline.test_parts import DECISION, SIGNATURE
from vanban.extractors.language.folding import fold
from vanban.extractors.outline import costs
from vanban.extractors.outline.amendments import Announcement, announcements, announces, instructs
from vanban.extractors.outline.lines import Line, lines_of
from vanban.extractors.outline.markers import Kind, markers
from vanban.extractors.outline.notes import amenders
from vanban.extractors.outline.parts import labels_part


def line(words: str) -> Line:
    return lines_of(paper(words))[0]


def filled(template: str, length: int) -> str:
    """``template`` with its "…" made so long that the whole has ``length`` characters."""
    return template.replace("…", "Â" * (length + 1 - len(template)))


@pytest.mark.parametrize(
    ("template", "longest"),
    [
        ("PHỤ LỤC I …", 160),  # a label with its title
        ("Mẫu số 01. …", 160),
        ("KẾ HOẠCH …", 320),  # a title of an attachment is longer
    ],
)
def test_how_long_a_line_that_opens_a_part_may_be(template: str, longest: int) -> None:
    for length, parts in ((longest, 2), (longest + 1, 1)):
        found = outline(DECISION, SIGNATURE, filled(template, length), "Điều 1. Một\nHai.")
        assert len(found.parts) == parts


@pytest.mark.parametrize(("letters", "ends"), [(59, True), (60, False)])
def test_an_office_alone_on_its_line_is_short(letters: int, ends: bool) -> None:
    found = outline("Điều 1. Một\nHai.", filled("GIÁM ĐỐC …", letters), "Nguyễn Văn Mẫu")
    assert bool(found.parts[0].back) is ends


@pytest.mark.parametrize(("letters", "ends"), [(400, True), (401, False)])
def test_the_note_of_adoption_is_a_sentence(letters: int, ends: bool) -> None:
    note = filled("Luật này được Quốc hội thông qua ngày 01 tháng 6 năm 2030 …", letters)
    found = outline("Điều 1. Một\nHai.", note)
    assert bool(found.parts[0].back) is ends


@pytest.mark.parametrize(
    ("words", "is_label"),
    [
        ("PHỤ LỤC II", True),
        ("Mẫu số 05", True),
        ("Biểu mẫu số 5a/ABC", True),
        ("Mẫu AP01", True),
        ("Mẫu báo cáo", False),
        (filled("PHỤ LỤC II …", 159), True),
        (filled("PHỤ LỤC II …", 160), False),
    ],
)
def test_what_names_an_appendix_or_a_form(words: str, is_label: bool) -> None:
    assert labels_part(line(words)) is is_label


@pytest.mark.parametrize(
    ("words", "is_instruction", "is_announcement"),
    [
        ("1. Sửa đổi Điều 5 như sau:", True, True),
        ("1. Sửa đổi Điều 5 như sau", True, True),
        ("Sửa đổi Điều 5 như sau:", False, True),
        ("Sửa đổi Điều 5 như sau", False, False),  # no marker, no colon
        ("1. Sửa đổi Điều 5 như sau.", True, False),
        ("1. Sửa đổi Điều 5;", True, False),
        ("1. Các đơn vị báo cáo như sau:", False, False),
        ("1. Bãi bỏ Điều 5.", True, False),
        (filled("1. Sửa đổi … Điều 5 như sau:", 703), True, True),
    ],
)
def test_what_announces_new_words(words: str, is_instruction: bool, is_announcement: bool) -> None:
    assert (instructs(line(words)), announces(line(words))) == (is_instruction, is_announcement)


def told(text: str, *evidence: float) -> list[tuple[int, list[str], Kind | None] | None]:
    """Of each line the announcement that speaks there: its line, units that begin, kind begun."""
    lines = lines_of(paper(text))
    found = announcements(lines, evidence or [0.0] * len(lines))
    return [
        (a.line, sorted(f"{kind.name} {label}" for kind, label in a.units), a.begun) if a else None
        for a in found
    ]


def test_an_announcement_speaks_until_its_units_have_come() -> None:
    text = "1. Sửa đổi Điều 5, khoản 2 như sau:\nĐiều 5. Một\n2. Hai\n2. Ba\n3. Sửa đổi như thế."
    assert told(text) == [
        None,
        (0, ["DIEU 5"], None),
        (0, ["ARABIC 2"], Kind.DIEU),
        (0, [], Kind.ARABIC),
        (0, [], Kind.ARABIC),
    ]


def test_a_closed_quotation_ends_an_announcement() -> None:
    text = "1. Sửa đổi Điều 5 như sau:\nĐiều 5. Một\n2. Hai"
    assert told(text, 0.0, 1.0, 0.0)[2] is None
    assert told(text, 0.0, 0.8, 0.0)[2] is not None


def test_a_table_ends_an_announcement() -> None:
    lines = lines_of(paper("1. Sửa đổi Điều 5 như sau:", [["a", "b"]], "2. Hai"))
    assert [a is not None for a in announcements(lines, [0.0] * len(lines))] == [False, True, False]


FIVE = Announcement(0, frozenset({(Kind.DIEU, "5")}))
BEGUN = Announcement(0, frozenset(), Kind.DIEU)


@pytest.mark.parametrize(
    ("said", "words", "as_words", "as_structure"),
    [
        (FIVE, "Điều 5. Một", 0.8, 2.5),  # the very number that was announced
        (FIVE, "Điều 6. Một", 0.8, 0.0),
        (FIVE, "1. Một", 0.8, 1.0),
        (FIVE, "(1) Một", 0.6, 1.0),  # no dearer than anywhere
        (FIVE, "1. Sửa đổi Điều 6", 2.8, 0.0),
        (BEGUN, "1. Một", 0.1, 2.5),  # may stand inside the article that has begun
        (BEGUN, "Điều 6. Một", 0.8, 0.0),
    ],
)
def test_what_markers_cost_behind_an_announcement(
    said: Announcement, words: str, as_words: float, as_structure: float
) -> None:
    one = line(words)
    assert costs.words_in_amendment(said, one) == pytest.approx(as_words)
    assert costs.in_amendment(said, one, one.markers[0]) == pytest.approx(as_structure)


@pytest.mark.parametrize(
    ("words", "price"),
    [
        ("Điều 1. Một", 6.0), ("Chương I", 5.0), ("Mục 1. Một", 4.0), ("Phần thứ nhất", 4.0),
        ("1. Một", 3.2), ("1.1. Một", 2.2), ("a) Một", 3.3), ("(1) Một", 0.6), ("A. Một", 2.0),
        ("II. Hai", 3.0), ("ii) Hai", 1.2), ("II HAI", 2.0), ("12", 1.0),
    ],
)  # fmt: skip
def test_what_a_marker_costs_that_is_left_as_words(words: str, price: float) -> None:
    assert costs.words(markers(fold(words))) == pytest.approx(price)


@pytest.mark.parametrize(
    ("words", "readings"),
    [
        ("Điều 5. Một", "DIEU 5 0 8 '.'"),
        ("“Điều 5. Một", "DIEU 5 1 9 '.'"),
        ("Điều thứ hai. Một", "DIEU 2 0 14 '.'"),
        ("Phần thứ nhất", "PHAN thứ nhất 0 13 ''"),
        ("Chương II", "CHUONG II 0 9 ''"),
        ("Mục 2 NHIỆM VỤ", "MUC 2 0 6 ''"),
        ("Mục 2 nhiệm vụ", ""),
        ("mục 2. Nhiệm vụ", ""),
        ("Điều a. Một", ""),
        ("2.1.3. Một", "DECIMAL 2.1.3 0 7 '.'"),
        ("12", "ARABIC 12 0 2 '' bare"),
        ("12 cây", ""),
        ("(2) Một", "PARENTHESIS 2 0 4 ')'"),
        ("2) Một", "ARABIC 2 0 3 ')'"),
        ("a) Một", "LETTER a 0 3 ')'"),
        ("a1) Một", "LETTER a1 0 4 ')' + SUBPOINT a1 0 4 ')'"),
        ("b.1) Một", "SUBPOINT b.1 0 5 ')'"),
        ("I. Một", "ROMAN I 0 3 '.' + CAPITAL I 0 3 '.'"),
        ("I MỤC TIÊU", "ROMAN I 0 2 '' bare"),
        ("I Mục tiêu", ""),
        ("I", "ROMAN I 0 1 '' bare"),
        ("i) Một", "LETTER i 0 3 ')' + LOWER_ROMAN i 0 3 ')'"),
        ("● Một", "BULLET • 0 2 '●'"),
        ("– Một", "BULLET - 0 2 '-'"),
        ("V/v giao việc", ""),
        ("T/M BAN", ""),
        ("a/b", ""),
    ],
)
def test_the_readings_of_a_marker(words: str, readings: str) -> None:
    said = (
        f"{m.kind.name} {m.label} {m.start} {m.end} {m.mark!r}" + (" bare" if m.bare else "")
        for m in markers(fold(words))
    )
    assert " + ".join(said) == readings


def test_siblings_share_a_family() -> None:
    def family(words: str) -> int:
        return markers(fold(words))[0].opened.family

    assert family("- Một") == family("- Hai") != family("+ Ba")
    assert family("1.1. Một") == family("2.7. Hai") != family("1.1.1. Ba")
    assert len({family(w) for w in ("1. Một", "a) Một", "II. Một", "Điều 1. Một", "- Một")}) == 5


BY = "Thông tư số 1/2015/TT-BNV, được sửa đổi, bổ sung bởi:"
DOCUMENTS = "1. Thông tư số 6/2020/TT-BNV\n2. Nghị định số 7/2021/NĐ-CP"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"{BY}\n{DOCUMENTS}\nCăn cứ Luật Cây\n3. Thông tư số 8/2022/TT-BNV", [1, 2]),
        (f"{BY}\nCăn cứ Luật Cây\n{DOCUMENTS}", []),
        (f"Thông tư\n{DOCUMENTS}", []),
        ("Một\n" * 37 + f"{BY}\n{DOCUMENTS}", [38, 39]),  # the preamble has forty lines
        ("Một\n" * 38 + f"{BY}\n{DOCUMENTS}", [39]),
        ("Một\n" * 40 + f"{BY}\n{DOCUMENTS}", []),
    ],
)
def test_the_documents_that_amended_a_consolidated_text(text: str, found: list[int]) -> None:
    assert list(amenders(lines_of(paper(text)))) == found


@pytest.mark.parametrize(
    ("text", "units"),
    [
        # a unit under another of its own kind does not go on with the numbers of the first
        ("Phần I\nChương I\nĐiều 1. Một\nPhần II\nChương II\nĐiều 2. Hai", "phan II/chuong II"),
        (
            "Chương I\nMục 1. Một\nĐiều 1. Một\nChương II\nMục 1. Hai\nĐiều 2. Hai",
            "chuong II/muc 1",
        ),
        ("Điều 1. Một\n1. Hai\na) Ba\n- Bốn\n+ Năm\n- Sáu", "dieu 1/khoan 1/diem a/bullet -"),
        ("1. Một\n1.1. Hai\n1.1.1. Ba\n1.2. Bốn", "item 1/item 1.2"),
        ("I. Một\n1. Hai\na) Ba\nII. Bốn\n1. Năm", "item II/item 1"),
        ("A. Một\nI. Hai\nB. Ba\nI. Bốn", "item B/item I"),
        ("- Một\n1. Hai", "item 1"),
    ],
)
def test_where_a_unit_stands(text: str, units: str) -> None:
    (document,) = outline(text).parts
    assert units in labels(document)


def test_levels_have_a_bottom() -> None:
    deep = "\n".join(".".join("1" * n) + ". Một" for n in range(2, 7))
    (document,) = outline(
        f"1. Một\n{deep}\na) Một\n(1) Hai\n- Ba\n+ Bốn\n* Năm\n• Sáu\n- Bảy"
    ).parts
    assert max(address.count("/") for address in labels(document)) <= 12
