"""What the commands print in a terminal of 80 columns where names are long."""

from __future__ import annotations

from copy import deepcopy
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.tracking.factory import plan, work
from vanban.cli import main
from vanban.commands.console import speak

COLUMNS = 80
UNIT = "Trung tâm Hỗ trợ và Phát triển doanh nghiệp nhỏ và vừa khu vực các tỉnh phía Bắc"
WORK = (
    "Xây dựng kế hoạch phát triển hạ tầng số phục vụ người dân và doanh nghiệp giai đoạn 2026 - "
    "2030, định hướng đến năm 2035, trình cấp có thẩm quyền xem xét, ban hành"
)
NAME = "Kế hoạch phát triển hạ tầng số giai đoạn 2026 - 2030 của các đơn vị trực thuộc.json"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    made = plan(work(WORK, leads=[UNIT], cooperators=[UNIT], due=date(2026, 6, 4)), WORK)
    monkeypatch.chdir(tmp_path)
    Path(NAME).write_text(made.model_dump_json(), "utf-8")
    Path("vào", WORK[:90]).mkdir(parents=True)
    Path("vào", WORK[:90], f"{WORK[:90]}.docx").write_bytes(b"PK\x03\x04 word/")
    monkeypatch.setenv("VANBAN_DB", str(tmp_path / "kho.db"))
    monkeypatch.setenv("COLUMNS", str(COLUMNS))
    printed("load", NAME)
    return tmp_path


def printed(*typed: str, language: str = "vi") -> str:
    whole = deepcopy(main)  # English is put into the commands themselves
    result = CliRunner().invoke(whole, ["--lang", language, *typed])
    speak()
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.output


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize(
    "typed",
    [
        ("load", NAME),
        ("search", "hạ", "tầng"),
        ("history", "1"),
        ("remind", "--as-of", "2026-06-03"),
        ("remind", "--as-of", "2026-07-03"),
        ("export", "csv", "-o", f"{UNIT} ra"),
        ("task", "show", "1"),
        ("batch", "vào", "-o", "ra", "--runner", "in-process"),
    ],
    ids=" ".join,
)
@pytest.mark.usefixtures("folder")
def test_lines_fit(typed: tuple[str, ...], language: str) -> None:
    lines = printed(*typed, language=language).splitlines()
    assert lines
    assert [line for line in lines if len(line.rstrip()) > COLUMNS] == []
