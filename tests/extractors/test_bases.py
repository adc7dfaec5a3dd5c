"""Bases from the front of a made document."""

from __future__ import annotations

from datetime import date

import pytest

from vanban.extractors.bases import extract_bases
from vanban.extractors.context import Context
from vanban.extractors.outline.model import Outline, Part
from vanban.schemas import Block, LegalBasis, Source, Span, TextAnchor


def _outline(*lines: str) -> Outline:
    text, blocks = "", []
    for number, line in enumerate(lines, 1):
        blocks.append(
            Block(
                span=Span(start=len(text), end=len(text) + len(line)),
                anchor=TextAnchor(line=number),
            )
        )
        text += line + "\n"
    source = Source(
        filename="made.txt",
        sha256="0" * 64,
        media_type="text/plain",
        reader="made/1",
        text=text,
        blocks=tuple(blocks),
    )
    return Outline(
        source=source,
        parts=(
            Part(
                kind="document", span=Span(start=0, end=len(text)), front=tuple(range(len(blocks)))
            ),
        ),
    )


def _bases(*lines: str) -> tuple[LegalBasis, ...]:
    outline = _outline(*lines)
    found = extract_bases(outline, Context())
    for basis in found:
        assert outline.words(basis.span) == basis.text
        for c in basis.citations:
            assert outline.words(c.span) == c.text
    return found


def _keys(basis: LegalBasis) -> list[str | None]:
    return [c.number_symbol or c.title for c in basis.citations]


def test_a_decision() -> None:
    found = _bases(
        "QUYẾT ĐỊNH",
        "Về việc ban hành Kế hoạch thử nghiệm",
        "BỘ TRƯỞNG BỘ THỬ NGHIỆM",
        "Căn cứ Nghị định số 95/2017/NĐ-CP ngày 16 tháng 8 năm 2017 của Chính phủ quy định chức "
        "năng của Bộ Thử nghiệm;",
        "Căn cứ Luật Xây dựng ngày 18/6/2014; Luật sửa đổi, bổ sung một số điều của Luật Xây dựng "
        "ngày 17/6/2020;",
        "Theo đề nghị của Vụ trưởng Vụ Mô hình tại Tờ trình số 12/TTr-MH ngày 02/3/2021.",
        "QUYẾT ĐỊNH:",
    )
    assert [b.kind for b in found] == ["citation", "citation", "proposal"]
    assert _keys(found[0]) == ["95/2017/NĐ-CP"]
    assert found[0].citations[0].relation == "basis"
    assert _keys(found[1]) == [
        "Luật Xây dựng",
        "Luật sửa đổi, bổ sung một số điều của Luật Xây dựng",
    ]
    assert _keys(found[2]) == ["12/TTr-MH"]
    assert found[2].proposer is not None
    assert found[2].proposer.text == "Vụ trưởng Vụ Mô hình"
    assert found[2].proposer.kind == "office_holder"


def test_the_opening_paragraph_of_a_plan() -> None:
    found = _bases(
        "KẾ HOẠCH",
        "Thực hiện Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị",
        "Thực hiện Chương trình số 08-CTr/TU ngày 17/3/2026 của Thành ủy thực hiện Nghị quyết số "
        "80-NQ/TW ngày 07/01/2026 của Bộ Chính trị "
        "về văn hóa, Kế hoạch số 128/KH-UBND ngày 30/3/2026 của UBND tỉnh; căn cứ mục tiêu tại Kế "
        "hoạch số 20-KH/BCĐ57, UBND tỉnh ban hành "
        "Kế hoạch tổ chức hội thử, cụ thể như sau:",
    )
    assert [_keys(b) for b in found] == [["08-CTr/TU", "128/KH-UBND"], ["20-KH/BCĐ57"]]
    assert [n.number_symbol for n in found[0].citations[0].nested] == ["80-NQ/TW"]
    assert found[1].text.endswith("20-KH/BCĐ57")


def test_an_amendment_list_counts_and_two_bases_on_one_line() -> None:
    found = _bases(
        "Căn cứ Luật Dược số 105/2016/QH13 được sửa đổi, bổ sung bởi Luật số 44/2024/QH15; Căn cứ "
        "Luật Giá ngày 19 tháng 6 năm 2023;",
        "Chính phủ ban hành Nghị định quy định thử nghiệm.",
    )
    assert [_keys(b) for b in found] == [["105/2016/QH13", "44/2024/QH15"], ["Luật Giá"]]
    assert found[0].citations[1].relation == "amended_by"


@pytest.mark.parametrize(
    "lines",
    [
        ("Căn cứ Quyết định số 5/QĐ-BTN ngày 01", "tháng 02 năm 2024 của Bộ Thử nghiệm;"),
        ("- Căn cứ Quyết định số 5/QĐ-BTN ngày 01 tháng 02 năm", "2024 của Bộ Thử nghiệm;"),
        (
            "Căn cứ Quyết định số 5/QĐ-BTN ngày 01 tháng 02 năm 2024 của Bộ Thử nghiệm; Bộ trưởng "
            "Bộ Mô hình ban hành Thông tư mẫu.",
        ),
    ],
)
def test_a_basis_over_blocks_and_before_the_operative_clause(lines: tuple[str, ...]) -> None:
    (basis,) = _bases(*lines)
    assert [(c.number_symbol, c.issued_on) for c in basis.citations] == [
        ("5/QĐ-BTN", date(2024, 2, 1))
    ]
    assert basis.text.endswith("Bộ Thử nghiệm")


def test_what_is_no_basis() -> None:
    assert (
        _bases(
            "Trên cơ sở kết quả biểu quyết của các thành viên.",
            "Bộ trưởng Bộ Mô hình ban hành Thông tư quy định chi tiết Luật Giá.",
        )
        == ()
    )


def test_no_parts() -> None:
    source = _outline("Căn cứ Luật Giá;").source
    assert extract_bases(Outline(source=source), Context()) == ()
