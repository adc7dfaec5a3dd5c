"""Tasks from the rows of assignment tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from vanban.extractors.context import Context
from vanban.extractors.deadlines import find_deadlines, parse_deadline
from vanban.extractors.language.list_markers import BULLET, CAPITAL, DECIMAL, LETTER, ROMAN_ITEM
from vanban.extractors.tables.cells import label_of
from vanban.extractors.tables.roles import header_role
from vanban.extractors.tables.rows import continues, row_label, starts_midway
from vanban.extractors.tables.view import Covered, TableView
from vanban.extractors.tasks.actors import Actors, by_role, named_by_heading
from vanban.extractors.tasks.draft import Address, Draft
from vanban.schemas import Cell, Deadline, Output, Span, Table
from vanban.schemas.structure import ColumnRole

_NUMBERED = re.compile(rf"\s*(?P<label>{DECIMAL}|{LETTER})[.)]\s+(?=\S)")
_BULLET = re.compile(rf"(?:^|(?<=\n))\s*{BULLET}\s+(?=\S)")
_MARK = re.compile(r"[xX✓✔√+*●•]$")
_GUESSED = 0.7  # confidence where columns have their role from their cells alone
_ALPHA = 2  # letters that a task's words must have at least


@dataclass(frozen=True, slots=True)
class Place:
    """Where a table stands: the address of its part and section, and the units that the heading
    above it names.
    """

    address: Address
    leads: Actors = ()
    group: str | None = None


@dataclass(frozen=True, slots=True)
class _Heading:
    """The group row that holds the rows below it."""

    label: str | None = None
    text: str | None = None
    leads: Actors = ()
    deadline: Deadline | None = None


@dataclass(frozen=True, slots=True)
class _Row:
    """One data row with the rows that carry it on."""

    view: TableView
    index: int
    more: tuple[int, ...] = ()


def table_tasks(
    tables: Mapping[int, Table], places: Mapping[int, Place], context: Context
) -> tuple[Draft, ...]:
    """Drafts of all assignment tables, in order. A damaged table gives none: nothing is invented
    (contract, Appendix).
    """
    drafts: list[Draft] = []
    heading, place = _Heading(), None
    for index in sorted(tables):
        table = tables[index]
        if table.role != "assignments" or table.damaged:
            continue
        here = places.get(index, Place(()))
        if here != place or not _is_continuation(table):
            heading, place = (heading if here == place else _Heading()), here
        heading = _read(TableView(table), here, heading, context, drafts)
    return tuple(drafts)


def _is_continuation(table: Table) -> bool:
    return not any(row.kind == "header" for row in table.rows)


def _read(
    view: TableView, place: Place, heading: _Heading, context: Context, drafts: list[Draft]
) -> _Heading:
    """Adds the drafts of one table; gives back the heading that holds at its end."""
    for at, item in enumerate(_items(view)):
        if isinstance(item, int):
            heading = _group(view, item, context)
            continue
        if at == 0 and drafts and starts_midway(view, item.index):
            drafts[-1] = replace(
                drafts[-1],
                continued=(*drafts[-1].continued, *_words_of(item, (item.index, *item.more))),
            )
            continue
        draft = _draft(item, place, heading, context)
        if draft is not None:
            drafts.append(_with_parent(draft, drafts, _level_one(item)))
    return heading


def _items(view: TableView) -> Iterator[_Row | int]:
    """Data rows with their continuations, and the indices of group rows between them."""
    current: _Row | None = None
    for index, row in enumerate(view.table.rows):
        if row.kind == "data" and current and continues(view, index):
            current = replace(current, more=(*current.more, index))
            continue
        if row.kind not in ("data", "group"):
            continue
        if current:
            yield current
        current = _Row(view, index) if row.kind == "data" else None
        if row.kind == "group":
            yield index
    if current:
        yield current


def _group(view: TableView, row: int, context: Context) -> _Heading:
    cells = [c for c in view.covering(row) if c.text]
    label = label_of(cells[0].text) if len(cells) > 1 else None
    words = [c for c in cells if label_of(c.text) is None]
    if not words:
        return _Heading(label)
    text, start = _without_label(words[0].cell)
    when = [c for c in words[1:] if any(c.cell.column == i for i in view.columns("due"))]
    deadline = (
        parse_deadline(when[0].text, context, offset=when[0].cell.span.start) if when else None
    )
    known = (
        deadline
        if deadline
        and deadline.kind not in ("none", "error", "event")
        and (deadline.due or deadline.rrule)
        else None
    )
    own_label = label or _own_label(words[0].cell)
    return _Heading(own_label, text, named_by_heading(text, context, offset=start), known)


_GROUP_LABEL = re.compile(rf"\s*(?P<label>{ROMAN_ITEM}|{CAPITAL}|\d{{1,2}})\s*[.)/:-]\s*(?=\S)")


def _own_label(cell: Cell) -> str | None:
    found = _GROUP_LABEL.match(cell.text)
    return found.group("label") if found else None


def _without_label(cell: Cell) -> tuple[str, int]:
    found = _GROUP_LABEL.match(cell.text)
    start = found.end() if found else len(cell.text) - len(cell.text.lstrip())
    return " ".join(cell.text[start:].split()), cell.span.start + start


def _draft(row: _Row, place: Place, heading: _Heading, context: Context) -> Draft | None:
    view = row.view
    task = next((c for i in view.columns("task") if (c := view.at(row.index, i))), None)
    if task is None or sum(map(str.isalpha, task.text)) < _ALPHA:
        return None
    number = row_label(view, row.index) or _number_of_theme(row)
    start, own = _text_start(task.cell, number, has_order=bool(view.columns("order")))
    number = number or own
    text = task.cell.text[start:].rstrip()
    span = Span(start=task.cell.span.start + start, end=task.cell.span.start + start + len(text))
    base = Draft(
        origin="table",
        path=(*place.address, *filter(None, (heading.label,)), number or "-"),
        text=text,
        span=span,
        group=heading.text or place.group,
        number=number,
        inherited=("text",) if task.inherited else (),
        continued=tuple(_words_of(row, row.more)),
        confidence=_GUESSED
        if any(c.inferred and not c.header for c in view.table.columns)
        else 1.0,
    )
    return _with_texts(
        _with_deadline(_with_actors(base, row, place, heading, context), row, heading, context), row
    )


def _number_of_theme(row: _Row) -> str | None:
    """Where a coarser column of work carries the numbers, a row with both empty (a new page)
    belongs to the last number above.
    """
    view = row.view
    themes = [
        c.index
        for c in view.table.columns
        if c.role == "other" and header_role(c.header.rsplit(" / ", 1)[-1]) == "task"
    ]
    if not themes or any(view.text(row.index, i) for i in (*view.columns("order"), *themes)):
        return None
    above = (r for r in range(row.index - 1, -1, -1) if view.table.rows[r].kind == "data")
    return next((label for r in above if (label := row_label(view, r))), None)


def _text_start(cell: Cell, number: str | None, *, has_order: bool) -> tuple[int, str | None]:
    """Where the words begin, and the label before them where the table has no column for it."""
    bullet = _BULLET.match(cell.text)
    if bullet and number is None and not _BULLET.search(cell.text, bullet.end()):
        return bullet.end(), "-"
    found = _NUMBERED.match(cell.text)
    if found and number is None and (not has_order or len(found.group("label")) <= 4):
        return found.end(), found.group("label")
    return len(cell.text) - len(cell.text.lstrip()), None


def _words_of(row: _Row, rows: Iterable[int]) -> Iterator[Output]:
    """What rows that carry on another one say of its work."""
    cells = (row.view.at(r, i) for r in rows for i in row.view.columns("task"))
    return (
        Output(text=c.text, span=_span(c.cell)) for c in cells if c and c.text and not c.inherited
    )


def _span(cell: Cell) -> Span:
    start = cell.span.start + len(cell.text) - len(cell.text.lstrip())
    return Span(start=start, end=start + len(cell.text.strip()))


def _with_actors(
    draft: Draft, row: _Row, place: Place, heading: _Heading, context: Context
) -> Draft:
    leads, cooperators, inherited = _actors(row, "lead", context)
    leading = [c.cell for c in _cells(row, "lead")]  # one cell over both columns names who leads
    more_leads, more, also = _actors(row, "cooperators", context, but=leading)
    leads, cooperators = leads + more_leads, cooperators + more
    marks = inherited | also
    if not leads and not _has_words(row, "lead"):
        from_above = heading.leads or place.leads
        if from_above and not (row.view.columns("lead") and cooperators):
            leads, marks = from_above, marks | {"leads"}
    return replace(
        draft, leads=leads, cooperators=cooperators, inherited=(*draft.inherited, *sorted(marks))
    )


def _has_words(row: _Row, role: ColumnRole) -> bool:
    return any(row.view.text(row.index, i) for i in row.view.columns(role))


def _actors(
    row: _Row, role: ColumnRole, context: Context, *, but: Iterable[Cell] = ()
) -> tuple[Actors, Actors, set[str]]:
    leads: Actors = ()
    cooperators: Actors = ()
    marks: set[str] = set()
    taken = list(but)
    for covered in _cells(row, role):
        if any(covered.cell is cell for cell in taken):
            continue
        mine, others = by_role(
            covered.cell.text,
            context,
            "lead" if role == "lead" else "cooperators",
            offset=covered.cell.span.start,
        )
        leads, cooperators = leads + mine, cooperators + others
        if covered.inherited:
            marks |= ({"leads"} if mine else set()) | ({"cooperators"} if others else set())
    return leads, cooperators, marks


def _cells(row: _Row, role: ColumnRole) -> Iterator[Covered]:
    """Cells of a role in the row, then what continuation rows add to cells that have words."""
    for column in row.view.columns(role):
        first = row.view.meant(row.index, column)
        if first is None or not first.text:
            continue
        yield first
        for below in row.more:
            more = row.view.at(below, column)
            if more and more.text and not more.inherited:
                yield more


def _with_deadline(draft: Draft, row: _Row, heading: _Heading, context: Context) -> Draft:
    due = [c for c in _cells(row, "due") if not _MARK.match(c.text)] or _marked_times(row)
    start = [
        c for c in _cells(row, "start") if all(c.cell is not d.cell for d in due)
    ]  # one cell over both columns says when
    if due or start:
        deadline = _from_cells(due, start, context)
        return replace(
            draft, deadline=deadline, inherited=_marked(draft, "deadline", [*due, *start])
        )
    if heading.deadline:
        return replace(draft, deadline=heading.deadline, inherited=(*draft.inherited, "deadline"))
    if not row.view.columns("due", "start"):
        found = [
            d
            for d in find_deadlines(draft.text, context, offset=draft.span.start)
            if d.due or d.rrule or d.offset
        ]
        return replace(draft, deadline=found[-1]) if found else draft
    return draft


def _marked_times(row: _Row) -> list[Covered]:
    """The header cell of the last column that is ticked, where each column stands for a time ("2024
    | 2025 | 2026").
    """
    ticked = [i for i in row.view.columns("due") if _MARK.match(row.view.text(row.index, i))]
    above = [r for r in range(row.index) if row.view.table.rows[r].kind == "header"]
    heads = [
        c
        for r in above
        if ticked and (c := row.view.at(r, ticked[-1])) and c.cell.col_span == 1 and c.text
    ]
    return heads[-1:]


def _from_cells(due: list[Covered], start: list[Covered], context: Context) -> Deadline:
    end = (
        parse_deadline(due[0].cell.text, context, offset=due[0].cell.span.start)
        if due
        else Deadline()
    )
    if not start:
        return end
    begin = parse_deadline(start[0].cell.text, context, offset=start[0].cell.span.start)
    if not due:
        return begin.model_copy(
            update={
                "start": begin.start or begin.due,
                "due": None,
                "kind": "window" if begin.due else begin.kind,
            }
        )
    return end.model_copy(
        update={
            "start": begin.start or begin.due or end.start,
            "kind": "window" if begin.due and end.due else end.kind,
        }
    )


def _marked(draft: Draft, name: str, cells: Iterable[Covered]) -> tuple[str, ...]:
    return (*draft.inherited, name) if any(c.inherited for c in cells) else draft.inherited


def _with_texts(draft: Draft, row: _Row) -> Draft:
    outputs = [c for c in _cells(row, "outputs") if any(map(str.isalnum, c.text))]
    said = {
        role: " ".join(c.text for c in _cells(row, role)) or None
        for role in ("submit_to", "funding", "note")
    }
    return replace(
        draft,
        outputs=tuple(Output(text=c.text, span=_span(c.cell)) for c in outputs),
        inherited=_marked(draft, "outputs", outputs),
        submit_to=said["submit_to"],
        funding=said["funding"],
        note=said["note"],
    )


def _level_one(row: _Row) -> bool:
    """True for a row that is nobody's child: an Arabic number without a dot in a column of numbers."""
    label = row_label(row.view, row.index)
    return label is not None and label.isdigit()


def _with_parent(draft: Draft, before: list[Draft], level_one: bool) -> Draft:
    """Finds the row above to which a sub-row belongs: 1.1 to 1, a) to the last number, a bullet to
    the last labelled row.
    """
    if level_one or (draft.number or "").isdigit():
        return draft
    position = _parent_position(draft, before)
    if position is None:
        return draft
    parent = before[position]
    draft = replace(draft, parent=position, path=(*parent.path, draft.number or "-"))
    if (
        draft.leads
        or draft.cooperators
        or draft.deadline.kind != "none"
        or not (parent.leads or parent.deadline.text)
    ):
        return draft
    return replace(
        draft,
        leads=parent.leads,
        cooperators=parent.cooperators,
        deadline=parent.deadline,
        inherited=tuple(dict.fromkeys((*draft.inherited, *_names(parent)))),
    )


def _names(parent: Draft) -> Iterator[str]:
    if parent.leads:
        yield "leads"
    if parent.cooperators:
        yield "cooperators"
    if parent.deadline.text:
        yield "deadline"


def _parent_position(draft: Draft, before: list[Draft]) -> int | None:
    number = draft.number
    if number is None:
        return None
    for position in range(len(before) - 1, -1, -1):
        other = before[position]
        if other.origin != "table" or other.group != draft.group or not other.number:
            continue
        if number == "-" and other.number != "-":
            return position
        if "." in number:
            if number.rsplit(".", 1)[0] == other.number:
                return position
        elif number.islower() and not other.number.islower() and other.number != "-":
            return position
    return None
