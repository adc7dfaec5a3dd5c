"""The columns of a table: header words, roles, and roles concluded from the cells where no header
says them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from vanban.extractors.tables.cells import (
    label_of,
    looks_like_actors,
    looks_like_deadline,
    looks_like_product,
)
from vanban.extractors.tables.roles import (
    bare_actor,
    header_role,
    names_both,
    names_persons,
    strong_lead,
)
from vanban.extractors.tables.view import TableView
from vanban.schemas import Column
from vanban.schemas.structure import ColumnRole

_ENOUGH = 0.6


@dataclass(frozen=True, slots=True)
class _Profile:
    """What the data cells of one column look like; shares of the filled ones."""

    filled: int
    number: float
    actors: float
    time: float
    product: float
    length: float


def read_columns(view: TableView, header: tuple[int, ...]) -> tuple[Column, ...]:
    """Columns with the roles that their headers name; then what the cells say for columns without a
    known header.
    """
    body = [r for r in range(len(view.table.rows)) if r not in header]
    heads = [_words(view, header, i) for i in range(view.width)]
    roles = [_role(words) for words in heads]
    profiles = [_profile(view, body, i) for i in range(view.width)]
    named: list[ColumnRole | None] = [
        "other" if _contradicted(heads[i], roles[i], profiles[i]) else roles[i]
        for i in range(view.width)
    ]
    settled = _one_task(view, _one_lead(heads, named), body)
    concluded = _infer(settled, profiles) if not header or _may_infer(settled) else settled
    return tuple(
        Column(
            index=i,
            header=" / ".join(heads[i]),
            role=concluded[i] or "other",
            inferred=concluded[i] is not None and settled[i] is None,
        )
        for i in range(view.width)
    )


def _words(view: TableView, header: tuple[int, ...], column: int) -> tuple[str, ...]:
    words: list[str] = []
    for row in header:
        covered = view.at(row, column)
        text = " ".join(covered.text.split()) if covered else ""
        if (
            text
            and text not in words
            and (header_role(text) == "order" or label_of(text.strip("()")) is None)
        ):
            words.append(text)
    return tuple(words)


def _role(words: tuple[str, ...]) -> ColumnRole | None:
    """The lowest header word that names a role; above it stand only headings of several columns
    ("Thời gian" over "Bắt đầu").
    """
    for word in reversed(words):
        if role := header_role(word):
            return "lead" if names_both(word) and role in ("lead", "cooperators") else role
    return header_role(" ".join(words)) if len(words) > 1 else None


def _contradicted(words: tuple[str, ...], role: ColumnRole | None, profile: _Profile) -> bool:
    """A header "Đơn vị" over "%" and "km" is no actor."""
    return (
        role == "lead"
        and bool(words)
        and bare_actor(words[-1])
        and profile.filled > 0
        and profile.actors < 0.5
    )


def _one_lead(
    heads: list[tuple[str, ...]], roles: list[ColumnRole | None]
) -> list[ColumnRole | None]:
    """One column of leads: units before persons ('Người phụ trách' beside 'Đơn vị thực hiện'); 'chủ
    trì' before 'thực hiện'.

    Who carries out under the lead, or answers for it in the unit, is no lead of ours.
    """
    leads = [i for i, role in enumerate(roles) if role == "lead"]
    units = [i for i in leads if not any(names_persons(w) for w in heads[i])]
    strong = [i for i in units or leads if any(strong_lead(w) for w in heads[i])] or units
    if not strong:
        return roles
    return ["other" if i in leads and i not in strong else role for i, role in enumerate(roles)]


def _one_task(
    view: TableView, roles: list[ColumnRole | None], body: Iterable[int]
) -> list[ColumnRole | None]:
    """Of several columns of work the finest says the task: the one with the most cells of its own;
    the first of equals.
    """
    tasks = [i for i, role in enumerate(roles) if role == "task"]
    if len(tasks) < 2:
        return roles
    rows = list(body)
    best = max(tasks, key=lambda i: (_own(view, rows, i), -i))
    return ["other" if i in tasks and i != best else role for i, role in enumerate(roles)]


def _own(view: TableView, rows: Iterable[int], column: int) -> int:
    return sum(1 for r in rows if (c := view.at(r, column)) and not c.inherited and c.text)


def _profile(view: TableView, body: Iterable[int], column: int) -> _Profile:
    texts = [
        c.text
        for r in body
        if (c := view.at(r, column)) and not c.inherited and c.text and c.cell.col_span == 1
    ]
    n = len(texts) or 1

    def share(test: Callable[[str], bool]) -> float:
        return sum(1 for t in texts if test(t)) / n

    return _Profile(
        filled=len(texts),
        number=share(lambda t: label_of(t) is not None),
        actors=share(looks_like_actors),
        time=share(looks_like_deadline),
        product=share(looks_like_product),
        length=sum(map(len, texts)) / n,
    )


def _may_infer(roles: list[ColumnRole | None]) -> bool:
    """A header that names a lead or a time may leave other columns to their cells; any other table
    is left alone.
    """
    return None in roles and ("lead" in roles or "due" in roles)


def _infer(roles: list[ColumnRole | None], profiles: list[_Profile]) -> list[ColumnRole | None]:
    out = list(roles)
    free = [i for i, role in enumerate(out) if role is None and profiles[i].filled]

    def take(role: ColumnRole, fits: Callable[[_Profile], bool]) -> None:
        chosen = next((i for i in free if role not in out and fits(profiles[i])), None)
        if chosen is not None:
            out[chosen] = role
            free.remove(chosen)

    take("order", lambda p: p.number >= _ENOUGH)
    take("due", lambda p: p.time >= _ENOUGH and p.length < 60)
    take("lead", lambda p: p.actors >= _ENOUGH and p.length < 160)
    take("cooperators", lambda p: p.actors >= _ENOUGH and p.length < 400)
    longest = max((profiles[i].length for i in free), default=0.0)
    take("task", lambda p: p.length == longest and p.length > 12)
    take("outputs", lambda p: p.product >= 0.5)
    return out
