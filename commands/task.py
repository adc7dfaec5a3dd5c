"""One task: what the store knows of it, and reports on it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from vanban.commands.console import say
from vanban.commands.english import said
from vanban.commands.log_lines import entries, in_turn
from vanban.commands.printing import (
    Day,
    by_option,
    clear_errors,
    day_option,
    db_option,
    opened,
    print_facts,
    print_records,
    task_record,
)
from vanban.tracking.words import shown, status

if TYPE_CHECKING:
    from vanban.tracking import Store
    from vanban.tracking.queries.rows import OccurrenceRow, TaskRow
    from vanban.tracking.store.reporting import Update


@click.group(short_help="Một nhiệm vụ: xem, báo cáo.")
def task() -> None:
    """Xem một nhiệm vụ và ghi báo cáo về nó."""


@task.command("show", short_help="Mọi điều kho biết về một nhiệm vụ.")
@click.argument("key", metavar="MÃ")
@day_option
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True
)
@db_option
@clear_errors
def task_show(key: str, as_of: date | None, form: str, db: str | None) -> None:
    """In mọi điều kho biết về nhiệm vụ MÃ: nội dung, vị trí trong văn bản, các kỳ, nhật ký."""
    from vanban.tracking.queries.documents import find_task
    from vanban.tracking.queries.rows import (
        fetch_occurrences,
        fetch_reports,
        fetch_tasks,
        has_later_reports,
    )
    from vanban.tracking.store.edit_log import log_of

    store = opened(db)
    with store.reading() as connection:
        task_id = find_task(connection, key)
        day = as_of or store.today()
        row = fetch_tasks(connection, [task_id], day, past=has_later_reports(connection, day))[0]
        dates, log = (
            fetch_occurrences(connection, task_id, day),
            fetch_reports(connection, [task_id]),
        )
        edits = [e for e in log_of(connection, row.document_id) if e.task_id == task_id]
    if form == "json":
        import dataclasses

        extra = {
            "occurrences": [dataclasses.asdict(d) for d in dates],
            "reports": [dataclasses.asdict(r) for r in log],
        }
        print_records([task_record(row) | extra], "json")
        return
    print_facts(_task_lines(row))
    for date_ in dates:
        say(f"  kỳ {shown(date_.new_due or date_.due)}: {_date_status(date_)}")
    for line in in_turn(entries(log, edits, of_task=True)):
        say(line)


def _date_status(row: OccurrenceRow) -> str:
    from vanban.tracking.states import label, time_label

    return (
        time_label(row.time, row.days)
        if row.state == "not_started"
        else f"{label(row.state)}; {time_label(row.time, row.days)}"
    )


def _task_lines(row: TaskRow) -> list[tuple[str, Any]]:
    state = f"{row.state_label} {row.progress} %" if row.progress else row.state_label
    return [
        ("Mã", row.id),
        ("Nhiệm vụ", row.text),
        ("Nhóm", row.group),
        ("Văn bản", row.whereabouts),
        ("Chủ trì", row.leads),
        ("Phối hợp", row.cooperators),
        ("Báo cáo", row.reports_to),
        ("Sản phẩm", row.outputs),
        ("Thời hạn", row.deadline_text),
        ("Hạn", row.due),
        ("Hạn theo văn bản", row.plan_due if row.plan_due != row.due else None),
        ("Trạng thái", said(state)),
        ("Hoàn thành", row.done_on),
        ("Tình trạng", said(row.time_label)),
        ("Cần xem lại", said("có") if row.needs_review else None),
        ("Ghi chú", row.note),
    ]


@task.command("update", short_help="Ghi một báo cáo về nhiệm vụ.")
@click.argument("key", metavar="MÃ")
@click.option(
    "--state",
    help="Trạng thái: chưa thực hiện, đang thực hiện, chờ xác nhận, hoàn thành, trả lại, "
    "gia hạn, tạm dừng, thu hồi.",
)
@click.option("--progress", type=click.IntRange(0, 100), help="Tỷ lệ hoàn thành, %.")
@click.option("--done-on", type=Day(), help="Ngày hoàn thành.")
@click.option("--new-due", type=Day(), help="Thời hạn mới, khi gia hạn.")
@click.option(
    "--occurrence",
    type=Day(),
    help="Kỳ hạn nào, với nhiệm vụ định kỳ (mặc định: kỳ sớm nhất chưa xong).",
)
@click.option("--note", help="Ghi chú.")
@click.option(
    "--evidence", help="Văn bản, tệp hoặc liên kết chứng minh; khi gia hạn: văn bản cho phép."
)
@click.option("--on", "day", type=Day(), help="Ngày của báo cáo (mặc định: hôm nay).")
@click.option(
    "--correct",
    nargs=2,
    metavar="TRƯỜNG GIÁ-TRỊ",
    help="Sửa điều máy đọc sai: hạn, nội dung, chủ trì, sản phẩm, ghi chú … "
    "(các đơn vị cách nhau bằng dấu chấm phẩy).",
)
@click.option(
    "--expect",
    type=int,
    metavar="SỐ",
    help="Chỉ ghi nếu báo cáo mới nhất vẫn là số này (0: chưa có).",
)
@by_option
@db_option
@clear_errors
def task_update(
    key: str,
    state: str | None,
    correct: tuple[str, str] | None,
    by: str | None,
    db: str | None,
    **said: Any,
) -> None:
    """Ghi một báo cáo về nhiệm vụ MÃ. Báo cáo chỉ được thêm, không bị sửa hay xóa."""
    from vanban.tracking.queries.documents import find_task
    from vanban.tracking.queries.rows import fetch_occurrences, fetch_reports, fetch_tasks
    from vanban.tracking.states import Reported, reported
    from vanban.tracking.store.reporting import Update

    store = opened(db)
    with store.reading() as connection:
        task_id = find_task(connection, key)
    if correct and state:
        raise click.UsageError("--correct và --state là hai báo cáo khác nhau: gọi lệnh hai lần.")
    code = (
        reported(state)
        if state
        else Reported.IN_PROGRESS
        if said["progress"] is not None
        else Reported.DONE
        if said["done_on"]
        else None
    )
    if correct:
        say(_corrected(store, task_id, correct, by))
        return
    number = store.update(_checked(Update(task_id, state=code, **said)), by=by)
    with store.reading() as connection:
        row = fetch_tasks(connection, [task_id], store.today())[0]
        dates = fetch_occurrences(connection, task_id, store.today())
        (report,) = (r for r in fetch_reports(connection, [task_id]) if r.id == number)
    words = status(row) if report.occurrence is None else _period(report.occurrence, dates)
    say(f"đã ghi báo cáo số {number} cho nhiệm vụ {task_id}: {words}")


def _period(day: date, dates: Sequence[OccurrenceRow]) -> str:
    """How the period that was reported on stands now, and which is next."""
    from vanban.tracking.states import phase

    own = next(one for one in dates if one.due == day)
    after = next((d for d in dates if d.due > day and phase(d.state) == "open"), None)
    words = f"kỳ {shown(day)}: {_date_status(own)}"
    return f"{words}; kỳ tiếp theo {shown(after.new_due or after.due)}" if after else words


def _corrected(store: Store, task_id: int, said: tuple[str, str], by: str | None) -> str:
    """Set one field right; an unchanged value writes nothing."""
    from sqlalchemy import select

    from vanban.tracking.edits.values import task_field, typed
    from vanban.tracking.edits.write import NewEdit, shown_field
    from vanban.tracking.queries.rows import fetch_tasks
    from vanban.tracking.store.models import Task
    from vanban.tracking.store.reporting import CORRECTABLE, Update

    field = task_field(said[0])
    value = typed(field, said[1], store.today())
    with store.reading() as connection:
        task = connection.execute(select(Task).where(Task.id == task_id)).one()
        before = task.due.isoformat() if field == "due" and task.due else None
        before = before if field == "due" else shown_field(connection, task, field)
    if value == before:
        return f"nhiệm vụ {task_id} đã có đúng giá trị này, không ghi gì"
    if field in CORRECTABLE:
        words = "\n".join(map(str, value)) if isinstance(value, list) else value
        number = store.update(Update(task_id, field=field, value=str(words or "")), by=by)
        kind = "báo cáo"
    else:
        (number,) = store.edit([NewEdit("set", task_id, field=field, value=value)], by=by)
        kind = "lần sửa"
    with store.reading() as connection:
        row = fetch_tasks(connection, [task_id], store.today())[0]
    return f"đã ghi {kind} số {number} cho nhiệm vụ {task_id}: {status(row)}"


def _checked(update: Update) -> Update:
    if update.new_due and update.state is None:
        from dataclasses import replace

        from vanban.tracking.states import Reported

        return replace(update, state=Reported.EXTENDED)
    return update
