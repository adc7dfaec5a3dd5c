"""Looking back and looking after the store: diff, undo, history, search, sql, graph, doctor,
backup, restore.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vanban.commands.console import say, show
from vanban.commands.english import said
from vanban.commands.log_lines import LogEntry, entries, in_turn
from vanban.commands.printing import (
    FAILED,
    GOOD,
    by_option,
    clear_errors,
    db_option,
    form_option,
    opened,
    plain,
    print_records,
    print_table,
)
from vanban.tracking.words import difference_lines, shown

if TYPE_CHECKING:
    from vanban.tracking.queries.documents import LinkRow, RevisionRow
    from vanban.tracking.queries.search import Hit


@click.command(short_help="Lần nạp này khác lần trước những gì.")
@click.argument("document", metavar="VĂN-BẢN")
@click.option("--revision", type=int, help="Lần nạp nào (mặc định: mới nhất).")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True
)
@db_option
@clear_errors
def diff(document: str, revision: int | None, form: str, db: str | None) -> None:
    """In khác biệt giữa một lần nạp của VĂN-BẢN và lần trước đó."""
    from vanban.tracking.queries.documents import diff as difference
    from vanban.tracking.queries.documents import one_document

    store = opened(db)
    row = difference(store, one_document(store, document), revision)
    if form == "json":
        click.echo(json.dumps(row.changes, ensure_ascii=False, indent=1))
        return
    say(f"Lần nạp {row.number} ({row.filename}, {shown(row.loaded_at)}, {row.loaded_by})")
    lines = list(difference_lines(row.changes))
    say("\n".join(lines) if lines else "Không có khác biệt về nhiệm vụ và phần đầu.")


@click.command(short_help="Bỏ lần nạp cuối của một văn bản.")
@click.argument("document", metavar="VĂN-BẢN")
@click.option("--to", type=int, help="Trở về lần nạp này.")
@by_option
@db_option
@clear_errors
def undo(document: str, to: int | None, by: str | None, db: str | None) -> None:
    """Đưa VĂN-BẢN về lần nạp trước, thành một lần nạp mới. Báo cáo và ghi chú của mọi người vẫn
    giữ nguyên.
    """
    from vanban.tracking.queries.documents import one_document

    store = opened(db)
    loaded = store.undo(one_document(store, document), by=by, to=to)
    say(f"lần nạp {loaded.revision}: {loaded.tasks} nhiệm vụ")


@click.command(short_help="Mọi điều đã xảy ra với một văn bản.")
@click.argument("document", metavar="VĂN-BẢN")
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True
)
@db_option
@clear_errors
def history(document: str, form: str, db: str | None) -> None:
    """In các lần nạp, các báo cáo, và những văn bản sửa đổi, thay thế VĂN-BẢN."""
    import dataclasses

    from vanban.tracking.queries.documents import history as story
    from vanban.tracking.queries.documents import one_document

    store = opened(db)
    found = story(store, one_document(store, document, removed=True))
    if form == "json":
        click.echo(
            json.dumps(dataclasses.asdict(found), ensure_ascii=False, indent=1, default=plain)
        )
        return
    head = found.document
    day = shown(head.issued_on) if head.issued_on else ""
    name = f"{head.doc_name or 'Văn bản'} {head.number_symbol or ''} {day}"
    show(f"{name}: {head.title or ''}")
    for link in found.changed_by:
        what = f"{_RELATIONS_BACK[link.relation]} bởi {link.number_symbol}"
        say(f"  {what} (số {link.document_id}){_of_tasks(link)}")
    for link in found.changes:
        say(
            f"  {_RELATIONS[link.relation]} {link.other or link.text}"
            + (f" (số {link.other_id})" if link.other_id else " (chưa có trong kho)")
            + _of_tasks(link)
        )
    for line in in_turn([*map(_load_entry, found.revisions), *entries(found.reports, found.edits)]):
        say(line)


def _load_entry(row: RevisionRow) -> LogEntry:
    undone = f"; trở về lần nạp {row.restores}" if row.restores else ""
    words = f"lần nạp {row.number} từ {row.filename}{undone}"
    return LogEntry(row.loaded_at, row.loaded_by, words)


def _of_tasks(link: LinkRow) -> str:
    return f": {', '.join(link.tasks)}" if link.tasks else ""


_RELATIONS = {"amends": "sửa đổi, bổ sung", "replaces": "thay thế", "repeals": "bãi bỏ"}
_RELATIONS_BACK = {
    "amends": "được sửa đổi, bổ sung",
    "replaces": "được thay thế",
    "repeals": "bị bãi bỏ",
}


@click.command(
    short_help="Tìm trong văn bản và nhiệm vụ, có dấu hoặc không.",
    context_settings={
        "ignore_unknown_options": True,
        "help_option_names": ["--help"],
    },  # -từ is a word that must not occur
)
@click.argument("question", nargs=-1, required=True, metavar="TỪ...")
@click.option(
    "--in",
    "kind",
    type=click.Choice(["all", "task", "text"]),
    default="all",
    show_default=True,
    help="Tìm ở nhiệm vụ, ở toàn văn, hay cả hai.",
)
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "csv", "json"]),
    default="text",
    show_default=True,
)
@db_option
@clear_errors
def search(question: tuple[str, ...], kind: str, limit: int, form: str, db: str | None) -> None:
    """Tìm các từ ấy. "ke hoach" tìm được "kế hoạch"; gõ có dấu thì đúng dấu đứng trước. "cụm từ"
    trong ngoặc kép, đầu-từ*, -từ-không-có.
    """
    import dataclasses

    from vanban.tracking.queries.search import search as find

    hits = find(
        opened(db),
        " ".join(question),
        kinds=("task", "text") if kind == "all" else (kind,),
        limit=limit,
    )
    if form != "text":
        print_records(
            [
                {name: plain(value) for name, value in dataclasses.asdict(hit).items()}
                for hit in hits
            ],
            form,
        )
        return
    for hit in hits:
        _print_hit(hit)
    if not hits:
        say("Không tìm thấy.")


def _print_hit(hit: Hit) -> None:
    from vanban.tracking.queries.search import highlighted

    place = f" (nhiệm vụ {hit.task_id})" if hit.task_id else ""
    marks = (
        (click.style("\0", bold=True, fg="yellow").split("\0"))
        if sys.stdout.isatty()
        else ["«", "»"]
    )
    where = "" if hit.marks else said(" [khớp ở tên đơn vị, nhóm hoặc sản phẩm]")
    words = " ".join(highlighted(hit, *marks).split())
    show(f"{hit.number_symbol or hit.title}{place}: {words}{where}")


@click.command(short_help="Hỏi kho bằng SQL, chỉ đọc.")
@click.argument("question", metavar="CÂU-HỎI")
@click.option(
    "--timeout",
    type=click.FloatRange(min=0.1),
    default=30.0,
    show_default=True,
    help="Giới hạn thời gian, giây.",
)
@click.option(
    "--limit", type=click.IntRange(1), default=1000, show_default=True, help="Số dòng nhiều nhất."
)
@form_option
@db_option
@clear_errors
def sql(question: str, timeout: float, limit: int, form: str, db: str | None) -> None:
    """Chạy một câu SELECT trên v_tasks, v_documents, v_assignments, v_citations, v_units, v_reports
    và các khung nhìn khác (docs/TRACKING.md).
    """
    from vanban.tracking.queries.sql import run_sql

    answer = run_sql(opened(db), question, seconds=timeout, limit=limit)
    if form == "table":
        numeric = [
            all(isinstance(row[n], (int, float)) for row in answer.rows)
            for n in range(len(answer.columns))
        ]
        print_table(
            [f"#{c}" if number else c for c, number in zip(answer.columns, numeric, strict=True)],
            answer.rows,
        )
    else:
        print_records(
            [dict(zip(answer.columns, map(plain, row), strict=True)) for row in answer.rows], form
        )
    if answer.more:
        say(f"… chỉ in {limit} dòng đầu: thêm --limit.", err=True)


@click.command(short_help="Đồ thị viện dẫn: văn bản nào dựa trên văn bản nào.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    required=True,
    help="Tệp .graphml hoặc .json.",
)
@db_option
@clear_errors
def graph(output: Path, db: str | None) -> None:
    """Ghi đồ thị viện dẫn của cả kho."""
    from vanban.tracking.queries.graph import as_graphml, as_json, citation_graph

    found = citation_graph(opened(db))
    text = (
        as_graphml(found)
        if output.suffix.lower() == ".graphml"
        else json.dumps(as_json(found), ensure_ascii=False, indent=1) + "\n"
    )
    output.write_text(text, encoding="utf-8")
    say(f"{output}: {len(found.nodes)} văn bản, {len(found.edges)} viện dẫn")


@click.command(short_help="Khám kho dữ liệu.")
@click.option(
    "--fix",
    is_flag=True,
    help="Dựng lại những gì suy ra được: trạng thái, số đếm, kỳ hạn, chỉ mục.",
)
@db_option
@clear_errors
def doctor(fix: bool, db: str | None) -> None:
    """Kiểm tra kho có toàn vẹn không, và các số liệu suy ra có đúng với nhật ký không."""
    from vanban.tracking.store.doctor import doctor as examine

    findings = examine(opened(db), fix=fix)
    for finding in findings:
        mark = "tốt" if finding.ok else "đã sửa" if finding.fixed else "HỎNG"
        show(f"{said(mark):<8}{said(finding.name)}: {said(finding.message)}")
    sys.exit(GOOD if all(f.ok or f.fixed for f in findings) else FAILED)


@click.command(short_help="Sao lưu kho vào một tệp.")
@click.argument("target", type=click.Path(path_type=Path), metavar="TỆP")
@db_option
@clear_errors
def backup(target: Path, db: str | None) -> None:
    """Ghi bản sao toàn vẹn của kho vào TỆP (SQLite), kể cả khi đang có người ghi."""
    from vanban.tracking.store.backup import backup as save

    click.echo(save(opened(db), target))


@click.command(short_help="Phục hồi kho từ bản sao lưu.")
@click.argument("source", type=click.Path(path_type=Path), metavar="TỆP")
@click.option(
    "--force",
    is_flag=True,
    help="Ghi đè kho đang có dữ liệu (kho SQLite cũ được giữ lại bên cạnh).",
)
@db_option
@clear_errors
def restore(source: Path, force: bool, db: str | None) -> None:
    """Thay nội dung kho bằng bản sao lưu TỆP; được tất cả hoặc không gì cả."""
    from vanban.tracking.store.backup import restore as bring_back

    kept = bring_back(opened(db, create=True), source, force=force)
    say(f"đã phục hồi từ {source}" + (f"; kho cũ ở {kept}" if kept else ""))


COMMANDS = (diff, undo, history, search, sql, graph, doctor, backup, restore)
