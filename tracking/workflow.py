"""The steps of a task: giao việc, tiếp nhận, cập nhật, gia hạn, báo cáo hoàn thành, xác nhận …

Who may take which step from where is one table (``workflow.toml``); this module reads it. It is
pure: pages and commands ask ``allowed`` and show exactly what it gives. How a task stands is read
from the store in ``cases``, a step is taken in ``acts``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Protocol

from vanban.extractors.language.data import toml
from vanban.tracking.errors import NotFound
from vanban.tracking.search.words import bare_form, name_key


class Person(Protocol):
    """Who acts. ``units``: written names (ids of actors) of the units that he works for."""

    @property
    def id(self) -> int: ...
    @property
    def name(self) -> str: ...
    @property
    def role(self) -> str: ...
    @property
    def units(self) -> tuple[int, ...]: ...


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the table. ``asks``: what can be said with it; ``needs``: what must be said;
    ``main``: stages in which people come for it; ``done``: what they read afterwards.
    """

    name: str
    label: str
    who: tuple[str, ...]
    stages: tuple[str, ...]
    writes: str
    state: str | None
    field: str | None
    needs: tuple[str, ...]
    asks: tuple[str, ...]
    main: tuple[str, ...]
    done: str
    not_own: bool
    once_a_day: bool
    ends_request: bool


@dataclass(frozen=True, slots=True)
class Request:
    """A request that waits for its answer."""

    id: int
    field: str
    new_due: date | None
    note: str | None
    by: str
    day: date


@dataclass(frozen=True, slots=True)
class Case:
    """A task as far as its steps depend on it. ``leads``, ``cooperators``: ids of all written names
    of the units that have the work today.
    """

    task_id: int
    stage: str
    due: date | None = None
    leads: frozenset[int] = frozenset()
    cooperators: frozenset[int] = frozenset()
    request: Request | None = None
    handed_in_by: int | None = None
    urged_on: date | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """What comes with a step. ``sent``: of an urge, to whom it went or why it did not. ``units``:
    names of the units that a task moves to.
    """

    note: str | None = None
    evidence: str | None = None
    progress: int | None = None
    done_on: date | None = None
    new_due: date | None = None
    occurrence: date | None = None
    units: tuple[str, ...] = ()
    sent: str | None = None
    unit_id: int | None = None
    expect: int | None = None


@cache
def steps() -> Mapping[str, Step]:
    """All steps by name."""
    return {name: _step(name, line) for name, line in _table()["action"].items()}


@cache
def _table() -> Mapping[str, Any]:
    return toml("vanban.tracking", "workflow.toml")


def _step(name: str, line: Mapping[str, Any]) -> Step:
    return Step(
        name,
        line["label"],
        tuple(line["who"]),
        tuple(line["from"]),
        line["writes"],
        line.get("state"),
        line.get("field"),
        tuple(line.get("needs", ())),
        tuple(line["asks"]),
        tuple(line.get("main", ())),
        line["done"],
        bool(line.get("not_own")),
        bool(line.get("once_a_day")),
        bool(line.get("ends_request")),
    )


def stage_label(stage: str) -> str:
    """A stage in the administration's words."""
    return str(_table()["stages"][stage])


def allowed(case: Case, person: Person, today: date) -> tuple[Step, ...]:
    """The steps that ``person`` may take now, in the order of the table."""
    return tuple(s for s in steps().values() if refusal(s, case, person, today) is None)


def main_first(found: Sequence[Step], stage: str) -> tuple[Step, ...]:
    """``found`` with what people come for in this stage in front."""
    return tuple(sorted(found, key=lambda step: stage not in step.main))


def step_named(name: str) -> Step:
    """The step of this name; ``NotFound`` if there is none."""
    step = steps().get(name)
    if step is None:
        raise NotFound(f"không có bước “{name}”", "Mở lại trang rồi thử lại.")
    return step


def step_in_words(words: str) -> Step:
    """The step that people call so, with or without accents; ``NotFound`` names those there are."""
    asked = bare_form(name_key(words))
    for step in steps().values():
        if asked in (bare_form(name_key(step.label)), step.name):
            return step
    known = "; ".join(step.label for step in steps().values())
    raise NotFound(f"không có bước “{words}”", f"Các bước: {known}.")


def need_words(need: str) -> str:
    """What must be said, in words."""
    return str(_table()["needs"][need])


def missing(step: Step, said: Said) -> tuple[str, ...]:
    """What the step needs and ``said`` lacks."""
    given = {
        "note": said.note,
        "new_due": said.new_due,
        "units": said.units,
        "evidence": said.evidence,
        "result": said.note or said.evidence,
    }
    return tuple(need for need in step.needs if not given[need])


def refusal(step: Step, case: Case, person: Person, today: date) -> str | None:
    """Why ``person`` may not take ``step`` now, in words; None when he may."""
    if not _is_one_of(step.who, case, person):
        return f"bạn không có quyền “{step.label}” với nhiệm vụ này"
    if case.stage not in step.stages:
        return f"nhiệm vụ đang ở bước “{stage_label(case.stage)}”, chưa “{step.label}” được"
    if step.not_own and case.handed_in_by == person.id and person.role != "local":
        return "không ai tự xác nhận việc do chính mình báo cáo hoàn thành"
    if step.once_a_day and case.urged_on == today:
        return "hôm nay đã đôn đốc nhiệm vụ này rồi"
    return None


def _is_one_of(who: tuple[str, ...], case: Case, person: Person) -> bool:
    if person.role in who:
        return True
    own = set(person.units) if person.role == "unit" else set()
    return ("lead" in who and bool(own & case.leads)) or (
        "cooperate" in who and bool(own & case.cooperators)
    )
