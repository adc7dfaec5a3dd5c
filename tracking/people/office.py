"""What an office settles once for all who work in it: what its papers are headed with, which roles
need a second factor, what a worker does without anybody's asking.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import delete, insert, select

from vanban.tracking.beside import Beside
from vanban.tracking.people.tables import office

HEAD = ("organ", "parent", "place", "symbol")
"""The fields of a letterhead."""
FACTOR = "factor"
"""Roles that need a second factor, with blanks between."""
_URGE = "urge"
_DRAFT, _BY_CALENDAR = "draft", "draft-calendar"


@dataclass(frozen=True, slots=True)
class DraftSchedule:
    """``kinds``: the kinds of periods after which a report is drafted; ``administrative``: as the
    administration counts them, not by the calendar.
    """

    kinds: tuple[str, ...]
    administrative: bool


def office_head(book: Beside) -> dict[str, str]:
    """What is known of the head."""
    return _read(book, HEAD)


def keep_office_head(book: Beside, values: Mapping[str, str]) -> None:
    """Replace the head; what is empty is not known."""
    _keep(book, HEAD, values)


def factor_roles(book: Beside) -> frozenset[str]:
    """Roles whose people have to switch on a second factor; none at first."""
    return frozenset(_read(book, (FACTOR,)).get(FACTOR, "").split())


def keep_factor_roles(book: Beside, roles: Iterable[str]) -> None:
    """Settle which roles these are."""
    _keep(book, (FACTOR,), {FACTOR: " ".join(sorted(roles))})


def urges_by_itself(book: Beside) -> bool:
    """Whether units get letters about work that is due without anybody's asking; not at first."""
    return bool(_read(book, (_URGE,)))


def keep_urging(book: Beside, on: bool) -> None:
    """Settle whether they do."""
    _keep(book, (_URGE,), {_URGE: "1" if on else ""})


def draft_schedule(book: Beside) -> DraftSchedule:
    """After which periods a worker drafts the report; after none at first."""
    known = _read(book, (_DRAFT, _BY_CALENDAR))
    return DraftSchedule(tuple(known.get(_DRAFT, "").split()), _BY_CALENDAR not in known)


def keep_draft_schedule(book: Beside, schedule: DraftSchedule) -> None:
    """Settle which these are."""
    by_calendar = "" if schedule.administrative else "1"
    values = {_DRAFT: " ".join(schedule.kinds), _BY_CALENDAR: by_calendar}
    _keep(book, (_DRAFT, _BY_CALENDAR), values)


def _read(book: Beside, names: tuple[str, ...]) -> dict[str, str]:
    query = select(office).where(office.c.name.in_(names))
    with book.reading() as connection:
        return {row.name: row.value for row in connection.execute(query)}


def _keep(book: Beside, names: tuple[str, ...], values: Mapping[str, str]) -> None:
    known = [{"name": n, "value": v.strip()} for n in names if (v := values.get(n, "")).strip()]
    with book.writing() as connection:
        connection.execute(delete(office).where(office.c.name.in_(names)))
        if known:
            connection.execute(insert(office), known)
