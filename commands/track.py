"""Following tasks up: tasks, overdue, due, remind, units."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from vanban.commands.console import say
from vanban.commands.load import load
from vanban.commands.printing import (
    Day,
    Days,
    clear_errors,
    day_option,
    db_option,
    form_option,
    is_narrow,
    opened,
    print_records,
    print_table,
    print_tasks,
)
from vanban.commands.task import task

if TYPE_CHECKING:
    from vanban.tracking.queries.units import UnitRow

_STATE_HELP = (
    "Trạng thái báo cáo (“đang thực hiện”, “gia hạn” …) hoặc tình trạng thời hạn: “quá hạn”, "
    "“sắp đến hạn”, “chưa đến hạn”, “trong hạn”, “không thời hạn”, “hoàn thành đúng hạn”, "
    "“hoàn thành quá hạn”, “chưa hoàn thành”. Dùng được nhiều lần."
)


def register(group: click.Group) -> None:
    """Add the commands to the command line."""
    from vanban.commands.edits import register as register_edits
    from vanban.commands.maintenance import COMMANDS

    register_edits(group, task)
    for command in (load, tasks, task, overdue, due, remind, units, *COMMANDS):
        group.add_command(command)


@click.command(short_help="Danh sách nhiệm vụ, có lọc.")
@click.option("--unit", help="Đơn vị: tên, một phần tên (có dấu hoặc không), hoặc mã.")
@click.option("--role", help="Vai trò của đơn vị: chủ trì, phối hợp.")
@click.option("--state", "states", multiple=True, help=_STATE_HELP)
@click.option("--due-from", type=Day(), help="Hạn từ ngày.")
@click.option("--due-to", type=Day(), help="Hạn đến ngày.")
@click.option("--document", help="Văn bản: 1678/QĐ-BKHCN, 1678/QĐ-BKHCN/2021, hoặc mã trong kho.")
@click.option("--text", help="Có những từ này (có dấu hoặc không).")
@click.option(
    "--review/--no-review",
    "needs_review",
    default=None,
    help="Chỉ những việc cần (hoặc không cần) xem lại.",
)
@click.option(
    "--repealed/--not-repealed",
    default=None,
    help="Chỉ những việc đã (hoặc chưa) bị văn bản sau bãi bỏ, thay thế.",
)
@click.option(
    "--doubles",
    is_flag=True,
    help="Kể cả mục trong thân văn bản trùng với dòng của bảng phân công.",
)
@click.option(
    "--limit", type=click.IntRange(0), default=100, show_default=True, help="Số dòng; 0: tất cả."
)
@click.option("--offset", type=click.IntRange(0), default=0, help="Bỏ qua số dòng đầu.")
@day_option
@form_option
@db_option
@clear_errors
def tasks(role: str | None, form: str, db: str | None, **wanted: Any) -> None:
    """In các nhiệm vụ, xếp theo thời hạn."""
    from vanban.tracking.queries.task_filter import TaskFilter, check_role
    from vanban.tracking.queries.tasks import find_tasks

    page = find_tasks(opened(db), TaskFilter(role=check_role(role), **wanted))
    print_tasks(page.rows, form, more=page.more)


@click.command(short_help="Nhiệm vụ quá hạn.")
@click.option("--unit", help="Chỉ của đơn vị này, do nó chủ trì.")
@click.option("--document", help="Chỉ của văn bản này.")
@day_option
@form_option
@db_option
@clear_errors
def overdue(
    unit: str | None, document: str | None, as_of: date | None, form: str, db: str | None
) -> None:
    """In các nhiệm vụ chưa hoàn thành đã quá hạn, lâu nhất trước; của đơn vị: do đơn vị chủ trì."""
    from vanban.tracking.queries.task_filter import TaskFilter
    from vanban.tracking.queries.tasks import find_tasks

    page = find_tasks(
        opened(db),
        TaskFilter(
            unit=unit,
            role="lead" if unit else None,
            document=document,
            states=("overdue",),
            as_of=as_of,
            limit=0,
        ),
    )
    print_tasks(page.rows, form, title=f"Quá hạn tính đến {page.as_of:%d/%m/%Y}")


@click.command(short_help="Nhiệm vụ sắp đến hạn.")
@click.option(
    "--within", type=Days(), default="7", show_default=True, help="Trong vòng bao nhiêu ngày."
)
@click.option("--unit", help="Chỉ của đơn vị này.")
@day_option
@form_option
@db_option
@clear_errors
def due(within: int, unit: str | None, as_of: date | None, form: str, db: str | None) -> None:
    """In các nhiệm vụ chưa hoàn thành đến hạn trong những ngày tới."""
    from vanban.tracking.queries.task_filter import TaskFilter
    from vanban.tracking.queries.tasks import find_tasks

    store = opened(db)
    day = as_of or store.today()
    last = day + timedelta(days=within)
    page = find_tasks(
        store,
        TaskFilter(
            unit=unit, states=("open",), due_from=day, due_to=last, as_of=day, soon=within, limit=0
        ),
    )
    print_tasks(page.rows, form, title=f"Đến hạn từ {day:%d/%m/%Y} đến {last:%d/%m/%Y}")


@click.command(short_help="Nhắc việc cho từng đơn vị.")
@click.option("--days", default="7,3,1", show_default=True, help="Nhắc trước bao nhiêu ngày.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), help="Thư mục: mỗi đơn vị một tệp."
)
@click.option(
    "--mail",
    type=click.Path(path_type=Path),
    metavar="TOML",
    help="Gửi thư theo danh sách địa chỉ [email] trong tệp này (máy chủ: VANBAN_SMTP).",
)
@click.option(
    "--overdue/--no-overdue",
    "late",
    default=True,
    help="Kể cả nhiệm vụ quá hạn (mặc định), hoặc không.",
)
@day_option
@db_option
@clear_errors
def remind(
    days: str,
    output: Path | None,
    mail: Path | None,
    late: bool,
    as_of: date | None,
    db: str | None,
) -> None:
    """In (hoặc ghi tệp, gửi thư) lời nhắc cho từng đơn vị chủ trì."""
    from vanban.tracking.queries.reminders import (
        read_addresses,
        reminder_text,
        reminders,
        send,
        write_files,
    )

    try:
        wanted = [int(part) for part in days.split(",")]
    except ValueError as error:
        raise click.BadParameter("viết dạng 7,3,1", param_hint="--days") from error
    store = opened(db)
    store.advance()
    found = reminders(store, as_of=as_of, days=wanted, overdue=late)
    if output:
        for path in write_files(found, output):
            click.echo(path)
    if mail:
        for reminder in send(store, found, read_addresses(mail)):
            say(f"đã gửi: {reminder.unit}")
    if not output and not mail:
        say("\n".join(reminder_text(reminder) for reminder in found) or "Không có gì phải nhắc.")


@click.command(short_help="Khối lượng và kết quả của từng đơn vị.")
@click.option("--role", default="lead", help="Vai trò: chủ trì (mặc định), phối hợp.")
@click.option("--unit", help="Chỉ đơn vị này.")
@click.option("--document", help="Chỉ tính nhiệm vụ của văn bản này.")
@day_option
@form_option
@db_option
@clear_errors
def units(
    role: str, unit: str | None, document: str | None, as_of: date | None, form: str, db: str | None
) -> None:
    """Tổng hợp theo đơn vị: hoàn thành đúng hạn, quá hạn; chưa hoàn thành trong hạn, quá hạn."""
    from vanban.tracking.queries.documents import one_document
    from vanban.tracking.queries.task_filter import check_role
    from vanban.tracking.queries.units import unit_loads

    store = opened(db)
    rows = unit_loads(
        store,
        as_of=as_of,
        role=check_role(role) or "lead",
        unit=unit,
        document_id=one_document(store, document) if document else None,
    )
    if form == "table":
        _print_loads(rows)
    else:
        print_records([{name: getattr(row, name) for name in _LOAD} for row in rows], form)


def _print_loads(rows: Sequence[UnitRow]) -> None:
    """Sums, and what seldom happens, give way to the names where there is little room."""
    from vanban.tracking.exports.words import number, percent

    shown = [n for n in _COUNTS if not is_narrow() or n in _MAIN or _some(rows, n)]
    headers = ["Đơn vị", *(f"#{_COUNTS[name]}" for name in shown), "#Tỷ lệ"]
    table = [
        [row.unit, *(number(getattr(row, name)) for name in shown), percent(row.rate)]
        for row in rows
    ]
    print_table(headers, table, styles=["red" if row.overdue else None for row in rows])


_COUNTS = {
    "total": "Tổng",
    "done": "Xong",
    "done_in_time": "đúng hạn",
    "done_late": "trễ",
    "open": "Chưa xong",
    "open_in_time": "trong hạn",
    "overdue": "quá hạn",
    "halted": "Dừng",
    "repealed": "Bị bãi bỏ",
}
_LOAD = ("unit_id", "code", "unit", *_COUNTS, "rate")
_MAIN = ("total", "done_in_time", "done_late", "open_in_time", "overdue")
_RARE = ("halted", "repealed")


def _some(rows: Sequence[UnitRow], name: str) -> bool:
    return name in _RARE and any(getattr(row, name) for row in rows)
