"""A plan as rows: pure, without a database. Ids that only the store can give are filled in by
``load``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from vanban.schemas import ActorRef, Plan, Task
from vanban.tracking.fields import place_words
from vanban.tracking.occurrences import due_dates
from vanban.tracking.search.words import Forms, index_forms, name_key
from vanban.tracking.store.citation_rows import citation_rows, citation_tree
from vanban.tracking.store.fields import Fields, to_json
from vanban.tracking.store.identity import Identity, cite_symbol, header_symbol, identity, year_of

PASSAGE = 40_000
"""Code points of one passage of the search index: its words stay below the last position that
PostgreSQL keeps.
"""


class ActorRow(NamedTuple):
    """A unit as it goes into ``actors``."""

    key: str
    name: str
    actor_id: str | None
    kind: str


class AssignmentRow(NamedTuple):
    """An actor's part in a task."""

    actor: ActorRow
    role: str
    ordinal: int
    text: str
    start: int
    end: int
    corrected: bool = False


class TaskRows(NamedTuple):
    """A task and what hangs on it. ``doubts``: fields to look at ("deadline", "task").

    The last three are given by people's edits: what the plan says where they set something, the
    task of which this is a part, the row that an added task has had from the beginning.
    """

    fields: Fields
    parent: str | None
    same_as: str | None
    assignments: tuple[AssignmentRow, ...]
    outputs: tuple[Fields, ...]
    citations: tuple[Fields, ...]
    dates: tuple[date, ...]
    words: Forms
    doubts: frozenset[str] = frozenset()
    plan_says: Fields | None = None
    share_of: str | None = None
    row_id: int | None = None


@dataclass(frozen=True, slots=True)
class PlanRows:
    """All rows of a plan. ``left_out``: tasks that an edit took out, each with the edit's id."""

    identity: Identity
    document: Fields
    issuer: ActorRow | None
    revision: Fields
    tasks: tuple[TaskRows, ...]
    citations: tuple[Fields, ...]
    remarks: tuple[Fields, ...]
    passages: tuple[tuple[int, int, Forms], ...]
    today: date
    left_out: tuple[tuple[str, int], ...] = ()


def plan_rows(plan: Plan, today: date) -> PlanRows:
    """``plan`` as rows; recurring deadlines are expanded as far as they are tracked on
    ``today``.
    """
    return PlanRows(
        identity=identity(plan),
        document=_document(plan),
        issuer=actor_row(plan.document.issuer) if plan.document.issuer else None,
        revision=_revision(plan),
        tasks=tuple(_task(plan, task, n, today) for n, task in enumerate(plan.tasks)),
        citations=citation_rows(plan),
        remarks=tuple(_remarks(plan)),
        passages=tuple(_passages(plan)),
        today=today,
    )


def task_words(
    task: str, group: str | None, actors: Iterable[str], outputs: Iterable[str]
) -> Forms:
    """What a task is found by: its words, its heading, its actors and its products."""
    return index_forms(" ".join([task, *([group] if group else []), *actors, *outputs]))


def passage_words(text: str, document: tuple[str | None, str | None] | None) -> Forms:
    """What a stretch of a document is found by: its words; the first one by the ``document``'s
    number and title as well.
    """
    return index_forms(" ".join(filter(None, (*(document or ()), text))))


def _document(plan: Plan) -> Fields:
    header = plan.document
    number_symbol = header_symbol(header)
    signer = next((s.name for s in header.signers if s.name), None)
    return {
        "doc_code": header.doc_type.code if header.doc_type else None,
        "doc_name": header.doc_type.name if header.doc_type else None,
        "number": header.number,
        "symbol": header.symbol,
        "number_symbol": number_symbol,
        "cite_symbol": cite_symbol(number_symbol),
        "year": year_of(number_symbol, header.issued_on.year if header.issued_on else None),
        "issued_on": header.issued_on,
        "place": header.place,
        "issuer_text": header.issuer.text if header.issuer else None,
        "authority": header.authority,
        "title": header.title,
        "signer": signer,
        "effective_on": header.effective.date,
        "is_draft": header.is_draft,
        "evidence": to_json(
            {name: [span.start, span.end] for name, span in header.evidence.items()}
        ),
    }


def _revision(plan: Plan) -> Fields:
    document = plan.model_dump_json()
    source = plan.source
    return {
        "filename": source.filename,
        "source_sha256": source.sha256,
        "media_type": source.media_type,
        "reader": source.reader,
        "schema_version": plan.schema_version,
        "plan_sha256": hashlib.sha256(document.encode()).hexdigest(),
        "text": source.text,
        "plan": document,
    }


def actor_row(actor: ActorRef) -> ActorRow:
    """The unit that ``actor`` names: known by its canonical name, else by its words."""
    name = actor.name or " ".join(actor.text.split())
    return ActorRow(name_key(name) or name, name, actor.actor_id, actor.kind)


def named_actor(name: str) -> ActorRow:
    """A unit that a person typed."""
    name = " ".join(name.split())
    return ActorRow(name_key(name), name, None, "other")


def _task(plan: Plan, task: Task, ordinal: int, today: date) -> TaskRows:
    deadline = task.deadline
    dates = due_dates(deadline, plan.document.issued_on, today)
    assignments = tuple(_assignments(task))
    names = (a.text for a in assignments)
    return TaskRows(
        fields={
            **_work(plan, task, ordinal),
            "deadline_text": deadline.text,
            "deadline_kind": deadline.kind,
            "deadline_stated": deadline.stated,
            "deadline_start": deadline.span.start if deadline.span else None,
            "deadline_end": deadline.span.end if deadline.span else None,
            "start_on": deadline.start,
            "plan_due": dates[0] if dates else deadline.due,
            "rrule": deadline.rrule,
            "until_on": deadline.until,
            "recurring": deadline.kind == "recurring",
            "needs_review": task.needs_review or deadline.needs_review,
        },
        parent=task.parent,
        same_as=_double_of(plan, task),
        assignments=assignments,
        outputs=tuple(
            {"ordinal": n, "text": o.text, "start": o.span.start, "end": o.span.end}
            for n, o in enumerate(task.outputs)
        ),
        citations=tuple(citation_tree(task.citations, "task", task.id)),
        dates=dates,
        words=task_words(task.text, task.group, names, (o.text for o in task.outputs)),
        doubts=frozenset(_doubts(task)),
    )


def _doubts(task: Task) -> Iterator[str]:
    if task.needs_review:
        yield "task"
    if task.deadline.needs_review:
        yield "deadline"


def _work(plan: Plan, task: Task, ordinal: int) -> Fields:
    return {
        "stable_id": task.id,
        "ordinal": ordinal,
        "origin": task.origin,
        "path": to_json(task.path),
        "place": place_words(in_appendix(plan, task)),
        "group_text": task.group,
        "number": task.number,
        "text": task.text,
        "action": task.action,
        "submit_to": task.submit_to,
        "funding": task.funding,
        "note": task.note,
        "inherited": to_json(task.inherited),
        "missing": to_json(task.missing),
        "confidence": task.confidence,
        "start": task.span.start,
        "end": task.span.end,
    }


def in_appendix(plan: Plan, task: Task) -> tuple[str, ...]:
    """The task's path, with the number of the appendix that it stands in, where that has one, as
    one step: in ('PL', 'II', '3') II may be Phụ lục II or part II of the only one.
    """
    path = task.path
    if len(path) < 2 or path[0] != "PL":
        return path
    labels = [a.label for a in plan.appendices if a.span.start <= task.span.start < a.span.end]
    numbered = any(label.split()[-1:] == [path[1]] for label in labels)
    return (f"Phụ lục {path[1]}", *path[2:]) if numbered else path


def _double_of(plan: Plan, task: Task) -> str | None:
    """The table row that says the same work as this item of the running text: it is tracked, the
    item is not.
    """
    if task.origin == "table" or not task.linked:
        return None
    rows = {t.id for t in plan.tasks if t.origin == "table"}
    return next((linked for linked in task.linked if linked in rows), None)


def _assignments(task: Task) -> Iterator[AssignmentRow]:
    for role, actors in (
        ("lead", task.leads),
        ("cooperate", task.cooperators),
        ("report_to", task.reports_to),
    ):
        seen: set[str] = set()
        for ref in actors:
            for row in _members(ref):
                if row.key not in seen:
                    seen.add(row.key)
                    yield AssignmentRow(
                        row, role, len(seen) - 1, ref.text, ref.span.start, ref.span.end
                    )


def _members(ref: ActorRef) -> tuple[ActorRow, ...]:
    """Each unit of "các Vụ: KHTC, PC" has its own load."""
    return tuple(ActorRow(name_key(m), m, None, "unit") for m in ref.members if name_key(m)) or (
        actor_row(ref),
    )


def _remarks(plan: Plan) -> Iterator[Fields]:
    for n, remark in enumerate(plan.diagnostics):
        start, end = (remark.span.start, remark.span.end) if remark.span else (None, None)
        yield {
            "ordinal": n,
            "code": remark.code,
            "severity": remark.severity,
            "message": remark.message,
            "start": start,
            "end": end,
        }


def _passages(plan: Plan) -> Iterator[tuple[int, int, Forms]]:
    header, text = plan.document, plan.source.text
    for start, end in passage_bounds(plan):
        yield (
            start,
            end,
            passage_words(text[start:end], None if start else (header.number_symbol, header.title)),
        )


def passage_bounds(plan: Plan) -> tuple[tuple[int, int], ...]:
    """The text in passages of at most ``PASSAGE`` code points, cut between blocks where that is
    possible.
    """
    size = len(plan.source.text)
    ends = sorted({block.span.end for block in plan.source.blocks})
    bounds, start = [], 0
    while size - start > PASSAGE:
        cut = max((end for end in ends if start < end <= start + PASSAGE), default=start + PASSAGE)
        bounds.append((start, cut))
        start = cut
    return (*bounds, (start, size))
