"""What staff tried with decisions as offices send them: from the file to what the commands say."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner
from docx import Document

from vanban.cli import main

SAMPLES = Path(__file__).parents[2] / "samples"
DATA = Path(__file__).parents[1] / "data" / "store"
HEAD = (
    "BỘ KHOA HỌC VÀ CÔNG NGHỆ",
    "Số: 900/QĐ-BKHCN",
    "Hà Nội, ngày {}",
    "QUYẾT ĐỊNH",
    "Về việc ban hành Kế hoạch chuyển đổi số năm 2026",
    "BỘ TRƯỞNG BỘ KHOA HỌC VÀ CÔNG NGHỆ",
    "Căn cứ Luật Tổ chức Chính phủ;",
    "QUYẾT ĐỊNH:",
    "Điều 1. Ban hành kèm theo Quyết định này Kế hoạch (Phụ lục kèm theo).",
    "Điều 2. Quyết định này có hiệu lực kể từ ngày ký.",
    "PHỤ LỤC",
    "PHÂN CÔNG NHIỆM VỤ",
    "(Ban hành kèm theo Quyết định số 900/QĐ-BKHCN ngày {} của Bộ trưởng Bộ Khoa học và Công nghệ)",
)
COLUMNS = ("TT", "Nhiệm vụ", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời hạn")
ROWS = (
    ("1", "Xây dựng kế hoạch số hóa hồ sơ lưu trữ", "Văn phòng Bộ", "Vụ Pháp chế", "30/6/2026"),
    ("2", "Đào tạo kỹ năng số cho công chức", "Vụ Tổ chức cán bộ", "Văn phòng Bộ", "Quý IV/2026"),
    ("3", "Rà soát văn bản về giao dịch điện tử", "Vụ Pháp chế", "", "15/5/2026"),
)
ISSUED = "10 tháng 3 năm 2026"


def decision(path: Path, rows: Sequence[tuple[str, ...]] = ROWS, issued: str = ISSUED) -> Path:
    """A decision with its table of work, as DOCX."""
    made = Document()
    for words in HEAD:
        made.add_paragraph(words.format(issued))
    table = made.add_table(rows=0, cols=len(COLUMNS))
    for row in (COLUMNS, *rows):
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    out = io.BytesIO()
    made.save(out)
    path.write_bytes(out.getvalue())
    return path


def run(folder: Path, *words: str, columns: str = "200") -> str:
    env = {"VANBAN_DB": str(folder / "kho.db"), "COLUMNS": columns}
    result = CliRunner().invoke(main, list(words), env=env, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def asked(folder: Path, *words: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(run(folder, *words, "--format", "json"))
    return found


@pytest.fixture
def loaded(tmp_path: Path) -> Path:
    run(tmp_path, "load", str(decision(tmp_path / "a.docx")))
    return tmp_path


def test_a_damaged_appendix_is_told_and_a_finished_period_is_named(tmp_path: Path) -> None:
    """1678 as it was found on a portal: of its table of work four cells are left."""
    told = run(tmp_path, "load", str(SAMPLES / "1678-qd-bkhcn" / "source.txt"))
    assert "1678/QĐ-BKHCN, mới, 11 nhiệm vụ" in told
    assert "chú ý: Bảng bị hỏng: chỉ còn 4 ô" in told and "Cần đối chiếu với bản gốc." in told
    yearly = asked(tmp_path, "tasks")[0]["id"]
    for year in (2021, 2022):
        done = run(tmp_path, "task", "update", str(yearly), "--state", "xong")
        assert f"kỳ 29/11/{year}: Đã hoàn thành" in done
        assert f"kỳ tiếp theo 29/11/{year + 1}" in done


def test_amendments_and_repeals_act(loaded: Path) -> None:
    run(loaded, "load", str(DATA / "amend.docx"), str(DATA / "amend2.docx"))
    told = run(loaded, "history", "900/QĐ-BKHCN")
    assert "sửa đổi" in told.lower() and "bãi bỏ" in told.lower()
    (gone,) = asked(loaded, "tasks", "--repealed")
    assert gone["number"] == "3"
    assert gone["time"] == "repealed"
    late = asked(loaded, "overdue", "--document", "900/QĐ-BKHCN", "--as-of", "31/12/2027")
    assert [row["number"] for row in late] == ["1", "2"]


AMENDING = """BỘ KHOA HỌC VÀ CÔNG NGHỆ
Số: 950/QĐ-BKHCN
Hà Nội, ngày 20 tháng 5 năm 2026
QUYẾT ĐỊNH
Về việc sửa đổi, bổ sung Kế hoạch chuyển đổi số năm 2026
BỘ TRƯỞNG BỘ KHOA HỌC VÀ CÔNG NGHỆ
Căn cứ Luật Tổ chức Chính phủ;
QUYẾT ĐỊNH:
Điều 1. Sửa đổi, bổ sung một số nội dung của Kế hoạch ban hành kèm theo Quyết định số 900/QĐ-BKHCN ngày \
10 tháng 3 năm 2026 của Bộ trưởng Bộ Khoa học và Công nghệ như sau:
1. Điều chỉnh thời hạn hoàn thành nhiệm vụ số 1 thành ngày 30/9/2026.
2. Bãi bỏ nhiệm vụ số 3.
Điều 2. Quyết định này có hiệu lực kể từ ngày ký.
"""


def test_clauses_of_an_amendment_act_on_the_plan_that_its_article_names(loaded: Path) -> None:
    path = loaded / "sua-doi.txt"
    path.write_text(AMENDING, "utf-8")
    run(loaded, "load", str(path))
    assert [row["number"] for row in asked(loaded, "tasks", "--repealed")] == ["3"]
    told = run(loaded, "history", "900/QĐ-BKHCN")
    assert "nhiệm vụ 1" in told and "nhiệm vụ 3" in told


def test_days_from_the_day_of_issue_are_a_deadline(tmp_path: Path) -> None:
    words = "100 ngày kể từ ngày ban hành Kế hoạch"
    row = ("1", "Xây dựng kế hoạch số hóa hồ sơ lưu trữ", "Văn phòng Bộ", "", words)
    path = decision(tmp_path / "k.docx", [row], issued="14 tháng 7 năm 2026")
    run(tmp_path, "load", str(path))
    (task,) = asked(tmp_path, "tasks")
    assert (task["due"], task["deadline_text"]) == ("2026-10-22", words)


def test_a_class_is_one_unit_however_it_is_written(tmp_path: Path) -> None:
    names = ("Các sở, ban, ngành", "các Sở, ban, ngành", "Các Sở, Ban, Ngành")
    works = ("Rà soát thủ tục hành chính", "Tuyên truyền pháp luật", "Số hóa hồ sơ lưu trữ")
    rows = [
        (str(n), work, name, "", "31/12/2026")
        for n, (work, name) in enumerate(zip(works, names, strict=True), 1)
    ]
    run(tmp_path, "load", str(decision(tmp_path / "l.docx", rows)))
    assert [row["total"] for row in asked(tmp_path, "units")] == [3]


@pytest.mark.parametrize("asked_for", ["KHCN", "Sở KHCN", "sở KH&CN", "Sở Khoa học và Công nghệ"])
def test_a_unit_is_found_by_its_initials(tmp_path: Path, asked_for: str) -> None:
    units = ("Sở Khoa học và Công nghệ", "Sở Khoa học", "Sở Y tế")
    rows = [(str(n), f"Rà soát nhóm {n}", name, "", "") for n, name in enumerate(units, 1)]
    run(tmp_path, "load", str(decision(tmp_path / "u.docx", rows)))
    assert [row["number"] for row in asked(tmp_path, "tasks", "--unit", asked_for)] == ["1"]


def test_the_overdue_work_of_a_unit_is_what_it_leads(loaded: Path) -> None:
    day = ("--as-of", "01/07/2026")
    led = asked(loaded, "overdue", "--unit", "Vụ Pháp chế", *day)
    assert [row["number"] for row in led] == ["3"]  # it only helps with the first
    assert asked(loaded, "overdue", "--document", "900/QĐ-BKHCN", *day) != []
    assert asked(loaded, "units", "--document", "900/QĐ-BKHCN", *day) != []


def test_a_document_that_was_removed_keeps_its_story(loaded: Path) -> None:
    run(loaded, "remove", "900/QĐ-BKHCN", "--reason", "nạp nhầm", "--by", "lan")
    told = run(loaded, "history", "900/QĐ-BKHCN")
    assert "lan: bỏ văn bản khỏi các danh sách; nạp nhầm" in told


def test_what_was_set_right_stands_in_the_story_of_the_task(loaded: Path) -> None:
    run(loaded, "task", "update", "1", "--correct", "sản phẩm", "Kế hoạch", "--by", "lan")
    for words in (("task", "show", "1"), ("history", "900/QĐ-BKHCN")):
        assert "sửa sản phẩm: (trống) → Kế hoạch (lần sửa số 1)" in run(loaded, *words)


def test_a_plan_that_is_over_is_closed(loaded: Path) -> None:
    run(loaded, "task", "update", "2", "--state", "hoàn thành", "--done-on", "1/4/2026")
    assert "2 nhiệm vụ" in run(loaded, "close", "900/QĐ-BKHCN", "--evidence", "12/TB-VP")
    states = [row["state"] for row in asked(loaded, "tasks")]
    assert sorted(states) == ["done", "withdrawn", "withdrawn"]
    assert asked(loaded, "overdue", "--as-of", "31/12/2027") == []


def test_an_unknown_state_is_answered_with_those_that_there_are(loaded: Path) -> None:
    words = ["task", "update", "1", "--state", "xog"]
    said = CliRunner().invoke(main, words, env={"VANBAN_DB": str(loaded / "kho.db")})
    assert "Đang thực hiện" in said.output and "in_progress" not in said.output


def test_steps_are_taken_in_words(loaded: Path) -> None:
    assert "Tiếp nhận" in run(loaded, "task", "step", "1")
    assert "Nay: Đang thực hiện." in run(loaded, "task", "step", "1", "tiep nhan")
    asks = ("--note", "Chờ kinh phí", "--new-due", "31/12/2026")
    run(loaded, "task", "step", "1", "đề nghị gia hạn", *asks)
    assert "Chờ trả lời gia hạn" in run(loaded, "task", "step", "1")
    run(loaded, "task", "step", "1", "đồng ý gia hạn", "--evidence", "12/CV-VP")
    assert asked(loaded, "tasks")[0]["due"] is not None
    assert "31/12/2026" in run(loaded, "task", "show", "1")


def test_lists_in_a_narrow_terminal_show_whole_numbers(tmp_path: Path) -> None:
    rows = [(str(n), f"Rà soát văn bản nhóm {n}", "Vụ A", "", "30/6/2026") for n in range(1, 13)]
    run(tmp_path, "load", str(decision(tmp_path / "a.docx", rows)))
    assert "900/QĐ-BKHCN · 10/03/2026" in run(tmp_path, "list", columns="80")
    assert "12 nhiệm vụ" in run(tmp_path, "list", columns="80")
    first = run(tmp_path, "tasks", "--limit", "1", columns="80")
    assert "mục 1 Phụ lục, 900/QĐ-BKHCN" in " ".join(first.split())


def test_a_batch_advances_recurring_work_as_load_does(
    loaded: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from vanban.tracking import Store

    advanced: list[bool] = []
    monkeypatch.setattr(Store, "advance", lambda _: advanced.append(True) or 0)
    folder, out = loaded / "in", loaded / "out"
    folder.mkdir()
    decision(folder / "b.docx", ROWS[:1])
    words = (str(folder), "-o", str(out), "--runner", "in-process", "--load", str(loaded / "k.db"))
    run(loaded, "batch", *words)
    assert advanced == [True]
