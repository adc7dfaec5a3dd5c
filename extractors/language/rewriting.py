"""Text that was rewritten on its way to the canonical form, with what stood there before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from vanban.extractors.language.cleaning import Change


@dataclass(frozen=True, slots=True)
class Rewritten:
    """``text`` and the changes that led to it, in order, none overlapping; starts count in
    ``text``.
    """

    text: str
    changes: tuple[Change, ...] = ()

    def cut(self, start: int, end: int) -> Rewritten:
        """The part from ``start`` to ``end``; a change that is cut through stays with the part
        where it begins.
        """
        kept = (c for c in self.changes if start <= c.start < end or c.start == start == end)
        return Rewritten(
            self.text[start:end],
            tuple(c._replace(start=c.start - start, new=c.new[: end - c.start]) for c in kept),
        )


def replaced(text: str, hits: Iterable[tuple[int, int, str]], kind: str) -> Rewritten:
    """``text`` with what stands between start and end of each hit replaced; hits in order, none
    overlapping.
    """
    out: list[str] = []
    changes: list[Change] = []
    at = length = 0
    for start, end, new in hits:
        out += (text[at:start], new)
        length += start - at
        changes.append(Change(length, text[start:end], new, kind))
        length += len(new)
        at = end
    return Rewritten("".join([*out, text[at:]]), tuple(changes))


def joined(parts: Iterable[Rewritten]) -> Rewritten:
    """The parts one after the other."""
    texts: list[str] = []
    changes: list[Change] = []
    length = 0
    for part in parts:
        changes += (c._replace(start=c.start + length) for c in part.changes)
        texts.append(part.text)
        length += len(part.text)
    return Rewritten("".join(texts), tuple(changes))


class _Place(NamedTuple):
    """A change by its place in the text between the two steps."""

    start: int
    end: int
    later: bool
    change: Change


def compose(first: Rewritten, second: Rewritten) -> Rewritten:
    """Both steps as one; ``second`` began with ``first.text``. Changes that overlap become one, of
    the first step's kind.
    """
    if not first.changes:
        return second
    shift = 0
    out: list[Change] = []
    for group in _groups(
        sorted([*_earlier(first.changes), *_later(second.changes)], key=lambda p: (p.start, p.end))
    ):
        start, end = group[0].start, max(p.end for p in group)
        grown = sum(len(p.change.new) - len(p.change.raw) for p in group if p.later)
        at, upto = start + shift, end + shift + grown
        out.append(
            Change(at, _before(first.text, start, end, group), second.text[at:upto], _kind(group))
        )
        shift += grown
    return Rewritten(second.text, tuple(out))


def _earlier(changes: Sequence[Change]) -> Iterator[_Place]:
    for c in changes:
        yield _Place(c.start, c.start + len(c.new), False, c)


def _later(changes: Sequence[Change]) -> Iterator[_Place]:
    grown = 0
    for c in changes:
        start = c.start - grown
        yield _Place(start, start + len(c.raw), True, c)
        grown += len(c.new) - len(c.raw)


def _groups(places: Sequence[_Place]) -> Iterator[list[_Place]]:
    """Places that share a character."""
    group: list[_Place] = []
    for place in places:
        if group and place.start >= max(p.end for p in group):
            yield group
            group = []
        group.append(place)
    if group:
        yield group


def _before(text: str, start: int, end: int, group: Sequence[_Place]) -> str:
    """What stood at ``start`` to ``end`` before the first step."""
    out: list[str] = []
    at = start
    for place in group:
        if not place.later:
            out += (text[at : place.start], place.change.raw)
            at = place.end
    return "".join([*out, text[at:end]])


def _kind(group: Sequence[_Place]) -> str:
    return next((p.change.kind for p in group if not p.later), group[0].change.kind)
