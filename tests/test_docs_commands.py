"""Every command that the pages show exists, with the options that they give it."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import pytest

from vanban.cli import main

ROOT = Path(__file__).resolve().parents[1]
PAGES = (
    "README.md",
    "docs/BATCH.md",
    "docs/OUTPUTS.md",
    "docs/TRACKING.md",
    "docs/WEB.md",
    "CONTRIBUTING.md",
)
LEAST = {"README.md": 10, "docs/BATCH.md": 3, "docs/OUTPUTS.md": 8, "docs/TRACKING.md": 2}
"""Commands that a page shows at least: a pattern that finds nothing is no test."""

_FENCE = re.compile(r"^```(?:sh|bash|console|text)?\n(.*?)^```", re.MULTILINE | re.DOTALL)
_INLINE = re.compile(r"`(vanban [^`\n]+)`")
_COMMAND = re.compile(r"(?<![\w./-])vanban ((?:[a-z]|--help).*)")


def shown(page: str) -> list[str]:
    """The command lines of a page, without the program's name."""
    text = (ROOT / page).read_text(encoding="utf-8")
    lines = [line for block in _FENCE.findall(text) for line in block.splitlines()]
    lines += _INLINE.findall(text)
    parts = [part for line in lines for part in re.split(r"[;|]\s+|\s#\s", line)]
    found = [m[1] for part in parts if (m := _COMMAND.match(part.strip()))]
    return [re.sub(r"[\[\]…]|\.\.\.", " ", command) for command in found]


def said_wrong(command: str) -> str | None:
    """What is wrong with a command line: no such command, or no such option."""
    words = shlex.split(command.replace("“", '"').replace("”", '"'))
    here: click.Command = main
    while isinstance(here, click.Group) and words and not words[0].startswith("-"):
        name = words.pop(0)
        found = here.get_command(click.Context(here), name)
        if found is None:
            return f"no command {name}"
        here = found
    known = {option for param in here.params for option in (*param.opts, *param.secondary_opts)}
    unknown = [w for w in words if re.match(r"--?[a-z]", w) and w.split("=")[0] not in known]
    unknown = [w for w in unknown if w != "--help"]
    return f"no option {', '.join(unknown)}" if unknown else None


@pytest.mark.parametrize("page", PAGES)
def test_the_commands_of_the_page_exist(page: str) -> None:
    commands = shown(page)
    assert len(commands) >= LEAST.get(page, 0)
    assert {c: wrong for c in commands if (wrong := said_wrong(c))} == {}


@pytest.mark.parametrize(
    ("command", "wrong"),
    [
        ("convert a.docx -o out --format md", None),
        ("task update 12 --state xong", None),
        ("convertt a.docx", "no command convertt"),
        ("convert a.docx --formt md", "no option --formt"),
    ],
)
def test_a_wrong_command_is_noticed(command: str, wrong: str | None) -> None:
    assert said_wrong(command) == wrong
