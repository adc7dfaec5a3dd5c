"""Papers about tasks as DOCX: phiếu giao việc, công văn đôn đốc, sổ theo dõi (NĐ 30/2020, Phụ lục I
and III: papers with a kind, letters without one).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from docx.document import Document
from docx.shared import Pt

from vanban.tracking.exports.letterhead import Letterhead
from vanban.tracking.exports.model import Snapshot, TrackedTask, each_unit
from vanban.tracking.exports.office_paper import (
    add_closing,
    add_letterhead,
    add_line,
    add_paragraph,
    add_row,
    add_title,
    headed_table,
    new_paper,
    saved,
    turn_landscape,
)
from vanban.tracking.exports.words import KEPT, SIGNER, day, number
from vanban.tracking.states import TimeState

_ACROSS = 26.2
"""Width of the text on a page across, in centimetres."""
_SLIP = (
    ("TT", "Nội dung nhiệm vụ", "Phối hợp", "Sản phẩm", "Thời hạn"),
    (0.9, 7.0, 3.0, 2.9, 2.4),
)
_URGE = (
    ("TT", "Nội dung nhiệm vụ", "Văn bản giao", "Thời hạn", "Số ngày quá hạn"),
    (0.9, 7.9, 3.2, 2.4, 1.8),
)
_REGISTER = (
    ("TT", "Số, ký hiệu, ngày văn bản", "Nội dung nhiệm vụ", "Chủ trì", "Phối hợp", "Thời hạn",
     "Ngày hoàn thành", "Kết quả, văn bản", "Tình trạng", "Ký nhận"),
    (0.9, 3.3, 6.5, 2.8, 2.6, 2.1, 2.1, 2.6, 2.1, 1.2),
)  # fmt: skip


def assignment_slip(taken: Snapshot, head: Letterhead = Letterhead()) -> bytes:
    """Phiếu giao việc to the unit of ``taken``: each decision with the tasks of it that are to be
    done.
    """
    given = to_give(taken)
    made = new_paper()
    add_letterhead(made, head, taken.as_of, "PGV")
    add_title(made, "PHIẾU GIAO VIỆC", "")
    _addressed(made, taken.unit)
    add_paragraph(
        made,
        f"Căn cứ các văn bản nêu dưới đây, giao {taken.unit or 'đơn vị'} chủ trì thực hiện "
        f"{number(len(given))} nhiệm vụ sau:",
    )
    for document, tasks in _by_document(given).items():
        _over_table(made, document)
        table = headed_table(made, _SLIP[1], _SLIP[0])
        for n, task in enumerate(tasks, 1):
            helpers, products = "; ".join(task.cooperators), "; ".join(task.outputs)
            words = (str(n), _with_place(task), helpers, products, _deadline(task))
            add_row(table, words, center={0, 4})
    add_paragraph(
        made,
        "Đề nghị đơn vị tiếp nhận, triển khai thực hiện và báo cáo kết quả đúng thời hạn; "
        "có khó khăn, vướng mắc thì báo cáo ngay để được xem xét, giải quyết./.",
    ).paragraph_format.space_before = Pt(8)
    add_closing(made, SIGNER, ("- Như trên;", KEPT))
    return saved(made, f"Phiếu giao việc: {taken.unit or ''}", taken.as_of)


def urging_letter(taken: Snapshot, head: Letterhead = Letterhead()) -> bytes:
    """Công văn đôn đốc to the unit of ``taken``: what is overdue, then what is due soon."""
    made = new_paper()
    add_letterhead(made, head, taken.as_of, "", "đôn đốc thực hiện nhiệm vụ được giao")
    _addressed(made, taken.unit)
    late, soon = to_urge(taken, TimeState.OVERDUE), to_urge(taken, TimeState.DUE_SOON)
    add_paragraph(
        made,
        f"Qua theo dõi, tính đến ngày {day(taken.as_of)}, {taken.unit or 'đơn vị'} còn "
        f"{_how_many(len(late), len(soon))}, cụ thể:",
    )
    urged = [("Nhiệm vụ quá hạn", late), ("Nhiệm vụ sắp đến hạn", soon)]
    for n, (title, tasks) in enumerate((part for part in urged if part[1]), 1):
        _over_table(made, f"{n}. {title}")
        _urge_rows(made, tasks)
    add_paragraph(
        made,
        "Đề nghị đơn vị khẩn trương hoàn thành, báo cáo kết quả (nêu rõ nguyên nhân chậm và thời "
        "gian hoàn thành đối với nhiệm vụ quá hạn) trước ngày ……/……/…………./.",
    ).paragraph_format.space_before = Pt(8)
    add_closing(made, SIGNER, ("- Như trên;", KEPT))
    return saved(made, f"Công văn đôn đốc: {taken.unit or ''}", taken.as_of)


def _how_many(late: int, soon: int) -> str:
    """'2 nhiệm vụ quá hạn chưa hoàn thành và 1 nhiệm vụ sắp đến hạn'; what there is none of is not
    named.
    """
    counted = ((late, "quá hạn chưa hoàn thành"), (soon, "sắp đến hạn"))
    return " và ".join(
        f"{number(n)} nhiệm vụ {what}" for n, what in counted if n or late + soon == 0
    )


def register(taken: Snapshot, head: Letterhead = Letterhead()) -> bytes:
    """Sổ theo dõi: every task on a line, across the page, with room for who received it."""
    made = new_paper()
    turn_landscape(made.sections[0])
    add_letterhead(made, head, taken.as_of, "STD", width=_ACROSS)
    whose = f"Nhiệm vụ của {taken.unit}" if taken.unit else "Nhiệm vụ được giao"
    add_title(made, "SỔ THEO DÕI NHIỆM VỤ", whose, f"(Tính đến ngày {day(taken.as_of)})")
    table = headed_table(made, _REGISTER[1], _REGISTER[0], size=10)
    for n, task in enumerate(taken.tasks, 1):
        document = task.document
        source = "\n".join(filter(None, (document.number_symbol, day(document.issued_on))))
        result = "; ".join(filter(None, (task.report_note, task.report_evidence)))
        words = (
            str(n), source, task.text, "; ".join(task.leads), "; ".join(task.cooperators),
            _deadline(task), day(task.done_on), result, task.time_label, "",
        )  # fmt: skip
        add_row(table, words, center={0, 1, 5, 6, 8}, size=10)
    return saved(made, "Sổ theo dõi nhiệm vụ", taken.as_of)


LETTERS: Mapping[str, Callable[[Snapshot, Letterhead], bytes]] = {
    "phieu-giao-viec": assignment_slip,
    "cong-van-don-doc": urging_letter,
    "so-theo-doi": register,
}
"""By the names that commands and addresses use."""


def for_each_unit(taken: Snapshot) -> dict[str, Snapshot]:
    """``taken`` for each leading unit; what no unit leads is left out."""
    return {some.unit: some for some in each_unit(taken) if some.unit}


def to_give(taken: Snapshot) -> list[TrackedTask]:
    """What a unit is given to do: not what is finished, stopped, or repealed."""
    open_ = (task for task in taken.tasks if task.phase == "open")
    return [task for task in open_ if task.time is not TimeState.REPEALED]


def told_of(kind: str, taken: Snapshot) -> list[TrackedTask]:
    """What a paper of this kind (``LETTERS``) is about."""
    if kind == "phieu-giao-viec":
        return to_give(taken)
    return to_urge(taken) if kind == "cong-van-don-doc" else list(taken.tasks)


def to_urge(taken: Snapshot, *states: TimeState) -> list[TrackedTask]:
    """What a unit is urged about (of these states, else all of it), the earliest first."""
    wanted = states or (TimeState.OVERDUE, TimeState.DUE_SOON)
    found = [task for task in taken.tasks if task.time in wanted]
    return sorted(found, key=lambda task: (task.due or taken.as_of, task.ordinal))


def _addressed(made: Document, unit: str | None) -> None:
    line = add_line(made.add_paragraph(), f"Kính gửi: {unit or '…………………………'}")
    line.paragraph_format.space_before = line.paragraph_format.space_after = Pt(12)


def _over_table(made: Document, words: str) -> None:
    form = add_paragraph(made, words, bold=True).paragraph_format
    form.keep_with_next, form.space_before = True, Pt(8)


def _by_document(tasks: Iterable[TrackedTask]) -> dict[str, list[TrackedTask]]:
    found: dict[str, list[TrackedTask]] = {}
    for task in tasks:
        title = task.document.title if task.document.number_symbol else None
        name = ": ".join(filter(None, (task.document.name, title)))
        found.setdefault(name, []).append(task)
    return found


def _urge_rows(made: Document, tasks: list[TrackedTask]) -> None:
    table = headed_table(made, _URGE[1], _URGE[0])
    for n, task in enumerate(tasks, 1):
        source = ", ".join(filter(None, (task.place, task.document.number_symbol)))
        late = number(task.days_late) if task.days_late else ""
        words = (str(n), task.text, source, day(task.due), late)
        add_row(table, words, center={0, 3, 4}, red={4})


def _with_place(task: TrackedTask) -> str:
    return f"{task.text} ({task.place})" if task.place else task.text


def _deadline(task: TrackedTask) -> str:
    return day(task.due) or task.deadline_text or "Không thời hạn"
