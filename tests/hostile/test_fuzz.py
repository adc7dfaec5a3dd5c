"""Some hundred damaged samples; ``python -m benchmarks.fuzz`` converts ten thousand."""

from __future__ import annotations

import pytest

from benchmarks.fuzz import fuzz, inputs


@pytest.mark.slow
def test_damaged_samples_give_a_plan_or_one_clear_error() -> None:
    summary, faults = fuzz(120, seed=20)
    assert [(f.key, f.code, f.message) for f in faults] == []
    assert sum(summary.statuses.values()) == 120


def test_the_same_seed_gives_the_same_damage() -> None:
    first, second = ([i.open(0) for i in inputs(30, 3)] for _ in range(2))
    assert first == second
