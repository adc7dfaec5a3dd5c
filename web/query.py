"""The address of a list of tasks and the filter that it means: every filter is a link."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from vanban.tracking.days import read_day
from vanban.tracking.exports.akn.names import slug
from vanban.tracking.exports.report.periods import LABELS, period_of
from vanban.tracking.queries.task_filter import TaskFilter
from vanban.tracking.states import Reported, TimeState, label, registry

PAGE_ROWS = 50
DIGITS = 15
"""Digits of the longest whole number that an address may carry: ids of 64 bits hold them."""
ADDRESS_KEYS = (
    "don-vi",
    "vai-tro",
    "tinh-trang",
    "tu-ngay",
    "den-ngay",
    "van-ban",
    "chu",
    "ra-soat",
    "cho-tra-loi",
    "im-lang",
)
_WINDOWS = ("week", "month", "quarter")
_ROLES = {"chu-tri": "lead", "phoi-hop": "cooperate"}


@dataclass(frozen=True, slots=True)
class TaskQuery:
    """What an address asks for. ``query``: its filters as written, to make other links of."""

    query: Mapping[str, str]
    wanted: TaskFilter
    number: int

    @property
    def filtered(self) -> bool:
        """Whether any filter is set."""
        return bool(self.query)


def task_query(params: Mapping[str, str], today: date) -> TaskQuery:
    """The filter of an address; values that mean nothing are left out."""
    query = {key: params[key].strip() for key in ADDRESS_KEYS if params.get(key, "").strip()}
    number = page_number(params)
    unit = query.get("don-vi", "")
    unit_id = whole(unit)
    state = state_code(query.get("tinh-trang", ""))
    wanted = TaskFilter(
        unit=(unit or None) if unit_id is None else None,
        unit_ids=None if unit_id is None else (unit_id,),
        role=_ROLES.get(query.get("vai-tro", "")),
        states=(state,) if state else (),
        due_from=read_day(query.get("tu-ngay", ""), today),
        due_to=read_day(query.get("den-ngay", ""), today),
        document=query.get("van-ban"),
        text=query.get("chu"),
        needs_review=True if query.get("ra-soat") else None,
        pending=bool(query.get("cho-tra-loi")),
        silent_days=whole(query.get("im-lang", "")),
        limit=PAGE_ROWS,
        offset=(number - 1) * PAGE_ROWS,
    )
    return TaskQuery(query, wanted, number)


def page_number(params: Mapping[str, str]) -> int:
    """Which page of a list an address asks for, from 1."""
    return max(1, whole(params.get("trang", "")) or 1)


def plain(words: str) -> str:
    """A word of an address as it was given out; nothing where it holds what no database stores."""
    return words if words.isprintable() else ""


def whole(words: str) -> int | None:
    """A whole number as an address writes it, not greater than a store's ids; else None."""
    return int(words) if words.isdecimal() and len(words) <= DIGITS else None


@cache
def state_slugs() -> Mapping[str, str]:
    """Code of a state to its words in an address: overdue → qua-han."""
    short = {code: slug(words) for words, code in registry()["derived_words"].items()}
    long = {code: slug(label(code)) for code in (*TimeState, *Reported)}
    return {**long, **short}


def state_code(words: str) -> str | None:
    """The state that the words of an address mean."""
    known = {words_: code for code, words_ in state_slugs().items()}
    return known.get(words)


def state_link(code: str, **more: str) -> str:
    """The address of the tasks in a state."""
    rest = "".join(f"&{key.replace('_', '-')}={value}" for key, value in more.items() if value)
    return f"/nhiem-vu?tinh-trang={state_slugs()[code]}{rest}"


@cache
def _short_labels() -> Mapping[str, str]:
    return {code: words for words, code in registry()["derived_words"].items()}


def short_label(code: str) -> str:
    """The shortest words for a state."""
    words = _short_labels().get(code) or label(code)
    return words[:1].upper() + words[1:]


def due_windows(today: date) -> tuple[tuple[str, date, date], ...]:
    """This week, this month, this quarter: name, first and last day."""
    found = [(LABELS[kind], period_of(kind, today)) for kind in _WINDOWS]
    return tuple((f"{label} này", period.first, period.last) for label, period in found)
