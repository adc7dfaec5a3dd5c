"""Tasks of real plans against what a careful reader lists; left out where the corpus is absent."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from vanban import convert
from vanban.extractors.language.folding import key

pytestmark = [pytest.mark.shared, pytest.mark.slow]
PLANS = Path(__file__).resolve().parents[4] / "shared" / "corpus" / "plans"
NAMES = ["1678-qd-bkhcn", "nq-03-2025-cp", "kh-173-hanoi", "kh-277-hanoi-100-ngay", "qd-2280-hanoi"]


@pytest.mark.parametrize("name", NAMES)
def test_every_listed_task_is_found(name: str) -> None:
    gold = json.loads((PLANS / f"{name}.gold.json").read_text(encoding="utf-8"))
    plan = convert(next(p for p in (PLANS / "docs").iterdir() if p.stem == name))
    rows = [t for t in plan.tasks if t.origin == "table"]
    assert len(rows) == len(gold["table_tasks"])
    texts = [key(t.text) for t in plan.tasks]
    listed = [
        key(t["text"].removesuffix("…"))
        for t in (*gold["table_tasks"], *gold.get("text_tasks", ()))
    ]
    missed = [g for g in listed if not any(t[:60].startswith(g[:50]) for t in texts)]
    assert len(missed) <= 0.02 * len(listed), missed


@pytest.mark.parametrize("name", NAMES)
def test_spans_and_ids_hold(name: str) -> None:
    plan = convert(next(p for p in (PLANS / "docs").iterdir() if p.stem == name))
    ids = [t.id for t in plan.tasks]
    assert len(set(ids)) == len(ids)
    for task in plan.tasks:
        assert task.span.of(plan.source.text) == task.text
        assert task.parent is None or task.parent in ids
        assert set(task.linked) <= set(ids)
        for named in (
            *task.leads,
            *task.cooperators,
            *task.reports_to,
            *task.outputs,
            *task.continued,
        ):
            assert named.span.of(plan.source.text) == named.text
