"""A plan in pieces for retrieval."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from vanban.pipeline.chunks import chunks
from vanban.pipeline.conversion import convert
from vanban.pipeline.options import Options

TEXT = """ỦY BAN NHÂN DÂN TỈNH ĐÔNG HẢI
Số: 12/2026/QĐ-UBND
QUYẾT ĐỊNH
Ban hành Quy định về hồ sơ đê
Điều 1. Phạm vi
Quyết định này quy định về hồ sơ đê theo Nghị định số 30/2020/NĐ-CP.
Điều 2. Trách nhiệm
1. Giao Sở Nội vụ lập danh mục hồ sơ đê trước ngày 30 tháng 6 năm 2026.
2. Giao Sở Tài chính bố trí kinh phí:
a) Năm 2026;
b) Năm 2027.
PHỤ LỤC
NỘI DUNG HỒ SƠ
I. HỒ SƠ ĐÊ
1. Bản vẽ;
2. Nhật ký.
"""


@pytest.fixture(scope="module")
def plan():
    return convert(TEXT.encode(), Options(filename="quyet-dinh.txt"))


def test_each_piece_says_where_it_stands(plan):
    found = {(c.kind, c.address): c for c in chunks(plan)}
    clause = found["clause", ("Điều 2", "1")]
    assert clause.headings == ("Điều 2. Trách nhiệm",)
    assert clause.days == (date(2026, 6, 29),)
    assert found["task", ("Điều 2", "1")].days == clause.days
    assert found["article", ("Điều 1",)].citations == ("30/2020/NĐ-CP",)
    assert found["article", ("Điều 2",)].text == "Điều 2. Trách nhiệm"
    item = found["section", ("I", "2")]
    assert item.headings[-2:] == ("NỘI DUNG HỒ SƠ", "HỒ SƠ ĐÊ")
    assert item.part == plan.appendices[0].id
    assert {c.number_symbol for c in found.values()} == {"12/2026/QĐ-UBND"}


def test_no_word_is_in_two_pieces(plan):
    text = plan.source.text
    pieces = chunks(plan)
    assert all(c.span.of(text) == c.text for c in pieces)
    assert not any(a.span.overlaps(b.span) for a, b in pairwise(_units(pieces)))


def _units(pieces):
    return [c for c in pieces if c.kind != "task"]


def test_the_key_of_a_batch_names_the_document(plan):
    assert {c.document for c in chunks(plan)} == {"quyet-dinh.txt"}
    assert {c.document for c in chunks(plan, "kho/1")} == {"kho/1"}


TABLE = """PHỤ LỤC
DANH SÁCH HẠT QUẢN LÝ ĐÊ
(Kèm theo Quyết định số 12/2026/QĐ-UBND ngày 12 tháng 3 năm 2026)

| TT | Tên hạt | Số người |
|---|---|---|
| 1 | Hạt Bắc Đê | 12 |
| 2 | Hạt Nam Đê | 9 |
"""


def test_rows_that_are_no_tasks():
    pieces = chunks(convert(TABLE.encode(), Options(filename="danh-sach.md")))
    rows = [c for c in pieces if c.kind == "row"]
    assert [c.text.split("\t") for c in rows] == [
        ["1", "Hạt Bắc Đê", "12"],
        ["2", "Hạt Nam Đê", "9"],
    ]
    assert rows[0].headings == ("PHỤ LỤC", "DANH SÁCH HẠT QUẢN LÝ ĐÊ", "TT | Tên hạt | Số người")
    assert rows[0].address[-1] == "2"
    assert not [c for c in pieces if c.kind == "task"]
