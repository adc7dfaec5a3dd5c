"""The words of the command line in English: ``vanban --lang en …``, or ``VANBAN_LANG=en``.

What people read is written in Vietnamese where it is said. ``locale/english.tsv`` has the English
of each such sentence, ``locale/remarks.tsv`` that of what is said of documents, with ``{}`` where
it has a name or a number. What documents say is left as it
is.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import click

LANGUAGES = ("vi", "en")
VARIABLE = "VANBAN_LANG"
_TABLES = ("english.tsv", "remarks.tsv")
_HOLE = "{}"
_COUNT = re.compile(r"(\d[\d.]*) (.+)")
_BETWEEN = tuple(map(re.compile, (r"( · | → )", r"(; )", r"(\. )", r"( \(|\)$)", r"(: )", r"(, )")))
"""What stands between sentences that were joined to one line, the strongest first."""
_ONE = re.compile(
    r"(?<![\w.,/])(1 (?:\w+ )?)"
    r"(task|document|file|page|character|unit|second|row|name|day|cell|line|word|remark|period"
    r"|piece|citation|error|report)s\b"
)
"""One of what the table names in the plural."""
_FORM = re.compile(r"(\w+ {2,})(.+)")
"""A line of a list in a help text: "ics       lịch (iCalendar)"."""


class Template(NamedTuple):
    """A sentence with holes: how it is known, and its English."""

    pattern: re.Pattern[str]
    english: str


def is_english() -> bool:
    """Whether people asked for English."""
    return os.environ.get(VARIABLE) == "en"


def said(text: str) -> str:
    """``text`` in the language that people asked for; unknown words as they are."""
    return "\n".join(map(_line, text.split("\n"))) if is_english() else text


def _line(line: str) -> str:
    words = line.strip()
    return line.replace(words, _ONE.sub(r"\1\2", in_english(words)), 1) if words else line


def in_english(words: str) -> str:
    """The English of a sentence, or of those that it is joined from."""
    whole = _whole(words)
    if whole is not None:
        return whole
    counted = _COUNT.fullmatch(words)
    if counted:
        return f"{counted[1]} {in_english(counted[2])}"
    for between in _BETWEEN:
        pieces = between.split(words)
        if len(pieces) > 1:
            return "".join(p if n % 2 else in_english(p) for n, p in enumerate(pieces))
    return words


def _whole(words: str) -> str | None:
    """The English of one sentence of the table, also where it begins with a capital."""
    known = table()
    small = f"{words[:1].lower()}{words[1:]}"
    if words in known:
        return known[words]
    if small in known:
        return f"{known[small][:1].upper()}{known[small][1:]}"
    for template in templates():
        found = template.pattern.fullmatch(words)
        if found:
            return template.english.format(*map(in_english, found.groups()))
    return None


@cache
def table() -> dict[str, str]:
    """Vietnamese to English."""
    folder = Path(__file__).with_name("locale")
    files = ((folder / name).read_text(encoding="utf-8").splitlines()[1:] for name in _TABLES)
    return dict(row.split("\t") for rows in files for row in rows)


@cache
def templates() -> tuple[Template, ...]:
    """The sentences with holes, those with the most words of their own first."""
    holed = sorted((v for v in table() if _HOLE in v), key=lambda v: v.count(_HOLE) * 2 - len(v))
    return tuple(Template(_pattern(words), table()[words]) for words in holed)


def _pattern(words: str) -> re.Pattern[str]:
    fixed = map(re.escape, words.split(_HOLE))
    return re.compile("(.*?)".join(fixed), re.DOTALL)


def explain(command: click.Command) -> None:
    """Put the help of a command, and of all below it, into English."""
    context = click.Context(command, **command.context_settings)
    command.help = _paragraphs(command.help)
    command.epilog = _paragraphs(command.epilog)
    command.short_help = command.short_help and in_english(command.short_help)
    command.options_metavar = command.options_metavar and in_english(command.options_metavar)
    for parameter in command.get_params(context):
        _explain(parameter)
    if isinstance(command, click.Group):
        command.subcommand_metavar = in_english(command.subcommand_metavar)
        for below in command.commands.values():
            explain(below)


def _explain(parameter: click.Parameter) -> None:
    named = parameter.metavar or (parameter.type.name.upper() if _is_named(parameter) else None)
    parameter.metavar = named and in_english(named)
    if isinstance(parameter, click.Option):
        parameter.help = parameter.help and in_english(parameter.help)


def _is_named(parameter: click.Parameter) -> bool:
    """Whether the type of the value has a name of ours ("NGÀY")."""
    return parameter.type.name.upper() in table()


def _paragraphs(text: str | None) -> str | None:
    """A help text, paragraph by paragraph; one that click must not wrap (\\b), line by line."""
    if text is None:
        return None
    return "\n\n".join(map(_paragraph, text.split("\n\n")))


def _paragraph(text: str) -> str:
    if text.lstrip().startswith("\b"):
        return "\n".join(_listed(text.split("\n")))
    return in_english(" ".join(text.split()))


def _listed(lines: list[str]) -> Iterator[str]:
    for line in lines:
        form = _FORM.fullmatch(line)
        yield f"{form[1]}{in_english(form[2])}" if form else line


class Program(click.Group):
    """The group whose commands say what is wrong in the language that people asked for."""

    def invoke(self, ctx: click.Context) -> object:
        """Run a command; a wrong use is told in the right language."""
        try:
            return super().invoke(ctx)
        except click.ClickException as error:
            vars(error)["message"] = said(error.message)  # click lets nobody assign it
            raise


def first(arguments: list[str]) -> list[str]:
    """The command line with ``--lang`` in front, wherever it was typed."""
    for n, word in enumerate(arguments):
        if word == "--lang":
            return [*arguments[n : n + 2], *arguments[:n], *arguments[n + 2 :]]
        if word.startswith("--lang="):
            return [word, *arguments[:n], *arguments[n + 1 :]]
    return arguments
