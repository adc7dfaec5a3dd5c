"""The columns of a table: each with its header and the role that header, cells and the other
columns together speak for most.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from vanban.extractors.language.data import toml
from vanban.extractors.tables.cells import label_of, looks_like_actors
from vanban.extractors.tables.profiles import Profile
from vanban.extractors.tables.roles import (
    header_role,
    is_weak,
    names_both,
    names_persons,
    no_work,
    strong_lead,
)
from vanban.extractors.tables.view import TableView
from vanban.schemas import Column
from vanban.schemas.structure import ColumnRole

_ROLES: tuple[ColumnRole, ...] = tuple(r for r in get_args(ColumnRole) if r != "other")
_MARKED = 0.5  # share of ticks from which a column under the name of a body says that the body acts


@dataclass(frozen=True, slots=True)
class Header:
    """The words above a column, from the top, and the role that they name."""

    words: tuple[str, ...]
    role: ColumnRole | None
    weak: bool

    @property
    def text(self) -> str:
        """All words, the upper ones first."""
        return " / ".join(self.words)


Scores = Mapping[ColumnRole, float]
"""Roles above 0 (the score of "other") to their scores."""

Chain = tuple[ColumnRole, "Chain"] | None
"""The role of a column, and of those before it: a choice shares what is before with others."""

Choice = tuple[float, Chain]
"""The sum of the scores of the first columns, and their roles from the last."""

Taken = frozenset[ColumnRole]


def read_columns(view: TableView, header: tuple[int, ...]) -> tuple[Column, ...]:
    """The columns with the roles that together score highest."""
    body = [r for r in range(len(view.table.rows)) if r not in header]
    profiles = [Profile(view, body, i) for i in range(view.width)]
    heads = [_header(view, header, i, profiles[i]) for i in range(view.width)]
    ranks = [_rank(h) for h in heads]
    plainest = min(ranks, default=0)
    scores = [
        _scores(head, profile.shares, outranked=rank > plainest)
        for head, profile, rank in zip(heads, profiles, ranks, strict=True)
    ]
    roles = best_roles(heads, scores)
    return tuple(
        Column(
            index=i,
            header=heads[i].text,
            role=roles[i],
            inferred=roles[i] not in ("other", heads[i].role),
        )
        for i in range(view.width)
    )


def _header(view: TableView, header: tuple[int, ...], column: int, profile: Profile) -> Header:
    words = tuple(_words(view, header, column))
    role, weak = _named(words)
    if words and profile.shares["mark"] >= _MARKED and looks_like_actors(words[-1]):
        # a column for each unit, ticked where it takes part
        return Header(words, role if role in ("lead", "cooperators") else "lead", weak=False)
    return Header(words, role, weak)


def _words(view: TableView, header: tuple[int, ...], column: int) -> Iterator[str]:
    seen: set[str] = set()
    for row in header:
        covered = view.at(row, column)
        text = " ".join(covered.text.split()) if covered else ""
        numbered = label_of(text.strip("()")) is not None and header_role(text) != "order"
        if text and text not in seen and not numbered:
            seen.add(text)
            yield text


def _named(words: tuple[str, ...]) -> tuple[ColumnRole | None, bool]:
    """The role that the lowest known header word names; above it stand only headings of several
    columns ("Thời gian" over "Bắt đầu").
    """
    whole = (" ".join(words),) if len(words) > 1 else ()
    for word in (*reversed(words), *whole):
        if role := header_role(word):
            both = names_both(word) and role in ("lead", "cooperators")
            return ("lead" if both else role), is_weak(word)
    return ("other" if any(map(no_work, words)) else None), False


def _rank(head: Header) -> int:
    """How plainly a header names the lead: units before persons ("Người phụ trách"), "chủ trì"
    before "thực hiện". Smaller is plainer; headers of no lead come last.
    """
    if head.role != "lead":
        return 3
    if any(map(names_persons, head.words)):
        return 2
    return 0 if any(map(strong_lead, head.words)) else 1


def _scores(head: Header, shares: Mapping[str, float], *, outranked: bool) -> Scores:
    data = toml("vanban.extractors.tables", "evidence.toml")
    scores: dict[ColumnRole, float] = {}
    for role in _ROLES:
        cells = sum(data[role].get(name, 0.0) * share for name, share in shares.items())
        score = data[role]["prior"] + cells + _header_weight(data["header"], head, role)
        if role == "lead" == head.role and outranked:
            score += data["header"]["outranked"]
        if score > 0:
            scores[role] = score
    return scores


def _header_weight(weights: Mapping[str, float], head: Header, role: ColumnRole) -> float:
    if not head.words:
        return 0.0
    if head.role is None:
        return weights["unknown"]
    if head.role == role:
        return weights["weak" if head.weak else "names"]
    return weights["weak_other" if head.weak else "other_role"]


def best_roles(heads: Sequence[Header], scores: Sequence[Scores]) -> tuple[ColumnRole, ...]:
    """The roles with the highest sum of scores.

    One column says the work; a role that only the cells speak for is taken once, and not beside a
    header that names it.
    """
    named = frozenset(h.role for h, s in zip(heads, scores, strict=True) if h.role in s)
    best: Mapping[Taken, Choice] = {frozenset(): (0.0, None)}
    for head, here in zip(heads, scores, strict=True):
        best = _with_column(best, head, here, named)
    _, last = max(best.values(), key=lambda found: found[0])
    return tuple(_links(last))[::-1]


def _links(chain: Chain) -> Iterator[ColumnRole]:
    while chain is not None:
        role, chain = chain
        yield role


def _with_column(
    before: Mapping[Taken, Choice],
    head: Header,
    here: Scores,
    named: frozenset[ColumnRole | None],
) -> Mapping[Taken, Choice]:
    """The best choice for each set of roles that are taken, one column further."""
    choices: Scores = {"other": 0.0, **here}
    out: dict[Taken, Choice] = {}
    for taken, (score, roles) in before.items():
        for role, more in choices.items():
            if not _may_take(role, head, taken, named):
                continue
            now = taken if role == "other" else taken | {role}
            if now not in out or score + more > out[now][0]:
                out[now] = (score + more, (role, roles))
    return out


def _may_take(
    role: ColumnRole, head: Header, taken: Taken, named: frozenset[ColumnRole | None]
) -> bool:
    if role == "other":
        return True
    if role == head.role:
        return role != "task" or role not in taken
    if role == "lead" and "cooperators" in taken - named:  # who helps is named after who leads
        return False
    return role not in taken and role not in named
