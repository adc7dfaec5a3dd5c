"""Reports of a period, and papers about tasks: report, paper."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from vanban.commands.console import say
from vanban.commands.outputs import (
    filters,
    named,
    organ_options,
    output_option,
    taken_of,
    task_filter,
    write,
)
from vanban.commands.printing import clear_errors, day_option, db_option, opened
from vanban.tracking.exports.report.periods import WORDS

if TYPE_CHECKING:
    from vanban.tracking import Store
    from vanban.tracking.exports.letterhead import Letterhead
    from vanban.tracking.exports.model import Snapshot
    from vanban.tracking.exports.report.content import Report

_ENDINGS = (".html", ".htm", ".pdf", ".docx")


def register(group: click.Group) -> None:
    """Add the commands to the command line."""
    for command in (report, paper):
        group.add_command(command)


def _head_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Who writes, and from where."""
    place = click.option("--place", help="Địa danh, ghi trước ngày tháng.")
    symbol = click.option("--symbol", help="Chữ viết tắt của cơ quan, cho số ký hiệu …/BC-…")
    return organ_options(place(symbol(command)))


@click.command(short_help="Báo cáo tình hình thực hiện (HTML, PDF, DOCX).")
@output_option
@filters
@_head_options
@click.option(
    "--period",
    type=click.Choice(list(WORDS)),
    help="Báo cáo của một kỳ: việc kỳ trước chuyển sang và việc giao mới trong kỳ.",
)
@click.option("--administrative", is_flag=True, help="Kỳ hành chính: từ ngày 15 đến ngày 14.")
@click.option(
    "--soon",
    type=click.IntRange(0),
    default=7,
    show_default=True,
    help="Sắp đến hạn: còn không quá số ngày này.",
)
@day_option
@db_option
@clear_errors
def report(output: str, db: str | None, **wanted: Any) -> None:
    """Lập báo cáo ra tệp .html, .pdf hoặc .docx: tổng hợp theo đơn vị, quá hạn, sắp đến hạn, biểu
    đồ, chi tiết từng nhiệm vụ. Với --period: kỳ có ngày --as-of (mặc định: kỳ này).
    """
    target = Path(output)
    if target.suffix.lower() not in _ENDINGS:
        raise click.UsageError("tên tệp phải kết thúc bằng .html, .pdf hoặc .docx")
    made = _composed(opened(db), wanted)
    write(target, _report_bytes(made, target.suffix.lower()))
    say(f"{target}: {len(made.tasks)} nhiệm vụ, {len(made.late)} quá hạn", err=True)


def _composed(store: Store, wanted: dict[str, Any]) -> Report:
    from vanban.tracking.exports.reading import during
    from vanban.tracking.exports.report.content import compose
    from vanban.tracking.exports.report.periods import period_of

    head = _head(wanted)
    if wanted["period"] is None:
        taken = _soon(taken_of(store, wanted, "lead"), wanted["soon"])
        return compose(taken, head, first=wanted["first"], last=wanted["last"])
    day = wanted["as_of"] or store.today()
    period = period_of(wanted["period"], day, wanted["administrative"])
    asked = task_filter(wanted, "lead")
    found, happened = during(store, asked, period)
    return compose(_soon(found, wanted["soon"]), head, period=period, happened=happened)


def _head(wanted: dict[str, Any]) -> Letterhead:
    from vanban.tracking.exports.letterhead import Letterhead

    return Letterhead(wanted["organ"], wanted["parent_organ"], wanted["place"], wanted["symbol"])


def _soon(taken: Snapshot, days: int) -> Snapshot:
    """The snapshot with another notion of what is due soon."""
    return replace(taken, soon=days, tasks=tuple(replace(task, soon=days) for task in taken.tasks))


def _report_bytes(made: Report, ending: str) -> bytes:
    from vanban.tracking.exports.report.html import html, pdf

    if ending == ".docx":
        from vanban.tracking.exports.report.docx import docx

        return docx(made)
    return pdf(made) if ending == ".pdf" else html(made).encode()


@click.command(short_help="Phiếu giao việc, công văn đôn đốc, sổ theo dõi (DOCX).")
@click.argument("kind", type=click.Choice(["phieu-giao-viec", "cong-van-don-doc", "so-theo-doi"]))
@output_option
@filters
@_head_options
@day_option
@db_option
@clear_errors
def paper(kind: str, output: str, db: str | None, **wanted: Any) -> None:
    """Lập giấy tờ về nhiệm vụ theo thể thức NĐ 30/2020.

    Phiếu giao việc, công văn đôn đốc: có --unit thì một tệp .docx, không thì --output là thư mục,
    mỗi đơn vị chủ trì một tệp (đôn đốc: chỉ đơn vị có việc quá hạn hoặc sắp đến hạn).
    """
    from vanban.tracking.exports.letters import LETTERS, told_of

    head = _head(wanted)
    taken = taken_of(opened(db), wanted, "lead")
    for path, one in _addressed(kind, taken, Path(output)):
        told = told_of(kind, one)
        if not told and one.unit:
            say(f"{one.unit}: không có nhiệm vụ nào để ghi vào giấy này", err=True)
            continue
        write(path, LETTERS[kind](one, head))
        say(f"{path}: {len(told)} nhiệm vụ", err=True)


def _addressed(kind: str, taken: Snapshot, target: Path) -> Iterator[tuple[Path, Snapshot]]:
    """Each file with what it is about; without a unit in the question, for those that it
    concerns.
    """
    from vanban.tracking.exports.letters import for_each_unit, told_of

    if kind == "so-theo-doi" or taken.unit:
        yield target, taken
        return
    units = {unit: one for unit, one in for_each_unit(taken).items() if told_of(kind, one)}
    yield from ((path, one) for path, one in named(units, target, ".docx"))
