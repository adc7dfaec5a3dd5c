"""Two or more documents in one text: each a source of its own, its places those of the file."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vanban import Options, Plan, documents
from vanban.extractors.several import documents_of
from vanban.pipeline.reading import read
from vanban.schemas import Source

STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
DECISION = (
    "ỦY BAN NHÂN DÂN\nTỈNH ĐÔNG HẢI\n-------\n"
    f"{STATE}Số: 415/QĐ-UBND\nĐông Hải, ngày 12 tháng 3 năm 2026\n"
    "QUYẾT ĐỊNH\nVề việc kiểm kê hồ sơ đê điều\nCHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH\n"
    "Căn cứ Luật Đê điều ngày 29 tháng 11 năm 2006;\nQUYẾT ĐỊNH:\n"
    "Điều 1. Giao Sở Nội vụ hoàn thành kiểm kê hồ sơ trước ngày 30/6/2026.{issues}\n"
    "Điều 2. Quyết định này có hiệu lực từ ngày ký./.\n"
    "Nơi nhận:\n- Như Điều 1;\n- Lưu: VT.\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\nNGUYỄN VĂN AN\n"
)
LETTER = (
    f"SỞ NỘI VỤ\nTỈNH ĐÔNG HẢI\n{STATE}Số: 88/SNV-VP\n{{day}}\n"
    "V/v rà soát biên chế\nKính gửi: Các phòng, ban\n"
    "Sở Nội vụ đề nghị các phòng rà soát biên chế của mình, báo cáo trước ngày 15/4/2026.\n"
    "Báo cáo gửi về Văn phòng Sở để tổng hợp, trình Ủy ban nhân dân tỉnh xem xét.\n"
    "Trân trọng./.\nNơi nhận:\n- Như trên;\n- Lưu: VT.\nGIÁM ĐỐC\nLò Thị Mai\n"
).format(day="Đông Hải, ngày 20 tháng 3 năm 2026")
PLAN = (
    "ỦY BAN NHÂN DÂN\nTỈNH ĐÔNG HẢI\n"
    f"{STATE}Số: 46/KH-UBND\nĐông Hải, ngày 12 tháng 3 năm 2026\n"
    "KẾ HOẠCH\nKiểm kê hồ sơ đê điều\n{below}I. MỤC ĐÍCH\n1. Nắm đủ số hồ sơ hiện có.\n"
    "II. NHIỆM VỤ\n1. Sở Nội vụ lập danh mục hồ sơ trước ngày 30/4/2026.\n"
    "2. Sở Tài chính bố trí kinh phí trước ngày 15/5/2026.\n"
    "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nLê Văn Bình\n"
)
ALONE = DECISION.format(issues="")


def source_of(text: str) -> Source:
    return read(text.encode(), Options(filename="a.txt"))


def plans_of(text: str) -> list[Plan]:
    return list(documents(text.encode(), Options(filename="a.txt")))


def numbers(text: str) -> list[str | None]:
    return [plan.document.number_symbol for plan in plans_of(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (ALONE, ["415/QĐ-UBND"]),
        (ALONE + LETTER, ["415/QĐ-UBND", "88/SNV-VP"]),
        (LETTER + ALONE, ["88/SNV-VP", "415/QĐ-UBND"]),
        (ALONE + LETTER + PLAN.format(below=""), ["415/QĐ-UBND", "88/SNV-VP", "46/KH-UBND"]),
        # a copy of the same document is none of its own
        (ALONE + ALONE, ["415/QĐ-UBND"]),
        # the first is a draft, or has lost its head
        (ALONE.replace("415/QĐ", "      /QĐ") + LETTER, [None, "88/SNV-VP"]),
    ],
)
def test_each_document_is_a_plan(text: str, found: list[str | None]) -> None:
    assert numbers(text) == found


@pytest.mark.parametrize(
    ("issues", "below"),
    [
        (" Ban hành kèm theo Quyết định này Kế hoạch kiểm kê hồ sơ.", ""),
        (" Ban hành Kế hoạch kiểm kê (kèm theo Kế hoạch số 46/KH-UBND).", ""),
        (" Ban hành Kế hoạch kiểm kê hồ sơ đê điều (có Kế hoạch kèm theo).", ""),
        (" Ban hành Kế hoạch số 46/KH-UBND kèm theo Quyết định này.", ""),
        ("", "(Ban hành kèm theo Quyết định số 415/QĐ-UBND ngày 12/3/2026)\n"),
    ],
)
def test_what_a_decision_issues_belongs_to_it(issues: str, below: str) -> None:
    (plan,) = plans_of(DECISION.format(issues=issues) + PLAN.format(below=below))
    assert plan.source.part is None
    said = {d.code: d.span for d in plan.diagnostics}
    span = said["document-within"]
    assert span is not None
    assert span.of(plan.source.text) == "Số: 46/KH-UBND"


@pytest.mark.parametrize(
    "letter",
    [
        "Mẫu số 05\n" + LETTER,
        "PHỤ LỤC II\nMẪU BÁO CÁO\n(Kèm theo Quyết định số 415/QĐ-UBND)\n-----\nTÊN CƠ QUAN\n"
        + LETTER,
        LETTER.replace("ngày 20 tháng 3 năm 2026", "ngày … tháng … năm …"),
        LETTER.replace("Đông Hải, ngày 20 tháng 3 năm 2026", "…(4)…, ngày … tháng … năm 2026"),
        LETTER.replace("88/SNV", "…/SNV"),
        LETTER[: LETTER.index("Kính gửi")],
    ],
)
def test_a_form_or_a_mere_letterhead_is_no_document(letter: str) -> None:
    assert numbers(ALONE + letter) == ["415/QĐ-UBND"]


@pytest.mark.parametrize("body", ["THỦ TƯỚNG CHÍNH PHỦ", "ỦY BAN NHÂN DÂN\nTỈNH ĐÔNG HẢI"])
def test_words_of_a_portal_above_are_no_document(body: str) -> None:
    about = "Sửa nhà trước ngày 30/11/2026\nNgười dân được hỗ trợ sửa nhà trước ngày 30/11/2026.\n"
    text = about * 8 + ALONE.replace("ỦY BAN NHÂN DÂN\nTỈNH ĐÔNG HẢI", body, 1)
    (plan,) = plans_of(text)
    assert plan.document.number_symbol == "415/QĐ-UBND"
    assert not {"document-within", "several-documents"} & {d.code for d in plan.diagnostics}


def test_what_another_decision_issued_stands_for_itself() -> None:
    issues = " Thực hiện Kế hoạch số 46/KH-UBND kèm theo Quyết định số 12/QĐ-UBND."
    text = DECISION.format(issues=issues) + PLAN.format(below="")
    assert numbers(text) == ["415/QĐ-UBND", "46/KH-UBND"]


def test_a_text_that_has_not_ended_goes_on() -> None:
    open_ended = ALONE[: ALONE.index("./.")]
    assert numbers(open_ended + "\n" + LETTER) == ["415/QĐ-UBND"]


def test_it_is_said_what_the_file_holds() -> None:
    first, second = plans_of(ALONE + LETTER)
    assert [d.code for d in first.diagnostics if "document" in d.code] == ["several-documents"]
    assert [d.code for d in second.diagnostics if "document" in d.code] == ["further-document"]
    assert "88/SNV-VP" in next(d.message for d in first.diagnostics if "document" in d.code)
    parts = [plan.source.part for plan in (first, second)]
    assert [part and (part.number, part.numbers) for part in parts] == [
        (1, ("415/QĐ-UBND", "88/SNV-VP")),
        (2, ("415/QĐ-UBND", "88/SNV-VP")),
    ]


def test_signers_and_tasks_stay_with_their_document() -> None:
    first, second = plans_of(ALONE + LETTER)
    assert [s.name for s in first.document.signers] == ["NGUYỄN VĂN AN"]
    assert [s.name for s in second.document.signers] == ["Lò Thị Mai"]
    assert [str(t.deadline.due) for t in first.tasks] == ["2026-06-29"]
    assert [str(t.deadline.due) for t in second.tasks] == ["2026-04-14"]
    assert second.document.issuer and second.document.issuer.name == "Sở Nội vụ tỉnh Đông Hải"


TABLE = "TT\tNhiệm vụ\tChủ trì\n1\tLập danh mục\tSở Nội vụ\n2\tBố trí kinh phí\tSở Tài chính\n"


@settings(max_examples=12, deadline=None)
@given(st.lists(st.sampled_from([ALONE, LETTER, PLAN.format(below="")]), min_size=2, max_size=4))
def test_the_pieces_are_the_text_of_the_file(texts: list[str]) -> None:
    whole = source_of("\n".join(f"{text}{TABLE}" for text in texts))
    pieces = documents_of(whole)
    starts = [piece.part.start if piece.part else 0 for piece in pieces]
    assert sum(len(piece.blocks) for piece in pieces) == len(whole.blocks)
    assert sum(len(piece.tables) for piece in pieces) == len(whole.tables)
    for piece, start in zip(pieces, starts, strict=True):
        assert whole.text[start : start + len(piece.text)] == piece.text
        for block, below in pairwise(piece.blocks):
            assert block.span.end <= below.span.start
        for block in piece.blocks:
            assert block.cell is None or block.cell.table < len(piece.tables)
    moved = [
        (block.span.of(piece.text), block.anchor) for piece in pieces for block in piece.blocks
    ]
    assert moved == [(block.span.of(whole.text), block.anchor) for block in whole.blocks]
