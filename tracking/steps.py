"""What a person can do with a task: the table of ``steps.toml``, asked by pages and API alike."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from vanban.extractors.language.data import toml
from vanban.tracking.errors import NotFound
from vanban.tracking.people.errors import NotAllowed
from vanban.tracking.people.person import LOCAL, Person
from vanban.tracking.queries.rows import TaskRow
from vanban.tracking.states import Reported

_CONFIRM = "confirm"


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that can be done. ``state``: what is reported by it; None: words only."""

    name: str
    label: str
    permission: str
    before: tuple[str, ...]
    state: Reported | None
    fields: tuple[str, ...]
    required: tuple[str, ...]
    done: str


@cache
def steps() -> Mapping[str, Step]:
    """All steps by name, in the order in which they are offered."""
    table = toml("vanban.tracking", "steps.toml")
    return {name: _step(name, row) for name, row in table.items() if name != "source"}


def allowed(task: TaskRow, person: Person) -> tuple[Step, ...]:
    """What ``person`` can do with ``task`` as it stands; the first is the main one."""
    return tuple(step for step in steps().values() if _fits(step, task, person))


def allowed_step(task: TaskRow, person: Person, name: str) -> Step:
    """The step of this name. ``NotAllowed`` if the person or the state does not allow it,
    ``NotFound`` if there is no such step.
    """
    if name not in steps():
        raise NotFound("không có bước này", "Mở lại trang rồi thử lại.")
    for step in allowed(task, person):
        if step.name == name:
            return step
    raise NotAllowed(_why_not(task, person, name))


def _fits(step: Step, task: TaskRow, person: Person) -> bool:
    if "*" not in step.before and task.state not in step.before:
        return False
    if not person.may_for(step.permission, acting_units(task, step)):
        return False
    return not (step.name == _CONFIRM and _reported_himself(task, person))


def acting_units(task: TaskRow, step: Step) -> set[int]:
    """Units that act in a step: those that lead; an opinion is also for those that help."""
    roles = ("lead",) if step.state else ("lead", "cooperate")
    return {part.unit_id for part in task.parts if part.role in roles}


def _reported_himself(task: TaskRow, person: Person) -> bool:
    """Nobody confirms what he reported himself, unless he is alone."""
    return person.role != LOCAL and task.report_by == person.name


def _why_not(task: TaskRow, person: Person, name: str) -> str:
    step = steps()[name]
    if not person.may(step.permission):
        return f"vai trò {person.role_label} không được “{step.label}”"
    if not person.may_for(step.permission, acting_units(task, step)):
        return f"chỉ đơn vị chủ trì được “{step.label}”"
    if step.name == _CONFIRM and _reported_himself(task, person):
        return "bạn là người báo cáo, người khác phải xác nhận"
    return f"nhiệm vụ đang “{task.state_label}”, không thể “{step.label}”"


def _step(name: str, row: Mapping[str, Any]) -> Step:
    return Step(
        name,
        row["label"],
        row["permission"],
        tuple(row["from"]),
        Reported(row["state"]) if "state" in row else None,
        tuple(row["fields"]),
        tuple(row.get("required", ())),
        row["done"],
    )
