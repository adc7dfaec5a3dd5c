"""One document typed in several ways gives one plan: decomposed letters, tone placement, spaces,
line ends, quotes, capitals.
"""

from __future__ import annotations

import io
import re
import textwrap
import unicodedata
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vanban import convert
from vanban.extractors.language.folding import fold, key
from vanban.pipeline.options import Options
from vanban.schemas import Plan

from .essence import as_lines, difference, essence

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
TEXTS = sorted(SAMPLES.glob("*/source.txt"))
OFFICE = sorted(SAMPLES.glob("*/source.docx"))

_OLD = {
    "òa": "oà",
    "óa": "oá",
    "ỏa": "oả",
    "õa": "oã",
    "ọa": "oạ",
    "òe": "oè",
    "óe": "oé",
    "ùy": "uỳ",
    "úy": "uý",
    "ủy": "uỷ",
    "ũy": "uỹ",
    "ụy": "uỵ",
}
_OLD |= {a.upper(): b.upper() for a, b in _OLD.items()} | {
    a.capitalize(): b.capitalize() for a, b in _OLD.items()
}
_TONE = re.compile(r"(?<![qQ])(?:" + "|".join(_OLD) + r")(?!\w)")


def decomposed(text: str) -> str:
    return unicodedata.normalize("NFD", text)


def old_tones(text: str) -> str:
    return _TONE.sub(lambda m: _OLD[m.group()], text)


def wide(text: str) -> str:
    return re.sub(r"(?<=\w) (?=\w)", "  ", text)


def hard_spaces(text: str) -> str:
    return re.sub(r"(?<=[^\W\d]) (?=\d)", "\u00a0", text)


def blank_lines(text: str) -> str:
    return re.sub(
        r"(?m)^([^\t\n]+)\n(?=[^\t\n]+$)", r"\1\n\n", text
    )  # between paragraphs; rows of a table stay together


def windows_lines(text: str) -> str:
    return text.replace("\n", "\r\n")


def straight(text: str) -> str:
    return text.replace("“", '"').replace("”", '"').replace("‘", "'").replace("’", "'")


def curly(text: str) -> str:
    return re.sub(r'"([^"\n]*)"', r"“\1”", text)


def eth(text: str) -> str:
    return text.replace("Đ", "Ð")


WAYS: list[Callable[[str], str]] = [
    decomposed,
    old_tones,
    wide,
    hard_spaces,
    blank_lines,
    windows_lines,
    straight,
    curly,
    eth,
]


def wrapped(text: str) -> str:
    """Hard wrapped, as copies of portals are; rows of tables stay."""
    return "\n".join(line if "\t" in line else _wrapped(line) for line in text.split("\n"))


def _wrapped(line: str) -> str:
    pieces = textwrap.wrap(line, _WIDTH, break_on_hyphens=False, break_long_words=False)
    return "\n".join(pieces) or line


def markdown(text: str) -> str:
    """Lines in capitals as strong words."""
    loud = r"(?m)^(?=[^\t\n]*[^\W\d_])([^a-zà-ỹ\t\n|]{6,})$"
    return re.sub(loud, lambda m: f"**{m[1].strip()}**", text)


def framed(text: str) -> str:
    """Between a portal's attributes, which contradict the document, and its foot."""
    above = (
        "Số hiệu:\n12/QĐ-X\nLoại văn bản:\nVăn bản khác\nNgười ký:\nLò Văn Sơn\n"
        "Ngày ban hành:\n01/02/2003\nĐang tải văn bản...\n\n"
    )
    below = (
        "\n\nVăn bản này chưa cập nhật nội dung Tiếng Anh\nVăn bản liên quan\nBan "
        "hành:\n02/12/2025\n"
    )
    return f"{above}{text}{below}"


_WIDTH = 90
FORMS = [wrapped, markdown, framed]


def told(plan: Plan) -> Any:
    """What the plan says, compared as names are: without the ways of typing that must not
    matter.
    """
    data = essence(plan)
    for task in data["tasks"]:
        task.pop("id")  # from the words of the number, which are compared themselves
    return _keyed(data)


def _keyed(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: _keyed(v) for k, v in value.items()}
    if isinstance(value, list):
        return [_keyed(v) for v in value]
    return key(fold(value)) if isinstance(value, str) else value


@cache
def from_text(text: str) -> Any:
    return told(convert(text.encode(), Options(filename="source.txt")))


@pytest.mark.parametrize("way", [*WAYS, *FORMS], ids=lambda w: w.__name__)
@pytest.mark.parametrize("path", TEXTS, ids=lambda p: p.parent.name)
def test_the_same_plan_from_text(path: Path, way: Callable[[str], str]) -> None:
    text = path.read_text(encoding="utf-8")
    changed = difference(as_lines(from_text(text)), as_lines(from_text(way(text))))
    assert not changed, changed[:4000]


@pytest.mark.parametrize("way", [decomposed, old_tones, straight, eth], ids=lambda w: w.__name__)
@pytest.mark.parametrize("path", OFFICE, ids=lambda p: p.parent.name)
def test_the_same_plan_from_docx_and_html(path: Path, way: Callable[[str], str]) -> None:
    html = path.with_suffix(".html")
    for file, typed in (
        (path, _typed_docx(path.read_bytes(), way)),
        (html, way(html.read_text(encoding="utf-8")).encode()),
    ):
        before, after = (
            told(convert(data, Options(filename=file.name))) for data in (file.read_bytes(), typed)
        )
        changed = difference(as_lines(before), as_lines(after))
        assert not changed, f"{file.name}: {changed[:4000]}"


def _typed_docx(data: bytes, way: Callable[[str], str]) -> bytes:
    """The file with the words of its main part typed another way."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            part = old.read(name)
            if name == "word/document.xml":
                words = re.sub(
                    r"(<w:t(?: [^>]*)?>)([^<]*)(?=</w:t>)",
                    lambda m: m[1] + way(m[2]),
                    part.decode(),
                )
                part = words.encode()
            new.writestr(name, part)
    return out.getvalue()


@pytest.mark.parametrize("path", TEXTS, ids=lambda p: p.parent.name)
def test_capitals_of_headings_do_not_matter(path: Path) -> None:
    """The title and the headings with Roman numerals in capitals: the same structure, tasks, actors
    and dates.
    """
    text = path.read_text(encoding="utf-8")
    loud = re.sub(r"(?m)^((?:[IVX]+\.|Phụ lục) .{3,120})$", lambda m: m[1].upper(), text)
    assert as_lines(from_text(text)) == as_lines(from_text(loud))


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.sampled_from(WAYS), min_size=2, max_size=4, unique=True), st.sampled_from(TEXTS[:3])
)
def test_ways_together(ways: list[Callable[[str], str]], path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    typed = text
    for way in ways:
        typed = way(typed)
    assert from_text(text) == from_text(typed), [w.__name__ for w in ways]
