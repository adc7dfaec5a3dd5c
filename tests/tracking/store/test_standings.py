"""How a task stands that was given to units one by one."""

from __future__ import annotations

from datetime import date

import pytest

from vanban.tracking.states import Reported, Standing
from vanban.tracking.store.replay import with_shares

WHOLE = "not_started 0 - 31/12"


def _standing(words: str) -> Standing:
    """ "in_progress 40 - 30/9": state, percent, finished on, due; days are of 2026."""
    state, progress, done_on, due = words.split()
    return Standing(Reported(state), int(progress), _day(done_on), _day(due))


def _day(words: str) -> date | None:
    if words == "-":
        return None
    day, month = words.split("/")
    return date(2026, int(month), int(day))


@pytest.mark.parametrize(
    ("whole", "parts", "stands"),
    [
        # nobody has begun: the earliest due date
        (WHOLE, ["not_started 0 - 31/10", "not_started 0 - 30/9"], "not_started 0 - 30/9"),
        (WHOLE, ["not_started 0 - -", "not_started 0 - 30/9"], "not_started 0 - 30/9"),
        (WHOLE, ["not_started 0 - 30/9", "not_started 0 - -"], "not_started 0 - 30/9"),
        (WHOLE, ["not_started 0 - -"], "not_started 0 - -"),
        # one has: in progress, as far as all are on the whole
        (WHOLE, ["not_started 0 - 30/9", "in_progress 50 - 31/10"], "in_progress 25 - 30/9"),
        (WHOLE, ["done 100 1/9 30/9", "not_started 0 - 31/10"], "in_progress 50 - 31/10"),
        (WHOLE, ["returned 80 - 30/9", "in_progress 45 - 31/10"], "returned 62 - 30/9"),
        # all are finished: with the last of them, due as the task itself
        (WHOLE, ["done 100 1/9 30/9", "done 100 5/9 31/8"], "done 100 5/9 31/12"),
        ("not_started 0 - -", ["done 100 5/9 30/9", "done 100 1/9 31/8"], "done 100 5/9 30/9"),
        (WHOLE, ["done 100 - 30/9", "done 100 1/9 30/9"], "done 100 1/9 31/12"),
        (WHOLE, ["withdrawn 0 - 30/9", "done 100 1/9 30/9"], "done 100 1/9 31/12"),
        # nothing is left of it
        ("not_started 10 - 31/12", ["withdrawn 0 - 30/9"], "withdrawn 10 - 31/12"),
        # stopped as a whole
        ("suspended 30 - 31/12", ["in_progress 50 - 30/9"], "suspended 30 - 31/12"),
    ],
)
def test_a_task_stands_as_its_parts_do(whole: str, parts: list[str], stands: str) -> None:
    assert with_shares(_standing(whole), list(map(_standing, parts))) == _standing(stands)
