"""Tasks from the rows of assignment tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from vanban.extractors.context import Context
from vanban.extractors.deadlines import parse_deadline
from vanban.extractors.language.list_markers import BULLET, CAPITAL, DECIMAL, LETTER, ROMAN_ITEM
from vanban.extractors.tables.cells import label_of
from vanban.extractors.tables.roles import header_role
from vanban.extractors.tables.rows import row_label, starts_midway
from vanban.extractors.tables.view import TableView
from vanban.extractors.tables.works import WorkRow, words_of, work_rows
from vanban.extractors.tasks.actors import Actors, named_by_heading
from vanban.extractors.tasks.draft import Address, Draft
from vanban.extractors.tasks.table_fields import output_of, with_fields
from vanban.schemas import Cell, Deadline, Span, Table

_NUMBERED = re.compile(rf"\s*(?P<label>{DECIMAL}|{LETTER})[.)]\s+(?=\S)")
_BULLET = re.compile(rf"(?:^|(?<=\n))\s*{BULLET}\s+(?=\S)")
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


def table_tasks(
    tables: Mapping[int, Table], places: Mapping[int, Place], context: Context
) -> tuple[Draft, ...]:
    """Drafts of all assignment tables, in order. A damaged table gives none: nothing is invented
    (contract, Appendix).
    """
    drafts: list[Draft] = []
    heading, place, roles = _Heading(), None, None
    for index in sorted(tables):
        table = tables[index]
        if table.role != "assignments" or table.damaged:
            continue
        here, columns = places.get(index, Place(())), [c.role for c in table.columns]
        goes_on = here == place and columns == roles
        if here != place:
            heading = _Heading()
        place, roles = here, columns
        heading = _read(TableView(table), here, heading, context, drafts, goes_on=goes_on)
    return tuple(drafts)


def _read(
    view: TableView,
    place: Place,
    heading: _Heading,
    context: Context,
    drafts: list[Draft],
    *,
    goes_on: bool,
) -> _Heading:
    """Adds the drafts of one table; gives back the heading that holds at its end.

    ``goes_on``: it has the columns of the table before, whose last row may end here.
    """
    first = goes_on and bool(drafts)
    for item in work_rows(view):
        if isinstance(item, int):
            heading, first = _group(view, item, context), False
        elif first and item.work() is None and item.says("lead", "cooperators", "due"):
            drafts.append(_same_work(drafts[-1], item, context))
        elif first and starts_midway(view, item.index):
            drafts[-1] = _carried_on(drafts[-1], item)
        elif draft := _draft(item, place, heading, context):
            drafts.append(_with_parent(draft, drafts, _level_one(item)))
            first = False
    return heading


def _carried_on(draft: Draft, row: WorkRow) -> Draft:
    """The last work of a page with what the first row of the next page adds to it."""
    more = map(output_of, words_of(row, row.rows, "task"))
    products = map(output_of, words_of(row, row.rows, "outputs"))
    return replace(draft, continued=(*draft.continued, *more), outputs=(*draft.outputs, *products))


def _same_work(draft: Draft, row: WorkRow, context: Context) -> Draft:
    """The last work of a page once more, for whom or when the first rows of the next page say: they
    share its cell.
    """
    bare = replace(
        draft,
        leads=(),
        cooperators=(),
        reports_to=(),
        deadline=Deadline(),
        outputs=(),
        inherited=("text",),
    )
    return with_fields(bare, row, context)


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


def _draft(row: WorkRow, place: Place, heading: _Heading, context: Context) -> Draft | None:
    work, view = row.work(), row.view
    if work is None or sum(map(str.isalpha, work.text)) < _ALPHA:
        return None
    number = row.label() or _number_of_theme(row)
    start, own = _text_start(work.cell, number, has_order=bool(view.columns("order")))
    number = number or own
    text = work.cell.text[start:].rstrip()
    begin = work.cell.span.start + start
    base = Draft(
        origin="table",
        path=(*place.address, *filter(None, (heading.label,)), number or "-"),
        text=text,
        span=Span(start=begin, end=begin + len(text)),
        group=heading.text or place.group,
        number=number,
        inherited=("text",) if work.inherited or row.above else (),
        continued=tuple(map(output_of, words_of(row, row.saying.more, "task"))),
        confidence=_GUESSED
        if any(c.inferred and not c.header for c in view.table.columns)
        else 1.0,
    )
    return _with_heading(with_fields(base, row, context), row, place, heading)


def _with_heading(draft: Draft, row: WorkRow, place: Place, heading: _Heading) -> Draft:
    """The draft with who and when the headings above its row name, where the row itself does
    not.
    """
    from_above = heading.leads or place.leads
    silent = not draft.leads and not row.says_at_all("lead")
    if silent and from_above and not (row.view.columns("lead") and draft.cooperators):
        inherited = (*draft.inherited, "leads")
        draft = replace(draft, leads=from_above, inherited=inherited)
    if heading.deadline and not any(row.cells("due", "start")):
        inherited = (*draft.inherited, "deadline")
        draft = replace(draft, deadline=heading.deadline, inherited=inherited)
    return draft


def _number_of_theme(row: WorkRow) -> str | None:
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


def _level_one(row: WorkRow) -> bool:
    """True for a row that is nobody's child: an Arabic number without a dot in a column of
    numbers.
    """
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
