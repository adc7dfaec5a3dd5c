"""`vanban unit` and `vanban urge` from the command line."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.mailbox import Mailbox
from tests.tracking.factory import plan, work
from vanban.cli import main
from vanban.tracking import open_store

Run = Callable[..., str]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    path = str(tmp_path / "kho.db")
    with open_store(path) as store:
        store.load([plan(work("Xây dựng đề án", leads=["Vụ PC"], due=date(2020, 1, 31)))])

    def command(*words: str, code: int = 0) -> str:
        done = CliRunner().invoke(main, [*words, "--db", path])
        assert done.exit_code == code, done.output
        return done.output

    return command


def test_a_unit_is_added_named_grouped_and_urged(
    run: Run, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("unit", "add", "Vụ Pháp chế", "--short", "PC", "--email", "pc@bo.example")
    run("unit", "alias", "PC", "Vụ PC")
    run("unit", "add", "Bộ Thử nghiệm")
    run("unit", "set", "PC", "--parent", "Bộ Thử nghiệm")
    assert "1 đơn vị" in run("unit", "group", "Các đơn vị", "PC")
    listed = run("unit", "list")
    assert "Nhóm “Các đơn vị”: Vụ Pháp chế" in listed and "Chưa gắn" not in listed
    assert "Kính gửi: Vụ PC" in run("urge", "--dry-run", "--by", "Lan")
    assert mailbox.letters == []
    monkeypatch.setenv("VANBAN_SMTP", mailbox.url)
    assert "pc@bo.example" in run("urge", "--by", "Lan")
    assert [letter["To"] for letter in mailbox.letters] == ["pc@bo.example"]
    assert "Không có nhiệm vụ nào phải đôn đốc" in run("urge", "--by", "Lan")


def test_what_cannot_be_sent_is_told(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VANBAN_SMTP", raising=False)
    assert "danh bạ chưa có thư điện tử" in run("urge", "--by", "Lan", code=1)


def test_a_name_may_come_before_the_documents_that_write_it(run: Run) -> None:
    run("unit", "add", "Vụ Pháp chế")
    run("unit", "add", "Vụ Tổng hợp")
    assert "chưa văn bản nào" in run("unit", "alias", "Vụ Pháp chế", "Pháp chế Bộ")
    assert "Pháp chế Bộ" in run("unit", "list")
    assert "là một đơn vị khác" in run("unit", "alias", "Vụ Pháp chế", "Vụ Tổng hợp", code=1)
