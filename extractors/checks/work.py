"""Checks of tables and tasks (domain brief 8.3 to 8.6, 8.8)."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence

from vanban.extractors.checks.say import say
from vanban.extractors.horizon import horizon_of
from vanban.extractors.language.data import toml
from vanban.extractors.language.folding import fold, key
from vanban.extractors.language.forms import phrases
from vanban.extractors.tables.roles import is_weak, strong_lead
from vanban.schemas import Appendix, Attachment, Column, Diagnostic, Plan, Span, Table, Task

_SHOWN = 8  # addresses that a summary names
_COOPERATION_ONLY = 0.5  # confidence of an assignment that says no more than 'phối hợp với'
_ENOUGH_LINKS = 3  # links below which body and rows are not meant to say the same
_WORDS = 60  # letters of a row that a message shows
_GIVES_WORK = re.compile(
    rf"\W*{phrases(toml('vanban.extractors.checks', 'messages.toml')['work-not-read']['titles'])}",
    re.IGNORECASE,
)
_SIX = {
    "nguoi": "người",
    "viec": "việc",
    "thoi_gian": "thời gian",
    "trach_nhiem": "trách nhiệm",
    "san_pham": "sản phẩm",
    "tham_quyen": "thẩm quyền",
}


def all_tables(plan: Plan) -> tuple[Table, ...]:
    """The tables of the document, its attachments and appendices."""
    return (
        *plan.tables,
        *(t for a in plan.attachments for t in a.tables),
        *(t for a in plan.appendices for t in a.tables),
    )


def tables(plan: Plan) -> Iterator[Diagnostic]:
    """Damaged tables, columns whose role was concluded, and what of a table gave no task."""
    starts = sorted(s.start for t in plan.tasks for s in _spans(t))
    for table in all_tables(plan):
        if table.damaged:
            cells = sum(1 for row in table.rows for cell in row.cells if cell.text.strip())
            yield say("table-damaged", table.span, cells=cells)
        elif table.role == "assignments":
            yield from _concluded(table)
            yield from _unread_rows(table, starts)
        elif named := [c.header for c in table.columns if _is_of_work(c)]:
            yield say("table-not-read", table.span, columns="”, “".join(named))


def promised(plan: Plan) -> Iterator[Diagnostic]:
    """Parts whose title gives out work, of which nothing is a task and no table is spoken of."""
    starts = sorted(s.start for t in plan.tasks for s in _spans(t))
    spoken_of = {d.span.start for d in tables(plan) if d.span}
    parts: tuple[Attachment | Appendix, ...] = (*plan.attachments, *plan.appendices)
    for part in parts:
        if not part.title or not _GIVES_WORK.match(fold(part.title)):
            continue
        has_table = any(t.span.start in spoken_of for t in part.tables)
        if not has_table and not _begins_in(part.span, starts):
            yield say("work-not-read", part.span, title=part.title)


def _is_of_work(column: Column) -> bool:
    """True for a column that hardly any table but one of assignments has."""
    if column.inferred:
        return False
    lead = column.role == "lead" and strong_lead(column.header)
    return (
        lead
        or column.role == "cooperators"
        or (column.role == "task" and not is_weak(column.header))
    )


def _concluded(table: Table) -> Iterator[Diagnostic]:
    inferred = [c for c in table.columns if c.inferred]
    if inferred:
        columns = ", ".join(str(c.index + 1) for c in inferred)
        yield say("table-columns-inferred", table.span, columns=columns)


def _unread_rows(table: Table, starts: Sequence[int]) -> Iterator[Diagnostic]:
    """Rows of data whose words are in no task; ``starts`` is where the words of tasks begin."""
    lost = [
        cells
        for row in table.rows
        if row.kind == "data"
        and (cells := [c for c in row.cells if any(map(str.isalpha, c.text))])
        and not any(_begins_in(c.span, starts) for c in cells)
    ]
    if lost:
        first = lost[0][0]
        yield say("table-rows-unread", first.span, count=len(lost), words=first.text[:_WORDS])


def _begins_in(span: Span, starts: Sequence[int]) -> bool:
    at = bisect_left(starts, span.start)
    return at < len(starts) and starts[at] < span.end


def _spans(task: Task) -> Iterator[Span]:
    """Where the words of a task stand, those of its fields counted."""
    yield task.span
    yield from (a.span for a in (*task.leads, *task.cooperators))
    yield from (o.span for o in (*task.outputs, *task.continued))
    if task.deadline.span:
        yield task.deadline.span


def leads(plan: Plan) -> Iterator[Diagnostic]:
    """Who answers for each task: one lead (NĐ 39/2022/NĐ-CP, Quy chế làm việc của Chính phủ)."""
    parents = {t.parent for t in plan.tasks if t.parent}
    in_text = [t for t in plan.tasks if t.origin != "table" and not t.leads]
    for task in plan.tasks:
        if task.origin == "table" and not task.leads and task.id not in parents:
            yield say("lead-missing", task.span, path=address(task))
        if len(task.leads) > 1:
            yield say(
                "several-leads",
                task.span,
                path=address(task),
                count=len(task.leads),
                names="; ".join(a.text for a in task.leads),
            )
        both = {key(a.text) for a in task.leads} & {key(a.text) for a in task.cooperators}
        if both:
            names = "; ".join(a.text for a in task.leads if key(a.text) in both)
            yield say("lead-also-cooperates", task.span, path=address(task), names=names)
    yield from _only_together(plan)
    if in_text:
        yield say("leads-missing-in-text", in_text[0].span, count=len(in_text))


def _only_together(plan: Plan) -> Iterator[Diagnostic]:
    """'A phối hợp với B …' without 'chủ trì' leaves open who leads (domain brief 3.1)."""
    found = [
        t
        for t in plan.tasks
        if t.leads and t.confidence <= _COOPERATION_ONLY and "chủ trì" not in key(t.text)
    ]
    if found:
        paths = ", ".join(address(t) for t in found[:_SHOWN]) + (
            ", …" if len(found) > _SHOWN else ""
        )
        yield say("lead-unclear", found[0].span, count=len(found), paths=paths)


def deadlines(plan: Plan) -> Iterator[Diagnostic]:
    """Dates that cannot be, or lie outside the plan's time. An inherited deadline is reported once,
    where it is written.
    """
    issued = plan.document.issued_on
    titles = [plan.document.title or "", *(a.title or "" for a in plan.attachments)]
    end = horizon_of(titles, plan.document.issued_on)
    seen: set[object] = set()
    for task in plan.tasks:
        d = task.deadline
        place = d.span or task.span
        if d.text is None or (place.start, place.end) in seen:
            continue
        seen.add((place.start, place.end))
        if d.kind == "error":
            yield say("deadline-impossible", place, path=address(task), text=d.text)
        elif d.needs_review:
            yield say(
                "deadline-doubtful", place, path=address(task), text=d.text, reason=d.reason or ""
            )
        if d.due and issued and d.due < issued:
            yield say("deadline-before-issue", place, path=address(task), due=d.due, issued=issued)
        if d.due and d.start and d.start > d.due:
            yield say("window-reversed", place, path=address(task), start=d.start, due=d.due)
        if d.due and end and d.due > end and d.kind != "recurring":
            yield say("deadline-beyond-horizon", place, path=address(task), due=d.due, horizon=end)


def body_and_rows(plan: Plan) -> Iterator[Diagnostic]:
    """Tasks of the body that no row says, and the reverse; only for the parts of the body that
    plainly belong to the rows.
    """
    linked = {t.path[:1] for t in plan.tasks if t.origin != "table" and t.linked}
    body = [t for t in plan.tasks if t.origin != "table" and t.path[:1] in linked]
    rows = [t for t in plan.tasks if t.origin == "table" and not t.parent]
    if sum(1 for t in body if t.linked) < _ENOUGH_LINKS or not rows:
        return
    for code, group in (("body-without-row", body), ("row-without-body", rows)):
        alone = [t for t in group if not t.linked]
        if alone:
            shown = ", ".join(address(t) for t in alone[:_SHOWN]) + (
                ", …" if len(alone) > _SHOWN else ""
            )
            yield say(code, alone[0].span, count=len(alone), paths=shown)


def six_clear(plan: Plan) -> Iterator[Diagnostic]:
    """6 rõ, summed up over all tasks; each task keeps its own list in ``missing``."""
    counts = Counter(point for task in plan.tasks for point in task.missing)
    if counts:
        points = ", ".join(f"{_SIX[p]} ({counts[p]})" for p in _SIX if counts[p])
        yield say("six-clear", None, total=len(plan.tasks), points=points)


def address(task: Task) -> str:
    """A task's address as staff read it: "PL.II.3"."""
    return ".".join(task.path)
