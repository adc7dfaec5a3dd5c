"""Headers of two lines in flattened tables: a heading over several columns comes before their own
names, which stand below all names of the first line, or below it at once.

"TT, Nhiệm vụ, Cơ quan thực hiện, Thời hạn, Chủ trì, Phối hợp" are five columns: Cơ quan thực hiện
stands over Chủ trì and Phối hợp.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from vanban.schemas.structure import ColumnRole

Role = ColumnRole | None
Groups = Mapping[int, range]
"""Place of each heading over several columns to the places of their names."""

_BELOW: Mapping[Role, tuple[Role, ...]] = {
    "lead": ("lead", "cooperators"),
    "due": ("start", "due"),
}
"""What the columns below a heading say, in order: who leads and who helps; from when to when."""
_PARTS_OF_FUNDING: tuple[Role, ...] = ("funding", "other", None)
"""Columns of amounts: "Tổng", "Ngân sách tỉnh", "Nguồn khác"."""
_LEAST = 2
_FIRST = 2
"""Columns before the first heading: number and work."""


def groups_of(roles: Sequence[Role]) -> Groups:
    """The headings that stand over several of the columns; none where each names one column."""
    ways = (*_below_all(roles), _below_each(roles))
    return next((found for found in ways if found), {})


def _below_all(roles: Sequence[Role]) -> Iterator[Groups]:
    """The last names are those of the second line, the most of them first."""
    for start in range(_FIRST + 1, len(roles) - 1):
        yield _taken(roles, range(_FIRST, start), start) or {}


def _taken(roles: Sequence[Role], above: range, start: int) -> Groups | None:
    """The headings of the first line to which all names from ``start`` on belong, in order."""
    found: dict[int, range] = {}
    for place in above:
        count = _count_below(roles[place], roles[start:])
        if count and start < len(roles):
            found[place] = range(start, start + count)
            start += count
    return found if start == len(roles) else None


def _below_each(roles: Sequence[Role]) -> Groups:
    """Each heading is followed by the names below it."""
    ordered = (place for place in range(_FIRST, len(roles)) if roles[place] in _BELOW)
    found: dict[int, range] = {}
    for place in ordered:
        below = _BELOW[roles[place]]
        if tuple(roles[place + 1 : place + 1 + len(below)]) == below:
            found[place] = range(place + 1, place + 1 + len(below))
    return found


def _count_below(heading: Role, names: Sequence[Role]) -> int:
    """How many of the names the heading stands over."""
    if heading == "funding":
        parts = next((n for n, r in enumerate(names) if r not in _PARTS_OF_FUNDING), len(names))
        return parts if parts >= _LEAST else 0
    below = _BELOW.get(heading, ())
    return len(below) if below and tuple(names[: len(below)]) == below else 0


def leaves_of(count: int, groups: Groups) -> list[int]:
    """The columns in the order in which rows have them, headings over several left out."""
    named = {place for below in groups.values() for place in below}
    order: list[int] = []
    for place in range(count):
        if place in groups:
            order.extend(groups[place])
        elif place not in named:
            order.append(place)
    return order
