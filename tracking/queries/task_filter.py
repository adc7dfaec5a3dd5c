"""Which tasks are asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from vanban.tracking.errors import BadQuery
from vanban.tracking.search.words import bare_form, name_key
from vanban.tracking.states import SOON_DAYS

_ROLE_WORDS = {
    "lead": "lead",
    "chu tri": "lead",
    "cooperate": "cooperate",
    "phoi hop": "cooperate",
    "report_to": "report_to",
    "nhan bao cao": "report_to",
}


@dataclass(frozen=True, slots=True)
class TaskFilter:
    """Which tasks. ``states``: reported or derived ones, codes or words. ``unit``: a name or a part
    of it.

    ``document``: number and symbol, with the year where needed, or the id. ``limit`` 0: all.
    ``unit_ids``: only work of these units, whatever else is asked, under all names that the
    directory gives them and their predecessors; None: of all. ``silent_days``: open, and nothing
    heard for so long. ``pending``: a request waits for its answer. ``visible``: of documents that
    were released. ``repealed``: a later document did away with it; what was still open then is
    neither due nor open. A task given to units one by one stands for its parts, which are listed
    for their units only, or with ``parts`` in its place.
    """

    unit: str | None = None
    unit_ids: tuple[int, ...] | None = None
    role: str | None = None
    states: tuple[str, ...] = ()
    due_from: date | None = None
    due_to: date | None = None
    document: str | None = None
    text: str | None = None
    as_of: date | None = None
    needs_review: bool | None = None
    doubles: bool = False
    silent_days: int | None = None
    pending: bool = False
    group: str | None = None
    repealed: bool | None = None
    visible: bool = False
    parts: bool = False
    soon: int = SOON_DAYS
    limit: int = 100
    offset: int = 0


def roles_of(wanted: TaskFilter) -> tuple[str, ...]:
    """The roles of units that are looked at: those of who does the work, unless one is asked
    for.
    """
    return (wanted.role,) if wanted.role else ("lead", "cooperate")


def check_role(role: str | None) -> str | None:
    """``role`` as a code; the administration's words are understood."""
    if role is None:
        return None
    known = _ROLE_WORDS.get(name_key(role).replace(" ", "_")) or _ROLE_WORDS.get(
        bare_form(name_key(role))
    )
    if known is None:
        raise BadQuery(
            f"không có vai trò “{role}”",
            "Dùng: chủ trì, phối hợp, nhận báo cáo.",
        )
    return known
