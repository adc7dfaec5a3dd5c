"""Setting right what was read: fix, task add, remove, split, merge, accept, give; list, remove."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from vanban.commands.console import say
from vanban.commands.printing import (
    Entry,
    by_option,
    clear_errors,
    db_option,
    form_option,
    is_narrow,
    opened,
    print_entries,
    print_records,
    print_table,
)
from vanban.commands.steps import task_step
from vanban.tracking.exports.words import number
from vanban.tracking.words import shown

if TYPE_CHECKING:
    from vanban.tracking.queries.documents import DocumentRow
    from vanban.tracking.queries.doubts import LoadDoubts

_reason_option = click.option("--reason", help="Vì sao.")
_set_option = click.option(
    "--set",
    "values",
    nargs=2,
    multiple=True,
    metavar="TRƯỜNG GIÁ-TRỊ",
    help="Giá trị của một trường: chủ trì, hạn, sản phẩm … Dùng được nhiều lần.",
)


def register(group: click.Group, task: click.Group) -> None:
    """Add the commands to the command line."""
    for command in (list_, remove, close, fix):
        group.add_command(command)
    for command in (
        task_step,
        task_add,
        task_remove,
        task_split,
        task_merge,
        task_accept,
        task_give,
    ):
        task.add_command(command)


@click.command("list", short_help="Các văn bản trong kho.")
@click.option("--limit", type=click.IntRange(0), default=100, show_default=True, help="0: tất cả.")
@form_option
@db_option
@clear_errors
def list_(limit: int, form: str, db: str | None) -> None:
    """In các văn bản trong kho, mới nạp trước."""
    from vanban.tracking.queries.documents import list_documents
    from vanban.tracking.queries.doubts import load_doubts

    store = opened(db)
    rows = list_documents(store, limit=limit)
    doubts = [load_doubts(store, row.id) for row in rows]
    if form != "table":
        names = ("id", "number_symbol", "doc_name", "issued_on", "issuer", "title", "revision")
        records = [
            {n: getattr(row, n) for n in names} | {"tasks": d.listed, "to_review": d.to_review}
            for row, d in zip(rows, doubts, strict=True)
        ]
        print_records(records, form)
        return
    if not rows:
        say("Kho chưa có văn bản nào.")
        return
    if is_narrow():
        print_entries(map(_entry, rows, doubts))
        return
    table = [
        (r.id, r.number_symbol, r.issued_on, r.title, r.issuer, d.listed, d.to_review or None)
        for r, d in zip(rows, doubts, strict=True)
    ]
    headers = ["#Mã", "Văn bản", "Ngày", "Trích yếu", "Cơ quan", "#Nhiệm vụ", "#Cần xem"]
    print_table(headers, table)


def _entry(row: DocumentRow, doubts: LoadDoubts) -> Entry:
    """A document where a table has no room: its title, then number, day, issuer, counts."""
    facts = (
        row.number_symbol or "",
        shown(row.issued_on) if row.issued_on else "",
        row.issuer or "",
        f"{number(doubts.listed)} nhiệm vụ",
        f"{number(doubts.to_review)} cần xem lại" if doubts.to_review else "",
    )
    return Entry(row.id, row.title or "(không đọc được trích yếu)", facts)


@click.command(short_help="Bỏ một văn bản nạp nhầm.")
@click.argument("document", metavar="VĂN-BẢN")
@_reason_option
@by_option
@db_option
@clear_errors
def remove(document: str, reason: str | None, by: str | None, db: str | None) -> None:
    """Đưa VĂN-BẢN ra khỏi mọi danh sách; nhật ký vẫn giữ. Nạp lại thì văn bản trở lại."""
    from vanban.tracking.queries.documents import one_document

    store = opened(db)
    number = one_document(store, document)
    gone = store.remove(number, by=by, reason=reason)
    say(f"đã bỏ văn bản số {number} và {gone} nhiệm vụ của nó khỏi các danh sách")


@click.command(short_help="Kết thúc theo dõi một văn bản.")
@click.argument("document", metavar="VĂN-BẢN")
@click.option("--evidence", help="Văn bản cho thôi theo dõi.")
@click.option("--note", help="Vì sao.")
@by_option
@db_option
@clear_errors
def close(
    document: str, evidence: str | None, note: str | None, by: str | None, db: str | None
) -> None:
    """Thu hồi mọi nhiệm vụ chưa hoàn thành của VĂN-BẢN, như khi kế hoạch đã hết thời gian thực
    hiện; việc đã xong giữ nguyên.
    """
    from vanban.tracking.queries.task_filter import TaskFilter
    from vanban.tracking.queries.tasks import find_tasks
    from vanban.tracking.states import Reported
    from vanban.tracking.store.reporting import Update

    store = opened(db)
    open_ = TaskFilter(document=document, states=("open",), parts=True, limit=0)
    rows = find_tasks(store, open_).rows
    said = note or "Kết thúc theo dõi văn bản"
    updates = [
        Update(row.id, state=Reported.WITHDRAWN, note=said, evidence=evidence) for row in rows
    ]
    store.update_all(updates, by=by)
    say(f"đã thôi theo dõi {number(len(rows))} nhiệm vụ chưa hoàn thành của {document}")


@click.command(short_help="Sửa phần đầu của văn bản, hoặc lấy lại một lần sửa.")
@click.argument("document", metavar="VĂN-BẢN")
@_set_option
@click.option("--undo", "undone", type=int, metavar="SỐ", help="Lấy lại lần sửa số này.")
@_reason_option
@by_option
@db_option
@clear_errors
def fix(
    document: str,
    values: tuple[tuple[str, str], ...],
    undone: int | None,
    reason: str | None,
    by: str | None,
    db: str | None,
) -> None:
    """Ghi đè điều máy đọc sai ở phần đầu của VĂN-BẢN: trích yếu, số ký hiệu, ngày ban hành, người
    ký … Không có gì để ghi thì in các lần sửa.
    """
    from vanban.tracking.edits.write import NewEdit
    from vanban.tracking.queries.documents import one_document

    store = opened(db)
    number = one_document(store, document)
    edits = [NewEdit("set", target="document", field=f, value=v, reason=reason) for f, v in values]
    if undone is not None:
        edits.append(NewEdit("undo", undoes=undone, reason=reason))
    for edit in store.edit(edits, by=by, document_id=number):
        say(f"đã ghi lần sửa số {edit}")
    if not edits:
        _print_log(number, db)


def _print_log(document_id: int, db: str | None) -> None:
    from vanban.tracking.edits.words import edit_line
    from vanban.tracking.store.edit_log import log_of

    with opened(db).reading() as connection:
        log = log_of(connection, document_id)
    for edit in log:
        task = f" nhiệm vụ {edit.task_id}" if edit.task_id else ""
        say(f"{edit.id:>5} {shown(edit.at)} {edit.by}:{task} {edit_line(edit)}")
    if not log:
        say("Chưa có lần sửa nào.")


@click.command("add", short_help="Thêm nhiệm vụ mà máy bỏ sót.")
@click.argument("document", metavar="VĂN-BẢN")
@click.argument("text", metavar="NỘI-DUNG")
@_set_option
@click.option("--after", type=int, metavar="MÃ", help="Đứng sau nhiệm vụ này.")
@_reason_option
@by_option
@db_option
@clear_errors
def task_add(
    document: str,
    text: str,
    values: tuple[tuple[str, str], ...],
    after: int | None,
    reason: str | None,
    by: str | None,
    db: str | None,
) -> None:
    """Thêm vào VĂN-BẢN một nhiệm vụ có NỘI-DUNG ấy. Nó còn nguyên khi văn bản được nạp lại."""
    from vanban.tracking.edits.write import NewEdit
    from vanban.tracking.queries.documents import one_document
    from vanban.tracking.store.edit_log import log_of

    store = opened(db)
    edit = NewEdit("add", values={"text": text, **dict(values)}, after=after, reason=reason)
    where = one_document(store, document)
    (number,) = store.edit([edit], by=by, document_id=where)
    with store.reading() as connection:
        made = next(edit.task_id for edit in log_of(connection, where) if edit.id == number)
    say(f"đã thêm nhiệm vụ số {made} (lần sửa số {number})")


def _edit(db: str | None, by: str | None, **said: object) -> None:
    from vanban.tracking.edits.write import NewEdit

    (number,) = opened(db).edit([NewEdit(**said)], by=by)  # type: ignore[arg-type]
    say(f"đã ghi lần sửa số {number}; lấy lại bằng `vanban fix VĂN-BẢN --undo {number}`")


@click.command("remove", short_help="Bỏ một mục không phải nhiệm vụ.")
@click.argument("task", type=int, metavar="MÃ")
@_reason_option
@by_option
@db_option
@clear_errors
def task_remove(task: int, reason: str | None, by: str | None, db: str | None) -> None:
    """Bỏ nhiệm vụ MÃ khỏi danh sách, kể cả khi văn bản được đọc lại."""
    _edit(db, by, kind="remove", task_id=task, reason=reason)


@click.command("split", short_help="Tách một nhiệm vụ thành nhiều.")
@click.argument("task", type=int, metavar="MÃ")
@click.argument("texts", nargs=-1, required=True, metavar="ĐOẠN...")
@_reason_option
@by_option
@db_option
@clear_errors
def task_split(
    task: int, texts: tuple[str, ...], reason: str | None, by: str | None, db: str | None
) -> None:
    """Tách nhiệm vụ MÃ: mỗi ĐOẠN là một nhiệm vụ; đoạn đầu giữ mã và báo cáo cũ."""
    parts = tuple({"text": text} for text in texts)
    _edit(db, by, kind="split", task_id=task, parts=parts, reason=reason)


@click.command("merge", short_help="Gộp các dòng là một nhiệm vụ.")
@click.argument("task", type=int, metavar="MÃ")
@click.argument("others", nargs=-1, required=True, type=int, metavar="MÃ...")
@_reason_option
@by_option
@db_option
@clear_errors
def task_merge(
    task: int, others: tuple[int, ...], reason: str | None, by: str | None, db: str | None
) -> None:
    """Gộp các nhiệm vụ ghi sau vào nhiệm vụ ghi đầu: lời văn, đơn vị, sản phẩm nối lại."""
    _edit(db, by, kind="merge", task_id=task, others=others, reason=reason)


@click.command("accept", short_help="Đã xem, máy đọc đúng.")
@click.argument("task", type=int, metavar="MÃ")
@click.option("--field", help="Chỉ trường này (mặc định: cả nhiệm vụ).")
@by_option
@db_option
@clear_errors
def task_accept(task: int, field: str | None, by: str | None, db: str | None) -> None:
    """Ghi rằng nhiệm vụ MÃ đã được xem và đúng; nó không còn trong danh sách cần xem lại."""
    _edit(db, by, kind="accept", task_id=task, field=field)


@click.command("give", short_help="Giao cụ thể cho từng đơn vị.")
@click.argument("task", type=int, metavar="MÃ")
@click.argument("units", nargs=-1, required=True, metavar="ĐƠN-VỊ...")
@by_option
@db_option
@clear_errors
def task_give(task: int, units: tuple[str, ...], by: str | None, db: str | None) -> None:
    """Chia nhiệm vụ MÃ thành phần việc của từng ĐƠN-VỊ (tên; chưa có thì được thêm vào danh bạ).
    Nhiệm vụ chung tính một lần và đứng theo phần chậm nhất.
    """
    from vanban.tracking.units.directory import NewUnit, add_unit
    from vanban.tracking.units.groups import give

    store = opened(db)
    ids = [add_unit(store, NewUnit(name)) for name in units]
    number = give(store, task, ids, by=by)
    say(f"đã giao nhiệm vụ {task} cho {len(ids)} đơn vị (lần sửa số {number})")
