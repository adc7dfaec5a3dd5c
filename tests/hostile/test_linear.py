"""Time grows with the length of a text: ``python -m benchmarks.linear`` measures all kinds."""

from __future__ import annotations

from typing import Any

import pytest

from benchmarks.linear import HEAD, MOST, Growth, kinds, measured, slowness, summary
from tests.extractors.outline.paper import paper
from tests.processor import calls
from vanban import Options, convert
from vanban.extractors.checks import check
from vanban.extractors.deadlines.grammar import occasion
from vanban.extractors.deadlines.tokens import Token, tokenize
from vanban.extractors.header.letterheads import letterheads
from vanban.extractors.outline import reading
from vanban.extractors.outline.lines import lines_of

KINDS = kinds()


@pytest.mark.parametrize(
    ("seconds", "outcome", "grows"),
    [
        ({1: 1.0, 2: 2.1, 4: 4.2}, "plan", False),
        ({1: 1.0, 2: 4.0, 4: 16.0}, "plan", True),
        ({1: 0.001, 2: 0.004, 4: 0.016}, "plan", False),  # too fast to tell
        ({1: 60.0}, "timeout", True),
    ],
)
def test_what_grows_is_told_from_noise(
    seconds: dict[int, float], outcome: str, grows: bool
) -> None:
    growth = Growth("x", seconds, outcome)
    assert growth.grows is grows
    assert ("* grows: x" in summary([growth])) is grows


def test_a_letter_costs_what_it_would_on_a_usual_machine() -> None:
    growth = Growth("x", {1_000_000: 30.0}, "plan", slowness=3.0)
    assert growth.letter == pytest.approx(10.0)
    assert "0 cost more than 15" in summary([growth])
    assert slowness() > 0


@pytest.mark.parametrize("name", KINDS)
def test_a_kind_is_as_long_as_it_is_asked_to_be(name: str) -> None:
    assert abs(len(KINDS[name](50_000)) - 50_000) <= 20  # some have a beginning or an end besides


def test_a_kind_is_converted_at_each_length() -> None:
    growth = measured("numUpL", (200, 400))
    assert list(growth.seconds) == [200, 400]
    assert growth.outcome == "plan"


def test_a_list_of_numbers_without_a_date_is_no_fault() -> None:
    """Each number looks for the date that gives it its month: not through a whole document."""
    assert measured("ngaynum", (8_000,)).outcome == "plan"


@pytest.mark.parametrize(
    "name",
    [
        "units_many",  # a list of clauses that name only actors goes on, it is not read again
        "word1",  # a word without end is parted nowhere
        "numUpL",
    ],
)
def test_twice_the_text_is_twice_the_work(name: str) -> None:
    """Counted the second time: the first fills what is kept."""

    def converted(length: int) -> int:
        data = (HEAD + KINDS[name](length)).encode()
        return calls(lambda: convert(data, Options(filename="x.txt")))

    _, once, twice = map(converted, (600, 600, 1_200))
    assert twice <= MOST * once


@pytest.mark.parametrize(
    ("unit", "most"),
    [
        ("1. x", 450),  # every line may open a list, go on with one or be words
        ("a) x", 480),
    ],
)
def test_what_a_marker_of_a_list_costs(unit: str, most: int) -> None:
    """Calls a line; the places where a marker may stand are told once for the same open units."""
    lines = lines_of(paper(*[unit] * 400))
    reading.read(lines, [0.0] * len(lines))
    found = calls(lambda: reading.read(lines, [0.0] * len(lines)))
    assert found <= most * len(lines), found / len(lines)


def test_a_phrase_copies_nothing_of_the_text_behind_it() -> None:
    class Counted(tuple[Token, ...]):
        """Tokens that know how many of them were copied."""

        copied = 0

        def __getitem__(self, at: Any) -> Any:
            found = super().__getitem__(at)
            type(self).copied += len(found) if isinstance(at, slice) else 0
            return found

    tokens = Counted(tokenize("trước mùa mưa bão năm học " * 200))
    assert occasion(tokens, 0) is not None
    assert Counted.copied < 30


def test_letterheads_look_for_their_motto_nearby() -> None:
    """A line that is no number asks for none, a number for those within a few lines."""

    def work(count: int) -> int:
        source = paper(*["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Số: 12/QĐ-UBND"] * count)
        return calls(lambda: list(letterheads(source)))

    _, once, twice = map(work, (100, 100, 200))
    assert twice <= MOST * once


def test_what_names_an_appendix_is_looked_for_once() -> None:
    """Twice the appendices are twice the work of the checks, not twice for each of them."""

    def work(count: int) -> int:
        plan = convert((HEAD + "PHỤ LỤC I\n" * count).encode(), Options(filename="x.txt"))
        assert len(plan.appendices) > count / 10
        return calls(lambda: check(plan))

    _, once, twice = map(work, (200, 200, 400))
    assert twice <= MOST * once


@pytest.mark.slow
@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("head", [HEAD, ""], ids=["head", "bare"])
def test_every_kind_gives_a_plan_or_a_clear_code(name: str, head: str) -> None:
    assert measured(name, (1_000,), head).outcome in {
        "plan",
        "limit",
        "empty",
        "not-a-document",
        "damaged",
        "no-text",
        "unsupported-format",
    }
