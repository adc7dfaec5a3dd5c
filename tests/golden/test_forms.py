"""Kinds of documents in the forms in which copies travel: one plan, whichever was read."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from .essence import as_lines, difference
from .test_invariance import blank_lines, framed, from_text, markdown

FORMS = Path(__file__).resolve().parents[1] / "data" / "forms"
KINDS = sorted(FORMS.glob("*.txt"))
Way = Callable[[str], str]


def wrapped(text: str, width: int) -> str:
    """Wrapped at one width, rows of tables as they are."""
    lines = (
        [line]
        if "\t" in line
        else textwrap.wrap(line, width, break_on_hyphens=False, break_long_words=False) or [line]
        for line in text.split("\n")
    )
    return "\n".join(line for paragraph in lines for line in paragraph)


def narrow(text: str) -> str:
    return wrapped(text, 64)


def parted(text: str) -> str:
    """Blank lines between the paragraphs, each wrapped."""
    return wrapped(blank_lines(text), 80)


def markdown_table(text: str) -> str:
    """Strong capitals, a blank line between paragraphs, rows between bars."""
    lines: list[str] = []
    for line in markdown(text).split("\n"):
        cells = line.split("\t")
        if len(cells) == 1:
            lines += [line, ""]
            continue
        opens = not (lines and lines[-1].startswith("|"))
        lines.append(f"| {' | '.join(cells)} |")
        lines += ["|" + "---|" * len(cells)] if opens else []
    return "\n".join(lines)


def listed(text: str) -> str:
    """Below a list of attributes in Markdown, which says another day."""
    above = "- Số hiệu: 9/QĐ-X\n- Ngày ban hành: 01/02/2003\n- Người ký: Vừ A Dính\n- Trích yếu: X"
    return f"## Thông tin văn bản\n\n{above}\n\n{text}"


def flattened(text: str) -> str:
    """Cells on lines of their own."""
    return text.replace("\t", "\n")


@pytest.mark.parametrize(
    "way", [narrow, parted, markdown_table, framed, listed, flattened], ids=lambda w: w.__name__
)
@pytest.mark.parametrize("path", KINDS, ids=lambda p: p.stem)
def test_one_plan_from_each_form(path: Path, way: Way) -> None:
    text = path.read_text(encoding="utf-8")
    if (form := way(text)) == text:
        pytest.skip("no table to flatten")
    changed = difference(as_lines(from_text(text)), as_lines(from_text(form)))
    assert not changed, changed[:4000]


def test_each_kind_says_its_work() -> None:
    """How many tasks each has, and how many of them a day: the same in every form."""
    said = {}
    for path in KINDS:
        tasks = from_text(path.read_text(encoding="utf-8"))["tasks"]
        dated = sum(task["deadline"]["due"] is not None for task in tasks)
        said[path.stem] = (len(tasks), dated)
    assert said == {
        "chuong-trinh": (7, 5),
        "cong-van": (5, 4),
        "ket-luan": (4, 3),
        "quyet-dinh": (5, 5),
        "thong-bao": (4, 4),
    }
