"""The manifest says what each document is, which tasks to look at, and which are copies."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from vanban.cli import main
from vanban.pipeline.batch import progress
from vanban.pipeline.batch.model import About, Outcome
from vanban.pipeline.batch.progress import Progress
from vanban.pipeline.batch.record import Record
from vanban.schemas import Plan

SAMPLES = Path(__file__).resolve().parents[3] / "samples"
SAMPLE = SAMPLES / "quyet-dinh-phan-cong"


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A decision as DOCX and as text, another one, and a file that cannot be read, done and
    loaded.
    """
    root = tmp_path_factory.mktemp("kho")
    (root / "a.docx").write_bytes((SAMPLE / "source.docx").read_bytes())
    (root / "b.txt").write_bytes((SAMPLE / "source.txt").read_bytes())
    (root / "c.txt").write_bytes((SAMPLES / "chi-thi" / "source.txt").read_bytes())
    (root / "rong.pdf").write_bytes(b"")
    out = root / "ra"
    arguments = ["batch", str(root), "-o", str(out), "--runner", "in-process"]
    done = CliRunner().invoke(main, [*arguments, "--load", str(out / "theo-doi.db")])
    (out / "said.txt").write_text(done.stderr, encoding="utf-8")
    return out


@pytest.fixture(scope="module")
def lines(output: Path) -> dict[str, dict[str, Any]]:
    written = (output / "manifest.jsonl").read_text(encoding="utf-8").splitlines()
    return {line["key"]: line for line in map(json.loads, written)}


def test_a_line_says_what_the_document_is(output: Path, lines: dict[str, dict[str, Any]]) -> None:
    line = lines["a.docx"]
    plan = Plan.model_validate_json((output / line["plan"]).read_bytes())
    head = plan.document
    assert head.doc_type and head.issuer and head.issued_on
    assert (line["doc_type"], line["number_symbol"]) == (head.doc_type.code, head.number_symbol)
    assert line["issued_on"] == head.issued_on.isoformat()
    assert line["issuer"] in (head.issuer.name, head.issuer.text)
    assert line["tasks"] == len(plan.tasks)
    assert line["doubtful"] == sum(task.needs_review for task in plan.tasks)
    assert line["warnings"] == [d.code for d in plan.diagnostics if d.severity != "info"]


def test_a_copy_names_the_first_of_its_decision(
    output: Path, lines: dict[str, dict[str, Any]]
) -> None:
    assert {k: line["same_as"] for k, line in lines.items()} == {
        "a.docx": None,
        "b.txt": "a.docx",
        "c.txt": None,
        "rong.pdf": None,
    }
    said = (output / "said.txt").read_text(encoding="utf-8")
    assert "1 bản trùng của cùng một quyết định: xem same_as trong manifest" in said


def test_a_file_without_a_plan_has_no_path(lines: dict[str, dict[str, Any]]) -> None:
    line = lines["rong.pdf"]
    assert (line["plan"], line["doc_type"], line["code"]) == (None, None, "empty")


def test_each_decision_is_loaded_once(output: Path) -> None:
    said = (output / "said.txt").read_text(encoding="utf-8")
    assert "theo-doi.db: 2 văn bản mới, 0 lần nạp mới, 0 không có gì thay đổi" in said
    found = CliRunner().invoke(
        main, ["tasks", "--db", str(output / "theo-doi.db"), "--format", "json", "--limit", "0"]
    )
    assert len(json.loads(found.stdout)) > 5


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (About(None, "12/QĐ-UBND", "2024-03-02", "UBND tỉnh A"), {}, True),
        (About(None, "12/QĐ-UBND", "2024-03-02", "UBND tỉnh A"), {"issuer": "ubnd tỉnh A"}, True),
        (About(None, "12/QĐ-UBND", "2024-03-02", "A"), {"issuer": "B"}, False),
        (About(None, "12/QĐ-UBND", "2024-03-02", "A"), {"issued_on": "2025-03-02"}, False),
    ],
)
def test_what_makes_two_documents_one_decision(
    one: About, other: dict[str, str], same: bool
) -> None:
    facts = {"number_symbol": one.number_symbol, "issued_on": one.issued_on, "issuer": one.issuer}
    assert (About(**facts | other).decision == one.decision) is same  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "about", [About(), About(number_symbol="1/A"), About(issued_on="2024-01-01")]
)
def test_a_document_without_number_or_day_is_no_copy(about: About) -> None:
    assert about.decision is None


def test_a_line_gives_its_record_again() -> None:
    about = About("quyet_dinh", "1/QĐ-A", "2024-01-01", "Bộ A", 3, ("table-not-read",))
    record = Record(Outcome("x/a.docx", "ok", sha256="ab", bytes=3, tasks=9, about=about), "mark")
    assert Record.parse(record.line()) == record
    assert json.loads(record.line())["plan"] == "plans/x/a.docx.json"


def test_time_left_is_told_once_the_rate_means_something(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [1000.0]
    monkeypatch.setattr(progress, "monotonic", lambda: now[0])
    shown = Progress(1000, io.StringIO())

    def after(seconds: float) -> str:
        now[0] += seconds
        shown.seen(Outcome("x", "ok"))
        return shown.line()

    assert "còn" not in after(15.0)  # the workers started, the first document was read
    lines = [after(0.1) for _ in range(9)]
    assert "còn" in lines[-1]
    for _ in range(400):
        steady = after(0.1)
    assert "10.0/giây · còn 0:59" in steady


def test_scans_that_come_one_in_a_minute_have_a_rate(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    monkeypatch.setattr(progress, "monotonic", lambda: now[0])
    shown = Progress(100, io.StringIO())
    for _ in range(20):
        now[0] += 60
        shown.seen(Outcome("x", "ok"))
    assert shown.line().endswith("còn 1:20:00")
