"""Which markers are structure, and under which: the reading of all markers of a part that costs
least.

Each marker of a paragraph may continue an open list, open a new one below an open unit, or be mere
words. Every choice has a price: a gap or a step back in the numbering, a list that does not begin
at its beginning, an unusual nesting, a unit inside words that an amendment quotes, a marker left as
words. A beam search over the whole part keeps the cheapest readings; two that have the same units
open are one. Time is linear in the number of paragraphs.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
from typing import NamedTuple

from vanban.extractors.language.numerals import Ordinal
from vanban.extractors.outline import amendments, costs
from vanban.extractors.outline.lines import Line
from vanban.extractors.outline.markers import UNIT_KINDS, Kind, Marker, Open
from vanban.extractors.outline.quotes import LIKELY

BEAM = 8
MARGIN = 6.0
_PLACES_KEPT = 2**12  # the readings of one paragraph have most of their units in common
DEEPEST = 12  # levels of units: more is no structure but a list that was read wrongly


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
    options = _affordable(states, scene)
    seen: set[tuple[tuple[Open, ...], Ordinal | None]] = set()
    kept: list[State] = []
    for option in options:
        open_units = _open_after(option)
        if open_units not in seen:
            seen.add(open_units)
            kept.append(_after(option, open_units, scene.number))
            if len(kept) == BEAM:
                break
    return kept


def _affordable(states: Sequence[State], scene: Scene) -> list[Option]:
    """The ways to go on that cost little more than the cheapest, by their cost. No price is below
    zero, so a reading that is too dear already has none.
    """
    options: list[Option] = []
    limit = math.inf
    for state in states:
        if state.cost > limit:
            break
        for option in _options(state, scene):
            if option.cost <= limit:
                options.append(option)
                limit = min(limit, option.cost + MARGIN)
    options.sort(key=itemgetter(0))
    return [option for option in options if option.cost <= limit]


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
        places = _places(state.stack, state.dieu, state.chuong, marker.opened, scene.articles)
        for depth, price in places:
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
        if state.stack[d].family == marker.opened.family:
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


def _open_after(option: Option) -> tuple[tuple[Open, ...], Ordinal | None]:
    """The open units and the last article, once this way was gone: two readings with the same ones
    go on alike.
    """
    _, state, marker, depth = option
    if marker is None:
        return state.stack, state.dieu
    dieu = marker.ordinal if marker.kind is Kind.DIEU else state.dieu
    return (*state.stack[:depth], marker.opened), dieu


def _after(option: Option, open_units: tuple[tuple[Open, ...], Ordinal | None], line: int) -> State:
    cost, state, marker, depth = option
    if marker is None:
        return state._replace(cost=cost)
    chuong = marker.ordinal if marker.kind is Kind.CHUONG else state.chuong
    return State(cost, *open_units, chuong, Choice(line, marker, depth, state.last))


@lru_cache(maxsize=_PLACES_KEPT)
def _places(
    stack: tuple[Open, ...], dieu: Ordinal | None, chuong: Ordinal | None, new: Open, articles: bool
) -> tuple[tuple[int, float], ...]:
    """Depths at which a marker may stand, with their prices."""
    if new.kind in UNIT_KINDS:
        return (_unit_place(stack, dieu, chuong, new),)
    return (*_continuing(stack, new), *_opening(stack, new, articles))


def _unit_place(
    stack: tuple[Open, ...], dieu: Ordinal | None, chuong: Ordinal | None, new: Open
) -> tuple[int, float]:
    depth = next((d for d, unit in enumerate(stack) if unit.kind >= new.kind), len(stack))
    if new.kind is Kind.DIEU:
        before = dieu
    elif depth < len(stack) and stack[depth].kind is new.kind:
        before = stack[depth].ordinal
    else:
        before = chuong if new.kind is Kind.CHUONG and new.ordinal.number != 1 else None
    return depth, costs.first(new) if before is None else costs.follows(before, new)


def _continuing(stack: tuple[Open, ...], new: Open) -> Iterator[tuple[int, float]]:
    for depth, unit in enumerate(stack):
        if unit.family == new.family:
            yield depth, costs.continues(unit, new)


def _opening(stack: tuple[Open, ...], new: Open, articles: bool) -> Iterator[tuple[int, float]]:
    natural = next((d for d in range(len(stack), 0, -1) if stack[d - 1].kind < new.kind), 0)
    for depth in {natural, min(len(stack), DEEPEST)}:
        beside = costs.beside(stack[depth].kind, new) if depth < len(stack) else 0.0
        under = (
            costs.nesting(stack[depth - 1], new, articles) if depth else costs.at_top(new, articles)
        )
        yield depth, costs.first(new) + beside + under
