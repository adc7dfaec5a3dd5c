"""What a sign is, and what it is asked about: two lines, and the habits of their text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Habits:
    """How the lines of a text were made."""

    wraps: float = 0.0
    """Log-odds that a break of which nothing else is known is a wrap."""
    first: int = 0
    """Width at which first lines of paragraphs were wrapped; 0 where there is none."""
    rest: int = 0
    """The same of the lines that follow."""


@dataclass(frozen=True, slots=True)
class Break:
    """The two lines at a break, whether the upper one opens its paragraph, and whether strong words
    of Markdown opened above the break and close below it.
    """

    above: str
    below: str
    opens: bool = True
    inside: bool = False


@dataclass(frozen=True, slots=True)
class Sign:
    """One thing that the lines above and below a break may say, and what it means in log-odds."""

    name: str
    weight: float
    seen: Callable[[str, str], bool]


@dataclass(frozen=True, slots=True)
class SignOfText:
    """The same of what only the text around the break can tell."""

    name: str
    weight: float
    seen: Callable[[Break, Habits], bool]
