"""The tracking commands as a person types them."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.tracking.factory import plan, work
from vanban.cli import main

DAY = "--as-of", "2026-06-01"


@pytest.fixture
def files(tmp_path: Path) -> Path:
    first = plan(
        work(
            "Xây dựng kế hoạch",
            leads=["Vụ A"],
            cooperators=["Cục B"],
            due=date(2026, 6, 4),
            outputs=["Kế hoạch"],
            group="I. Thể chế",
        ),
        work("=HYPERLINK(1)", leads=["Cục B"], due=date(2026, 5, 1)),
        work("Tuyên truyền", leads=["Cục B"]),
    )
    second = plan(work("Xây dựng kế hoạch năm", leads=["Vụ A"], due=date(2026, 6, 4)), "Việc mới")
    (tmp_path / "a.json").write_text(first.model_dump_json(), "utf-8")
    (tmp_path / "b.json").write_text(second.model_dump_json(), "utf-8")
    (tmp_path / "bad.json").write_text("{}", "utf-8")
    return tmp_path


def run(files: Path, *words: str, exit_code: int = 0) -> Result:
    result = CliRunner().invoke(
        main,
        list(words),
        env={"VANBAN_DB": str(files / "kho.db"), "COLUMNS": "200"},
        catch_exceptions=False,
    )
    assert result.exit_code == exit_code, result.output
    return result


@pytest.fixture
def loaded(files: Path) -> Path:
    run(files, "load", str(files / "a.json"), "--by", "an")
    return files


def test_load_says_what_became_of_each_file(files: Path) -> None:
    result = run(
        files,
        "load",
        str(files / "a.json"),
        str(files / "bad.json"),
        str(files / "none.json"),
        str(files / "a.json"),
        exit_code=1,
    )
    assert "12/QĐ-BTN, mới, 3 nhiệm vụ" in result.output
    assert "không có gì thay đổi" in result.output
    assert result.output.count("[damaged]") == 1
    assert result.output.count("[unreadable-path]") == 1


def test_tasks_in_three_forms(loaded: Path) -> None:
    assert "Xây dựng kế hoạch" in run(loaded, "tasks", *DAY).output
    records = json.loads(run(loaded, "tasks", "--unit", "cuc b", "--format", "json", *DAY).output)
    assert [r["text"] for r in records] == ["=HYPERLINK(1)", "Xây dựng kế hoạch", "Tuyên truyền"]
    assert (records[0]["time"], records[0]["days"], records[1]["due"]) == (
        "overdue",
        31,
        "2026-06-04",
    )
    rows = list(csv.DictReader(io.StringIO(run(loaded, "tasks", "--format", "csv", *DAY).output)))
    assert rows[0]["text"] == "'=HYPERLINK(1)"
    assert rows[1]["leads"] == "Vụ A"


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["--state", "overdue"], 1),
        (["--state", "chưa thực hiện"], 3),
        (["--state", "Quá hạn"], 1),
        (["--state", "sắp đến hạn"], 1),
        (["--state", "không thời hạn"], 1),
        (["--state", "chưa hoàn thành"], 3),
        (["--role", "phối hợp"], 1),
        (["--role", "chủ trì"], 3),
        (["--role", "nhận báo cáo"], 0),
        (["--due-from", "01/06/2026"], 1),
        (["--text", "ke hoach"], 1),
        (["--limit", "1"], 1),
        (["--role", "chủ trì", "--unit", "Cục B"], 2),
        (["--document", "12/QĐ-BTN"], 3),
    ],
)
def test_filters_of_tasks(loaded: Path, words: list[str], found: int) -> None:
    assert len(json.loads(run(loaded, "tasks", "--format", "json", *words, *DAY).output)) == found


def test_overdue_and_due(loaded: Path) -> None:
    assert [
        r["number"] for r in json.loads(run(loaded, "overdue", "--format", "json", *DAY).output)
    ] == ["2"]
    assert [
        r["number"]
        for r in json.loads(run(loaded, "due", "--within", "7d", "--format", "json", *DAY).output)
    ] == ["1"]
    assert json.loads(run(loaded, "due", "--within", "2", "--format", "json", *DAY).output) == []


def test_a_report_and_its_trace(loaded: Path) -> None:
    assert (
        "báo cáo số 1"
        in run(
            loaded,
            "task",
            "update",
            "1",
            "--state",
            "đang thực hiện",
            "--progress",
            "40",
            "--note",
            "tốt",
            "--by",
            "bình",
        ).output
    )
    run(
        loaded,
        "task",
        "update",
        "12/QĐ-BTN-1",
        "--new-due",
        "2026-12-01",
        "--evidence",
        "5/CV",
        "--by",
        "chi",
    )
    assert (
        "Gia hạn"
        in run(loaded, "task", "update", "1", "--correct", "chủ trì", "Vụ C", "--by", "chi").output
    )
    shown = run(loaded, "task", "show", "1", *DAY).output
    assert "Gia hạn từ 04/06/2026 đến 01/12/2026; 5/CV" in shown
    assert "Chủ trì:    Vụ C" in shown
    assert "sửa chủ trì: Vụ A → Vụ C" in shown
    (record,) = json.loads(run(loaded, "task", "show", "1", "--format", "json").output)
    assert [r["kind"] for r in record["reports"]] == ["state", "state", "correction"]
    assert "Đang thực hiện 40 %; tốt" in run(loaded, "history", "12/QĐ-BTN").output


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (["task", "update", "1", "--state", "bay"], 1, "[bad-report]"),
        (["task", "update", "99", "--note", "x"], 1, "[not-found]"),
        (["task", "update", "1", "--done-on", "2999-01-01"], 1, "[bad-report]"),
        (["task", "update", "1"], 1, "[bad-report]"),
        (
            ["task", "update", "1", "--note", "x", "--expect", "7"],
            1,
            "chưa có báo cáo nào, không phải số 7",
        ),
        (["tasks", "--state", "bay"], 1, "quá hạn”"),
        (["task", "update", "1", "--done-on", "mai"], 2, "không phải là ngày"),
        (["tasks", "--unit", "Sở Không Có"], 1, "[not-found]"),
        (["due", "--within", "mãi"], 2, "không phải là số ngày"),
        (["sql", "DROP TABLE tasks"], 1, "[bad-query]"),
        (["undo", "12/QĐ-BTN"], 1, "[nothing-to-undo]"),
        (["restore", "none.db"], 1, "[bad-backup]"),
        (["tasks", "--db", "/proc/none/x.db"], 1, "[store-missing]"),
    ],
)
def test_errors_are_one_clear_line(loaded: Path, words: list[str], code: int, message: str) -> None:
    assert message in run(loaded, *words, exit_code=code).output


def test_diff_and_undo(loaded: Path) -> None:
    assert "lần nạp 2: thêm 1, sửa 1, bớt 2" in run(loaded, "load", str(loaded / "b.json")).output
    told = run(loaded, "diff", "12/QĐ-BTN").output
    assert "+ [4] Việc mới" in told
    assert "nội dung: Xây dựng kế hoạch → Xây dựng kế hoạch năm" in told
    run(loaded, "undo", "12/QĐ-BTN")
    assert len(json.loads(run(loaded, "tasks", "--format", "json").output)) == 3


def test_units_search_sql_graph(loaded: Path) -> None:
    (a, b) = sorted(
        json.loads(run(loaded, "units", "--format", "json", *DAY).output), key=lambda r: r["unit"]
    )
    assert (a["unit"], a["overdue"], b["total"]) == ("Cục B", 1, 1)
    assert "lệ" in run(loaded, "units", *DAY).output
    assert "Xây dựng «kế hoạch»" in run(
        loaded, "search", "ke hoach", "--in", "task"
    ).output.replace("» «", " ")
    assert run(loaded, "search", "kế", "-hoạch", "--in", "task").output == "Không tìm thấy.\n"
    assert "[khớp ở tên đơn vị" in run(loaded, "search", "vụ", "--in", "task").output
    assert "3" in run(loaded, "sql", "SELECT count(*) AS n FROM v_tasks").output
    run(loaded, "graph", "-o", str(loaded / "g.graphml"))
    assert (loaded / "g.graphml").read_text("utf-8").startswith("<?xml")


def test_remind_doctor_backup_restore(loaded: Path) -> None:
    assert "Kính gửi: Cục B" in run(loaded, "remind", *DAY).output
    run(loaded, "remind", "-o", str(loaded / "nhac"), *DAY)
    assert {p.name for p in (loaded / "nhac").iterdir()} == {"vu-a.txt", "cuc-b.txt"}
    assert "HỎNG" not in run(loaded, "doctor").output
    run(loaded, "backup", str(loaded / "luu.db"))
    run(loaded, "load", str(loaded / "b.json"))
    assert "[bad-backup]" in run(loaded, "restore", str(loaded / "luu.db"), exit_code=1).output
    run(loaded, "restore", str(loaded / "luu.db"), "--force")
    assert len(json.loads(run(loaded, "tasks", "--format", "json").output)) == 3


@pytest.mark.parametrize("columns", ["60", "80", "120", "200"])
@pytest.mark.parametrize("words", [["tasks"], ["units"], ["overdue"]])
def test_tables_are_whole_at_any_width(loaded: Path, columns: str, words: list[str]) -> None:
    env = {"VANBAN_DB": str(loaded / "kho.db"), "COLUMNS": columns}
    lines = CliRunner().invoke(main, [*words, *DAY], env=env).output.splitlines()
    said = " ".join(" ".join(lines).split())
    assert max(map(len, lines)) <= int(columns)
    assert "hạn" in said
    assert all(day in said for day in (["01/05/2026"] if words != ["units"] else [])), said
