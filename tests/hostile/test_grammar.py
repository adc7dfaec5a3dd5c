"""Some files grown from grammars; ``python -m benchmarks.grammar`` makes thousands."""

from __future__ import annotations

import pytest

from benchmarks.grammar import MAKERS, grow, grown, outcome


def test_what_is_grown_gives_a_plan_or_one_clear_refusal() -> None:
    outcomes, faults = grow(40, seed=3)
    assert faults == []
    assert outcomes["plan"] > 10  # structure is kept: most are read


@pytest.mark.parametrize("number", range(len(MAKERS)))
def test_the_same_seed_grows_the_same_file(number: int) -> None:
    assert grown(5, number) == grown(5, number)
    assert grown(5, number) != grown(6, number)


def test_what_nobody_catches_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def fault(_: bytes) -> None:
        raise KeyError("x")

    monkeypatch.setattr("benchmarks.grammar.parse_plan", fault)
    assert outcome("json", b"{}") == "uncaught KeyError"
