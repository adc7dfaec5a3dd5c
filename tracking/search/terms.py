"""What a question asks for: words, "phrases", begin* and -without, and the match expressions of
them.

The expressions come in tiers, the narrowest first: the phrase with its accents, all words with
their accents, the phrase without, all words without.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from vanban.tracking.errors import BadQuery
from vanban.tracking.search.words import Word, composed, words

_PART = re.compile(r'(?P<minus>-)?(?:"(?P<phrase>[^"]*)"|(?P<word>[^\s"]+))')


@dataclass(frozen=True, slots=True)
class Term:
    """Words that must stand together; ``prefix``: the last one may go on; ``without``: must not
    occur.
    """

    words: tuple[Word, ...]
    prefix: bool = False
    without: bool = False


def parse(question: str) -> tuple[Term, ...]:
    """The terms of ``question``: words, "phrases", begin* and -without. ``BadQuery`` if nothing is
    left to look for.
    """
    terms = []
    for match in _PART.finditer(composed(question)):
        written = match["phrase"] if match["phrase"] is not None else match["word"]
        found = tuple(words(written))
        if found:
            prefix = match["phrase"] is None and written.endswith("*")
            terms.append(Term(found, prefix, bool(match["minus"])))
    if not any(not term.without for term in terms):
        raise BadQuery("không có từ nào để tìm", 'Gõ từ cần tìm, ví dụ: vanban search "kế hoạch"')
    return tuple(terms)


class Tiers(NamedTuple):
    """A match expression for each tier; None where it would repeat the next one."""

    exact_phrase: str | None
    exact: str | None
    phrase: str | None
    bare: str


def tiers(dialect: str, terms: Sequence[Term]) -> Tiers:
    """The expressions for ``terms`` in the language of the database."""
    wanted = [t for t in terms if not t.without]
    several = len(wanted) > 1
    accents = any(w.exact != w.bare for t in wanted for w in t.words)
    together = joined(terms)
    expression = _fts5 if dialect == "sqlite" else _tsquery
    return Tiers(
        exact_phrase=expression(together, exact=True) if several and accents else None,
        exact=expression(terms, exact=True) if accents else None,
        phrase=expression(together, exact=False) if several else None,
        bare=expression(terms, exact=False),
    )


def joined(terms: Sequence[Term]) -> tuple[Term, ...]:
    """All wanted words as one phrase."""
    wanted = [t for t in terms if not t.without]
    return (
        Term(tuple(w for t in wanted for w in t.words), wanted[-1].prefix),
        *(t for t in terms if t.without),
    )


def _fts5(terms: Sequence[Term], *, exact: bool) -> str:
    def one(term: Term) -> str:
        phrase = " ".join(
            f"={w.exact}" if exact and not term.without else w.bare for w in term.words
        )
        return f'"{phrase}"' + ("*" if term.prefix else "")

    wanted = " AND ".join(one(t) for t in terms if not t.without)
    return f"({wanted})" + "".join(f" NOT {one(t)}" for t in terms if t.without)


def _tsquery(terms: Sequence[Term], *, exact: bool) -> str:
    def lexeme(word: Word, last: bool, term: Term) -> str:
        value = (
            "=" + word.exact
            if exact and not term.without and word.exact != word.bare
            else word.bare
        )
        return f"'{value}'" + (":*" if last and term.prefix else "")

    def one(term: Term) -> str:
        inner = " <-> ".join(
            lexeme(w, n == len(term.words), term) for n, w in enumerate(term.words, 1)
        )
        return f"!({inner})" if term.without else f"({inner})"

    return " & ".join(one(t) for t in terms)
