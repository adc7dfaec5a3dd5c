"""The works of an item: each with its own deadline, none over another."""

from __future__ import annotations

from itertools import pairwise

import pytest

from vanban.extractors.context import Context
from vanban.extractors.tasks.several_works import works

FIRST = "Vụ Kế hoạch xây dựng đề án trước ngày 30/11/2024"
SECOND = "Vụ Pháp chế rà soát trước ngày 15/12/2024"


@pytest.mark.parametrize("before", ["", "; ", "; ; ", ";; ", ". ; ", "; ; ; "])
@pytest.mark.parametrize("between", ["; ", ";; ", "; ; ", ". ", ".; "])
def test_marks_with_nothing_between_are_no_work(before: str, between: str) -> None:
    text = f"{before}{FIRST}{between}{SECOND}"
    found = list(works(text, Context()))
    assert len(found) == 2
    assert all(a.end <= b.start for a, b in pairwise(found))


def test_one_work_behind_marks_is_no_several() -> None:
    """Parted into itself it was read again and again."""
    assert list(works(f"; ; {FIRST}; Số: 12/QĐ-BKHCN", Context())) == []
