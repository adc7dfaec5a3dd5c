"""What goes out and comes back: export, import; what reports ask in the same way."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from vanban.commands.console import complain, say
from vanban.commands.printing import (
    FAILED,
    GOOD,
    Day,
    by_option,
    clear_errors,
    day_option,
    db_option,
    opened,
)

if TYPE_CHECKING:
    from vanban.schemas import Plan
    from vanban.tracking import Store
    from vanban.tracking.exports.importing import Imported
    from vanban.tracking.exports.model import Snapshot
    from vanban.tracking.queries.task_filter import TaskFilter

Made = TypeVar("Made")
_TASK_FORMS = ("xlsx", "ics", "csv")
_DOCUMENT_FORMS = {
    "json": ".json",
    "akn": ".akn.xml",
    "jsonld": ".jsonld",
    "metadata": ".metadata.xml",
}
_FORM_HELP = """
\b
xlsx      biểu theo dõi, đơn vị điền rồi nhận lại bằng `vanban import`
ics       lịch (iCalendar); thêm --per-unit để có một lịch cho mỗi đơn vị
csv       gói dữ liệu Frictionless: thư mục, hoặc một tệp .zip
parquet   mọi bảng của kho, để phân tích
gold      điều người đã xem và sửa: mỗi dòng một văn bản, để huấn luyện và đo
json      kế hoạch của từng văn bản
akn       Akoma Ntoso 3.0
jsonld    JSON-LD (schema.org Legislation)
metadata  thông tin đầu vào của văn bản theo NĐ 30/2020, Phụ lục VI
"""


def register(group: click.Group) -> None:
    """Add the commands to the command line."""
    for command in (export, import_):
        group.add_command(command)


def filters(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that say which tasks."""
    options = (
        click.option(
            "--unit",
            help="Chỉ nhiệm vụ của đơn vị này "
            "(xlsx và báo cáo: do đơn vị chủ trì; khác: cả phối hợp).",
        ),
        click.option("--role", help="Vai trò của đơn vị: chủ trì, phối hợp."),
        click.option(
            "--document",
            help="Chỉ văn bản này: 1678/QĐ-BKHCN, 1678/QĐ-BKHCN/2021, hoặc mã trong kho.",
        ),
        click.option(
            "--state",
            "states",
            multiple=True,
            help="Chỉ trạng thái hoặc tình trạng này. Dùng được nhiều lần.",
        ),
        click.option("--from", "first", type=Day(), help="Văn bản ban hành từ ngày."),
        click.option("--to", "last", type=Day(), help="Văn bản ban hành đến ngày."),
    )
    for option in reversed(options):
        command = option(command)
    return command


def organ_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that say who writes."""
    organ = click.option("--organ", help="Cơ quan lập báo cáo, ghi ở đầu trang.")
    parent = click.option("--parent-organ", help="Cơ quan chủ quản trực tiếp.")
    return organ(parent(command))


output_option = click.option(
    "-o", "--output", required=True, type=click.Path(), help="Tệp hoặc thư mục ghi ra."
)


@click.command(short_help="Xuất nhiệm vụ và văn bản ra tệp.", epilog=_FORM_HELP)
@click.argument("form", type=click.Choice([*_TASK_FORMS, "parquet", "gold", *_DOCUMENT_FORMS]))
@output_option
@filters
@organ_options
@click.option(
    "--per-unit", is_flag=True, help="Mỗi đơn vị một tệp (xlsx, ics); --output là thư mục."
)
@click.option("--organ-id", help="Mã định danh của cơ quan ban hành, cho metadata.")
@day_option
@db_option
@clear_errors
def export(form: str, output: str, db: str | None, **wanted: Any) -> None:
    """Xuất nhiệm vụ (xlsx, ics, csv) hoặc văn bản (json, akn, jsonld, metadata) của kho theo dạng
    FORM.
    """
    store, target = opened(db), Path(output)
    if form == "parquet":
        from vanban.tracking.frames import write_parquet

        files = list(write_parquet(store, target))
    elif form == "gold":
        files = [write(target, _gold(store))]
    elif form in _DOCUMENT_FORMS:
        files = [write(path, data) for path, data in _documents(store, form, target, wanted)]
    else:
        files = [write(path, data) for path, data in _task_files(store, form, target, wanted)]
    say(
        f"{len(files)} tệp: {', '.join(map(str, files[:5]))}{' …' if len(files) > 5 else ''}",
        err=True,
    )


def _gold(store: Store) -> bytes:
    """One line of JSON for each document that somebody reviewed or set right."""
    from vanban.tracking.edits.gold import gold_documents

    records = gold_documents(store, reviewed_only=False)
    return "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in records).encode()


def task_filter(wanted: dict[str, Any], role: str | None = None) -> TaskFilter:
    """The tasks that the options ask for. ``role``: what counts for a unit when none is given."""
    from vanban.tracking.queries.task_filter import TaskFilter, check_role

    return TaskFilter(
        unit=wanted["unit"],
        role=check_role(wanted["role"]) or (role if wanted["unit"] else None),
        document=wanted["document"],
        states=wanted["states"],
        as_of=wanted["as_of"],
        limit=0,
    )


def taken_of(store: Store, wanted: dict[str, Any], role: str | None = None) -> Snapshot:
    """The tasks asked for, as they stand; see ``task_filter``."""
    from vanban.tracking.exports.reading import snapshot

    chosen = task_filter(wanted, role)
    return snapshot(store, chosen, issued_from=wanted["first"], issued_to=wanted["last"])


def _task_files(
    store: Store, form: str, target: Path, wanted: dict[str, Any]
) -> Iterator[tuple[Path, bytes]]:
    from vanban.tracking.exports.datapackage import data_package
    from vanban.tracking.exports.ics import calendar, feeds
    from vanban.tracking.exports.model import each_unit
    from vanban.tracking.exports.xlsx.write import Organ, workbook

    taken, organ = (
        taken_of(store, wanted, "lead" if form == "xlsx" else None),
        Organ(wanted["organ"], wanted["parent_organ"]),
    )
    if form == "csv":
        yield from _package(data_package(taken), target)
    elif wanted["per_unit"]:
        made = (
            feeds(taken)
            if form == "ics"
            else {t.unit or "": workbook(t, organ) for t in each_unit(taken)}
        )
        yield from named(made, target, f".{form}")
    else:
        yield target, calendar(taken) if form == "ics" else workbook(taken, organ)


def named(made: dict[str, Made], folder: Path, ending: str) -> Iterator[tuple[Path, Made]]:
    """One file for each unit, named after it; never two of one name."""
    from vanban.tracking.exports.akn.names import slug

    taken: set[str] = set()
    for unit, data in made.items():
        name = slug(unit)[:80] or "chua-ro-don-vi"
        while name in taken:
            name += "-2"
        taken.add(name)
        yield folder / f"{name}{ending}", data


def _package(files: dict[str, bytes], target: Path) -> Iterator[tuple[Path, bytes]]:
    if target.suffix.lower() != ".zip":
        yield from ((target / name, data) for name, data in files.items())
        return
    import io
    import zipfile

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in files.items():
            package.writestr(zipfile.ZipInfo(name), data)
    yield target, out.getvalue()


def _documents(
    store: Store, form: str, target: Path, wanted: dict[str, Any]
) -> Iterator[tuple[Path, bytes]]:
    """One file for each decision; one decision may be written to a named file."""
    from vanban.tracking.exports.akn.names import slug
    from vanban.tracking.queries.documents import list_documents, one_document, read_plan

    ending = _DOCUMENT_FORMS[form]
    if wanted["document"]:
        plan = read_plan(store, one_document(store, wanted["document"]))
        yield (
            target if target.suffix else target / f"{_stem(plan, slug)}{ending}",
            _rendered(plan, form, wanted),
        )
        return
    taken: set[str] = set()
    for row in list_documents(store, limit=0):
        if not _within(row.issued_on, wanted["first"], wanted["last"]):
            continue
        plan = read_plan(store, row.id)
        name = _stem(plan, slug)
        name = name if name not in taken else f"{name}-{row.id}"
        taken.add(name)
        yield target / f"{name}{ending}", _rendered(plan, form, wanted)


def _within(issued: date | None, first: date | None, last: date | None) -> bool:
    if first is None and last is None:
        return True
    return (
        issued is not None
        and (first is None or issued >= first)
        and (last is None or issued <= last)
    )


def _stem(plan: Plan, slug: Callable[[str | None], str]) -> str:
    header = plan.document
    year = f"-{header.issued_on.year}" if header.issued_on else ""
    return (slug(header.number_symbol) or slug(header.title)[:80] or plan.source.sha256[:12]) + year


def _rendered(plan: Plan, form: str, wanted: dict[str, Any]) -> bytes:
    if form == "akn":
        from vanban.tracking.exports.akn import akoma_ntoso

        return akoma_ntoso(plan)
    if form == "jsonld":
        from vanban.tracking.exports.jsonld import json_ld_text

        return json_ld_text(plan).encode()
    if form == "metadata":
        from vanban.tracking.exports.metadata import metadata_xml

        return metadata_xml(plan, organ_id=wanted["organ_id"])
    return (plan.model_dump_json(indent=1) + "\n").encode()


def write(path: Path, data: bytes) -> Path:
    """Whole or not at all: written beside, then moved."""
    from vanban.pipeline.errors import reason

    beside = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(data)
        beside.replace(path)
    except OSError as error:
        raise click.UsageError(f"không ghi được {path}: {reason(error)}") from error
    return path


@click.command("import", short_help="Nhận lại biểu theo dõi mà đơn vị đã điền.")
@click.argument("files", nargs=-1, required=True, type=click.Path(), metavar="TỆP...")
@click.option("--dry-run", is_flag=True, help="Chỉ cho xem, không ghi vào kho.")
@click.option(
    "--overwrite",
    is_flag=True,
    help="Ghi cả những dòng xung đột (báo cáo trước vẫn còn trong lịch sử).",
)
@by_option
@db_option
@clear_errors
def import_(
    files: tuple[str, ...], dry_run: bool, overwrite: bool, by: str | None, db: str | None
) -> None:
    """Đọc cột trạng thái, tỷ lệ, ngày hoàn thành, kết quả trong các biểu XLSX do `vanban export
    xlsx` tạo ra.

    Chỉ ghi những ô đơn vị đã sửa. Dòng mà kho cũng đã đổi từ khi xuất là xung đột: được nêu ra,
    không ghi đè. Mã thoát 1 nếu còn dòng xung đột hoặc không nhận được.
    """
    from vanban.pipeline.errors import PlanError
    from vanban.tracking.exports.importing import import_workbook
    from vanban.tracking.exports.xlsx.read import read_workbook

    store, clean = opened(db), True
    for path in files:
        try:
            filled = read_workbook(_read(path), today=store.today())
            done = import_workbook(
                store, filled, by=store.stamp(by).by, overwrite=overwrite, dry_run=dry_run
            )
        except PlanError as error:
            complain(error, path)
            clean = False
            continue
        _tell(path, done, dry_run)
        clean = clean and done.clean
    sys.exit(GOOD if clean else FAILED)


def _read(path: str) -> bytes:
    from vanban.pipeline.errors import UnreadablePath, reason

    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise UnreadablePath(f"không đọc được: {reason(error)}") from error


def _tell(path: str, done: Imported, dry_run: bool) -> None:
    from vanban.tracking.exports.importing import Outcome

    words = {
        Outcome.WRITTEN: "sẽ ghi" if dry_run else "đã ghi",
        Outcome.SAME: "đã có",
        Outcome.CONFLICT: "XUNG ĐỘT",
        Outcome.REFUSED: "KHÔNG NHẬN",
    }
    counts = ", ".join(f"{done.count(outcome)} {text.lower()}" for outcome, text in words.items())
    say(f"{path}: {counts}, {done.count(Outcome.UNCHANGED)} không đổi")
    for result in done.results:
        if result.outcome is not Outcome.UNCHANGED:
            task = " ".join(result.row.text.split())[:70]
            place = f"dòng {result.row.line} [{result.row.task_id}] {task}"
            say(f"  {place}: {words[result.outcome]}: {result.message}")
    for problem in done.problems:
        say(f"  {problem}")
