"""Whether a table assigns work: named evidence from its columns, its rows and the words above it.

A table of assignments names the work and who does it, or by when; lists of members, scores,
targets, goods, procedures and powers do not (domain brief 3.4). Weights: ``verdict.toml``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from vanban.extractors.language.data import toml
from vanban.extractors.language.folding import fold
from vanban.extractors.tables.cells import label_of, looks_like_actors
from vanban.extractors.tables.profiles import Profile
from vanban.extractors.tables.roles import is_weak, no_work, plain
from vanban.extractors.tables.view import TableView
from vanban.schemas import Column, Table

_WIDEST = 10  # columns of a table without a header that may be one of assignments; forms are wider
_WORDS = 6  # letters of a cell that says some work; a form has dots
_MOSTLY = 0.5  # share of a column's cells that makes it a column of that kind


def assigns(table: Table, caption: str = "") -> bool:
    """True for a table of assignments; ``caption`` are the words that stand above it."""
    view = TableView(table)
    if not has_work(view) or not view.columns("lead", "cooperators", "due"):
        return False
    if not _is_headed(table) and not _needs_no_header(view):
        return False
    weights: Mapping[str, float] = _data()["weight"]
    said = evidence(view, caption)
    return sum(weights[name] * strength for name, strength in said.items()) > 0


def _data() -> Mapping[str, Any]:
    return toml("vanban.extractors.tables", "verdict.toml")


def has_work(view: TableView) -> bool:
    """False for a table without a column of work, and for a form: rows of dots to be filled in."""
    return any(
        sum(map(str.isalpha, view.text(r, i))) >= _WORDS
        for r in _data_rows(view)
        for i in view.columns("task")
    )


def _is_headed(table: Table) -> bool:
    return any(c.role != "other" and not c.inferred for c in table.columns)


def _needs_no_header(view: TableView) -> bool:
    """Numbers, who leads, and who helps or by when: so much that no header need say it."""
    known = view.columns("order") and view.columns("lead") and view.columns("due", "cooperators")
    return bool(known) and len(view.table.columns) <= _WIDEST and _begins_with_data(view)


def _begins_with_data(view: TableView) -> bool:
    """False where words that are no number stand on top of the column of numbers: a header that we
    do not know.
    """
    rows = view.table.rows
    first = next((r for r, row in enumerate(rows) if view.filled(row)), 0)
    return all(
        not (text := view.text(first, i)) or label_of(text) is not None
        for i in view.columns("order")
    )


def evidence(view: TableView, caption: str) -> Mapping[str, float]:
    """Each evidence that the table gives, by its name in ``verdict.toml``, with its strength."""
    columns = view.table.columns
    kinds = {kind for c in columns if (kind := _kind_of_no_work(c))}
    return {
        "prior": 1.0,
        **dict(_of_headers(columns)),
        **dict(_of_cells(view, _data_rows(view))),
        **dict(_of_caption(caption)),
        "no_work": float(len(kinds)),
        "competence": float(_lists_powers(view)),
    }


def _data_rows(view: TableView) -> Sequence[int]:
    return [r for r, row in enumerate(view.table.rows) if row.kind == "data"]


def _of_headers(columns: Sequence[Column]) -> Iterator[tuple[str, float]]:
    for role in ("task", "lead", "cooperators", "due", "outputs"):
        how = {_how_named(c) for c in columns if c.role == role}
        plainest = next((word for word in ("named", "weak", "told") if word in how), None)
        if plainest:
            yield f"{role}_{plainest}", 1.0


def _how_named(column: Column) -> str:
    if column.inferred:
        return "told"
    return "weak" if is_weak(_lowest(column)) else "named"


def _lowest(column: Column) -> str:
    return column.header.rsplit(" / ", 1)[-1]


def _kind_of_no_work(column: Column) -> str | None:
    """What of no assignment the header names, of work too: "Nội dung chi" lists expenses."""
    return no_work(_lowest(column)) if column.role in ("other", "task") else None


def _of_cells(view: TableView, rows: Sequence[int]) -> Iterator[tuple[str, float]]:
    others = [Profile(view, rows, i) for i in view.columns("other")]
    yield "verbs", _most(view, rows, view.columns("task"), "verb")
    yield "when", _most(view, rows, view.columns("due"), "time")
    yield "hours", _most(view, rows, range(view.width), "hour")
    yield "steps", _most(view, rows, range(view.width), "step")
    yield "who", _who(view, rows)
    for name, kind in (("figures", "figure"), ("persons", "person")):
        yield name, float(any(p.filled > 1 and p.shares[kind] > _MOSTLY for p in others))


def _most(view: TableView, rows: Sequence[int], columns: Sequence[int], kind: str) -> float:
    return max((Profile(view, rows, i).shares[kind] for i in columns), default=0.0)


def _who(view: TableView, rows: Sequence[int]) -> float:
    """The share of rows in which somebody leads or helps, in words that name a body."""
    acting = view.columns("lead", "cooperators")
    named = sum(any(looks_like_actors(view.text(r, i)) for i in acting) for r in rows)
    return named / (len(rows) or 1)


def _of_caption(caption: str) -> Iterator[tuple[str, float]]:
    words = fold(caption).lower()
    for side, heads in _data()["caption"].items():
        yield f"caption_{side}", float(any(head in words for head in heads))


def _lists_powers(view: TableView) -> bool:
    """Who may decide what, and nothing of when: "Thẩm quyền quyết định | Cơ quan trình"."""
    powers = any(plain(c.header).startswith("tham quyen") for c in view.table.columns)
    return powers and not view.columns("due")
