"""Files with several documents: each has its plan and its line in the manifest."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from vanban.cli import main
from vanban.pipeline.batch.inprocess import InProcessRunner
from vanban.pipeline.batch.inputs import discover
from vanban.pipeline.batch.model import Settings
from vanban.pipeline.batch.names import apart, further_key
from vanban.pipeline.batch.run import Summary, run_batch
from vanban.pipeline.batch.store import open_store
from vanban.pipeline.options import Options

LETTER = (
    "SỞ NỘI VỤ\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"
    "Số: {number}/SNV-VP\nĐông Hải, ngày 20 tháng 3 năm 2026\nV/v rà soát biên chế\n"
    "Kính gửi: Các phòng, ban\n"
    "Sở Nội vụ đề nghị các phòng rà soát biên chế của mình, báo cáo trước ngày 15/4/2026.\n"
    "Báo cáo gửi về Văn phòng Sở để tổng hợp, trình Ủy ban nhân dân tỉnh xem xét.\n"
    "Trân trọng./.\nNơi nhận:\n- Như trên;\n- Lưu: VT.\nGIÁM ĐỐC\nLò Thị Mai\n"
)


def letters(*numbers: int) -> str:
    return "\n".join(LETTER.format(number=number) for number in numbers)


def run(folder: Path, out: Path) -> Summary:
    settings = Settings(Options(), open_store(str(out)))
    return run_batch(discover(str(folder)), InProcessRunner(), settings, form="jsonl")


def manifest(out: Path) -> dict[str, str | None]:
    lines = map(json.loads, (out / "manifest.jsonl").read_text(encoding="utf-8").splitlines())
    return {line["key"]: line["number_symbol"] for line in lines}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "kho").mkdir()
    (tmp_path / "kho" / "a.txt").write_text(letters(1, 2, 3), encoding="utf-8")
    (tmp_path / "kho" / "b.txt").write_text(letters(4), encoding="utf-8")
    return tmp_path / "kho"


def test_each_document_has_a_plan_and_a_line(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "ra"
    summary = run(folder, out)
    assert (summary.statuses, summary.further, summary.tasks) == ({"ok": 2}, 2, 4)
    assert manifest(out) == {
        "a.txt": "1/SNV-VP",
        "a.txt#2": "2/SNV-VP",
        "a.txt#3": "3/SNV-VP",
        "b.txt": "4/SNV-VP",
    }
    plans = [json.loads(line) for line in (out / "plans.jsonl").open(encoding="utf-8")]
    assert [plan["document"]["number"] for plan in plans] == ["1", "2", "3", "4"]


def test_a_second_run_knows_them(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "ra"
    first = run(folder, out)
    again = run(folder, out)
    assert again.statuses == {"skipped": 2}
    assert (again.further, again.tasks) == (first.further, first.tasks)
    (out / "plans" / "a.txt#3.json").unlink()
    assert run(folder, out).statuses == {"ok": 1, "skipped": 1}


@pytest.mark.parametrize(("now", "left"), [((1, 2), ["a.txt", "a.txt#2"]), ((1,), ["a.txt"])])
def test_what_a_file_no_longer_holds_goes(
    folder: Path, tmp_path: Path, now: tuple[int, ...], left: list[str]
) -> None:
    out = tmp_path / "ra"
    run(folder, out)
    (folder / "a.txt").write_text(letters(*now), encoding="utf-8")
    run(folder, out)
    assert list(manifest(out)) == [*left, "b.txt"]
    found = sorted(path.name for path in (out / "plans").iterdir())
    assert found == sorted(f"{name}.json" for name in [*left, "b.txt"])


def test_all_go_when_the_new_content_fails(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "ra"
    run(folder, out)
    (folder / "a.txt").write_bytes(b"")
    run(folder, out)
    assert manifest(out) == {"a.txt": None, "b.txt": "4/SNV-VP"}
    assert [path.name for path in (out / "plans").iterdir()] == ["b.txt.json"]


def test_keys_never_meet() -> None:
    assert further_key("a.txt", 2) == "a.txt#2"
    assert apart("a.txt#2") == "a.txt%232"
    assert apart("so#1/a.txt") == "so#1/a.txt"


def test_convert_gives_all_of_them(folder: Path, tmp_path: Path) -> None:
    file, out = str(folder / "a.txt"), tmp_path / "ra"
    one = CliRunner().invoke(main, ["convert", file, "-o", str(out)])
    assert "tệp có 3 văn bản" in one.stderr and "--all" in one.stderr
    assert [path.name for path in out.iterdir()] == ["a.json"]
    CliRunner().invoke(main, ["convert", file, "-o", str(out), "--all"])
    assert sorted(path.name for path in out.iterdir()) == ["a#2.json", "a#3.json", "a.json"]


@pytest.mark.parametrize(("number", "said"), [("2", "2/SNV-VP"), ("4", "tệp chỉ có 3 văn bản")])
def test_show_takes_the_one_that_is_asked_for(folder: Path, number: str, said: str) -> None:
    done = CliRunner().invoke(main, ["show", str(folder / "a.txt"), "--number", number])
    assert said in done.output


def test_show_says_how_to_see_the_others(folder: Path) -> None:
    shown = CliRunner().invoke(main, ["show", str(folder / "a.txt")])
    assert "tệp có 3 văn bản" in shown.stderr and "--number 2" in shown.stderr
    third = CliRunner().invoke(main, ["show", str(folder / "a.txt"), "--number", "3"])
    assert "3/SNV-VP" in third.stdout and not third.stderr
    assert (
        "chỉ có 3 văn bản"
        in CliRunner().invoke(main, ["show", str(folder / "a.txt"), "--number", "4"]).stderr
    )


def test_a_note_above_documents_is_no_failure_of_the_file(tmp_path: Path) -> None:
    """It has neither letterhead nor work, and those below it are documents."""
    note = "Gửi các anh chị\n" * 14 + "Xin gửi các văn bản dưới đây./.\n"
    (tmp_path / "a.txt").write_text(note + letters(1, 2), encoding="utf-8")
    done = CliRunner().invoke(main, ["convert", "--all", str(tmp_path / "a.txt")])
    assert (done.exit_code, done.stdout.count("\n")) == (0, 3)
