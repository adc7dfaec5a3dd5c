"""What the words of a flattened table say of where they stand: numerals that open rows, what a
column of each role holds, and whether a cell goes on over a break. All as costs, 0 where nothing
speaks against it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from vanban.extractors.language.data import toml
from vanban.extractors.language.numerals import roman
from vanban.extractors.tables.cells import (
    is_group_label,
    is_roman,
    label_of,
    looks_like_actors,
    looks_like_deadline,
    looks_like_product,
)
from vanban.pipeline.readers.text.breaks.signs import Break, Habits
from vanban.pipeline.readers.text.breaks.verdict import judge
from vanban.schemas.structure import ColumnRole

_TIME_LETTERS = 40
"""A cell that says when is short."""
_PART_WORDS = 2
"""Words of a line that may be only a part of one: justified lines come apart at their gaps."""
_AHEAD = 3
"""Lines that are read together to tell what the first of them, a part of one, begins."""
_SKIPS = 3
"""Numerals that may be missing in a row: the line of one was lost with its page."""
_CUT, _CUT_MOST = 0.5, 2.0
"""What it costs, for each point of the verdict that the words go on and at most, that a cell begins
behind such a break.
"""
_SURE = 4.0
"""Verdict from which a cell goes on whatever its column holds."""
_ANOTHER_BODY: dict[ColumnRole, float] = {"lead": 4.5, "cooperators": 2.0}
"""What it costs that another body stands below one in its cell: many help, one leads."""
_IN_TIME, _STRANGE = 0.3, 3.0
"""What it costs that words which say no time go on in a cell that does ("thường xuyên, lồng ghép
trong nhiệm vụ"); that a capital opens such a line, or a time stands in another column's cell.
"""
_OPENINGS: dict[ColumnRole, tuple[float, float, float]] = {
    "lead": (0.0, 0.0, 3.0),
    "cooperators": (0.0, 0.0, 3.0),
    "submit_to": (0.0, 0.0, 2.5),
    "task": (0.3, 1.5, 0.3),
    "outputs": (0.2, 3.0, 1.0),
    "funding": (0.0, 3.0, 1.5),
}
"""What it costs that a cell opens with what its column holds, with a body, with other words."""
_OPENING_OTHER = (1.2, 2.0, 1.2)
_TIMES = ("start", "due")
_ANOTHER_TIME = 1.5
"""What it costs that a whole time goes on below another one: the next column may be one of times
too.
"""
_NUMERAL = re.compile(r"(?:\d{1,3}(?:\.\d{1,3}){0,3}|[IVXL]{1,6}|[A-ZĐ])[.)]?")


def chained(views: Sequence[str]) -> list[bool]:
    """Whether a line is a numeral that goes on with those above it: the next one, the first of its
    kind, or one further where the numerals below it go on from there.
    """
    numerals = [(i, *found) for i, view in enumerate(views) if (found := _numeral(view))]
    last = {True: 0, False: 0}
    accepted = [False] * len(views)
    for n, (i, kind, number) in enumerate(numerals):
        if number is None:
            accepted[i] = True
            continue
        follows = number in (1, last[kind] + 1) or (
            _may_skip(number, last[kind]) and _goes_on_below(numerals[n + 1 :], kind, number)
        )
        if follows:
            accepted[i], last[kind] = True, number
    return accepted


def _may_skip(number: int, last: int) -> bool:
    """The first numeral of a part of a table may be any."""
    return not last or last < number <= last + _SKIPS


def _goes_on_below(below: Sequence[tuple[int, bool, int | None]], kind: bool, number: int) -> bool:
    """The next numeral of the kind is the next number."""
    following = next((n for _, k, n in below if k is kind and n is not None), None)
    return following == number + 1


def _numeral(view: str) -> tuple[bool, int | None] | None:
    """Whether a line that is a numeral is a Roman one, and its number; None for other words."""
    label = label_of(view) if _NUMERAL.fullmatch(view) else None
    return (is_roman(label), _value(label)) if label else None


def _value(label: str) -> int | None:
    """The number of "12" or "IV"; None for "1.2" and "a", which are not counted."""
    if label.isdigit():
        return int(label)
    return roman(label) if is_roman(label) else None


def is_heading_label(words: str) -> bool:
    """A Roman numeral or one capital letter, alone."""
    label = label_of(words)
    return label is not None and is_group_label(label)


def goes_on_as(role: ColumnRole, above: str, views: Sequence[str]) -> float | None:
    """What it costs in all that the first of ``views`` names another body below the one that
    ``above`` names; None where it does not, or the words go on for sure.
    """
    if role not in _ANOTHER_BODY or views[0][0].islower() or above.endswith(","):
        return None
    if verdict(above, views[0]) >= _SURE or not any(map(_names_bodies, _readings(views))):
        return None
    return _ANOTHER_BODY[role]


def against_role(role: ColumnRole, above: str, views: Sequence[str]) -> float:
    """What the first of ``views`` costs that goes on behind ``above`` in a column of the wrong
    kind; the others are the lines below it.
    """
    words = views[0]
    if role in _TIMES:
        other = _IN_TIME if words[0].islower() else _STRANGE
        again = _says_when(above) and _says_when(words) and words[0].isupper()
        return other if not looks_like_deadline(words) else _ANOTHER_TIME if again else 0.0
    if _is_amount(words) and not _opens_figure(above):
        return _STRANGE
    if _says_when(words) and not above.endswith(("ngày", "tháng", "năm", "-", "/")):
        return _STRANGE
    if words[0].islower() or verdict(above, words) >= _SURE:
        return -2.0 if above.endswith(",") and looks_like_actors(words) else 0.0
    if role == "task":
        return 1.0 if any(map(_names_bodies, _readings(views))) else 0.0
    return 2.4 if role in ("lead", "cooperators") and looks_like_product(words) else 0.0


def verdict(above: str, words: str) -> float:
    """What the words say of a line break: above 0 the cell goes on, "các" always does."""
    if _opening("several").fullmatch(above):
        return _SURE
    return judge(Break(above, words), Habits()).score


def goes_on(above: str, words: str) -> float:
    """The verdict on the line break as a cost, in a column whose width nobody knows."""
    score = verdict(above, words)
    if score > 0:
        return 0.1
    return 2.2 if score == 0 else 3.0


def cuts(above: str, words: str) -> float:
    """What it costs that a cell begins behind ``above``, whose words want to go on."""
    return min(_CUT_MOST, _CUT * max(0.0, verdict(above, words)))


def opens_as(role: ColumnRole, views: Sequence[str]) -> float:
    """What it costs that the first of ``views`` opens a cell of a column of this role; the others
    are the lines below it.
    """
    return min(_opens_with(role, words) for words in _readings(views))


def _readings(views: Sequence[str]) -> Iterator[str]:
    """The line, and where it may be a part of one, the line with those below it."""
    yield views[0]
    if len(views[0].split()) <= _PART_WORDS:
        for end in range(2, 1 + min(len(views), _AHEAD)):
            yield " ".join(views[:end])


def _opens_with(role: ColumnRole, words: str) -> float:
    when, actors = _says_when(words), _names_bodies(words)
    if role in _TIMES:
        return 0.0 if when else 1.5 if looks_like_deadline(words) else 5.0
    if when:
        return 4.0
    fits, body, other = _OPENINGS.get(role, _OPENING_OTHER)
    if _fits(role, words, actors):
        return fits
    return body if actors else other


def _fits(role: ColumnRole, words: str, actors: bool) -> bool:
    """The words are what a column of this role holds."""
    if role == "outputs":
        return looks_like_product(words)
    if role == "funding":
        return _is_amount(words)
    if role == "submit_to":
        return actors or _is_authority(words)
    return actors and role in ("lead", "cooperators")


def _names_bodies(words: str) -> bool:
    """ "Báo cáo" is no newspaper, "Các hệ thống" are no bodies; "Các" alone may be of some."""
    several = _opening("several").match(words)
    named = words[several.end() :].strip() if several else words
    return not named or (looks_like_actors(named) and not looks_like_product(named))


def _says_when(words: str) -> bool:
    """The words of a cell that says when: "Quý II/2026", "Hằng năm", "2026 - 2030"."""
    return len(words) <= _TIME_LETTERS and _opening("time_opens").match(words) is not None


def _is_authority(words: str) -> bool:
    """ "Cấp có thẩm quyền"."""
    return _opening("authority_opens").match(words) is not None


def _is_amount(words: str) -> bool:
    """An amount in a column of figures; one digit may belong to any words."""
    return _pattern("amounts").fullmatch(words) is not None


def _opens_figure(above: str) -> bool:
    """A figure goes on behind these words."""
    return above.endswith(("-", "–", "/", ",", "(")) or (
        _pattern("before_figures").search(above) is not None
    )


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile("|".join(toml("vanban.pipeline.readers.text")[name]), re.IGNORECASE)


@cache
def _opening(name: str) -> re.Pattern[str]:
    opens = "|".join(toml("vanban.pipeline.readers.text")[name])
    return re.compile(rf"(?:{opens})(?!\w)", re.IGNORECASE)
