"""Plans that come as JSON: from another machine, another version, another hand.

The models see to types and to names of fields. What they let through and the store cannot live with
is refused here with its reason: days that calendars cannot count, rules that give dates for ever,
two tasks of one id, words that lie outside the text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from pydantic import BaseModel, ValidationError

from vanban.pipeline.errors import DamagedFile, LimitExceeded, UnreadablePath, reason
from vanban.pipeline.options import Limits
from vanban.schemas import Plan, Span

_YEARS = range(1900, 2200)
"""Years that deadlines and documents can be of. Calendars add days to dates: year 9999 has no room.
"""
_RULE = re.compile(
    r"(?:RRULE:)?FREQ=(?:DAILY|WEEKLY|MONTHLY|YEARLY)"
    r"(?:;(?:INTERVAL=[1-9]\d{0,3}|COUNT=[1-9]\d{0,3}|UNTIL=\d{8}(?:T\d{6}Z?)?"
    r"|BY(?:DAY|MONTH|MONTHDAY|SETPOS|WEEKNO|YEARDAY)=[-+A-Z0-9,]{1,200}|WKST=[A-Z]{2}))*"
)
"""Recurrence (RFC 5545, 3.3.10) by the day at most: by the second there is no end of dates."""
_AGAIN = "Tạo lại bằng `vanban convert`."
_SAID = 120
"""Letters of a place or a value that a message repeats: a key may be a megabyte long."""


def read_plan(path: str | Path) -> Plan:
    """The plan of a JSON file. Raises ``UnreadablePath``, ``LimitExceeded`` or ``DamagedFile``."""
    most = Limits().file_bytes
    try:
        with Path(path).open("rb") as stream:
            data = stream.read(most + 1)
    except OSError as error:
        raise UnreadablePath(f"không đọc được: {reason(error)}") from error
    if len(data) > most:
        raise LimitExceeded(f"kế hoạch lớn hơn {most // 2**20} MiB")
    return parse_plan(data)


def parse_plan(data: bytes) -> Plan:
    """The plan of a JSON text. Raises ``DamagedFile`` with the place of the first thing that is
    wrong.
    """
    try:
        plan = Plan.model_validate_json(data)
    except ValidationError as error:
        raise DamagedFile(
            f"không phải là kế hoạch dạng JSON của vanban: {_first(error)}", _AGAIN
        ) from error
    for fault in _faults(plan):
        raise DamagedFile(f"kế hoạch JSON không dùng được: {fault}", _AGAIN)
    return plan


def _first(error: ValidationError) -> str:
    """The first complaint of the models: where, and what."""
    found = error.errors(include_url=False, include_input=False)[0]
    place, said = _short(".".join(map(str, found["loc"]))), _short(found["msg"])
    return f"{place}: {said}" if place else said


def _short(words: str) -> str:
    return words if len(words) <= _SAID else f"{words[:_SAID]}…"


def _faults(plan: Plan) -> Iterator[str]:
    twice = [name for name, count in Counter(task.id for task in plan.tasks).items() if count > 1]
    if twice:
        yield f"hai nhiệm vụ cùng mã {_short(twice[0])}"
    for number, task in enumerate(plan.tasks):
        rule = task.deadline.rrule
        if rule is not None and not _RULE.fullmatch(rule):
            yield f"tasks.{number}.deadline.rrule: quy tắc lặp không hợp lệ: {_short(rule)}"
    for whole, value in _values(plan, ""):
        place = _short(whole)
        if isinstance(value, date) and value.year not in _YEARS:
            yield f"{place}: năm {value.year} không thể là năm của một văn bản hay thời hạn"
        if isinstance(value, Span) and not value.start <= value.end <= len(plan.source.text):
            yield f"{place}: vị trí {value.start}-{value.end} nằm ngoài văn bản"


def _values(value: object, place: str) -> Iterator[tuple[str, object]]:
    """All values below a model that are no models, tuples or dictionaries, and all spans, each with
    its place.
    """
    if isinstance(value, Span) or not isinstance(value, BaseModel | tuple | dict):
        yield place, value
        return
    for name, found in _parts(value):
        yield from _values(found, f"{place}.{name}" if place else str(name))


def _parts(
    value: BaseModel | tuple[object, ...] | dict[str, object],
) -> Iterable[tuple[object, object]]:
    if isinstance(value, tuple):
        return enumerate(value)
    return value.items() if isinstance(value, dict) else value
