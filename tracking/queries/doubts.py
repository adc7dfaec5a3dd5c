"""What is doubtful in a document that was loaded, in few words."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select

from vanban.tracking.store.models import Assignment, Remark, Task
from vanban.tracking.store.store import Store

_SERIOUS = ("error", "warning")


@dataclass(frozen=True, slots=True)
class LoadDoubts:
    """``listed``: tasks that are tracked; ``doubles``: items that a table row says again; the
    others count tasks.
    """

    listed: int
    doubles: int
    to_review: int
    without_lead: int
    remarks: tuple[str, ...]


def load_doubts(store: Store, document_id: int) -> LoadDoubts:
    """What somebody should look at after the load."""
    own = (Task.document_id == document_id, Task.present)
    led = select(Assignment.task_id).where(Assignment.task_id == Task.id, Assignment.role == "lead")
    with store.reading() as connection:

        def count(*where: object) -> int:
            query = select(func.count()).select_from(Task).where(*own, *where)  # type: ignore[arg-type]
            return int(connection.execute(query).scalar_one())

        remarks = select(Remark.message).where(
            Remark.document_id == document_id, Remark.severity.in_(_SERIOUS)
        )
        return LoadDoubts(
            count(Task.listed),
            count(Task.same_as.is_not(None)),
            count(Task.listed, Task.needs_review),
            count(Task.listed, ~led.correlate(Task).exists()),
            tuple(connection.execute(remarks.order_by(Remark.ordinal)).scalars()),
        )
