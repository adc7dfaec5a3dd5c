"""What stands at a token: its class, its number, a year; what the forms of the grammar are made
of.
"""

from __future__ import annotations

from dataclasses import replace

from vanban.extractors.deadlines.lexicon import lexicon
from vanban.extractors.deadlines.model import Moment
from vanban.extractors.deadlines.tokens import Token

Tokens = tuple[Token, ...]
Found = tuple[Moment, int] | None
_ENDS = frozenset({";", ".", ",", ")"})


def kind(t: Tokens, i: int) -> str:
    """The class of token ``i``; empty beyond the ends."""
    return t[i].kind if 0 <= i < len(t) else ""


def mark(t: Tokens, i: int) -> str:
    """The sign at ``i`` when it is one, else empty."""
    return t[i].text if kind(t, i) == "sym" else ""


def number(t: Tokens, i: int) -> int:
    """The number at ``i``, in digits or in words; 0 when there is none."""
    return t[i].value if kind(t, i) in ("num", "word") else 0


def year(t: Tokens, i: int) -> int | None:
    """A four-digit year at ``i``."""
    ok = kind(t, i) == "num" and len(t[i].text) == 4 and 1945 <= t[i].value <= 2150
    return t[i].value if ok else None


def year_tail(t: Tokens, i: int, *, joined: str = "/-.,") -> tuple[int, int] | None:
    """What gives a month or a quarter its year: '/2025', ' năm 2025', ', năm 2025', ' của năm
    2025'.
    """
    j = i + 1 if (mark(t, i) and mark(t, i) in joined) or kind(t, i) == "of" else i
    j = j + 1 if kind(t, j) == "year" else j
    value = year(t, j)
    return (value, j + 1) if value and (j > i or kind(t, i) == "num") else None


def with_year(m: Moment, t: Tokens, i: int) -> tuple[Moment, int]:
    """``m`` with the year that stands at ``i``, and where the words go on."""
    tail = year_tail(t, i)
    return (replace(m, year=tail[0]), tail[1]) if tail else (m, i)


def month_body(t: Tokens, i: int) -> Found:
    """The number of a month and its year, the word tháng being said before."""
    m = number(t, i)
    return (
        with_year(Moment("month", number=m), t, i + 1)
        if 0 < m <= 99 and len(t[i].text) <= 4 and not year(t, i)
        else None
    )


def weekday(t: Tokens, i: int) -> str | None:
    """The RFC 5545 code of a weekday token."""
    return (
        lexicon().weekdays.get(" ".join(t[i].text.strip("() ").split()))
        if kind(t, i) == "weekday"
        else None
    )


def words_of(t: Tokens, i: int, j: int) -> str:
    """The tokens as one lower-case line."""
    return " ".join(token.text for token in t[i:j])


def clause_end(t: Tokens, i: int) -> int:
    """Where the words that begin at ``i`` end: at the next ; . , or closing bracket (a date's own
    dots aside).
    """
    j = i
    while j < len(t) and not (
        mark(t, j) in _ENDS and not (kind(t, j + 1) == "num" and t[j + 1].tight)
    ):
        j += 1
    return j
