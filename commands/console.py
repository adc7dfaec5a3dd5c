"""The terminal and the pipe: UTF-8 whatever the locale, Vietnamese words, one line for what breaks."""

from __future__ import annotations

import gettext
import io
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TextIO

import click

BROKEN_PIPE = 141
"""Exit code of a program whose reader went away (128 + SIGPIPE), as shells know it."""
OUTPUT_FAILED = 1
_WORDS = Path(__file__).with_name("locale")


def prepare() -> None:
    """Before anything is printed: words in Vietnamese, bytes in UTF-8.

    Windows and some locales give a pipe cp1258 or ASCII, which have no room for what is printed.
    """
    os.environ["LANGUAGE"] = "vi"
    gettext.bindtextdomain("vanban", str(_WORDS))
    gettext.textdomain("vanban")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def name_parts(command: click.Command) -> None:
    """Call the parts of a usage line by Vietnamese names, for a group and all below it."""
    command.options_metavar = "[TÙY CHỌN]"
    if isinstance(command, click.Group):
        command.subcommand_metavar = "LỆNH [ĐỐI SỐ]..."
        for below in command.commands.values():
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
        print(f"vanban: không ghi được kết quả ra màn hình: {reason(e)}", file=sys.stderr)
        sys.exit(OUTPUT_FAILED)


def _give_up(stream: TextIO) -> None:
    """Point a stream that takes no more at nothing, so that the end of Python does not complain."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
