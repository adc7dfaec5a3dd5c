"""Some files grown from grammars; ``python -m benchmarks.grammar`` makes thousands."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.grammar import MAKERS, Run, grown, outcome


def test_what_is_grown_gives_a_plan_or_one_clear_refusal() -> None:
    run = Run(3)
    run.grow(40)
    assert run.faults == []
    assert run.outcomes["plan"] > 10  # structure is kept: most are read


def test_a_run_goes_on_where_it_stopped(tmp_path: Path) -> None:
    file, whole = tmp_path / "run.json", Run(3)
    whole.grow(6)
    for count in (2, 6):
        run = Run.kept(file, 3)
        run.grow(count)
        run.keep(file)
    assert Run.kept(file, 3) == whole
    assert Run.kept(file, 4) == Run(4)
    stopped = Run(3)
    stopped.grow(6, seconds=0)
    assert stopped.done == 0


@pytest.mark.parametrize("number", range(len(MAKERS)))
def test_the_same_seed_grows_the_same_file(number: int) -> None:
    assert grown(5, number) == grown(5, number)
    assert grown(5, number) != grown(6, number)


def test_what_nobody_catches_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def fault(_: bytes) -> None:
        raise KeyError("x")

    monkeypatch.setattr("benchmarks.grammar.parse_plan", fault)
    assert outcome("json", b"{}") == "uncaught KeyError"
