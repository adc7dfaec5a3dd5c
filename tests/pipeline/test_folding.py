"""Lines as wide as the terminal."""

from __future__ import annotations

import os

import pytest

from vanban.pipeline.folding import folded


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("một hai ba", "một hai ba"),
        ("một hai ba bốn", "một hai ba\n  bốn"),
        ("  một hai ba", "  một hai\n    ba"),
        ("một hai\nba bốn", "một hai\nba bốn"),
        ("tại kho/van-ban/a.docx", "tại\n  kho/van-ban/a.docx"),
    ],
)
def test_lines_break_at_spaces(line: str, shown: str) -> None:
    assert folded(line, 10) == shown


def test_a_pipe_has_no_width(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    monkeypatch.setattr("shutil.get_terminal_size", os.terminal_size)
    assert folded("một " * 100) == "một " * 100


def test_the_terminal_has(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    assert max(map(len, folded("một " * 100).splitlines())) <= 80
