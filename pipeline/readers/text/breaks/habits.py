"""The habits of a text, learned from the breaks that are plain without them."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from vanban.pipeline.readers.text.breaks.forms import is_of_form
from vanban.pipeline.readers.text.breaks.signs import Break, Habits
from vanban.pipeline.readers.text.breaks.verdict import judge
from vanban.pipeline.readers.text.breaks.widths import common_width, fits

_DECIDED = 3.0
"""Log-odds beyond which a break counts as plain."""
_HABIT = 2.5
"""Most that the habits of a text may say, in log-odds: less than any plain sign."""


def habits_of(blocks: Sequence[Sequence[str]]) -> Habits:
    """The habits of a text. ``blocks``: runs of lines without a blank one between."""
    wraps = parts = 0
    first: list[tuple[int, int]] = []
    rest: list[tuple[int, int]] = []
    for lines in blocks:
        opens = True
        for above, below in pairwise(lines):
            score = judge(Break(above, below, opens), Habits()).score
            if score >= _DECIDED:
                wraps += 1
                (first if opens else rest).append(fits(above, below))
            elif score <= -_DECIDED and not is_of_form(above) and not is_of_form(below):
                parts += 1
            opens = score < 0
    odds = math.log((wraps + 0.5) / (parts + 0.5))
    return Habits(max(-_HABIT, min(_HABIT, odds)), common_width(first), common_width(rest))
