"""Citations in running text: one line of text, and what it cites."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vanban.extractors.citations import find_citations, flatten
from vanban.schemas import Citation


def _brief(c: Citation) -> tuple[str | None, str | None]:
    return (c.doc_type.code if c.doc_type else None, c.number_symbol or c.title)


def _found(text: str) -> list[tuple[str | None, str | None]]:
    return [_brief(c) for c in find_citations(text)]


@pytest.mark.parametrize(
    ("text", "code", "number"),
    [
        ("Quyết định số 678/QĐ-BXYZ", "QĐ", "678/QĐ-BXYZ"),
        ("Quyết định 678/QĐ-BXYZ", "QĐ", "678/QĐ-BXYZ"),
        ("Công văn số 05/BNV-VP", "CV", "05/BNV-VP"),
        ("công văn số 12/UBND-TC", "CV", "12/UBND-TC"),
        ("Văn bản số 295/BTC-KBNN", "CV", "295/BTC-KBNN"),
        ("Nghị định số 95/2017/NĐ-CP", "NĐ", "95/2017/NĐ-CP"),
        ("Nghị định số 95 / 2017 / NĐ - CP", "NĐ", "95/2017/NĐ-CP"),
        ("Nghị định số 95/2017/NÐ–CP", "NĐ", "95/2017/NĐ-CP"),
        ("Nghị định số 95/2017/NĐ-CPngày 16 tháng 8 năm 2017", "NĐ", "95/2017/NĐ-CP"),
        ("Thông tư liên tịch số 27/2015/TTLT-BKHCN-BTC", "TTLT", "27/2015/TTLT-BKHCN-BTC"),
        ("Luật số 64/2025/QH15", "L", "64/2025/QH15"),
        ("Nghị quyết số 351/2017/UBTVQH14", "NQ", "351/2017/UBTVQH14"),
        ("237/NQ-UBTVQH16", "NQ", "237/NQ-UBTVQH16"),
        ("Nghị quyết số 52-NQ/TW", "NQ", "52-NQ/TW"),
        ("Chương trình hành động số 08-CTr/TU", "CTr", "08-CTr/TU"),
        ("kế hoạch hành động số 20-KH/BCĐ57", "KH", "20-KH/BCĐ57"),
        ("03/VBHN-VPQH", "VBHN", "03/VBHN-VPQH"),
        ("QCVN 102:2016/BTTTT/SĐ1:2022", "QCVN", "QCVN 102:2016/BTTTT/SĐ1:2022"),
        ("TCVN 6909:2001", "TCVN", "TCVN 6909:2001"),
        ("30c/NQ-CP", "NQ", "30c/NQ-CP"),
        ("124/QĐ/TTg", "QĐ", "124/QĐ/TTg"),
        ("05/1999/TTLT/BLĐTBXH-BYT-BTC", "TTLT", "05/1999/TTLT/BLĐTBXH-BYT-BTC"),
        ("Chỉ thị số 11/CT.UBND", "CT", "11/CT.UBND"),
        ("Quyết định số 1961/QĐUBND", "QĐ", "1961/QĐUBND"),
        ("Nghị định số 22/CP", "NĐ", "22/CP"),
        ("Quyết định số 500/BYT-QĐ", "QĐ", "500/BYT-QĐ"),
        ("Thông tư số 43 TC/QLCS", "TT", "43 TC/QLCS"),
        ("Nghị định số 55 ngày 2/3/2025", "NĐ", "55"),
        ("Nghị định của Chính phủ số 95/2017/NĐ-CP", "NĐ", "95/2017/NĐ-CP"),
        ("NGHỊ ĐỊNH SỐ 95/2017/NĐ-CP", "NĐ", "95/2017/NĐ-CP"),
        ("Quyết định số …/QĐ-UBND", "QĐ", None),
    ],
)
def test_number_grammar(text: str, code: str, number: str | None) -> None:
    assert _found(text) == [(code, number)]


@pytest.mark.parametrize(
    "text",
    [
        "giai đoạn 2021-2025",
        "ngày 16/8/2017",
        "tháng 12/2021",
        "Quý IV/2021",
        "6 tháng/lần",
        "và/hoặc",
        "3/4 số đại biểu",
        "Mẫu số 01/KK-TNCN",
        "100 m3/ngày",
        "Quyết định 3 nội dung",
        "luật sư và Luật sư",
        "pháp luật Việt Nam",
        "nhiệm vụ Nghị định thư",
        "các Luật, điều ước quốc tế",
        "theo quy định của pháp luật về đất đai",
    ],
)
def test_what_is_no_citation(text: str) -> None:
    assert _found(text) == []


@pytest.mark.parametrize(
    ("text", "code", "title"),
    [
        ("theo Luật Đất đai năm 2013 và các văn bản", "L", "Luật Đất đai"),
        ("theo Luật Phòng , chống tham nhũng .", "L", "Luật Phòng , chống tham nhũng"),
        ("Luật Tổ chức Chính phủ ngày 19 tháng 6 năm 2015", "L", "Luật Tổ chức Chính phủ"),
        ("Luật Luật sư quy định", "L", "Luật Luật sư"),
        ("Bộ luật Dân sự năm 2015", "BL", "Bộ luật Dân sự"),
        ("bộ luật lao động", "BL", "bộ luật lao động"),
        (
            "Pháp lệnh về lực lượng dự bị động viên ngày 27 tháng 8 năm 1996",
            "PL",
            "Pháp lệnh về lực lượng dự bị động viên",
        ),
        (
            "Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam",
            "HP",
            "Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam",
        ),
        (
            "Luật Quản lý, phát triển vũ trụ, bền vững ngày 2/2/2031",
            "L",
            "Luật Quản lý, phát triển vũ trụ, bền vững",
        ),
        ("Luật An ninh vũ trụ được ban hành", "L", "Luật An ninh vũ trụ"),
        ("Luật Kế toán trong lĩnh vực kế toán nhà nước", "L", "Luật Kế toán"),
    ],
)
def test_where_the_name_of_a_law_ends(text: str, code: str, title: str) -> None:
    assert [(c.doc_type and c.doc_type.code, c.title) for c in find_citations(text)] == [
        (code, title)
    ]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Nghị định số 95/2017/NĐ-CP ngày 16 tháng 8 năm 2017", date(2017, 8, 16)),
        ("Nghị định số 95/2017/NĐ-CP, ngày 16/8/2017", date(2017, 8, 16)),
        ("Nghị định số 95/2017/NĐ-CP ngày 16-8-2017", date(2017, 8, 16)),
        ("Nghị định số 95/2017/NĐ-CP ngày 16.8.2017", date(2017, 8, 16)),
        ("Nghị định số 15/CP của Chính phủ ngày 02/3/1993", date(1993, 3, 2)),
        (
            "Luật Hóa chất được Quốc hội khóa XII thông qua ngày 21 tháng 11 năm 2007",
            date(2007, 11, 21),
        ),
        ("Luật Đất đai năm 2013", None),
        ("Quyết định số 5/QĐ-BNV ngày     tháng 5 năm 2021", None),
        ("Quyết định số 5/QĐ-BNV ngày 31/02/2021", None),
    ],
)
def test_dates(text: str, day: date | None) -> None:
    (c,) = find_citations(text)
    assert c.issued_on == day


def test_core_is_the_span_without_the_date() -> None:
    text = "theo Nghị định số 95/2017/NĐ-CP ngày 16/8/2017 của Chính phủ"
    (c,) = find_citations(text, offset=100)
    assert c.text == "Nghị định số 95/2017/NĐ-CP ngày 16/8/2017"
    assert c.span.start == 105
    assert c.core is not None
    assert text[c.core.start - 100 : c.core.end - 100] == "Nghị định số 95/2017/NĐ-CP"


def test_lists_inherit_the_type() -> None:
    assert _found("các Nghị định số 12/2020/NĐ-CP, 13/2020/NĐ-CP và số 14/2020/NĐ-CP") == [
        ("NĐ", f"{n}/2020/NĐ-CP") for n in (12, 13, 14)
    ]
    assert _found("Công văn số 12/UBND-VX ngày 1/2/2024, số 13/UBND-VX") == [
        ("CV", "12/UBND-VX"),
        ("CV", "13/UBND-VX"),
    ]
    assert _found("bởi các Luật số 43/2024/QH15, số 47/2024/QH15") == [
        ("L", "43/2024/QH15"),
        ("L", "47/2024/QH15"),
    ]


def test_a_document_in_the_title_is_nested() -> None:
    text = (
        "Nghị định số 154/2020/NĐ-CP ngày 31 tháng 12 năm 2020 của Chính phủ sửa đổi, bổ sung một "
        "số điều của Nghị định số 34/2016/NĐ-CP "
        "ngày 14 tháng 5 năm 2016 quy định chi tiết Luật Ban hành văn bản quy phạm pháp luật"
    )
    (outer,) = find_citations(text)
    assert [_brief(n) for n in outer.nested] == [
        ("NĐ", "34/2016/NĐ-CP"),
        ("L", "Luật Ban hành văn bản quy phạm pháp luật"),
    ]
    assert outer.nested[0].relation == "amends"
    assert outer.issuer is not None
    assert outer.issuer.text == "Chính phủ"
    assert outer.title is not None
    assert outer.title.startswith("sửa đổi, bổ sung một số điều của Nghị định số 34/2016/NĐ-CP")


def test_an_amending_law_holds_the_laws_of_its_name() -> None:
    text = (
        "Luật sửa đổi, bổ sung một số điều của Luật Tổ chức Chính phủ và Luật Tổ chức chính "
        "quyền địa phương ngày 22 tháng 11 năm 2019;"
    )
    (law,) = find_citations(text)
    assert law.text == text[:-1]
    assert [n.title for n in law.nested] == [
        "Luật Tổ chức Chính phủ",
        "Luật Tổ chức chính quyền địa phương",
    ]


@pytest.mark.parametrize(
    ("text", "relations"),
    [
        (
            "Luật Dược số 105/2016/QH13 được sửa đổi, bổ sung bởi Luật số 44/2024/QH15 và Luật số "
            "45/2024/QH15",
            ["refers", "amended_by", "amended_by"],
        ),
        (
            "Thông tư này thay thế Thông tư số 05/2015/TT-BTC ngày 1/1/2015 của Bộ Tài chính",
            ["self", "replaces"],
        ),
        ("Bãi bỏ Quyết định số 5/QĐ-BNV", ["repeals"]),
        ("Sửa đổi, bổ sung một số điều của Nghị định số 10/2019/NĐ-CP", ["amends"]),
        ("Sửa đổi Điều 3 Quyết định số 5/QĐ-BNV", ["amends"]),
        ("Điều chỉnh, bổ sung Kế hoạch số 310/KH-UBND ngày 21/8/2024", ["amends"]),
        ("Đính chính Quyết định số 5/QĐ-BNV", ["amends"]),
        ("Gia hạn thời gian thực hiện Quyết định số 5/QĐ-BNV", ["amends"]),
        (
            "Bãi bỏ các Thông tư sau: Thông tư số 1/2020/TT-BTC; Thông tư số 2/2020/TT-BTC",
            ["repeals", "repeals"],
        ),
        ("Thay thế các văn bản sau đây: Thông tư số 1/2020/TT-BTC", ["replaces"]),
        ("được điều chỉnh theo Quyết định số 5/QĐ-BNV", ["refers"]),
        ("(Kèm theo Quyết định số 5/QĐ-BNV)", ["issued_with"]),
        ("hướng dẫn thi hành Luật Giá", ["guides"]),
        ("theo Luật này", ["self"]),
    ],
)
def test_relations(text: str, relations: list[str]) -> None:
    assert [c.relation for c in find_citations(text)] == relations


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        (
            "điểm a khoản 2 Điều 103 Chương XII Luật Đất đai",
            ["diem a", "khoan 2", "dieu 103", "chuong XII"],
        ),
        (
            "khoản 1, 2 và 4 Điều 5 của Nghị định số 1/2020/NĐ-CP",
            ["khoan 1", "khoan 2", "khoan 4", "dieu 5"],
        ),
        ("Điều 3 Nghị định này", ["dieu 3"]),
        ("Phụ lục II Thông tư số 1/2020/TT-BTC", ["phu_luc II"]),
        ("theo Luật Giá", []),
    ],
)
def test_pinpoints(text: str, steps: list[str]) -> None:
    (c,) = find_citations(text)
    assert [f"{p.unit} {p.label}" for p in c.pinpoint] == steps


def test_a_short_form_that_is_defined_is_no_citation() -> None:
    text = (
        "Nghị định số 204/2004/NĐ-CP ngày 14/12/2004 của Chính phủ về tiền lương (sau đây viết "
        "tắt là Nghị định số 204/2004/NĐ-CP)"
    )
    assert _found(text) == [("NĐ", "204/2004/NĐ-CP")]


def test_the_documents_own_heading_is_self() -> None:
    own, law = find_citations(
        "Thông tư Hướng dẫn thực hiện Nghị định số 1/2020/NĐ-CP Căn cứ Luật Giá ngày 20 tháng 6 "
        "năm 2012"
    )
    assert own.relation == "self"
    assert [_brief(n) for n in own.nested] == [("NĐ", "1/2020/NĐ-CP")]
    assert law.title == "Luật Giá"


def test_joint_issuers() -> None:
    (c,) = find_citations(
        "Thông tư liên tịch số 01/2015/TTLT-VPCP-BNV ngày 23/10/2015 của Văn phòng Chính phủ - Bộ "
        "Nội vụ hướng dẫn chức năng"
    )
    assert c.issuer is not None
    assert c.issuer.members == ("Văn phòng Chính phủ", "Bộ Nội vụ")


_WORDS = (
    "Luật |Đất đai|, |và |số |12/2020/NĐ-CP |ngày 1/2/2020 |Nghị định |này |của |Chính phủ |sửa "
    "đổi, bổ sung |Điều 5 |khoản 1, 2 "
    "|(|) |; |. |12/ |<L> |QCVN |năm 2013 |\n"
)
_PIECES = st.sampled_from(sorted(_WORDS.split("|")))


@given(st.lists(_PIECES, max_size=25).map("".join), st.integers(0, 50))
def test_every_span_holds(text: str, offset: int) -> None:
    outer = find_citations(text, offset=offset)
    for c in flatten(outer):
        assert text[c.span.start - offset : c.span.end - offset] == c.text
        assert c.core is not None
        assert c.span.covers(c.core)
    ends = [c.span.end for c in outer]
    assert all(a <= c.span.start for a, c in zip(ends, outer[1:], strict=False))


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("ban hành kèm theo Quyết định số 12/QĐ-UBND", "issued_with"),
        ("Sửa đổi Kế hoạch ban hành kèm theo Quyết định số 12/QĐ-UBND", "amends"),
        ("Điều chỉnh nhiệm vụ số 3 tại Phụ lục kèm theo Quyết định số 12/QĐ-UBND", "amends"),
        ("Bãi bỏ nhiệm vụ số 3 tại Phụ lục kèm theo Quyết định số 12/QĐ-UBND", "repeals"),
        ("Thay thế Phụ lục II ban hành kèm theo Quyết định số 12/QĐ-UBND", "replaces"),
    ],
)
def test_what_is_done_to_an_attachment_is_done_to_its_decision(text: str, relation: str) -> None:
    (cited,) = find_citations(text)
    assert cited.relation == relation


def test_number_with_a_dot() -> None:
    text = "Nghị quyết số 66.2/2025/NQ-CP ngày 28 tháng 8 năm 2025 của Chính phủ"
    (cited,) = find_citations(text)
    assert (cited.number_symbol, cited.issued_on) == ("66.2/2025/NQ-CP", date(2025, 8, 28))
