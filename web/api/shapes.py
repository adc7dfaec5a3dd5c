"""What the API takes and gives, by name: the contract of programs. Rows of the store may grow;
these grow only when somebody adds to them here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from pydantic import BaseModel, ConfigDict, Field, JsonValue

from vanban.tracking.queries.desk import DocumentWork
from vanban.tracking.queries.rows import OccurrenceRow, Part, ReportRow
from vanban.tracking.queries.search import Hit
from vanban.tracking.queries.units import UnitRow
from vanban.tracking.states import TimeState
from vanban.tracking.workflow import steps


class Problem(BaseModel):
    """What went wrong (RFC 9457): ``title`` what happened, ``detail`` what to do."""

    type: str
    title: str
    status: int
    detail: str
    code: str


class Documents(BaseModel):
    """A page of documents; ``more``: there may be another page."""

    documents: list[DocumentWork]
    more: bool


class TaskShown(BaseModel):
    """A task as it stands today."""

    model_config = ConfigDict(from_attributes=True)

    id: int
    stable_id: str
    uid: str
    place: str | None
    document_id: int
    number_symbol: str | None
    document_title: str | None
    issued_on: date | None
    issuer: str | None
    ordinal: int
    origin: str
    path: tuple[str, ...]
    group: str | None
    number: str | None
    text: str
    action: str | None
    parts: tuple[Part, ...]
    leads: tuple[str, ...]
    cooperators: tuple[str, ...]
    outputs: tuple[str, ...]
    deadline_text: str | None
    deadline_kind: str
    start_on: date | None
    plan_due: date | None
    due: date | None
    rrule: str | None
    submit_to: str | None
    funding: str | None
    note: str | None
    parent_id: int | None
    same_as: int | None
    missing: tuple[str, ...]
    needs_review: bool
    present: bool
    start: int
    end: int
    state: str
    state_label: str
    progress: int
    done_on: date | None
    time: TimeState
    time_label: str
    days: int | None
    report_id: int | None
    report_note: str | None
    report_evidence: str | None
    report_by: str | None
    report_day: date | None
    repealed_by: str | None


class Tasks(BaseModel):
    """A page of tasks; ``more``: there is another page."""

    tasks: list[TaskShown]
    more: bool


class TaskWhole(TaskShown):
    """A task with its stage in the workflow, its dates, its log (the newest entry first) and the
    names of the steps that this person can take now.
    """

    stage: str
    dates: tuple[OccurrenceRow, ...]
    log: tuple[ReportRow, ...]
    steps: tuple[str, ...]


_STEPS: list[JsonValue] = [*sorted(steps())]


class StepBody(BaseModel):
    """A step of a task: its name, and what it asks for."""

    model_config = ConfigDict(extra="forbid")

    step: str = Field(json_schema_extra={"enum": _STEPS})
    expect: int = Field(ge=0, le=2**53, description="the last report seen; 0: none")
    progress: int | None = Field(default=None, ge=0, le=100)
    done_on: date | None = None
    new_due: date | None = None
    occurrence: date | None = Field(default=None, description="the due date meant")
    units: tuple[str, ...] = Field(default=(), max_length=200, description="who leads from now on")
    note: str | None = Field(default=None, max_length=20_000)
    evidence: str | None = Field(default=None, max_length=2_000)


class Written(BaseModel):
    """The number of the entry that a step wrote: what the next one expects."""

    report: int


class Units(BaseModel):
    """Units with how their work stands, the most loaded first."""

    units: list[UnitRow]


class Hits(BaseModel):
    """What was found, the best first; ``marks``: places in the snippet."""

    hits: list[Hit]


@dataclass(frozen=True, slots=True)
class UploadShown:
    """A file in the queue. ``state``: waiting, reading, drawing, done or failed; ``problem`` and
    ``advice``: why it could not be read, and what to do.
    """

    id: int
    filename: str
    sha256: str
    bytes: int
    at: datetime
    state: str
    outcome: str | None
    document_id: int | None
    summary: str | None
    error_code: str | None
    problem: str | None
    advice: str | None


class Uploads(BaseModel):
    """Files that were taken into the queue."""

    uploads: list[UploadShown]
