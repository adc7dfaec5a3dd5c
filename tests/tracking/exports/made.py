"""Snapshots for the exports' tests: some made by hand, some at random; all bodies are invented."""

from __future__ import annotations

from datetime import UTC, date, datetime

from hypothesis import strategies as st

from vanban.tracking.exports.model import (
    DocumentFacts,
    Remark,
    Snapshot,
    TrackedDate,
    TrackedPart,
    TrackedTask,
)
from vanban.tracking.states import Reported

DAY = date(2026, 11, 23)
DECISION = DocumentFacts(
    1,
    "12/QĐ-BTN",
    "Quyết định",
    "Ban hành Kế hoạch thử nghiệm năm 2026",
    date(2026, 3, 2),
    "Bộ Thử nghiệm",
    "Hà Nội",
    2,
)
PLAN = DocumentFacts(
    2,
    "05/KH-UBND",
    "Kế hoạch",
    "Phát triển vùng thử nghiệm",
    date(2026, 1, 5),
    "Ủy ban nhân dân tỉnh Hòa Giang",
)


def lead(name: str) -> TrackedPart:
    return TrackedPart("lead", name, name)


def helper(name: str) -> TrackedPart:
    return TrackedPart("cooperate", name, name)


def task(
    n: int, text: str, *parts: TrackedPart, document: DocumentFacts = DECISION, **facts: object
) -> TrackedTask:
    values: dict[str, object] = {
        "ordinal": n,
        "path": ("PL", "I", str(n)),
        "number": str(n),
        "group": "Hoàn thiện thể chế",
    } | facts
    return TrackedTask(n, f"{n:016x}", document, text, DAY, parts=parts, **values)  # type: ignore[arg-type]


def made() -> Snapshot:
    """Two decisions, eleven tasks: every state, words that look like formulas and dates, several
    dates, no unit.
    """
    kh, pc, cds = "Vụ Kế hoạch - Tài chính", "Vụ Pháp chế", "Cục Chuyển đổi số"
    monthly = tuple(
        TrackedDate(
            date(2026, m, 25),
            state="done" if m < 10 else "not_started",
            done_on=date(2026, m, 24) if m < 10 else None,
        )
        for m in range(7, 13)
    )
    tasks = (
        task(
            1,
            "Xây dựng quy chế quản lý dữ liệu dùng chung",
            lead(pc),
            helper(kh),
            due=date(2026, 9, 30),
            deadline_text="Quý III/2026",
            deadline_kind="date",
            outputs=("Quyết định của Bộ trưởng", "Tờ trình"),
            state="done",
            progress=100,
            done_on=date(2026, 9, 28),
            report_id=4,
            report_note="Đã ban hành 31/QĐ-BTN",
        ),
        task(
            2,
            "=CONG(A1;B1) là tên một biểu mẫu cần thay",
            lead(pc),
            due=date(2026, 10, 1),
            state="done",
            progress=100,
            done_on=date(2026, 10, 20),
            report_id=5,
        ),
        task(
            3,
            "12/2021",
            lead(cds),
            due=date(2026, 11, 1),
            deadline_text="trước 02/11/2026",
            state="in_progress",
            progress=40,
            report_id=6,
            report_note="1-3",
        ),
        task(
            4,
            "Trình cấp có thẩm quyền phê duyệt đề án",
            lead(cds),
            lead(kh),
            due=date(2026, 11, 26),
            missing=("san_pham",),
        ),
        task(
            5,
            "Báo cáo kết quả hằng tháng",
            lead(cds),
            due=date(2026, 10, 25),
            deadline_kind="recurring",
            deadline_text="ngày 25 hằng tháng",
            rrule="FREQ=MONTHLY;BYMONTHDAY=25",
            dates=monthly,
            report_id=9,
            changes=3,
        ),
        task(
            6, "Thường xuyên kiểm tra, đôn đốc", needs_review=True, missing=("nguoi", "thoi_gian")
        ),
        task(
            7,
            "Tổ chức hội nghị",
            lead(kh),
            due=date(2026, 12, 31),
            start_on=date(2026, 6, 1),
            state="suspended",
            report_id=11,
        ),
        task(
            8,
            "Bồi dưỡng kỹ năng số",
            lead("Sở Nội vụ"),
            document=PLAN,
            due=date(2027, 3, 31),
            state="extended",
            report_id=12,
        ),
        task(
            9,
            "Sơ kết, tổng kết",
            lead("Sở Nội vụ"),
            document=PLAN,
            group=None,
            state="withdrawn",
            due=date(2026, 2, 1),
            report_id=13,
        ),
        task(
            10,
            "Rà soát thủ tục",
            lead("Sở Tư pháp"),
            document=PLAN,
            group=None,
            due=date(2026, 11, 20),
            state="awaiting",
            progress=100,
            done_on=date(2026, 11, 19),
            report_id=14,
        ),
        task(
            11,
            "Công khai kết quả " + "trên cổng thông tin điện tử của tỉnh " * 6,
            lead("Sở Tư pháp"),
            document=PLAN,
            group=None,
            due=date(2027, 1, 15),
            state="returned",
            progress=60,
            report_id=15,
        ),
    )
    remarks = (Remark(DECISION, "warning", "Phụ lục không được nhắc đến trong nội dung văn bản."),)
    return Snapshot(tasks, DAY, remarks, taken_at=datetime(2026, 11, 23, 3, tzinfo=UTC))


WORDS = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Cn"), exclude_characters="\ufffe\uffff"),
    max_size=60,
)
LINE = WORDS.map(str.strip).filter(bool)
DAYS = st.dates(date(2015, 1, 1), date(2035, 12, 31))
_UNITS = st.sampled_from(["Vụ Pháp chế", "Sở Nội vụ", "Cục Chuyển đổi số", "Văn phòng"])


@st.composite
def tasks(draw: st.DrawFn, n: int) -> TrackedTask:
    """A task with any words and a standing that the store could hold."""
    state = draw(st.sampled_from(list(Reported)))
    done = state in (Reported.DONE, Reported.AWAITING)
    progress = (
        100
        if state is Reported.DONE
        else 0
        if state is Reported.NOT_STARTED
        else draw(st.integers(0, 100))
    )
    due = draw(st.none() | DAYS)
    parts = tuple(
        TrackedPart(role, name, name)
        for role, name in draw(st.sets(st.tuples(st.sampled_from(["lead", "cooperate"]), _UNITS)))
    )
    return TrackedTask(
        n,
        f"{n:016x}",
        draw(st.sampled_from([DECISION, PLAN])),
        draw(LINE),
        DAY,
        ordinal=n,
        path=("II", str(n)),
        group=draw(st.none() | LINE),
        parts=parts,
        outputs=tuple(draw(st.lists(LINE, max_size=2))),
        deadline_text=draw(st.none() | LINE),
        deadline_kind="date" if due else "none",
        due=due,
        state=state.value,
        progress=progress,
        done_on=draw(DAYS) if done else None,
        report_id=draw(st.integers(0, 10**9)),
        report_note=draw(st.none() | LINE),
        needs_review=draw(st.booleans()),
        changes=draw(st.integers(0, 50)),
        changed_at=datetime(2026, 1, 1, tzinfo=UTC),
    )


@st.composite
def snapshots(draw: st.DrawFn) -> Snapshot:
    """Up to five tasks."""
    return Snapshot(
        tuple(draw(tasks(n)) for n in range(1, draw(st.integers(1, 6)))),
        DAY,
        taken_at=datetime(2026, 1, 1, tzinfo=UTC),
    )
