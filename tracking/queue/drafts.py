"""Drafts of reports that the worker makes when a period is over: kept as they were made, never
written over, so that the figures of that day can be read later.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Row, insert, select
from sqlalchemy.exc import IntegrityError

from vanban.tracking.beside import Beside
from vanban.tracking.errors import NotFound
from vanban.tracking.exports.letterhead import Letterhead
from vanban.tracking.exports.reading import during
from vanban.tracking.exports.report.content import compose
from vanban.tracking.exports.report.docx import docx
from vanban.tracking.exports.report.periods import Period, period_of
from vanban.tracking.people.access_log import note_access
from vanban.tracking.people.office import draft_schedule, office_head
from vanban.tracking.queries.task_filter import TaskFilter
from vanban.tracking.queue.tables import drafts
from vanban.tracking.queue.uploads import Queue, put_file
from vanban.tracking.store.store import Store

_SHOWN = 24
"""Drafts that a list shows: two years of months."""
_NAME = "Soạn báo cáo tự động"
"""Who stands in the log of access."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A report as it stood when its period was over; ``period``: "tuần 48 năm 2026"."""

    id: int
    period: str
    first: date
    last: date
    sha256: str
    at: datetime


def make_drafts(store: Store, people: Beside, queue: Queue) -> list[Draft]:
    """Draft the reports whose periods are over and have none: what was made now. A morning on which
    no worker ran is made up for on the next.
    """
    schedule = draft_schedule(people)
    ended = [
        period_of(kind, store.today(), schedule.administrative).before() for kind in schedule.kinds
    ]
    made = [_draft(store, people, queue, period) for period in ended if not _has(queue, period)]
    return [one for one in made if one is not None]


def drafts_made(queue: Queue) -> tuple[Draft, ...]:
    """The last drafts, the newest first."""
    query = select(drafts).order_by(drafts.c.id.desc()).limit(_SHOWN)
    with queue.book.reading() as connection:
        return tuple(_of(row) for row in connection.execute(query))


def one_draft(queue: Queue, draft_id: int) -> Draft:
    """One of them; ``NotFound`` if there is none, or its bytes are gone."""
    with queue.book.reading() as connection:
        row = connection.execute(select(drafts).where(drafts.c.id == draft_id)).first()
    if row is None or not queue.file(row.sha256).is_file():
        raise NotFound("không có dự thảo này")
    return _of(row)


def _draft(store: Store, people: Beside, queue: Queue, period: Period) -> Draft | None:
    """Write and keep one; None where another worker was quicker."""
    taken, happened = during(store, TaskFilter(limit=0), period)
    head = Letterhead(**office_head(people))
    data = docx(compose(taken, head, period=period, happened=happened))
    sha256, _ = put_file(queue, [data])
    row = {"period": period.name, "first": period.first, "last": period.last, "sha256": sha256}
    try:
        with queue.book.writing() as connection:
            added = connection.execute(insert(drafts).values(**row, at=queue.book.clock()))
    except IntegrityError:
        return None
    note_access(people, "draft-made", name=_NAME, target=period.name)
    return one_draft(queue, int(added.lastrowid))


def _has(queue: Queue, period: Period) -> bool:
    same = (drafts.c.first == period.first) & (drafts.c.last == period.last)
    with queue.book.reading() as connection:
        return connection.execute(select(drafts.c.id).where(same)).first() is not None


def _of(row: Row[tuple[int, str, date, date, str, datetime]]) -> Draft:
    return Draft(**row._mapping)
