"""The widths at which the lines of a text were wrapped, and what they say of one line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import accumulate

from vanban.pipeline.readers.text.breaks.signs import Break, Habits, SignOfText

_LEAST_WRAPS = 4
"""Wraps without which a width is not looked for."""
_AGREE = 0.5
"""Share of a text's plain wraps that must fit one width before it is believed."""
_WIDTHS = range(20, 200)
_ROOM = 0.9
"""A line that would have stayed below this share of the width with the next word was ended on
purpose.
"""
_LONG = 1.5
"""A line beyond so many widths was not wrapped at them."""


def fits(above: str, below: str) -> tuple[int, int]:
    """The widths at which a line may have been wrapped: its own length, up to where the next word
    would have fitted.
    """
    return len(above), len(above) + len(below.split(maxsplit=1)[0])


def common_width(found: Sequence[tuple[int, int]]) -> int:
    """The width that fits most wraps; 0 where there are few or they do not agree."""
    if len(found) < _LEAST_WRAPS:
        return 0
    changes = Counter(low for low, _ in found)
    changes.subtract(high + 1 for _, high in found)
    fitting_before = sum(n for width, n in changes.items() if width < _WIDTHS.start)
    fitting = [fitting_before + n for n in accumulate(changes[width] for width in _WIDTHS)]
    best = max(fitting)
    return _WIDTHS[fitting.index(best)] if best >= _AGREE * len(found) else 0


def _width_of(at: Break, habits: Habits) -> int:
    """At which such a line was wrapped; where no other lines show it, at that of first lines, which
    are no wider. First lines may be much narrower than others: those say nothing of them.
    """
    return habits.first if at.opens else habits.rest or habits.first


def _with_next_word(at: Break) -> int:
    return len(at.above) + 1 + len(at.below.split(maxsplit=1)[0])


def _had_room(at: Break, habits: Habits) -> bool:
    width = _width_of(at, habits)
    return width > 0 and _with_next_word(at) < _ROOM * width


def _is_full(at: Break, habits: Habits) -> bool:
    return 0 < _width_of(at, habits) <= _with_next_word(at)


def _is_full_clause(at: Break, habits: Habits) -> bool:
    """ "… 40 trạm quan trắc tự động;" / "hoàn thành trong quý IV": no member of a list."""
    return at.above.endswith(";") and at.below[0].islower() and _is_full(at, habits)


def _is_too_long(at: Break, habits: Habits) -> bool:
    return len(at.above) > _LONG * max(habits.first, habits.rest) > 0


SIGNS = (
    SignOfText("room", -3, _had_room),
    SignOfText("full", 1.5, _is_full),
    SignOfText("full clause", 2.5, _is_full_clause),
    SignOfText("long", -3, _is_too_long),
)
