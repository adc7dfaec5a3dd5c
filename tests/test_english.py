"""``--lang en``: help, errors and messages in English; what documents say stays as it is."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from vanban import cli
from vanban.commands import english
from vanban.commands.console import speak
from vanban.extractors.checks import say

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "samples" / "chi-thi" / "source.txt"
LETTER = re.compile(r"[ạảãàáăắằẳẵặâấầẩẫậđèéẹẻẽêềếểễệìíịỉĩòóọỏõôồốổỗộơờớởỡợùúụủũưừứửữựỳýỵỷỹ]", re.I)
"""A letter that English does not have."""
QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|State: [^.]*\.|QĐ-(?:BKHCN)?|NĐ|BƯỚC")
"""Words of documents and of the store that help texts quote."""
_FORM = re.compile(r"^\w+ {2,}")
"""The name of a form before what it is."""
_WIDE = 400
"""Columns in which no help text is broken."""
NOT_SHOWN = {"(\\d{1,5})\\s*(?:d|ngày)?", "hoàn thành"}
JOINS = {" hoặc "}
"""What stands between the values of a message."""


@pytest.fixture
def _in_english(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv(english.VARIABLE, "en")
    yield
    speak()


def literals(tree: ast.AST, *, raised: bool = False) -> Iterator[str]:
    """The Vietnamese words of a program, "{}" where a value stands; ``raised``: of errors only."""
    described = {id(n.value) for n in ast.walk(tree) if isinstance(n, ast.Expr)}
    top = [n for n in ast.walk(tree) if isinstance(n, ast.Raise)] if raised else [tree]
    for node in top:
        yield from _within(node, described)


def _within(node: ast.AST, described: set[int]) -> Iterator[str]:
    if id(node) in described:
        return
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.JoinedStr):
        parts = (v.value if isinstance(v, ast.Constant) else "{}" for v in node.values)
        yield "".join(str(part) for part in parts)
    else:
        for below in ast.iter_child_nodes(node):
            yield from _within(below, described)


def unknown(path: Path, *, raised: bool) -> list[str]:
    """Vietnamese words of a module that have no English."""
    words = literals(ast.parse(path.read_text(encoding="utf-8")), raised=raised)
    lines = (_FORM.sub("", line.strip(" #")) for text in words for line in text.split("\n"))
    known = english.table()
    return [
        line
        for line in lines
        if LETTER.search(QUOTED.sub("", line))
        and " ".join(line.split()) not in known
        and line not in NOT_SHOWN
        and LETTER.search(QUOTED.sub("", english.in_english(line)))
    ]


@pytest.mark.parametrize("path", [ROOT / "cli.py", *sorted((ROOT / "commands").glob("*.py"))])
def test_every_word_of_a_command_has_its_english(path: Path) -> None:
    assert unknown(path, raised=False) == []


@pytest.mark.parametrize("room", ["pipeline", "tracking"])
def test_every_error_has_its_english(room: str) -> None:
    modules = sorted((ROOT / room).rglob("*.py"))
    shown = [m for m in modules if not {"people", "queue", "migrations"} & set(m.parts)]
    assert {m.name: words for m in shown if (words := unknown(m, raised=True))} == {}


def remarking(path: Path) -> Iterator[ast.AST]:
    """The functions of a module that make a remark on a document."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef) and any(
            isinstance(n, ast.Name) and n.id == "Diagnostic" for n in ast.walk(node)
        ):
            yield node


def test_every_remark_on_a_document_has_its_english() -> None:
    modules = [*(ROOT / "pipeline").rglob("*.py"), *(ROOT / "extractors").rglob("*.py")]
    made = [words for m in modules for node in remarking(m) for words in literals(node)]
    written = [entry["message"] for entry in say.messages().values()]
    known = english.table()
    assert len(made) > 15
    for words in (*made, *(re.sub(r"\{\w+\}", "{}", message) for message in written)):
        assert words in (*known, *JOINS) or not LETTER.search(english.in_english(words)), words


@pytest.mark.usefixtures("_in_english")
@pytest.mark.parametrize("code", sorted(say.codes()))
def test_a_remark_keeps_what_the_document_says(code: str) -> None:
    """Whatever stands in the holes of a message stands in its English."""
    names = re.findall(r"\{(\w+)\}", say.messages()[code]["message"])
    told = english.said(say.say(code, **{name: f"Vụ {name}" for name in names}).message)
    assert all(f"Vụ {name}" in told for name in names)
    assert not LETTER.search(re.sub(r"Vụ|“[^”]*”|phối hợp với", "", told)), told


def commands(group: click.Group, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    yield path
    for name, command in group.commands.items():
        if isinstance(command, click.Group):
            yield from commands(command, (*path, name))
        else:
            yield (*path, name)


@pytest.mark.usefixtures("_in_english")
def test_no_help_has_a_vietnamese_word() -> None:
    from importlib import reload

    fresh = reload(cli)  # explaining a command puts its English in the place of its Vietnamese
    speak("en")
    english.explain(fresh.main)
    for path in commands(fresh.main):
        asked = [*path, "--help" if path == ("search",) else "-h"]
        done = CliRunner().invoke(
            fresh.main, asked, prog_name="vanban", terminal_width=_WIDE, max_content_width=_WIDE
        )
        shown = done.output
        assert done.exit_code == 0, shown
        left = [line for line in shown.splitlines() if LETTER.search(QUOTED.sub("", line))]
        assert left == [], path


def test_a_command_asked_by_itself_answers_as_below_its_group() -> None:
    """What it was asked first decides for good which options are for help."""
    from vanban.commands.batch import batch

    assert CliRunner().invoke(batch, ["-h"]).exit_code == 0
    assert CliRunner().invoke(cli.main, ["batch", "-h"]).exit_code == 0


@pytest.mark.usefixtures("_in_english")
@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("không có tệp này", "there is no such file"),
        ("Không có nhiệm vụ nào.", "No tasks."),
        ("a.docx → ra/a.json: 12 nhiệm vụ", "a.docx → ra/a.json: 12 tasks"),
        (
            "2 văn bản: 1 đã chuyển, 0 đã có, 1 lỗi; 12 nhiệm vụ",
            "2 documents: 1 converted, 0 already there, 1 failed; 12 tasks",
        ),
        (
            "  chú ý: 1 nhiệm vụ cần xem lại: vanban tasks --review",
            "  note: 1 task to review: vanban tasks --review",
        ),
        ("Chưa hoàn thành, quá hạn 63 ngày", "Not completed, 63 days overdue"),
        ("không ghi được ra: đĩa đã đầy", "cannot write ra: the disk is full"),
        (
            "Trả lại, thực hiện lại (phải có lý do hoặc ý kiến)",
            "Returned, to do again (needs a reason or opinion)",
        ),
        ("Vụ Pháp chế", "Vụ Pháp chế"),  # what a document says
    ],
)
def test_a_sentence_in_english(words: str, told: str) -> None:
    assert english.said(words) == told


def test_without_being_asked_nothing_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(english.VARIABLE, "vi")
    assert english.said("Không có nhiệm vụ nào.") == "Không có nhiệm vụ nào."


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        (["convert", "a", "--lang", "en"], ["--lang", "en", "convert", "a"]),
        (["show", "--lang=en", "a"], ["--lang=en", "show", "a"]),
        (["show", "a"], ["show", "a"]),
    ],
)
def test_the_language_may_be_said_anywhere(typed: list[str], read: list[str]) -> None:
    assert english.first(typed) == read


def test_holes_of_both_languages_are_as_many() -> None:
    for words, told in english.table().items():
        assert words.count("{}") == len(re.findall(r"\{\d?\}", told)), words


@pytest.mark.usefixtures("_in_english")
@pytest.mark.parametrize(
    ("vietnamese", "shown"),
    [
        ("lần nạp 2: 1 nhiệm vụ", "revision 2: 1 task"),
        ("lần nạp 1: 21 nhiệm vụ", "revision 1: 21 tasks"),
        ("lần nạp 1: 1.001 nhiệm vụ", "revision 1: 1.001 tasks"),
        ("1 nhiệm vụ", "1 task"),
        ("0/1 văn bản · 1.0/giây", "0/1 documents · 1.0/s"),
    ],
)
def test_one_is_no_plural(vietnamese: str, shown: str) -> None:
    assert english.said(vietnamese) == shown
