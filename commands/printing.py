"""How the tracking commands take dates and print rows: as a table, as CSV, as JSON; and how they
report errors.
"""

from __future__ import annotations

import csv
import functools
import io
import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

import click

from vanban.commands.console import complain, paper, say
from vanban.commands.english import said
from vanban.pipeline.render.neutral import neutral
from vanban.tracking.days import ZONE, read_day
from vanban.tracking.exports.words import beginning
from vanban.tracking.words import safe_cell, shown, status

if TYPE_CHECKING:
    from vanban.schemas import Plan
    from vanban.tracking import Store
    from vanban.tracking.queries.rows import TaskRow

P = ParamSpec("P")
R = TypeVar("R")
GOOD, FAILED = 0, 1
_TASK = (
    "id", "stable_id", "number_symbol", "issued_on", "issuer", "number", "group", "text", "leads",
    "cooperators", "reports_to", "outputs", "deadline_text", "deadline_kind", "plan_due", "due",
    "state", "state_label", "progress", "done_on", "time", "time_label", "days", "needs_review",
    "report_note", "report_evidence", "report_by", "report_day", "repealed_by", "start", "end",
)  # fmt: skip
_STYLES = {"overdue": "red", "due_soon": "yellow", "done_in_time": "green", "done_late": "green"}
_ROOM_FOR_COLUMNS = 110
"""Columns of a terminal in which a table of tasks can be read."""
_LONGEST = 200
"""Characters of a text that a list shows; `vanban task show` has all of it."""
_SHARES = {"Nhiệm vụ": 4, "Đơn vị": 4, "Chủ trì": 2, "Tình trạng": 2}

_DB_HELP = (
    "Kho dữ liệu: tệp SQLite hoặc postgresql://… "
    "(mặc định: VANBAN_DB, rồi thư mục dữ liệu của người dùng)."
)
db_option = click.option("--db", metavar="TỆP|URL", help=_DB_HELP)
create_option = click.option(
    "--create", is_flag=True, help="Lập kho mới nếu ở --db chưa có kho nào."
)
form_option = click.option(
    "--format",
    "form",
    type=click.Choice(["table", "csv", "json"]),
    default="table",
    show_default=True,
    help="Dạng in ra.",
)
by_option = click.option("--by", help="Người ghi (mặc định: tên đăng nhập của máy).")


class Day(click.ParamType[date]):
    """A day as people write it: 30/11/2026, 30-11-2026, 'hôm nay' (``tracking.days``)."""

    name = "NGÀY"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """To a date, or a usage error."""
        if isinstance(value, date):
            return value
        found = read_day(value, datetime.now(ZONE).date())
        return found or self.fail(f"“{value}” không phải là ngày; viết 30/11/2026", param, ctx)


class Days(click.ParamType[int]):
    """A number of days: 7 or 7d."""

    name = "SỐ NGÀY"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """To a number, or a usage error."""
        match = re.fullmatch(r"(\d{1,5})\s*(?:d|ngày)?", str(value).strip(), re.IGNORECASE)
        return (
            int(match[1])
            if match
            else self.fail(f"“{value}” không phải là số ngày; viết 7", param, ctx)
        )


day_option = click.option(
    "--as-of", type=Day(), help="Xét tình trạng tại ngày này (mặc định: hôm nay)."
)


def clear_errors(command: Callable[P, R]) -> Callable[P, R]:
    """One clear line and exit code 1 for what goes wrong."""

    @functools.wraps(command)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> R:
        from vanban.pipeline.errors import PlanError

        try:
            return command(*args, **kwargs)
        except PlanError as error:
            complain(error)
            sys.exit(FAILED)

    return wrapped


def opened(db: str | None, *, create: bool = False) -> Store:
    """The store, closed when the command ends, so that all data stand in its file. Where there is
    none it is made with ``create``, and where no ``--db`` names a place that may be mistyped.
    """
    from vanban.tracking import open_store

    store = open_store(db, create=create or db is None)
    click.get_current_context().call_on_close(store.close)
    return store


def plain(value: Any) -> Any:
    """A value as JSON and CSV show it."""
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, (tuple, list)):
        return [plain(v) for v in value]
    return value


def task_record(row: TaskRow) -> dict[str, Any]:
    """A task as one flat record, for CSV and JSON."""
    return {name: plain(getattr(row, name)) for name in _TASK}


def print_records(records: Sequence[Mapping[str, Any]], form: str) -> None:
    """Records as JSON or CSV."""
    if form == "json":
        click.echo(json.dumps(list(records), ensure_ascii=False, indent=1, default=str))
        return
    out = io.StringIO()
    if records:
        writer = csv.DictWriter(out, list(records[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(
            {name: safe_cell(value) for name, value in record.items()} for record in records
        )
    click.echo(out.getvalue(), nl=False)


def print_table(
    headers: Sequence[str],
    rows: Iterable[Sequence[Any]],
    *,
    styles: Sequence[str | None] = (),
    title: str | None = None,
) -> None:
    """Rows as a table in the terminal. Numbers, headed #, stand right; where it is narrow, long
    columns share what room there is.
    """
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(
        title=title and said(title), box=box.SIMPLE_HEAD, pad_edge=False, title_justify="left"
    )
    for header in headers:
        name, numeric = header.lstrip("#"), header.startswith("#")
        table.add_column(
            said(name).replace(" ", "\n") if numeric else said(name),
            justify="right" if numeric else "left",
            overflow="fold",
            no_wrap=numeric,
            ratio=None if numeric else _SHARES.get(name),
            max_width=12 if name == "Hạn" else None,
        )
    for n, row in enumerate(rows):
        table.add_row(
            *[
                Text(
                    neutral("" if cell is None else cell if isinstance(cell, str) else shown(cell))
                )
                for cell in row
            ],
            style=styles[n] if n < len(styles) else None,
        )
    console = paper()
    table.expand = console.measure(table).maximum >= console.width
    console.print(table)


def print_tasks(
    rows: Sequence[TaskRow], form: str, *, more: bool = False, title: str | None = None
) -> None:
    """Tasks in the form asked for."""
    if form != "table":
        print_records([task_record(row) for row in rows], form)
        return
    if not rows:
        say("Không có nhiệm vụ nào.")
        return
    if is_narrow():
        print_entries([_task_entry(row) for row in rows], title=title)
    else:
        _print_task_table(rows, title)
    if more:
        say("… còn nữa: thêm --limit 0 để xem hết, hoặc --offset để xem tiếp.")


def print_facts(facts: Iterable[tuple[str, Any]]) -> None:
    """Names and values; long ones go on below themselves. What is empty is left out."""
    from rich.table import Table
    from rich.text import Text

    grid = Table.grid(padding=(0, 1))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    for name, value in facts:
        if value not in (None, "", ()):
            grid.add_row(f"{said(name)}:", Text(neutral(shown(value))))
    paper().print(grid)


def is_narrow() -> bool:
    """Whether columns of a table with long words would be a few letters wide."""
    return paper().width < _ROOM_FOR_COLUMNS


@dataclass(frozen=True, slots=True)
class Entry:
    """What a list in a narrow terminal says of one thing: its number, its words, facts
    below them.
    """

    id: int
    words: str
    facts: Sequence[str]
    style: str = "dim"


def print_entries(entries: Iterable[Entry], *, title: str | None = None) -> None:
    """Each thing under the other, as a table has no room for them."""
    from rich.console import Group
    from rich.table import Table
    from rich.text import Text

    grid = Table.grid(padding=(0, 1))
    grid.title, grid.title_justify = title and said(title), "left"
    grid.add_column(justify="right", style="cyan", no_wrap=True)
    grid.add_column()
    for entry in entries:
        line = " · ".join(said(fact) for fact in entry.facts if fact)
        text = Text(neutral(beginning(entry.words, _LONGEST)))
        grid.add_row(str(entry.id), Group(text, Text(neutral(line), style=entry.style), ""))
    paper().print(grid)


def _task_entry(row: TaskRow) -> Entry:
    """What, then who, when, how it stands, where."""
    due = shown(row.due) if row.due else row.deadline_text
    limit = said(f"hạn {due}") if due else ""
    facts = (", ".join(row.leads), limit, said(status(row)), row.whereabouts)
    return Entry(row.id, row.text, facts, _STYLES.get(row.time or "", "dim"))


def _print_task_table(rows: Sequence[TaskRow], title: str | None) -> None:
    table = [
        (
            row.id,
            row.number_symbol,
            row.place,
            beginning(row.text, _LONGEST),
            row.leads,
            row.due or row.deadline_text,
            said(status(row)),
        )
        for row in rows
    ]
    print_table(
        ["#Mã", "Văn bản", "Vị trí", "Nhiệm vụ", "Chủ trì", "Hạn", "Tình trạng"],
        table,
        styles=[_STYLES.get(row.time or "") for row in rows],
        title=title,
    )


def read_input(path: str) -> Iterator[Plan]:
    """The plans of a file: a plan's JSON as it is, all documents of anything else converted.
    Raises ``PlanError``.
    """
    if not path.lower().endswith(".json"):
        from vanban.pipeline.conversion import documented, documents
        from vanban.pipeline.options import Options

        yield from map(documented, documents(path, Options(isolated=True)))
        return
    from vanban.tracking.foreign import read_plan

    yield read_plan(path)
