"""Urging units about what is overdue."""

from __future__ import annotations

import sys

import click

from vanban.commands.console import say
from vanban.commands.printing import FAILED, GOOD, by_option, clear_errors, db_option, opened


@click.command(short_help="Gửi thư đôn đốc việc quá hạn.")
@click.option("--unit", help="Chỉ của đơn vị này, do nó chủ trì.")
@click.option("--document", help="Chỉ của văn bản này.")
@click.option("--note", help="Ghi thêm vào thư và nhật ký.")
@click.option("--dry-run", is_flag=True, help="Chỉ in thư, không gửi, không ghi.")
@by_option
@db_option
@clear_errors
def urge(
    unit: str | None,
    document: str | None,
    note: str | None,
    dry_run: bool,
    by: str | None,
    db: str | None,
) -> None:
    """Gửi mỗi đơn vị một thư về các nhiệm vụ quá hạn mà hôm nay chưa đôn đốc.

    Địa chỉ lấy trong danh bạ đơn vị, máy chủ thư trong VANBAN_SMTP. Nhật ký chỉ ghi khi thư đã gửi.
    Mã thoát 1 nếu còn thư chưa gửi được.
    """
    from vanban.tracking.mail import mail_server
    from vanban.tracking.people.person import without_account
    from vanban.tracking.queries.task_filter import TaskFilter
    from vanban.tracking.urging import send_urges, urges

    store = opened(db)
    person = without_account(store.stamp(by).by)
    role = "lead" if unit else None
    found = urges(store, TaskFilter(unit=unit, role=role, document=document), person)
    if dry_run or not found:
        letters = (f"{u.address or '(chưa có địa chỉ)'}\n{u.words(note)}" for u in found)
        say("\n".join(letters) or "Không có nhiệm vụ nào phải đôn đốc.")
        return
    results = send_urges(store, found, person, server=mail_server(), note=note)
    for result in results:
        told = (
            result.failed or f"đã gửi {len(result.urge.tasks)} nhiệm vụ tới {result.urge.address}"
        )
        say(f"{result.urge.unit}: {told}", err=result.failed is not None)
    sys.exit(FAILED if any(result.failed for result in results) else GOOD)
