"""What all signs at a break say together."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from vanban.pipeline.readers.text.breaks import (
    forms,
    labels,
    names,
    numbers,
    phrases,
    sentences,
    widths,
)
from vanban.pipeline.readers.text.breaks.signs import Break, Habits, SignOfText

_SIGNS = (
    *forms.SIGNS,
    *labels.SIGNS,
    *names.SIGNS,
    *numbers.SIGNS,
    *phrases.SIGNS,
    *sentences.SIGNS,
)
_SIGNS_OF_TEXT = (
    SignOfText("inside strong words", 8, lambda at, _: at.inside),
    *widths.SIGNS,
)
_BREAKS_KEPT = 2**14  # each is asked about twice: to learn the habits, and later to decide


@dataclass(frozen=True, slots=True)
class Verdict:
    """Log-odds that the paragraph goes on, and the signs that say so."""

    score: float
    signs: tuple[str, ...]

    @property
    def joins(self) -> bool:
        """The paragraph goes on."""
        return self.score > 0


def judge(at: Break, habits: Habits) -> Verdict:
    """What the signs at a break say together."""
    said = _of_lines(at.above, at.below)
    seen = [sign for sign in _SIGNS_OF_TEXT if sign.seen(at, habits)]
    score = habits.wraps + said.score + sum(sign.weight for sign in seen)
    return Verdict(score, (*said.signs, *(sign.name for sign in seen)))


@lru_cache(maxsize=_BREAKS_KEPT)
def _of_lines(above: str, below: str) -> Verdict:
    """What the two lines say, whatever the habits."""
    seen = [sign for sign in _SIGNS if sign.seen(above, below)]
    return Verdict(sum(sign.weight for sign in seen), tuple(sign.name for sign in seen))
