"""All tasks of a document, with ids, parents and links."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from vanban.extractors.citations import find_citations
from vanban.extractors.context import Context
from vanban.extractors.language.folding import key
from vanban.extractors.outline.model import Outline
from vanban.extractors.tasks import headings
from vanban.extractors.tasks.action import actions, after_actors
from vanban.extractors.tasks.candidates import Walker
from vanban.extractors.tasks.completeness import missing
from vanban.extractors.tasks.decision import judged
from vanban.extractors.tasks.draft import Draft
from vanban.extractors.tasks.from_tables import table_tasks
from vanban.extractors.tasks.links import links
from vanban.extractors.tasks.passages import Passage
from vanban.extractors.tasks.places import table_places
from vanban.extractors.tasks.units import left_out_of
from vanban.schemas import Candidate, Header, Table, Task

_SURE = 0.75  # confidence below which a person should look at a task


class Work(NamedTuple):
    """What a document asks, and what is close to it and left to a person to judge."""

    tasks: tuple[Task, ...]
    candidates: tuple[Candidate, ...]


def find_work(
    outline: Outline, tables: Mapping[int, Table], header: Header, context: Context
) -> Work:
    """Tasks and near misses in document order: rows of assignment tables, and those passages of
    sections, articles and paragraphs that the decision takes for work.
    """
    places = table_places(outline, context, left_out_of(outline.source))
    rows = table_tasks(tables, places, context)
    prose, near = judged(passages_of(outline, tables, header, context), header)
    ids = [*_ids(rows, header), *_ids(prose, header)]
    drafts = [*rows, *prose]
    said = actions([d.text for d in drafts], [_opening(d) for d in drafts])
    linked = _linked(drafts, len(rows))
    tasks = [
        _task(draft, at, ids=ids, action=said[at], linked=linked.get(at, ()), context=context)
        for at, draft in enumerate(drafts)
    ]
    in_order = sorted(tasks, key=lambda t: (t.span.start, t.path))
    return Work(tuple(in_order), tuple(map(_near, near)))


def passages_of(
    outline: Outline, tables: Mapping[int, Table], header: Header, context: Context
) -> Sequence[Passage]:
    """The passages on which the decision is asked: all that do not stand in a table."""
    spans = [t.span for t in tables.values()]
    passages = Walker(outline, header, context).passages()
    return [p for p in passages if not any(s.covers(p.draft.span) for s in spans)]


def extract_tasks(
    outline: Outline, tables: Mapping[int, Table], header: Header, context: Context
) -> tuple[Task, ...]:
    """The tasks of ``find_work``."""
    return find_work(outline, tables, header, context).tasks


def _near(draft: Draft) -> Candidate:
    return Candidate(
        text=draft.text,
        span=draft.span,
        path=draft.path,
        confidence=draft.confidence,
        reasons=draft.reasons,
    )


def _opening(draft: Draft) -> int:
    """Where the words of a draft leave its actors and come to the work."""
    at = draft.span.start
    return after_actors(
        draft.text,
        ((a.span.start - at, a.span.end - at) for a in (*draft.leads, *draft.cooperators)),
        headings.about(draft.text),
    )


def _ids(drafts: Sequence[Draft], header: Header) -> list[str]:
    """Stable ids: what identifies the decision and the address in it.

    Number and symbol are unique for a body and a year (NĐ 30/2020, Điều 15).
    """
    issuer = key((header.issuer.name or header.issuer.text) if header.issuer else "")
    year = str(header.issued_on.year) if header.issued_on else ""
    document = "|".join([issuer, key(header.number_symbol or header.title or ""), year])
    seen: Counter[str] = Counter()
    out = []
    for draft in drafts:
        address = "/".join((draft.origin[0], *draft.path))
        seen[address] += 1
        out.append(
            hashlib.sha256(f"{document}|{address}|{seen[address]}".encode()).hexdigest()[:16]
        )
    return out


def _linked(drafts: Sequence[Draft], rows: int) -> dict[int, tuple[int, ...]]:
    """Links both ways between rows (the first ``rows`` drafts) and tasks of the body."""
    if not rows or rows == len(drafts):
        return {}
    out: dict[int, tuple[int, ...]] = {}
    for body, row in links(
        [d.text for d in drafts[rows:]], [d.text for d in drafts[:rows]]
    ).items():
        out[rows + body] = (row,)
        out[row] = (*out.get(row, ()), rows + body)
    return out


def _task(
    draft: Draft,
    at: int,
    *,
    ids: Sequence[str],
    action: str | None,
    linked: tuple[int, ...],
    context: Context,
) -> Task:
    return Task(
        id=ids[at],
        origin=draft.origin,
        path=draft.path,
        group=draft.group,
        number=draft.number,
        text=draft.text,
        action=action,
        leads=draft.leads,
        cooperators=draft.cooperators,
        reports_to=draft.reports_to,
        deadline=draft.deadline,
        outputs=draft.outputs,
        submit_to=draft.submit_to,
        funding=draft.funding,
        note=draft.note,
        parent=ids[draft.parent] if draft.parent is not None else None,
        linked=tuple(ids[i] for i in linked),
        inherited=draft.inherited,
        continued=draft.continued,
        missing=missing(draft),
        needs_review=draft.needs_review
        or draft.deadline.needs_review
        or not draft.leads
        or draft.confidence < _SURE,
        citations=find_citations(draft.text, offset=draft.span.start),
        span=draft.span,
        confidence=draft.confidence,
        reasons=draft.reasons,
    )
