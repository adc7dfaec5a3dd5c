"""The tables of the store (SQLAlchemy 2). Migrations create them; a test fails when the two drift
apart.

Rules: what a document says lives in rows that a re-load may rewrite; what people say lives in
``reports``, which is append-only (a trigger refuses changes). Columns marked *cache* follow from
``reports`` and the plan and can be rebuilt (``doctor --fix``). What follows from the calendar
(overdue, due soon …) is stored nowhere.
"""

from __future__ import annotations

from vanban.tracking.store.models.base import Base, BigId, Counter, UtcTime
from vanban.tracking.store.models.directory import (
    Actor,
    Succession,
    Unit,
    UnitGroup,
    UnitGroupMember,
    UnitLoad,
    UnitName,
)
from vanban.tracking.store.models.documents import (
    ACTS,
    AddressChange,
    Citation,
    Document,
    Passage,
    Remark,
    Revision,
)
from vanban.tracking.store.models.log import Edit, Reminder, Report, Seal
from vanban.tracking.store.models.tasks import (
    REPORT_TO,
    SHARE,
    TWIN,
    Assignment,
    Occurrence,
    Output,
    Task,
)

TABLES = tuple(Base.metadata.sorted_tables)
"""All tables, each after those that it points to."""

__all__ = [
    "ACTS",
    "Actor",
    "AddressChange",
    "Assignment",
    "Base",
    "BigId",
    "Citation",
    "Counter",
    "Document",
    "Edit",
    "Occurrence",
    "Output",
    "Passage",
    "REPORT_TO",
    "Remark",
    "Reminder",
    "Report",
    "Revision",
    "SHARE",
    "Seal",
    "Succession",
    "TABLES",
    "TWIN",
    "Task",
    "Unit",
    "UnitGroup",
    "UnitGroupMember",
    "UnitLoad",
    "UnitName",
    "UtcTime",
]
