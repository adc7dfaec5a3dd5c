"""Following tasks up: load, tasks, task, overdue, due, remind, units."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from vanban.commands.printing import (
    FAILED,
    GOOD,
    Day,
    Days,
    by_option,
    clear_errors,
    complain,
    create_option,
    day_option,
    db_option,
    form_option,
    opened,
    print_records,
    print_table,
    print_tasks,
    read_input,
    task_record,
)
from vanban.tracking.words import report_line, shown, status

if TYPE_CHECKING:
    from vanban.schemas import Plan
    from vanban.tracking import Store
    from vanban.tracking.store.load import Loaded
    from vanban.tracking.store.reporting import Update


_STATE_HELP = (
    "Trạng thái báo cáo (“đang thực hiện”, “gia hạn” …) hoặc tình trạng thời hạn: “quá hạn”, “sắp đến hạn”, “chưa đến hạn”, “trong hạn”, "
    "“không thời hạn”, “hoàn thành đúng hạn”, “hoàn thành quá hạn”, “chưa hoàn thành” (hay overdue, due_soon … open). Dùng được nhiều lần."
)


def register(group: click.Group) -> None:
    """Add the commands to the command line."""
    from vanban.commands.edits import register as register_edits
    from vanban.commands.maintenance import COMMANDS

    register_edits(group, task)
    for command in (load, tasks, task, overdue, due, remind, units, *COMMANDS):
        group.add_command(command)


@click.command(short_help="Nạp văn bản vào kho để theo dõi.")
@click.argument("files", nargs=-1, required=True, type=click.Path())
@db_option
@create_option
@by_option
@clear_errors
def load(files: tuple[str, ...], db: str | None, create: bool, by: str | None) -> None:
    """Nạp văn bản (DOCX, PDF, HTML, text, hoặc kế hoạch JSON) vào kho.

    Văn bản đã có trong kho trở thành lần nạp mới: trạng thái, ghi chú và nội dung sửa được giữ
    nguyên. Xem thay đổi bằng `vanban diff`.
    """
    store = opened(db, create=create)
    failed: list[str] = []
    for loaded in store.load_iter(_plans(_files(files), failed), by=by, batch=20):
        click.echo(_loaded_line(loaded))
        if loaded.outcome != "unchanged":
            _print_doubts(store, loaded.document_id)
    _advance(store)
    sys.exit(FAILED if failed else GOOD)


def _files(paths: tuple[str, ...]) -> tuple[str, ...]:
    """Folders as the documents below them; litter and results of a batch are left out."""
    from vanban.pipeline.batch.litter import kind_of

    found: list[str] = []
    for path in map(Path, paths):
        below = sorted(path.rglob("*")) if path.is_dir() else []
        found += [str(p) for p in below if p.is_file() and kind_of(p.name) is None]
        found += [] if path.is_dir() else [str(path)]
    return tuple(found)


def _print_doubts(store: Store, document_id: int) -> None:
    """What somebody should look at."""
    from vanban.tracking.queries.doubts import load_doubts

    doubts = load_doubts(store, document_id)
    counts = (
        (doubts.doubles, "mục trong thân văn bản trùng với dòng của bảng, không tính hai lần"),
        (doubts.to_review, "nhiệm vụ cần xem lại: vanban tasks --review"),
        (doubts.without_lead, "nhiệm vụ chưa rõ đơn vị chủ trì"),
    )
    for words in (*(f"{n} {words}" for n, words in counts if n), *doubts.remarks):
        click.echo(f"  chú ý: {words}")


def _plans(files: tuple[str, ...], failed: list[str]) -> Iterator[Plan]:
    from vanban.pipeline.errors import PlanError

    for path in files:
        try:
            yield read_input(path)
        except PlanError as error:
            complain(error, path)
            failed.append(path)


def _loaded_line(loaded: Loaded) -> str:
    name = loaded.number_symbol or loaded.title or f"văn bản số {loaded.document_id}"
    if loaded.outcome == "new":
        return f"{loaded.filename}: {name}, mới, {loaded.tasks} nhiệm vụ"
    if loaded.outcome == "unchanged":
        return f"{loaded.filename}: {name}, không có gì thay đổi (lần nạp {loaded.revision})"
    counts = {
        words: len(loaded.changes.get(key, ()))
        for key, words in (
            ("added", "thêm"),
            ("changed", "sửa"),
            ("removed", "bớt"),
            ("back", "trở lại"),
        )
    }
    changes = ", ".join(f"{words} {n}" for words, n in counts.items() if n) or "nhiệm vụ giữ nguyên"
    return f"{loaded.filename}: {name}, lần nạp {loaded.revision}: {changes}; xem `vanban diff {loaded.document_id}`"


def _advance(store: Store) -> None:
    """The next dates of recurring tasks."""
    from vanban.tracking.store.doctor import extend_occurrences

    store.writing(lambda connection: extend_occurrences(connection, store.today()))


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
    from vanban.tracking.queries.tasks import TaskFilter, check_role, find_tasks

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
    from vanban.tracking.queries.tasks import TaskFilter, find_tasks

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
    "--within", type=Days(), default="7d", show_default=True, help="Trong vòng bao nhiêu ngày."
)
@click.option("--unit", help="Chỉ của đơn vị này.")
@day_option
@form_option
@db_option
@clear_errors
def due(within: int, unit: str | None, as_of: date | None, form: str, db: str | None) -> None:
    """In các nhiệm vụ chưa hoàn thành đến hạn trong những ngày tới."""
    from vanban.tracking.queries.tasks import TaskFilter, find_tasks

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
    show_default=True,
    help="Kể cả nhiệm vụ quá hạn.",
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
    _advance(store)
    found = reminders(store, as_of=as_of, days=wanted, overdue=late)
    if output:
        for path in write_files(found, output):
            click.echo(path)
    if mail:
        for reminder in send(store, found, read_addresses(mail)):
            click.echo(f"đã gửi: {reminder.unit}")
    if not output and not mail:
        click.echo(
            "\n".join(reminder_text(reminder) for reminder in found) or "Không có gì phải nhắc."
        )


@click.command(short_help="Khối lượng và kết quả của từng đơn vị.")
@click.option("--role", default="lead", show_default=True, help="Vai trò: chủ trì, phối hợp.")
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
    from vanban.tracking.queries.tasks import check_role
    from vanban.tracking.queries.units import unit_loads

    store = opened(db)
    rows = unit_loads(
        store,
        as_of=as_of,
        role=check_role(role) or "lead",
        unit=unit,
        document_id=one_document(store, document) if document else None,
    )
    names = (
        "unit",
        "total",
        "done",
        "done_in_time",
        "done_late",
        "open",
        "open_in_time",
        "overdue",
        "halted",
        "repealed",
        "rate",
    )
    if form != "table":
        print_records(
            [{name: getattr(row, name) for name in ("unit_id", "code", *names)} for row in rows],
            form,
        )
        return
    headers = [
        "Đơn vị",
        "#Tổng",
        "#Xong",
        "#đúng hạn",
        "#trễ",
        "#Chưa xong",
        "#trong hạn",
        "#quá hạn",
        "#Dừng",
        "#Bị bãi bỏ",
        "#Tỷ lệ",
    ]
    table = [
        [
            *(getattr(row, name) for name in names[:-1]),
            "" if row.rate is None else f"{row.rate:.1%}".replace(".", ","),
        ]
        for row in rows
    ]
    print_table(headers, table, styles=["red" if row.overdue else None for row in rows])


@click.group(short_help="Một nhiệm vụ: xem, báo cáo.")
def task() -> None:
    """Xem một nhiệm vụ và ghi báo cáo về nó."""


@task.command("show")
@click.argument("key")
@day_option
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True
)
@db_option
@clear_errors
def task_show(key: str, as_of: date | None, form: str, db: str | None) -> None:
    """In mọi điều kho biết về nhiệm vụ KEY (mã số hoặc mã ổn định): nội dung, vị trí trong văn bản,
    các kỳ, nhật ký.
    """
    from vanban.tracking.queries.documents import find_task
    from vanban.tracking.queries.rows import (
        fetch_occurrences,
        fetch_reports,
        fetch_tasks,
        has_later_reports,
    )

    store = opened(db)
    with store.reading() as connection:
        task_id = find_task(connection, key)
        day = as_of or store.today()
        row = fetch_tasks(connection, [task_id], day, past=has_later_reports(connection, day))[0]
        dates, log = (
            fetch_occurrences(connection, task_id, day),
            fetch_reports(connection, [task_id]),
        )
    if form == "json":
        import dataclasses

        extra = {
            "occurrences": [dataclasses.asdict(d) for d in dates],
            "reports": [dataclasses.asdict(r) for r in log],
        }
        print_records([task_record(row) | extra], "json")
        return
    for name, value in _task_lines(row):
        if value not in (None, "", ()):
            click.echo(f"{name + ':':<18}{shown(value)}")
    for date_ in dates:
        click.echo(f"  kỳ {shown(date_.new_due or date_.due)}: {_date_status(date_)}")
    for report in log:
        click.echo(f"  {shown(report.at)} {report.by}: {report_line(report)}")


def _date_status(row: Any) -> str:
    from vanban.tracking.states import label, time_label

    return (
        time_label(row.time, row.days)
        if row.state == "not_started"
        else f"{label(row.state)}; {time_label(row.time, row.days)}"
    )


def _task_lines(row: Any) -> list[tuple[str, Any]]:
    return [
        ("Mã", f"{row.id} ({row.stable_id})"), ("Nhiệm vụ", row.text), ("Nhóm", row.group),
        ("Văn bản", ", ".join(filter(None, (row.number_symbol, row.place)))), ("Vị trí", f"{row.start}-{row.end}"), ("Chủ trì", row.leads),
        ("Phối hợp", row.cooperators), ("Báo cáo", row.reports_to), ("Sản phẩm", row.outputs), ("Thời hạn", row.deadline_text),
        ("Hạn", row.due), ("Hạn theo văn bản", row.plan_due if row.plan_due != row.due else None),
        ("Trạng thái", f"{row.state_label} {row.progress} %"), ("Hoàn thành", row.done_on), ("Tình trạng", row.time_label),
        ("Cần xem lại", "có" if row.needs_review else None), ("Ghi chú", row.note),
    ]  # fmt: skip


@task.command("update")
@click.argument("key")
@click.option(
    "--state",
    help="Trạng thái: chưa thực hiện, đang thực hiện, chờ xác nhận, hoàn thành, trả lại, gia hạn, tạm dừng, thu hồi.",
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
    help="Sửa điều máy đọc sai: hạn, nội dung, chủ trì, sản phẩm, ghi chú … (các đơn vị cách nhau bằng dấu chấm phẩy).",
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
    """Ghi một báo cáo về nhiệm vụ KEY. Báo cáo chỉ được thêm, không bị sửa hay xóa."""
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
        click.echo(_corrected(store, task_id, correct, by))
        return
    number = store.update(_checked(Update(task_id, state=code, **said)), by=by)
    with store.reading() as connection:
        row = fetch_tasks(connection, [task_id], store.today())[0]
        dates = fetch_occurrences(connection, task_id, store.today())
        (report,) = (r for r in fetch_reports(connection, [task_id]) if r.id == number)
    words = status(row) if report.occurrence is None else _period(report.occurrence, dates)
    click.echo(f"đã ghi báo cáo số {number} cho nhiệm vụ {task_id}: {words}")


def _period(day: date, dates: Sequence[Any]) -> str:
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
