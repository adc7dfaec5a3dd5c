"""What a newcomer types, and what is printed in a terminal of 80 columns: docs/LAM_QUEN.md.

``pytest tests/test_first_tries.py --regenerate`` writes what is printed now; lines that matter less
may then be replaced by a line with "…".
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from rich.cells import cell_len

from vanban.cli import main
from vanban.commands.console import speak

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "LAM_QUEN.md"
SAMPLES = ROOT / "samples"
COLUMNS = 80
_BLOCK = re.compile(r"```console\n\$ vanban (?P<typed>[^\n]+)\n(?P<printed>.*?)```", re.DOTALL)


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Each command line of the page, run in turn in one folder, and what it prints."""
    folder = tmp_path_factory.mktemp("lam-quen")
    (folder / "trong.pdf").write_bytes(b"")
    for name, sample in (
        ("quyet-dinh.docx", "quyet-dinh-phan-cong/source.docx"),
        ("chi-thi.txt", "chi-thi/source.txt"),
    ):
        (folder / name).write_bytes((SAMPLES / sample).read_bytes())
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("COLUMNS", str(COLUMNS))
        patch.setenv("LANGUAGE", "vi")
        return {typed: run(typed) for typed in typed_lines()}


def run(typed: str) -> str:
    speak()
    result = CliRunner().invoke(main, shlex.split(typed), prog_name="vanban")
    return "".join(f"{line.rstrip()}\n" for line in result.output.strip("\n").splitlines())


def typed_lines() -> list[str]:
    return [m["typed"] for m in _BLOCK.finditer(PAGE.read_text(encoding="utf-8"))]


def fits(wanted: str, found: str) -> bool:
    """Whether ``found`` is what is wanted, where a line "…" stands for any lines."""
    pieces = ("(?:.*\n)*?" if line == "…" else re.escape(line) + "\n" for line in _lines(wanted))
    return re.fullmatch("".join(pieces), found) is not None


def _lines(text: str) -> Iterator[str]:
    return iter(text.splitlines())


@pytest.mark.parametrize("typed", typed_lines())
def test_the_page_shows_what_is_printed(
    typed: str, printed: dict[str, str], request: pytest.FixtureRequest
) -> None:
    text = PAGE.read_text(encoding="utf-8")
    block = next(m for m in _BLOCK.finditer(text) if m["typed"] == typed)
    found = printed[typed]
    if request.config.getoption("--regenerate"):
        start, end = block.span("printed")
        PAGE.write_text(text[:start] + found + text[end:], encoding="utf-8")
        return
    assert fits(block["printed"], found), found


@pytest.mark.parametrize(
    "typed", [typed for typed in typed_lines() if typed.split()[0] in ("show", "overdue", "load")]
)
def test_what_is_drawn_fits_the_terminal(typed: str, printed: dict[str, str]) -> None:
    assert [line for line in printed[typed].splitlines() if cell_len(line) > COLUMNS] == []


def test_there_are_ten() -> None:
    assert len(typed_lines()) == 10


@pytest.mark.parametrize(
    ("wanted", "found", "right"),
    [
        ("a\n…\nd\n", "a\nb\nc\nd\n", True),
        ("a\n…\n", "a\n", True),
        ("a\n", "a\nb\n", False),
        ("…\nb (1)\n", "a\nb (1)\n", True),
        ("…\nb\n", "a\nc\n", False),
    ],
)
def test_three_points_stand_for_any_lines(wanted: str, found: str, right: bool) -> None:
    assert fits(wanted, found) is right
