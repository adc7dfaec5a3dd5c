"""Addresses that a document names of another: 'điểm a khoản 1 Điều 4', 'phần II', 'số thứ tự 5 tại
Phụ lục II'; and which of that one's tasks stand under them. Sources: ``addresses.toml``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise, product
from typing import Any, NamedTuple

from vanban.extractors.language import numerals
from vanban.extractors.language.data import toml
from vanban.extractors.language.folding import fold

Path = tuple[str, ...]
"""Labels from the outermost unit to the innermost, as ``Task.path`` has them, but "Phụ lục II" in
one.
"""

_LONGEST_RANGE = 100
"""Units in 'nhiệm vụ 3 đến 7': more is a misreading."""
_MOST = 10_000
"""Above all numbers of rows and articles."""
_LABEL = r"(?:[IVXLC]+|\d+[a-zđ]?|[A-ZĐ]|[a-zđ])(?:\.(?:\d+|[a-zđ]))*(?![\w/]|\.\w)"
_LABELS = rf"{_LABEL}(?:\s*(?:,|-|và|hoặc|đến|tới)\s*(?:(?i:số)\s+)?{_LABEL})*"
_SPLIT = re.compile(r"\s*(?:,|và|hoặc)\s*(?:số\s+)?", re.IGNORECASE)
_ENDS = re.compile(r"(.+?)\s*(?:-|đến|tới)\s*(?:số\s+)?(.+)", re.IGNORECASE)
_APPENDIX, _NUMBER = "Phụ lục", "nhiệm vụ"
_WRITTEN = frozenset({"chương", "Điều", _APPENDIX})
"""Units that an outline always writes with their word: a bare 'II' is none of them."""
_CLOSE = frozenset({"khoản", "điểm"})
"""Units that stand right under the one named with them; groups may stand above a number of a task.
"""
_LAWS = _WRITTEN | _CLOSE
"""Units of laws: none stands in another of its kind."""


class Step(NamedTuple):
    """One unit of an address. ``label`` is empty for 'Phụ lục' without a number."""

    unit: str
    label: str


Address = tuple[Step, ...]
"""From the innermost unit to the outermost, as they are written."""


class Mention(NamedTuple):
    """A unit with its labels, where it begins and ends, and what stands before it since the last
    one.
    """

    unit: str
    labels: tuple[str, ...]
    start: int
    end: int
    before: str


def mentions(words: str) -> tuple[Mention, ...]:
    """The units with labels in ``words``: 'điểm a, b khoản 2' has two, the first with two
    labels.
    """
    found: list[Mention] = []
    end = 0
    for m in _mention().finditer(fold(words)):
        unit = _units()[" ".join((m["unit"] or m["alone"]).lower().split())]
        if _part_of_a_word(unit, words[: m.start()]):
            continue
        one = Mention(unit, _labels(m["labels"]), m.start(), m.end(), words[end : m.start()])
        end = m.end()
        if found and found[-1].unit == unit and _between("range").search(one.before):
            # "từ khoản 2 đến khoản 5"
            last = found.pop()
            labels = (*last.labels[:-1], *_range(last.labels[-1], one.labels[0]))
            one = one._replace(labels=labels, start=last.start, before=last.before)
        found.append(one)
    return tuple(found)


def addresses(found: Sequence[Mention], end: int | None = None) -> tuple[Address, ...]:
    """The addresses that ``found`` say, in order; those that begin before ``end``. What several
    have in common may stand with the last only: 'điểm a khoản 1, điểm b khoản 2 Điều 5'.
    """
    whole: list[tuple[Mention, ...]] = []
    for chain in reversed(_chains(found)):
        whole.insert(0, (*chain, *_shared(chain, whole[0] if whole else ())))
    return tuple(
        address
        for chain in whole
        if end is None or chain[0].start < end
        for address in product(*([Step(m.unit, label) for label in m.labels] for m in chain))
    )


def in_words(address: Address) -> str:
    """'điểm a khoản 1 Điều 4'."""
    return " ".join(f"{step.unit} {step.label}".strip() for step in address)


def inside(address: Address, outer: Address) -> Address:
    """``address`` in the unit ``outer`` that is named before it: 'điểm a' in 'khoản 2 Điều 23'."""
    outermost = min((_rank(step.unit) for step in address), default=0)
    return (*address, *(step for step in outer if _rank(step.unit) < outermost))


def standing_under(address: Address, paths: Mapping[int, Path]) -> frozenset[int]:
    """Those of ``paths`` that stand at or under ``address``. Where several units fit, that with the
    fewest levels between is meant; where two are as near, none.
    """
    fits: dict[tuple[int, Path], set[int]] = defaultdict(set)
    for row, path in paths.items():
        parts = _parts(path)
        place = _place(address[::-1], parts, 0)
        if place is not None:
            skipped, end = place
            fits[skipped, tuple(map(in_words, ((part,) for part in parts[:end])))].add(row)
    least = min((skipped for skipped, _ in fits), default=0)
    nearest = [rows for (skipped, _), rows in fits.items() if skipped == least]
    return frozenset(nearest[0]) if len(nearest) == 1 else frozenset()


def _chains(found: Sequence[Mention]) -> list[list[Mention]]:
    """``found`` cut where a unit does not stand above the one before it."""
    chains: list[list[Mention]] = [[*found[:1]]] if found else []
    for last, one in pairwise(found):
        if _above(one, last):
            chains[-1].append(one)
        else:
            chains.append([one])
    return chains


def _above(one: Mention, last: Mention) -> bool:
    if one.unit == last.unit:  # "mục 3 mục II", not "khoản 2, khoản 3"
        return one.unit not in _LAWS and not _between("beside").search(one.before)
    return _rank(one.unit) < _rank(last.unit) and not _between("joined").search(one.before)


def _shared(chain: Sequence[Mention], following: Sequence[Mention]) -> Iterator[Mention]:
    """What ``chain`` has in common with the one that follows: the units above its outermost one."""
    outermost = _rank(chain[-1].unit)
    if following and _rank(following[0].unit) >= outermost:
        yield from (m for m in following if _rank(m.unit) < outermost)


def _labels(words: str) -> tuple[str, ...]:
    found: list[str] = []
    for piece in _SPLIT.split(words or ""):
        ends = _ENDS.fullmatch(piece)
        found += _range(*ends.groups()) if ends else [piece.strip()]
    return tuple(found)


def _range(first: str, last: str) -> list[str]:
    """The labels from ``first`` to ``last``; none where they are of two kinds or too far apart."""
    for labels in _series():
        if first in labels and last in labels:
            low, high = labels.index(first), labels.index(last)
            return list(labels[low : high + 1]) if high - low <= _LONGEST_RANGE else []
    return []


@cache
def _series() -> tuple[tuple[str, ...], ...]:
    """Labels in the order in which a list has them: numbers, Roman numerals, letters."""
    return (
        tuple(map(str, range(1, _MOST))),
        tuple(map(numerals.roman_label, range(1, 100))),
        numerals.LIST_LETTERS,
    )


def _part_of_a_word(unit: str, before: str) -> bool:
    """'danh mục II', 'thành phần A' are no mục and no phần."""
    last = before.split()[-1:]
    return bool(last) and last[0].lower() in _not_after(unit)


def _parts(path: Path) -> list[Step]:
    """The units of a path; '2.1' under '2' is its '1'."""
    found: list[Step] = []
    for label in path:
        words = re.fullmatch(r"(\D+?)\s+(\S+)|(PL|Phụ lục)", label)
        unit = _units().get((words[1] or _APPENDIX).lower(), "") if words else ""
        bare = (words[2] or "") if words and unit else label.strip(".) ")
        above = f"{found[-1].label}." if found and found[-1].label else None
        found.append(Step(unit, bare.removeprefix(above) if above and not unit else bare))
    return found


def _place(steps: Sequence[Step], parts: Sequence[Step], done: int) -> tuple[int, int] | None:
    """How many units stand between, and where the last step ends; None where ``steps`` do not
    fit.
    """
    if not steps:
        return 0, 0
    reach = 1 if done and steps[0].unit in _CLOSE else len(parts)
    found = []
    for skipped in range(min(reach, len(parts))):
        length = _fits(steps[0], parts[skipped:])
        rest = _place(steps[1:], parts[skipped + length :], done + 1) if length else None
        if rest is not None:
            found.append((skipped + rest[0], skipped + length + rest[1]))
    return min(found, default=None)


def _fits(step: Step, parts: Sequence[Step]) -> int:
    """How many of ``parts`` the step takes: 'mục II.3' two."""
    if step.unit == _APPENDIX:
        return int(parts[0].unit == _APPENDIX and step.label in ("", parts[0].label))
    if _is(step.unit, step.label, parts[0]):
        return 1
    labels = step.label.split(".")
    if not 1 < len(labels) <= len(parts):
        return 0
    whole = all(_is(step.unit, label, part) for label, part in zip(labels, parts, strict=False))
    return len(labels) if whole else 0


def _is(unit: str, label: str, part: Step) -> bool:
    if label != part.label:
        return False
    return part.unit == unit if part.unit else unit not in _WRITTEN


def _table() -> Mapping[str, Any]:
    return toml("vanban.tracking", "addresses.toml")


@cache
def _units() -> dict[str, str]:
    """How a unit may be written, in small letters, to its name."""
    return {
        words.lower(): entry["name"]
        for entry in _table()["unit"]
        for words in (entry["name"], *entry.get("words", ()))
    }


@cache
def _ranks() -> dict[str, int]:
    return {entry["name"]: rank for rank, entry in enumerate(_table()["unit"])}


def _rank(unit: str) -> int:
    return _ranks()[unit]


@cache
def _not_after(unit: str) -> frozenset[str]:
    entries = _table()["unit"]
    return frozenset(w for e in entries if e["name"] == unit for w in e.get("not_after", ()))


@cache
def _between(name: str) -> re.Pattern[str]:
    return re.compile(_table()["between"][name], re.IGNORECASE)


@cache
def _mention() -> re.Pattern[str]:
    words = sorted(_units(), key=len, reverse=True)
    units = "|".join(w.replace(" ", r"\s+") for w in words)
    fillers = "|".join(_table()["between"]["before_label"])
    labels = rf"(?:\s+(?i:{fillers}))*\s+(?P<labels>{_LABELS})"
    alone = rf"(?P<alone>(?i:{_APPENDIX}))(?!\w)"
    return re.compile(rf"(?<!\w)(?:(?P<unit>(?i:{units})){labels}|{alone})")
