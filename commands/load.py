"""Taking documents into the store: load."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vanban.commands.console import complain, say
from vanban.commands.printing import (
    FAILED,
    GOOD,
    by_option,
    clear_errors,
    create_option,
    db_option,
    opened,
    read_input,
)

if TYPE_CHECKING:
    from vanban.schemas import Plan
    from vanban.tracking import Store
    from vanban.tracking.store.load import Loaded


@click.command(short_help="Nạp văn bản vào kho để theo dõi.")
@click.argument("files", nargs=-1, required=True, type=click.Path(), metavar="TỆP...")
@db_option
@create_option
@by_option
@clear_errors
def load(files: tuple[str, ...], db: str | None, create: bool, by: str | None) -> None:
    """Nạp văn bản (DOCX, PDF, HTML, văn bản thuần, hoặc kế hoạch JSON) vào kho.

    Văn bản đã có trong kho trở thành lần nạp mới: trạng thái, ghi chú và nội dung sửa được giữ
    nguyên. Xem thay đổi bằng `vanban diff`.
    """
    store = opened(db, create=create)
    failed: list[str] = []
    for loaded in store.load_iter(_plans(_files(files), failed), by=by, batch=20):
        say(_loaded_line(loaded))
        if loaded.outcome != "unchanged":
            _print_doubts(store, loaded.document_id)
    store.advance()
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
        say(f"  chú ý: {words}")


def _plans(files: tuple[str, ...], failed: list[str]) -> Iterator[Plan]:
    from vanban.pipeline.errors import PlanError

    for path in files:
        try:
            yield from read_input(path)
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
    return (
        f"{loaded.filename}: {name}, lần nạp {loaded.revision}: {changes}; "
        f"xem `vanban diff {loaded.document_id}`"
    )
