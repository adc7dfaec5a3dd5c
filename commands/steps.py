"""Steps of a task's way: tiếp nhận, đề nghị gia hạn, báo cáo hoàn thành, xác nhận, đôn đốc …"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from vanban.commands.console import say
from vanban.commands.printing import Day, by_option, clear_errors, db_option, opened

if TYPE_CHECKING:
    from vanban.tracking import Store
    from vanban.tracking.people.person import Person
    from vanban.tracking.workflow import Said


@click.command("step", short_help="Một bước: tiếp nhận, gia hạn, xác nhận, đôn đốc …")
@click.argument("key", metavar="MÃ")
@click.argument("step", metavar="[BƯỚC]", required=False)
@click.option("--note", help="Kết quả, lý do, ý kiến.")
@click.option("--evidence", help="Số, ký hiệu văn bản kèm theo.")
@click.option("--progress", type=click.IntRange(0, 100), help="Tỷ lệ hoàn thành, %.")
@click.option("--done-on", type=Day(), help="Ngày hoàn thành.")
@click.option("--new-due", type=Day(), help="Thời hạn mới.")
@click.option("--occurrence", type=Day(), help="Kỳ hạn nào, với nhiệm vụ định kỳ.")
@click.option("--to", "units", multiple=True, help="Đơn vị nhận việc. Dùng được nhiều lần.")
@by_option
@db_option
@clear_errors
def task_step(
    key: str,
    step: str | None,
    note: str | None,
    evidence: str | None,
    progress: int | None,
    done_on: date | None,
    new_due: date | None,
    occurrence: date | None,
    units: tuple[str, ...],
    by: str | None,
    db: str | None,
) -> None:
    """Ghi một bước của nhiệm vụ MÃ. Không nêu BƯỚC thì in những bước làm được lúc này.

    BƯỚC viết bằng lời, không cần dấu: “tiếp nhận”, “đề nghị gia hạn”, “báo cáo hoàn thành”.
    """
    from vanban.tracking.people.person import without_account
    from vanban.tracking.queries.documents import find_task
    from vanban.tracking.workflow import Said

    store = opened(db)
    with store.reading() as connection:
        task_id = find_task(connection, key)
    person = without_account(store.stamp(by).by)
    if step is None:
        _print_steps(store, task_id, person)
        return
    _take(
        store,
        task_id,
        step,
        person,
        Said(note, evidence, progress, done_on, new_due, occurrence, units),
    )


def _print_steps(store: Store, task_id: int, person: Person) -> None:
    from vanban.tracking.cases import case_of
    from vanban.tracking.workflow import allowed, main_first, need_words, stage_label

    case = case_of(store, task_id)
    say(f"Nhiệm vụ {task_id}: {stage_label(case.stage)}. Làm được:")
    for step in main_first(allowed(case, person, store.today()), case.stage):
        needs = "; ".join(map(need_words, step.needs))
        say(f"  {step.label}" + (f" (phải có {needs})" if needs else ""))


def _take(store: Store, task_id: int, words: str, person: Person, said: Said) -> None:
    from vanban.tracking.cases import case_of
    from vanban.tracking.mail import mail_server
    from vanban.tracking.urging import take_step
    from vanban.tracking.workflow import stage_label, step_in_words

    step = step_in_words(words)
    number = take_step(store, task_id, step.name, person, said, server=mail_server())
    stage = stage_label(case_of(store, task_id).stage)
    say(f"đã ghi số {number} cho nhiệm vụ {task_id}: {step.done} Nay: {stage}.")
