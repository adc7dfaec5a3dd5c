"""The terminal and the pipe: UTF-8 whatever the locale, Vietnamese words, one line for what
breaks.
"""

from __future__ import annotations

import gettext
import io
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from vanban.commands.english import VARIABLE, said
from vanban.pipeline.folding import folded
from vanban.pipeline.render.neutral import neutral

if TYPE_CHECKING:
    from rich.console import Console

    from vanban.pipeline.errors import PlanError

BROKEN_PIPE = 141
"""Exit code of a program whose reader went away (128 + SIGPIPE), as shells know it."""
OUTPUT_FAILED = 1
_VALUES = {"text": "CHỮ", "path": "TỆP", "file": "TỆP", "integer": "SỐ", "integer range": "SỐ"}
"""What stands for a value in a usage line, where click would write TEXT or PATH."""
_AS_BYTES: dict[str, Any] = {"encoding": "utf-8", "errors": "replace", "write_through": True}
_WORDS = Path(__file__).with_name("locale")


class Shielded(io.TextIOWrapper):
    """A stream through which no word of a document or name of a file commands the terminal."""

    def write(self, text: str, /) -> int:
        """Write ``text``, with pictures in the place of controls."""
        return super().write(neutral(text))


class Complaints(Shielded):
    """The stream of errors: where it takes nothing the exit code alone tells."""

    def write(self, text: str, /) -> int:
        """Write ``text`` if that can be."""
        with suppress(OSError):
            return super().write(text)
        return len(text)


def prepare() -> None:
    """Before anything is printed: words in Vietnamese, bytes in UTF-8, controls shielded.

    Windows and some locales give a pipe cp1258 or ASCII, which have no room for what is printed.
    """
    speak(os.environ.get(VARIABLE, "vi"))
    _plug()
    for name, shield in (("stdout", Shielded), ("stderr", Complaints)):
        stream = getattr(sys, name)
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(**_AS_BYTES)
            # both write through, so that their words keep their order
            setattr(sys, name, shield(stream.buffer, **_AS_BYTES))


def _plug() -> None:
    """Streams that came closed (``>&-``) lead nowhere; else the next file that is opened would
    take their place, and what is printed.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            stream = Path(os.devnull).open(mode, encoding="utf-8")  # noqa: SIM115  stays open
            setattr(sys, name, stream)
            setattr(sys, f"__{name}__", stream)


def speak(language: str = "vi") -> None:
    """Have all words in a language: click's own through gettext, ours through ``english``."""
    os.environ["LANGUAGE"] = os.environ[VARIABLE] = language
    gettext.bindtextdomain("vanban", str(_WORDS))
    gettext.textdomain("vanban")


def say(text: str, *, err: bool = False) -> None:
    """A line for people, in the language that they asked for, as wide as their terminal."""
    show(said(text), err=err)


def show(text: str, *, err: bool = False) -> None:
    """A line whose words are right already, as wide as the terminal."""
    click.echo(folded(text), err=err)


def complain(error: PlanError, subject: str | None = None) -> None:
    """The line of an error: what, what to do, code."""
    what = said(error.what) if subject else _capital(said(error.what))
    place = f"{subject}: " if subject else ""
    click.echo(f"{place}{what}. {said(error.advice)} [{error.code}]", err=True)


def _capital(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"


def bare(stream: TextIO) -> TextIO:
    """The stream below the shield, for what moves the cursor or sets colours of our own."""
    below = sys.__stdout__ if stream is sys.stdout else sys.__stderr__
    return below if isinstance(stream, Shielded) and below is not None else stream


def paper(width: int | None = None) -> Console:
    """Where tables and colours are drawn. What documents say goes there through ``neutral``."""
    from rich.console import Console

    return Console(width=width, highlight=False, file=bare(sys.stdout))


def name_parts(command: click.Command) -> None:
    """Call the parts of a usage line by Vietnamese names, for a group and all below it; they share
    its settings (the names of the option for help) also where one is asked by itself.
    """
    command.options_metavar = "[TÙY CHỌN]"
    for option in command.params:
        if isinstance(option, click.Option) and not option.is_flag and option.metavar is None:
            option.metavar = _VALUES.get(option.type.name)
    if isinstance(command, click.Group):
        command.subcommand_metavar = "LỆNH [ĐỐI SỐ]..."
        for below in command.commands.values():
            below.context_settings = {**command.context_settings, **below.context_settings}
            name_parts(below)


def guarded(run: Callable[[], object]) -> None:
    """Run the program. A reader that goes away, or a disk that is full, ends it in one line."""
    try:
        try:
            run()
        finally:
            sys.stdout.flush()
    except BrokenPipeError:  # "vanban tasks | head"
        _give_up(sys.stdout)
        sys.exit(BROKEN_PIPE)
    except OSError as e:  # "vanban convert … > /dev/full"
        from vanban.pipeline.errors import reason

        _give_up(sys.stdout)
        line = f"vanban: không ghi được kết quả ra màn hình: {reason(e)}"
        print(said(line), file=sys.stderr)
        sys.exit(OUTPUT_FAILED)


def _give_up(stream: TextIO) -> None:
    """Point a stream that takes no more at nothing, so that the end of Python does not complain."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
