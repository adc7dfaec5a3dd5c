"""The two axes of tracking: what people report, and what follows from it on a given day.

The first is a log (``reports``); the second is never stored. Words and allowed successions:
``states.toml`` (domain brief 6.2).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar

from vanban.extractors.language.data import toml
from vanban.tracking.errors import BadReport
from vanban.tracking.exports.words import number
from vanban.tracking.search.words import bare_form, name_key

T = TypeVar("T")
SOON_DAYS = 7
"""A task is due soon when at most so many days are left."""


class Reported(StrEnum):
    """What people report."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    AWAITING = "awaiting"
    DONE = "done"
    RETURNED = "returned"
    EXTENDED = "extended"
    SUSPENDED = "suspended"
    WITHDRAWN = "withdrawn"


class TimeState(StrEnum):
    """What follows on a given day."""

    NOT_DUE = "not_due"
    DUE_SOON = "due_soon"
    IN_TIME = "in_time"
    OVERDUE = "overdue"
    DONE_IN_TIME = "done_in_time"
    DONE_LATE = "done_late"
    DONE_NO_DATE = "done_no_date"
    NO_DEADLINE = "no_deadline"
    HALTED = "halted"
    REPEALED = "repealed"


@dataclass(frozen=True, slots=True)
class Standing:
    """How a task (or one occurrence) stands after the reports so far."""

    state: Reported = Reported.NOT_STARTED
    progress: int = 0
    done_on: date | None = None
    due: date | None = None

    @property
    def phase(self) -> str:
        """open, done or halted."""
        return phase(self.state)


@dataclass(frozen=True, slots=True)
class Entry:
    """One reported state, as it comes from a person."""

    state: Reported
    day: date
    progress: int | None = None
    done_on: date | None = None
    new_due: date | None = None
    evidence: str | None = None


def registry() -> Mapping[str, Any]:
    """``states.toml``."""
    return toml("vanban.tracking", "states.toml")


def phase(state: str) -> str:
    """open, done or halted."""
    return str(registry()["reported"][state]["phase"])


def label(state: str) -> str:
    """The administration's words for a reported or derived state."""
    data = registry()
    return str(
        data["reported"][state]["label"] if state in data["reported"] else data["derived"][state]
    )


def time_label(state: TimeState, days: int | None) -> str:
    """Label of a derived state with the number of days: 'Chưa hoàn thành, quá hạn 5 ngày'."""
    words = label(state)
    if state is TimeState.OVERDUE and days is not None:
        return f"{words} {number(days)} ngày"
    if state is TimeState.DUE_SOON and days is not None:
        return "Đến hạn hôm nay" if days == 0 else f"{words}, còn {days} ngày"
    return words


def role_label(role: str) -> str:
    """Chủ trì, Phối hợp …"""
    return str(registry()["role"][role])


@cache
def _words() -> dict[str, Reported]:
    known = {words: Reported(code) for words, code in registry()["words"].items()}
    return _also_bare(known)


@cache
def _derived_words() -> dict[str, str]:
    data = registry()
    labels = {words: code for code, words in data["derived"].items()}
    return _also_bare(labels | data["derived_words"])


def _also_bare(known: Mapping[str, T]) -> dict[str, T]:
    """By the folded words, and by those without accents where they mean one thing."""
    keys = {name_key(words): code for words, code in known.items()}
    bare: dict[str, set[T]] = {}
    for key, code in keys.items():
        bare.setdefault(bare_form(key), set()).add(code)
    return {key: next(iter(codes)) for key, codes in bare.items() if len(codes) == 1} | keys


def derived(words: str) -> str | None:
    """The derived state, or the phase, that ``words`` name: a code or the administration's words.
    None if none.
    """
    code = words.strip().lower().replace("-", "_")
    return (
        code
        if code in {*TimeState, "open", "done", "halted"}
        else _derived_words().get(name_key(words))
    )


def reported(words: str) -> Reported:
    """The state that ``words`` name: a code or the administration's words, in any tone placement.
    ``BadReport`` if none.
    """
    code = words.strip().lower().replace("-", "_")
    if code in set(Reported):
        return Reported(code)
    found = _words().get(name_key(words))
    if found is None:
        known = "; ".join(label(state) for state in Reported)
        raise BadReport(f"không có trạng thái “{words}”", f"Dùng một trong: {known}.")
    return found


def check(before: Standing, entry: Entry) -> None:
    """Raise ``BadReport`` when ``entry`` contradicts itself or what stands."""
    after = registry()["reported"][before.state]["after"]
    if "*" not in after and entry.state not in after:
        raise BadReport(
            f"nhiệm vụ đang ở trạng thái “{label(before.state)}”, không thể chuyển sang "
            f"“{label(entry.state)}”"
        )
    if entry.progress is not None and not 0 <= entry.progress <= 100:
        raise BadReport(f"tỷ lệ {entry.progress} % nằm ngoài 0-100 %")
    if entry.state is Reported.DONE:
        _check_done(_done_on(before, entry), entry.day)
    if entry.state is Reported.EXTENDED:
        _check_extension(before.due, entry.new_due)


def _check_done(done_on: date, day: date) -> None:
    if done_on > day:
        raise BadReport(f"ngày hoàn thành {done_on:%d/%m/%Y} sau ngày báo cáo {day:%d/%m/%Y}")


def _check_extension(old: date | None, new: date | None) -> None:
    if new is None:
        raise BadReport("gia hạn phải có thời hạn mới", "Thêm --new-due NGÀY.")
    if old is not None and new <= old:
        raise BadReport(f"thời hạn mới {new:%d/%m/%Y} không sau thời hạn cũ {old:%d/%m/%Y}")


def apply(before: Standing, entry: Entry) -> Standing:
    """How things stand once ``entry`` is added. It is not checked again: the log holds what was
    right in its time.
    """
    progress = before.progress if entry.progress is None else entry.progress
    match entry.state:
        case Reported.NOT_STARTED:
            return Standing(entry.state, 0, None, before.due)
        case Reported.DONE:
            return Standing(entry.state, 100, _done_on(before, entry), before.due)
        case Reported.AWAITING:
            return Standing(entry.state, progress, entry.done_on or entry.day, before.due)
        case Reported.EXTENDED:
            return Standing(entry.state, progress, None, entry.new_due)
        case _:
            return Standing(entry.state, progress, None, before.due)


def _done_on(before: Standing, entry: Entry) -> date:
    """The stated day; else the day on which it was handed in; else the day of the report."""
    return (
        entry.done_on
        or (before.done_on if before.state is Reported.AWAITING else None)
        or entry.day
    )


def time_state(
    state: str,
    due: date | None,
    done_on: date | None,
    day: date,
    *,
    soon: int = SOON_DAYS,
    repealed: bool = False,
) -> TimeState:
    """What follows on ``day`` from the reported ``state``, the last day in time ``due`` and the day
    of finishing. ``repealed``: a later document did away with the work, which is due no more.
    """
    where = phase(state)
    if where == "halted":
        return TimeState.HALTED
    if where == "done":
        return _done_state(due, done_on)
    return TimeState.REPEALED if repealed else _open_state(state, due, day, soon)


def _open_state(state: str, due: date | None, day: date, soon: int) -> TimeState:
    if due is None:
        return TimeState.NO_DEADLINE
    if day > due:
        return TimeState.OVERDUE
    if (due - day).days <= soon:
        return TimeState.DUE_SOON
    return TimeState.NOT_DUE if state == Reported.NOT_STARTED else TimeState.IN_TIME


def _done_state(due: date | None, done_on: date | None) -> TimeState:
    if due is None:
        return TimeState.DONE_NO_DATE
    return TimeState.DONE_LATE if done_on is not None and done_on > due else TimeState.DONE_IN_TIME


def days_of(state: TimeState, due: date | None, done_on: date | None, day: date) -> int | None:
    """Days late for what is late, days left for what is open; None without a due date."""
    if due is None or state in (TimeState.HALTED, TimeState.REPEALED):
        return None
    if state in (TimeState.DONE_IN_TIME, TimeState.DONE_LATE):
        return max(0, ((done_on or due) - due).days)
    return abs((due - day).days)
