"""Which markers are structure, and under which: the reading of all markers of a part that costs
least.

Each marker of a paragraph may continue an open list, open a new one below an open unit, or be mere
words. Every choice has a price: a gap or a step back in the numbering, a list that does not begin
at its beginning, an unusual nesting, a unit inside words that an amendment quotes, a marker left as
words. A beam search over the whole part keeps the cheapest readings; two that have the same units
open are one. Time is linear in the number of paragraphs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import NamedTuple

from vanban.extractors.language.numerals import Ordinal
from vanban.extractors.outline import amendments, costs
from vanban.extractors.outline.lines import Line
from vanban.extractors.outline.markers import UNIT_KINDS, Kind, Marker
from vanban.extractors.outline.quotes import LIKELY

BEAM = 8
MARGIN = 6.0
DEEPEST = 12  # levels of units: more is no structure but a list that was read wrongly


class Open(NamedTuple):
    """A unit that is open: later markers may continue its list or stand under it."""

    kind: Kind
    family: int
    ordinal: Ordinal
    prefix: tuple[int, ...]
    mark: str


class Choice(NamedTuple):
    """The paragraph ``line`` opens a unit at ``depth`` (0 is the top); ``before`` are the choices
    made earlier.
    """

    line: int
    marker: Marker
    depth: int
    before: Choice | None


class State(NamedTuple):
    """One reading of the paragraphs so far."""

    cost: float
    stack: tuple[Open, ...] = ()
    dieu: Ordinal | None = None  # of the last article: articles are numbered through all chapters
    chuong: Ordinal | None = None  # of the last chapter: chapters may be numbered through all parts
    last: Choice | None = None


class Option(NamedTuple):
    """One way to go on over a paragraph: as mere words, or with ``marker`` at ``depth``."""

    cost: float
    state: State
    marker: Marker | None = None
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Scene:
    """What is known of the paragraph that is read, before any decision."""

    number: int
    line: Line
    quoted: float
    announced: amendments.Announcement | None
    articles: bool  # the part has Điều


def read(lines: Sequence[Line], evidence: Sequence[float]) -> list[Choice]:
    """The units of a part in order, given the evidence that each line is quoted."""
    articles = any(
        m.kind is Kind.DIEU
        for line, q in zip(lines, evidence, strict=True)
        if q < 1
        for m in line.markers
    )
    announced = amendments.announcements(lines, evidence)
    states = [State(0.0)]
    for i, line in enumerate(lines):
        if line.markers:
            states = _advance(states, Scene(i, line, evidence[i], announced[i], articles))
    return list(reversed(list(_trail(states[0].last))))


def _trail(choice: Choice | None) -> Iterator[Choice]:
    while choice:
        yield choice
        choice = choice.before


def _advance(states: Sequence[State], scene: Scene) -> list[State]:
    """The cheapest readings after one more paragraph, one for each set of open units."""
    options = [option for state in states for option in _options(state, scene)]
    options.sort(key=itemgetter(0))
    limit = options[0].cost + MARGIN
    seen: set[tuple[tuple[Open, ...], Ordinal | None]] = set()
    kept: list[State] = []
    for option in options:
        if option.cost > limit or len(kept) == BEAM:
            break
        state = _after(option, scene.number)
        if (state.stack, state.dieu) not in seen:
            seen.add((state.stack, state.dieu))
            kept.append(state)
    return kept


def _options(state: State, scene: Scene) -> Iterator[Option]:
    line, quoted = scene.line, scene.quoted
    if line.markers[0].kind is Kind.BULLET:
        yield _bullet(state, line.markers[0], quoted)
        return
    opener = _opener(state, scene.announced)
    words = costs.words_in_amendment(opener, line) if opener else costs.words(line.markers)
    yield Option(state.cost + words * (1 - quoted), state)
    for marker in line.markers:
        extra = costs.QUOTED * quoted * quoted + (costs.BARE if marker.bare else 0.0)
        if opener:
            extra += costs.in_amendment(opener, line, marker)
        for depth, price in _places(state, marker, scene.articles):
            yield Option(state.cost + price + extra, state, marker, depth)


def _bullet(state: State, marker: Marker, quoted: float) -> Option:
    """A bullet stands under the innermost unit or continues the bullets there; it needs a unit and
    no price.
    """
    depth = len(state.stack)
    if not depth or quoted >= LIKELY:
        return Option(state.cost, state)
    for d in range(depth - 1, -1, -1):
        if state.stack[d].kind is not Kind.BULLET:
            break
        if state.stack[d].family == marker.family:
            depth = d
    depth = min(depth, DEEPEST)
    return Option(state.cost, state, marker, depth)


def _opener(
    state: State, announced: amendments.Announcement | None
) -> amendments.Announcement | None:
    """The announcement of an amendment that is still speaking: made in the innermost unit
    itself.
    """
    return announced if announced and state.last and announced.line >= state.last.line else None


def _after(option: Option, line: int) -> State:
    cost, state, marker, depth = option
    if marker is None:
        return state._replace(cost=cost)
    opened = Open(marker.kind, marker.family, marker.ordinal, marker.prefix, marker.mark)
    return State(
        cost,
        (*state.stack[:depth], opened),
        marker.ordinal if marker.kind is Kind.DIEU else state.dieu,
        marker.ordinal if marker.kind is Kind.CHUONG else state.chuong,
        Choice(line, marker, depth, state.last),
    )


def _places(state: State, marker: Marker, articles: bool) -> Iterator[tuple[int, float]]:
    """Depths at which the marker may stand, with their prices."""
    if marker.kind in UNIT_KINDS:
        yield _unit_place(state, marker)
    else:
        yield from _continuing(state, marker)
        yield from _opening(state, marker, articles)


def _unit_place(state: State, marker: Marker) -> tuple[int, float]:
    stack = state.stack
    depth = next((d for d, unit in enumerate(stack) if unit.kind >= marker.kind), len(stack))
    if marker.kind is Kind.DIEU:
        before = state.dieu
    elif depth < len(stack) and stack[depth].kind is marker.kind:
        before = stack[depth].ordinal
    else:
        before = state.chuong if marker.kind is Kind.CHUONG and marker.ordinal.number != 1 else None
    return depth, costs.first(marker) if before is None else costs.follows(before, marker)


def _continuing(state: State, marker: Marker) -> Iterator[tuple[int, float]]:
    for depth, unit in enumerate(state.stack):
        if unit.family == marker.family:
            yield depth, costs.continues(unit.ordinal, unit.prefix, unit.mark, marker)


def _opening(state: State, marker: Marker, articles: bool) -> Iterator[tuple[int, float]]:
    stack = state.stack
    natural = next((d for d in range(len(stack), 0, -1) if stack[d - 1].kind < marker.kind), 0)
    for depth in {natural, min(len(stack), DEEPEST)}:
        price = costs.first(marker) + (
            costs.beside(stack[depth].kind, marker) if depth < len(stack) else 0.0
        )
        if depth:
            parent = stack[depth - 1]
            yield (
                depth,
                price + costs.nesting(parent.kind, parent.ordinal, parent.prefix, marker, articles),
            )
        else:
            yield depth, price + costs.at_top(marker, articles)
