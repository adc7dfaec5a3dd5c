"""Assignment tables: columns in many orders and words, headers of up to three rows, groups,
sub-rows, merged cells, page breaks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from benchmarks.made.actors import Cast, Named
from benchmarks.made.deadlines import OPEN, Due, deadline
from benchmarks.made.words import Dice, words
from benchmarks.made.work import Work
from samples.elements import Cell, Grid

_ORDERS = (
    ("task", "lead", "cooperators", "due", "outputs"),
    ("task", "lead", "cooperators", "due", "outputs"),
    ("task", "due", "lead", "cooperators", "note"),
    ("task", "lead", "cooperators", "outputs", "due", "note"),
    ("task", "outputs", "lead", "cooperators", "due"),
    ("task", "outputs", "due", "lead", "cooperators"),
    ("task", "lead", "cooperators", "due", "funding", "note"),
    ("lead", "task", "cooperators", "due"),
    ("task", "lead", "cooperators", "submit_to", "due"),
    ("task", "lead", "due"),
    ("task", "lead", "outputs", "due"),
    ("task", "lead", "cooperators", "start", "due"),
)
_WIDTHS = {
    "order": 1.3,
    "task": 7.5,
    "lead": 4.0,
    "cooperators": 4.5,
    "due": 3.0,
    "start": 2.6,
    "outputs": 3.4,
    "note": 2.5,
    "funding": 2.6,
    "submit_to": 2.6,
}
_ROMAN = ("I", "II", "III", "IV", "V", "VI")

Row = list[Cell | str]
Gold = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Shape:
    """How one table looks."""

    roles: tuple[str, ...]
    header_rows: int
    numbers: str | None  # of the row under the header
    groups: str | None
    restart: bool
    subs: str | None
    merge: str | None
    split: bool
    repeat: bool
    marked_header: bool


@dataclass(slots=True)
class Made:
    """A table on its way: rows and what is in them."""

    rows: list[Row] = field(default_factory=list)
    gold: list[Gold] = field(default_factory=list)


def table(
    dice: Dice,
    cast: Cast,
    work: Work,
    issued: date,
    *,
    lead: Named | None = None,
    room: float = 24.7,
) -> tuple[Grid, list[Gold]]:
    """A table ``room`` cm wide, and its tasks. With ``lead`` the table has no column of leads: the
    heading above names it.
    """
    shape = _shape(dice, above=lead is not None)
    made = Made()
    head = _header(dice, shape)
    body = _Body(dice, cast, work, issued=issued, shape=shape, lead=lead, made=made)
    body.fill(head)
    rows = [*head, *made.rows]
    if shape.numbers:
        rows.insert(len(head), [shape.numbers.format(i) for i in range(1, len(shape.roles) + 1)])
    if not shape.marked_header:
        rows[: len(head)] = [[_bold(c) for c in row] for row in head]
    scale = min(1.0, room / sum(_WIDTHS[r] for r in shape.roles))
    widths = tuple(
        _WIDTHS[r] if r == "order" else round(_WIDTHS[r] * scale, 2) for r in shape.roles
    )
    grid = Grid(
        tuple(map(tuple, rows)), widths, header_rows=len(head) if shape.marked_header else 0
    )
    return grid, made.gold


def _bold(cell: Cell | str) -> Cell:
    return replace(cell if isinstance(cell, Cell) else Cell(cell), bold=True)


def _shape(dice: Dice, *, above: bool) -> Shape:
    roles = dice.one(_ORDERS)
    if above:
        roles = tuple(r for r in roles if r != "lead")
    if dice.chance(0.9):
        roles = ("order", *roles)
    rows = 2 if "start" in roles else 1
    if (
        {"lead", "cooperators"} <= set(roles)
        and "start" not in roles
        and abs(roles.index("lead") - roles.index("cooperators")) == 1
    ):
        rows = dice.one([1, 1, 2, 2, 3])
    ordered = "order" in roles
    return Shape(
        roles,
        rows,
        numbers=dice.one([None, None, None, "({})", "{}"]) if ordered else None,
        groups=dice.one([None, None, "roman", "roman", "across", "letters", "unmerged", "plain"]),
        restart=dice.chance(0.5),
        subs=dice.one([None, None, None, "decimal", "letters", "dash"]) if ordered else None,
        merge=dice.one([None, None, "lead", "due", "cooperators"]),
        split=ordered and dice.chance(0.12),
        repeat=dice.chance(0.1),
        marked_header=dice.chance(0.75),
    )


def _header(dice: Dice, shape: Shape) -> list[Row]:
    said = {role: dice.word("headers", role) for role in shape.roles if role != "start"}
    if shape.header_rows == 1:
        return [[said[r] for r in shape.roles]]
    if "start" in shape.roles:
        pair = ("start", "due")
        said |= dict(
            zip(
                pair,
                dice.one(
                    [("Bắt đầu", "Kết thúc"), ("Bắt đầu", "Hoàn thành"), ("Từ ngày", "Đến ngày")]
                ),
                strict=True,
            )
        )
        return _two_rows(shape.roles, said, pair, dice.one(["Thời gian", "Thời gian thực hiện"]))
    said |= {
        "lead": dice.one(["Chủ trì", "Đơn vị chủ trì", "Cơ quan chủ trì"]),
        "cooperators": dice.one(["Phối hợp", "Đơn vị phối hợp", "Cơ quan phối hợp"]),
    }
    two = _two_rows(
        shape.roles, said, ("lead", "cooperators"), dice.word("headers", "actors_above")
    )
    if shape.header_rows == 2:
        return two
    top: Row = [Cell(dice.word("headers", "above_all"), columns=len(shape.roles) - 1)]
    first, *rest = two[0]
    return [
        [Cell(first.text if isinstance(first, Cell) else first, rows=3), *top],
        list(rest),
        two[1],
    ]


def _two_rows(
    roles: Sequence[str], said: dict[str, str], pair: tuple[str, str], above: str
) -> list[Row]:
    upper: Row = []
    for role in roles:
        if role not in pair:
            upper.append(Cell(said[role], rows=2))
        elif role == next(r for r in roles if r in pair):
            upper.append(Cell(above, columns=2))
    return [upper, [said[r] for r in roles if r in pair]]


class _Body:
    def __init__(
        self,
        dice: Dice,
        cast: Cast,
        work: Work,
        *,
        issued: date,
        shape: Shape,
        lead: Named | None,
        made: Made,
    ) -> None:
        self.dice, self.cast, self.work, self.issued, self.shape, self.lead, self.made = (
            dice,
            cast,
            work,
            issued,
            shape,
            lead,
            made,
        )
        self.number = 0
        self.group: str | None = None

    def fill(self, head: list[Row]) -> None:
        groups = self.dice.some(words()["work"]["groups"], 2, 4) if self.shape.groups else [None]
        for i, group in enumerate(groups):
            if group:
                self._group_row(i, group)
            self._rows(self.dice.number(2, 5) if group else self.dice.number(3, 14))
            if i == 0 and self.shape.repeat and len(head) == 1:
                self.made.rows.append([_bold(c) for c in head[0]])

    def _group_row(self, i: int, group: str) -> None:
        self.group = group
        if self.shape.restart:
            self.number = 0
        n, style, ordered = len(self.shape.roles), self.shape.groups, self.shape.roles[0] == "order"
        label = "ABCDEF"[i] if style == "letters" else _ROMAN[i]
        shout = group.upper() if self.dice.chance(0.3) else group
        if style == "plain" and ordered:
            row: Row = [Cell(shout, columns=n, bold=True)]
        elif style == "across" or not ordered:
            row = [Cell(f"{label}. {shout}", columns=n, bold=True)]
        elif style == "unmerged":
            row = [Cell(label, bold=True), Cell(shout, bold=True), *[""] * (n - 2)]
        else:
            row = [Cell(label, bold=True), Cell(shout, columns=n - 1, bold=True)]
        self.made.rows.append(row)

    def _rows(self, count: int) -> None:
        merged = self.shape.merge if self.shape.merge in self.shape.roles and count >= 3 else None
        covered, value = 0, None
        for k in range(count):
            start = merged is not None and covered == 0 and k <= count - 2 and self.dice.chance(0.6)
            rows = min(self.dice.number(2, 3), count - k) if start else 1
            self.number += 1
            if start:
                covered, value = rows, None
            value = self._task(
                str(self.number),
                merged if covered else None,
                rows,
                value if covered else None,
                fresh=start or not covered,
            )
            covered = max(covered - 1, 0)
            if not covered and self.shape.subs and self.dice.chance(0.3):
                self._subs()

    def _subs(self) -> None:
        for k in range(self.dice.number(2, 3)):
            label = {"decimal": f"{self.number}.{k + 1}", "letters": f"{'abc'[k]})", "dash": "-"}[
                self.shape.subs or "dash"
            ]
            self._task(label, None, 1, None, fresh=True)

    def _task(self, number: str, merged: str | None, rows: int, value: Any, *, fresh: bool) -> Any:
        values = self._values()
        if merged and not fresh:
            values[merged] = value
        self.made.gold.append(self._gold(number, values))
        row: Row = []
        for role in self.shape.roles:
            if role == merged:
                row += [Cell(_text(values[role]), rows=rows)] if fresh else []
            else:
                row.append(number if role == "order" else _text(values[role]))
        self.made.rows.append(row)
        if self.shape.split and not merged and self.dice.chance(0.15):
            self._split(values["task"])
        return values.get(merged) if merged else None

    def _split(self, task: str) -> None:
        """The row went on over the page: the rest of its words stands in a row of its own."""
        head, sep, tail = task.rpartition(" ")
        if not sep or len(head) < 20:
            return
        at = self.shape.roles.index("task")
        self.made.rows[-1][at] = head
        self.made.rows.append(
            [f"{tail} của cơ quan, đơn vị" if r == "task" else "" for r in self.shape.roles]
        )
        self.made.gold[-1]["text"] = f"{head}…"

    def _values(self) -> dict[str, Any]:
        dice = self.dice
        values: dict[str, Any] = {
            "task": self.work.phrase(),
            "lead": self.cast.lead(),
            "cooperators": self.cast.helpers() if dice.chance(0.85) else Named("", ()),
            "due": deadline(dice, self.issued) if dice.chance(0.95) else Due("", None),
            "outputs": dice.word("work", "outputs") if dice.chance(0.9) else "",
            "note": dice.word("work", "notes") if dice.chance(0.3) else "",
            "funding": dice.word("work", "money"),
            "submit_to": dice.word("work", "approvers"),
        }
        if "start" in self.shape.roles:
            values |= self._start_and_end()
        return values

    def _start_and_end(self) -> dict[str, Any]:
        end = date(self.issued.year + 1, self.dice.number(1, 12), self.dice.number(1, 28))
        month = min(self.issued.month + 1, 12)
        return {
            "start": f"{month}/{self.issued.year}",
            "due": Due(f"{end:%d/%m/%Y}", end),
        }

    def _gold(self, number: str, values: dict[str, Any]) -> Gold:
        roles, due = self.shape.roles, values["due"]
        gold: Gold = {"text": values["task"]}
        gold |= {"number": number} if "order" in roles else {}
        gold |= {"group": self.group} if self.group else {}
        gold["leads"] = list(
            (values["lead"] if "lead" in roles else self.lead or Named("", ())).actors
        )
        gold["cooperators"] = list(values["cooperators"].actors) if "cooperators" in roles else []
        gold["outputs"] = [values["outputs"]] if "outputs" in roles and values["outputs"] else []
        return (
            gold
            | (due_gold(due) if "due" in roles else {"deadline": None, "due": None})
            | ({"deadline_open": True} if "start" in roles else {})
        )


def due_gold(due: Due) -> Gold:
    """The keys of a deadline; those that a reasonable reader could settle otherwise are
    left out.
    """
    gold: Gold = {"deadline": due.text or None}
    if due.due != OPEN:
        gold["due"] = due.due.isoformat() if isinstance(due.due, date) else None
    if due.freq:
        gold["rrule"] = f"FREQ={due.freq}"
    return gold


def _text(value: Any) -> str:
    return value if isinstance(value, str) else str(value.text)
