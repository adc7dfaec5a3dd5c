"""vanban export, import, report on a store."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result
from lxml import etree

from tests.tracking.exports.test_importing import fill
from tests.tracking.factory import plan, work
from vanban.cli import main
from vanban.tracking import open_store
from vanban.tracking.queries.task_filter import TaskFilter
from vanban.tracking.queries.tasks import find_tasks
from vanban.tracking.states import Reported
from vanban.tracking.store.reporting import Update

Run = Callable[..., Result]


@pytest.fixture
def db(tmp_path: Path) -> Path:
    path = tmp_path / "kho.db"
    store = open_store(path)
    store.load(
        [
            plan(
                work("Một", leads=("Vụ A",), due=date(2026, 9, 30)),
                work("Hai", leads=("Vụ B",), cooperators=("Vụ A",)),
            ),
            plan(
                work("Ba", leads=("Vụ B",), due=date(2026, 12, 1)),
                number="3",
                issued_on=date(2026, 1, 5),
            ),
        ]
    )
    store.close()
    return path


@pytest.fixture
def run(db: Path) -> Run:
    def call(*args: str | Path, code: int = 0) -> Result:
        result = CliRunner().invoke(main, [*map(str, args), "--db", str(db)])
        assert result.exit_code == code, result.output
        return result

    return call


def first_id(db: Path) -> int:
    store = open_store(db)
    try:
        return next(
            row.id for row in find_tasks(store, TaskFilter(limit=0)).rows if row.text == "Một"
        )
    finally:
        store.close()


def filled(path: Path, task_id: int, **cells: object) -> Path:
    book = openpyxl.load_workbook(path)
    fill(book, task_id, **cells)
    book.save(path)
    return path


def test_a_workbook_goes_out_and_comes_back(run: Run, db: Path, tmp_path: Path) -> None:
    out = tmp_path / "bieu" / "theo-doi.xlsx"
    run("export", "xlsx", "-o", out, "--organ", "Văn phòng")
    filled(out, first_id(db), state="Đang thực hiện", progress=0.4)
    shown = run("import", out, "--dry-run").output
    assert "1 sẽ ghi" in shown
    assert "1 đã ghi" in run("import", out, "--by", "Vụ A").output
    assert "1 đã có" in run("import", out).output


def test_a_conflict_is_shown_and_ends_with_1(run: Run, db: Path, tmp_path: Path) -> None:
    out = tmp_path / "theo-doi.xlsx"
    run("export", "xlsx", "-o", out)
    store = open_store(db)
    store.update(Update(first_id(db), state=Reported.IN_PROGRESS, progress=70), by="Văn phòng")
    store.close()
    filled(out, first_id(db), state="Đang thực hiện", progress=0.4)
    shown = run("import", out, code=1).output
    assert "XUNG ĐỘT" in shown
    assert "trong tệp 40 %, trong kho 70 %" in shown
    assert "1 đã ghi" in run("import", out, "--overwrite").output


def test_a_file_that_is_no_workbook(run: Run, tmp_path: Path) -> None:
    bad = tmp_path / "x.xlsx"
    bad.write_bytes(b"x")
    assert "[bad-workbook]" in run("import", bad, code=1).output
    assert "[unreadable-path]" in run("import", tmp_path / "none.xlsx", code=1).output


def test_calendars(run: Run, tmp_path: Path) -> None:
    run("export", "ics", "-o", tmp_path / "a.ics")
    assert (tmp_path / "a.ics").read_bytes().startswith(b"BEGIN:VCALENDAR")
    run("export", "ics", "--per-unit", "-o", tmp_path / "lich")
    assert sorted(p.name for p in (tmp_path / "lich").iterdir()) == ["vu-a.ics", "vu-b.ics"]


def test_a_workbook_for_each_unit_holds_what_it_leads(run: Run, tmp_path: Path) -> None:
    run("export", "xlsx", "--per-unit", "-o", tmp_path / "bieu")
    assert sorted(p.name for p in (tmp_path / "bieu").iterdir()) == ["vu-a.xlsx", "vu-b.xlsx"]
    book = openpyxl.load_workbook(tmp_path / "bieu" / "vu-a.xlsx")
    cells = {c.value for row in book["Chi tiết nhiệm vụ"].iter_rows() for c in row}
    assert "Một" in cells and "Hai" not in cells


def test_data_packages(run: Run, tmp_path: Path) -> None:
    run("export", "csv", "-o", tmp_path / "goi")
    run("export", "csv", "-o", tmp_path / "goi.zip")
    names = sorted(p.name for p in (tmp_path / "goi").iterdir())
    assert names == sorted(zipfile.ZipFile(tmp_path / "goi.zip").namelist())
    assert "datapackage.json" in names


@pytest.mark.parametrize("form", ["json", "akn", "jsonld", "metadata"])
def test_documents(run: Run, tmp_path: Path, form: str) -> None:
    run("export", form, "-o", tmp_path / form)
    paths = sorted((tmp_path / form).iterdir())
    assert [p.name.split(".")[0] for p in paths] == ["12-qd-btn-2026", "3-qd-btn-2026"]
    for path in paths:
        json.loads(path.read_text()) if "json" in form else etree.parse(path)
    run("export", form, "--document", "3/QĐ-BTN", "-o", tmp_path / "mot.tep")
    assert (tmp_path / "mot.tep").exists()


@pytest.mark.parametrize("ending", ["html", "pdf", "docx"])
def test_reports(run: Run, tmp_path: Path, ending: str) -> None:
    out = tmp_path / f"bao-cao.{ending}"
    run("report", "-o", out, "--unit", "Vụ A", "--as-of", "2026-10-01", "--organ", "Văn phòng")
    assert out.read_bytes()[:4] in (b"<!DO", b"%PDF", b"PK\x03\x04")


def test_a_report_of_another_kind_is_a_usage_error(run: Run, tmp_path: Path) -> None:
    assert "phải kết thúc bằng" in run("report", "-o", tmp_path / "x.odt", code=2).output


def test_an_unknown_unit_is_said(run: Run, tmp_path: Path) -> None:
    assert (
        "[not-found]"
        in run("export", "xlsx", "-o", tmp_path / "x.xlsx", "--unit", "Sở Không Có", code=1).output
    )
