"""What a person sees in a terminal: records where columns do not fit, doubts in words, no
controls.
"""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from rich.console import Console

from vanban.pipeline.conversion import convert
from vanban.pipeline.options import Options
from vanban.pipeline.render.neutral import neutral
from vanban.pipeline.render.terminal import show
from vanban.pipeline.render.words import deadline, remarks
from vanban.schemas import Deadline, Plan

SAMPLE = Path(__file__).resolve().parents[3] / "samples" / "quyet-dinh-phan-cong" / "source.docx"


@pytest.fixture(scope="module")
def plan() -> Plan:
    return convert(SAMPLE)


def shown(plan: Plan, width: int = 80) -> list[str]:
    out = io.StringIO()
    show(plan, Console(file=out, width=width))
    return [line.rstrip() for line in out.getvalue().splitlines()]


def test_a_task_is_a_record_where_columns_do_not_fit(plan: Plan) -> None:
    lines = shown(plan)
    begin = lines.index("PL.I.2  Xây dựng quy chế quản lý, vận hành kho dữ liệu dùng chung")
    assert lines[begin + 1 : begin + 7] == [
        "        Chủ trì    Cục Chuyển đổi số",
        "        Phối hợp   Văn phòng Bộ; Thanh tra Bộ",
        "        Thời hạn   30/9/2026",
        "        Sản phẩm   Quyết định của Bộ trưởng",
        "        Cùng việc  II.1.b",
        "",
    ]
    assert max(map(len, lines)) <= 80


def test_a_wide_terminal_has_a_table(plan: Plan) -> None:
    lines = shown(plan, 140)
    assert any(line.startswith("┃ Mục") and "Sản phẩm" in line for line in lines)


def test_what_matters_comes_first(plan: Plan) -> None:
    lines = shown(plan)
    order = [lines.index(title) for title in ("Nhiệm vụ (12)", "Lưu ý", "Căn cứ", "source.docx")]
    assert order == sorted(order)
    assert lines[-1].endswith("12 nhiệm vụ, 1 cần xem lại · 5 lưu ý")


def test_a_doubt_says_what_is_doubtful(plan: Plan) -> None:
    said = remarks(plan)
    of = {".".join(task.path): said[task.id] for task in plan.tasks}
    assert of["PL.II.2"] == {"Cùng việc": "II.2.b", "Cần xem lại": "thời hạn (xem Lưu ý)"}
    assert of["II.1.a"] == {"Cùng việc": "PL.I.1"}  # the row says who does it
    alone = plan.tasks[0].model_copy(update={"linked": ()})
    said = remarks(plan.model_copy(update={"tasks": (alone,)}))
    assert said[alone.id] == {"Cần xem lại": "chưa rõ đơn vị chủ trì"}
    unsure = plan.tasks[4].model_copy(update={"needs_review": True, "deadline": Deadline()})
    said = remarks(plan.model_copy(update={"tasks": (unsure,)}))
    assert unsure.reasons
    assert all(r.lower() in said[unsure.id]["Cần xem lại"].lower() for r in unsure.reasons)


@pytest.mark.parametrize(
    ("text", "due", "words"),
    [
        ("30/9/2026", "2026-09-30", "30/9/2026"),
        ("trước 30/9/2026", "2026-09-29", "trước 30/9/2026 → 29/09/2026"),
        ("Quý II", "2026-06-30", "Quý II → 30/06/2026"),
        ("thường xuyên", None, "thường xuyên"),
    ],
)
def test_a_day_is_not_said_twice(text: str, due: str | None, words: str) -> None:
    assert deadline(Deadline.model_validate({"kind": "date", "text": text, "due": due})) == words


CONTROLS = [
    ("\x1b[31mđỏ\x1b[0m", "␛[31mđỏ␛[0m"),
    ("\x1b]0;tên cửa sổ\x07", "␛]0;tên cửa sổ␇"),
    ("che\rđi", "che␍đi"),
    ("\x9b31m", "\N{REPLACEMENT CHARACTER}31m"),
    ("\x7f\x00", "␡␀"),
    ("ngược \u202etxt.exe", "ngược \N{REPLACEMENT CHARACTER}txt.exe"),
    ("dòng\n\tthường, “chữ” ạ", "dòng\n\tthường, “chữ” ạ"),
]


@pytest.mark.parametrize(("text", "pictured"), CONTROLS, ids=range(len(CONTROLS)))
def test_a_control_is_shown_not_obeyed(text: str, pictured: str) -> None:
    assert neutral(text) == pictured


@pytest.mark.parametrize("width", [80, 140])
def test_no_word_of_a_document_commands_the_terminal(width: int) -> None:
    bad = "\x1b]0;x\x07[red]"
    written = SAMPLE.with_name("source.txt").read_text(encoding="utf-8")
    plan = convert(written.encode(), Options(filename="x.txt"))
    attacked = Plan.model_validate_json(
        plan.model_dump_json()
        .replace("dữ liệu", "dữ\\u001b]0;x\\u0007[red] liệu")
        .replace("x.txt", "x\\u001b[2J.txt")
        .replace("Pháp chế", "Pháp chế\\u009b")
    )
    page = "\n".join(shown(attacked, width))
    assert bad not in page
    assert not any(c in page for c in "\x1b\x07\x9b")
    assert "[red]" in page
