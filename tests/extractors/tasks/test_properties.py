"""Whatever a table or a text holds: nothing is lost, no span lies, nothing raises."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.extractors.tables.making import outline_of, source_of
from vanban.extractors.context import Context
from vanban.extractors.outline.build import build_outline
from vanban.extractors.tables import extract_tables
from vanban.extractors.tasks import extract_tasks
from vanban.pipeline.options import Options
from vanban.pipeline.reading import read
from vanban.schemas import Header

CELLS = st.sampled_from(
    [
        "",
        "STT",
        "Nhiệm vụ",
        "Đơn vị chủ trì",
        "Đơn vị phối hợp",
        "Thời hạn",
        "Sản phẩm",
        "Ghi chú",
        "1",
        "1.1",
        "a)",
        "I",
        "(1)",
        "- Rà soát",
        "x",
        "Sở Nội vụ",
        "Chủ trì: Sở Y tế; Phối hợp:",
        "Các sở, ban, ngành",
        "30/6/2025",
        "31/2/2025",
        "Hằng năm",
        "Xây dựng kế hoạch",
        "kế hoạch,",
        "\n",
        ":",
    ]
)
TABLES = st.integers(1, 7).flatmap(
    lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=1, max_size=8)
)
LINES = st.sampled_from(
    [
        "I. NHIỆM VỤ",
        "II. TỔ CHỨC THỰC HIỆN",
        "III. MỤC TIÊU",
        "1. Sở Nội vụ:",
        "2. Xây dựng kế hoạch.",
        "a) Giao Sở Y tế kiểm tra trước 30/6;",
        "- Đơn vị chủ trì: Sở Y tế",
        "- Thời gian:",
        "+ Báo cáo",
        "Điều 1. Phê duyệt",
        "Điều 2. Trách nhiệm của Sở Nội vụ",
        "PHỤ LỤC",
        "./.",
        ":",
        "- ",
        "(Kèm theo)",
    ]
)
CONTEXT = Context(issued_on=date(2025, 2, 1), issuer="Ủy ban nhân dân tỉnh Hòa Giang")


@given(st.lists(TABLES, min_size=1, max_size=3), st.booleans())
@settings(max_examples=120, deadline=None)
def test_any_tables(tables: list[list[list[str]]], damaged: bool) -> None:
    source = source_of(*tables, damaged=damaged)
    outline = outline_of(source)
    read_tables = extract_tables(outline)
    cells = [c for t in read_tables.values() for r in t.rows for c in r.cells]
    assert len(cells) == sum(1 for b in source.blocks if b.cell)
    assert all(c.span.of(source.text) == c.text for c in cells)
    assert all(
        len(t.columns) == max(c.column + c.col_span for r in t.rows for c in r.cells)
        for t in read_tables.values()
    )
    tasks = extract_tasks(outline, read_tables, Header(), CONTEXT)
    assert not (damaged and tasks)
    assert len({t.id for t in tasks}) == len(tasks)
    for task in tasks:
        assert task.text and task.span.of(source.text) == task.text
        assert all(a.span.of(source.text) == a.text for a in (*task.leads, *task.cooperators))


@given(st.lists(LINES, min_size=1, max_size=14))
@settings(max_examples=120, deadline=None)
def test_any_text(lines: list[str]) -> None:
    source = read(
        "\n".join(["KẾ HOẠCH", "Công tác năm 2025", *lines]).encode(), Options(filename="a.txt")
    )
    outline = build_outline(source)
    tasks = extract_tasks(outline, extract_tables(outline), Header(), CONTEXT)
    assert len({t.id for t in tasks}) == len(tasks)
    for task in tasks:
        assert task.text and task.span.of(source.text) == task.text
        assert all(
            a.span.of(source.text) == a.text
            for a in (*task.leads, *task.cooperators, *task.reports_to)
        )
