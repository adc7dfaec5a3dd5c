"""PDF over real documents: what a careful reader found in their tables and headers comes out of the
reader.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from vanban.pipeline.options import Limits
from vanban.pipeline.readers.pdf import read_pdf
from vanban.schemas import BlockRole

PLANS = Path(__file__).resolve().parents[3].parent / "shared" / "corpus" / "plans"
NAMES = sorted(
    p.name.removesuffix(".gold.json")
    for p in PLANS.glob("*.gold.json")
    if (PLANS / "docs" / p.name.replace(".gold.json", ".pdf")).exists()
)

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not NAMES, reason="no corpus beside the project"),
]


def load(name):
    data = (PLANS / "docs" / f"{name}.pdf").read_bytes()
    return read_pdf(data, filename=f"{name}.pdf", limits=Limits()), json.loads(
        (PLANS / f"{name}.gold.json").read_text("utf-8")
    )


def folded(text):
    text = text.rstrip("…")
    return re.sub(r"\W+", " ", text).strip().casefold()


@pytest.mark.parametrize("name", NAMES)
def test_spans_hold_and_pages_are_read(name):
    source, _ = load(name)
    ends = [b.span.end for b in source.blocks]
    assert ends == sorted(ends)
    for block in source.blocks:
        for line in block.lines:
            assert block.span.start <= line.span.start <= line.span.end <= block.span.end
    if not any(n.code == "scan-page" for n in source.notes):
        header = json.dumps(
            [source.text[b.span.start : b.span.end] for b in source.blocks[:12]], ensure_ascii=False
        )
        gold = load(name)[1]["header"]
        assert re.search(rf"Số:? ?{gold['number']} ?/{gold['symbol']}", header)
        day, month, year = (str(int(part)) for part in gold["issued_on"].split("-")[::-1])
        assert re.search(rf"ngày 0?{day} tháng 0?{month} năm {year}", header)
        assert folded(gold["title"]) in folded(header)


@pytest.mark.parametrize("name", NAMES)
def test_table_cells_are_all_there(name):
    source, gold = load(name)
    cells = [folded(source.text[b.span.start : b.span.end]) for b in source.blocks if b.cell]
    for task in gold.get("table_tasks", ()) if cells else ():
        assert any(folded(task["text"].rstrip("…")) in c for c in cells), task["text"]
        for wanted in (
            *task["leads"],
            *task["cooperators"],
            *task.get("outputs", ()),
            task.get("deadline", ""),
        ):
            assert any(folded(wanted) in c for c in cells), wanted


@pytest.mark.parametrize("name", NAMES)
def test_page_numbers_are_furniture(name):
    source, _ = load(name)
    numbers = [
        source.text[b.span.start : b.span.end]
        for b in source.blocks
        if b.role is BlockRole.PAGE_FURNITURE
    ]
    lone = [
        t
        for b in source.blocks
        if b.role is not BlockRole.PAGE_FURNITURE
        and not b.cell
        and re.fullmatch(r"\d+", t := source.text[b.span.start : b.span.end])
    ]
    assert not lone and (len(numbers) > source.pages / 2 or source.notes)
