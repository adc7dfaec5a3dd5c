"""Edges of the store's rules: each fails where a comparison or a case of the rule is lost."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import aliased

from tests.tracking.exports.made import DAY, lead, task
from tests.tracking.factory import Text, cite, plan, work
from vanban.tracking import Store
from vanban.tracking.exports.ics import calendar
from vanban.tracking.exports.model import Snapshot
from vanban.tracking.store.load import Identity, Known, same_decision
from vanban.tracking.store.models import Citation
from vanban.tracking.store.unit_loads import bucket

DUE = date(2026, 6, 30)


@pytest.mark.parametrize(
    ("phase", "due", "done_on", "where"),
    [
        ("done", DUE, date(2026, 6, 29), "in_time"),
        ("done", DUE, DUE, "in_time"),  # the last day is in time
        ("done", DUE, date(2026, 7, 1), "late"),
        ("done", DUE, None, "in_time"),
        ("done", None, DUE, "no_date"),
        ("open", DUE, None, "2026-Q2"),
        ("open", date(2026, 7, 1), None, "2026-Q3"),
        ("open", None, None, "none"),
        ("halted", DUE, DUE, "halted"),
    ],
)
def test_where_a_task_is_counted(
    phase: str, due: date | None, done_on: date | None, where: str
) -> None:
    assert bucket(phase, due, done_on) == where


@pytest.mark.parametrize(("state", "is_completed"), [("done", True), ("awaiting", False)])
def test_only_what_is_done_is_completed_in_the_calendar(state: str, is_completed: bool) -> None:
    """Handed in and not yet accepted: the day is told, the task is not complete."""
    handed_in = task(1, "Báo cáo", lead("Vụ A"), state=state, due=DAY, done_on=DAY)
    written = calendar(Snapshot((handed_in,), DAY))
    assert (b"\nCOMPLETED:" in written) is is_completed
    assert (b"X-VANBAN-HANDED-IN" in written) is not is_completed


def test_each_nested_citation_knows_its_outer_one(store: Store) -> None:
    text = Text()
    span = text.add("Căn cứ văn bản")
    tree = cite("1/2020/NĐ-CP", span, nested=(
        cite("2/2020/NĐ-CP", span, nested=(cite("3/2020/NĐ-CP", span),)),
        cite("4/2020/NĐ-CP", span),
    ))  # fmt: skip
    made = plan(work("Báo cáo"), citations=[("0/2020/NĐ-CP", None, "basis")])
    basis = made.legal_bases[0].model_copy(update={"citations": (tree,)})
    store.load([made.model_copy(update={"legal_bases": (basis,)})])
    outer = aliased(Citation)
    query = select(Citation.number_symbol, outer.number_symbol).join(
        outer, outer.id == Citation.parent_id
    )
    with store.reading() as connection:
        pairs = {(inner, above) for inner, above in connection.execute(query)}
    assert pairs == {
        ("2/2020/NĐ-CP", "1/2020/NĐ-CP"),
        ("3/2020/NĐ-CP", "2/2020/NĐ-CP"),
        ("4/2020/NĐ-CP", "1/2020/NĐ-CP"),
    }


@pytest.mark.parametrize(
    ("year", "title", "is_known"),
    [
        (2026, "ke hoach a", True),
        (None, "ke hoach a", True),  # a copy without its date: the title says it
        (None, "ke hoach b", False),
        (2025, "ke hoach a", False),
    ],
)
def test_a_copy_that_lost_its_date_is_known_by_its_title(
    year: int | None, title: str, is_known: bool
) -> None:
    stored = Known(1, "x", "bo thu nghiem", "12/QĐ", 2026, "ke hoach a")
    new = Identity("bo thu nghiem", "12/QĐ", year, title, "tep.docx")
    assert (same_decision(new, None, [stored]) is not None) is is_known
