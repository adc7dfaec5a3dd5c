"""Deadlines of the hand-made gold."""

import json
from datetime import date
from pathlib import Path

import pytest

from vanban.extractors.context import Context
from vanban.extractors.deadlines import find_deadlines, parse_deadline

PLANS = Path(__file__).resolve().parents[3].parent / "shared" / "corpus" / "plans"


def cases() -> list[tuple[str, Context, dict[str, str]]]:
    found = []
    for path in sorted(PLANS.glob("*.gold.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        context = Context(issued_on=date.fromisoformat(gold["header"]["issued_on"]))
        tasks = gold.get("table_tasks", []) + gold.get("text_tasks", [])
        found += [(path.stem, context, t) for t in tasks if t.get("deadline")]
    return found


@pytest.mark.shared
def test_gold_deadlines() -> None:
    if not PLANS.is_dir():
        pytest.skip("no corpus beside the project")
    misses = []
    for name, context, task in cases():
        if task.get("rrule") and "trước" in task["deadline"]:
            continue  # its rhythm stands elsewhere in the sentence
        found = parse_deadline(task["deadline"], context)
        if found.kind == "relative" and "due" in task and task["due"] is None:
            continue  # the gold leaves lengths open; a column of times makes them limits
        due = str(found.due) if found.due else None
        rule = (found.rrule or "").split(";")[0]
        if ("due" in task and due != task["due"]) or (task.get("rrule") or rule) != rule:
            misses.append((name, task["deadline"], due, rule))
    print(misses)
    assert not misses


def test_rhythm_from_the_beginning_of_the_sentence() -> None:
    found = find_deadlines(
        "Hàng năm, các đơn vị tổng hợp và báo cáo gửi Vụ A trước 30/11 để tổng hợp.",
        Context(issued_on=date(2021, 6, 23)),
    )
    assert [(d.text, d.due, (d.rrule or "")[:11]) for d in found] == [
        ("trước 30/11", date(2021, 11, 29), "FREQ=YEARLY")
    ]
