"""How far a batch is: a bar on a terminal, now and then a plain line elsewhere."""

from __future__ import annotations

import re
import shutil
from collections import deque
from collections.abc import Callable
from time import monotonic
from typing import TextIO

from vanban.pipeline.batch.model import Outcome
from vanban.pipeline.folding import folded

_EVERY = 10.0  # seconds between plain lines
_REDRAW = 0.2  # seconds between redrawings of the bar
_WIDTH = 30
_WINDOW = 30.0
"""Seconds over which the rate is taken: what was skipped at the start must not promise too much."""
_ENOUGH = 10
"""Outcomes after which the time left is told, and over which the rate is taken at least: of the
first few a large part is the start of the workers, and scans come one in a minute.
"""
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


class Progress:
    """Counts outcomes and writes to ``stream``. Failures are said at once, each on a line of its
    own.
    """

    def __init__(self, total: int, stream: TextIO, said: Callable[[str], str] = str) -> None:
        self._total = total
        self._said = said
        self._stream = stream
        self._terminal = stream.isatty()
        self._last = monotonic()
        self._samples: deque[tuple[float, int]] = deque([(self._last, 0)])
        self._done = self._failed = 0

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *_: object) -> None:
        if self._done:
            self._draw()
        if self._terminal:
            self._stream.write("\n")

    def seen(self, outcome: Outcome) -> None:
        """One more document is done."""
        self._done += 1
        if outcome.code:
            self._failed += 1
        if outcome.status == "failed":
            self._say(f"{outcome.key}: {self._said(outcome.message or '')} [{outcome.code}]")
        if monotonic() - self._last >= (_REDRAW if self._terminal else _EVERY):
            self._draw()

    def line(self) -> str:
        """Done, total, rate and time left."""
        rate = self._rate()
        told = rate and _ENOUGH <= self._done < self._total
        left = f" · còn {_clock((self._total - self._done) / rate)}" if told else ""
        failed = f" · {self._failed} lỗi" if self._failed else ""
        line = f"{self._done}/{self._total} văn bản · {rate:.1f}/giây{left}{failed}"
        return self._said(line)

    def _rate(self) -> float:
        now = monotonic()
        self._samples.append((now, self._done))
        while len(self._samples) > 2 and self._dispensable(now):
            self._samples.popleft()
        start, done = self._samples[0]
        return (self._done - done) / (now - start) if now > start else 0.0

    def _dispensable(self, now: float) -> bool:
        """Whether the rate can do without its oldest sample."""
        moment, done = self._samples[1]
        return now - moment > _WINDOW and self._done - done >= _ENOUGH

    def _draw(self) -> None:
        self._last = monotonic()
        if self._terminal:
            self._stream.write("\r\x1b[K" + self._bar(self.line()))
        else:
            self._stream.write(self.line() + "\n")
        self._stream.flush()

    def _bar(self, line: str) -> str:
        """Bar and line in one row of the terminal; the bar gives way where it is narrow."""
        columns = shutil.get_terminal_size().columns - 1
        width = min(_WIDTH, columns - len(line) - 3)
        if width < 5:
            return line[:columns]
        full = width * self._done // self._total if self._total else width
        return f"[{'█' * full}{'·' * (width - full)}] {line}"

    def _say(self, text: str) -> None:
        """A name may hold control characters: they must not reach the terminal."""
        clear = "\r\x1b[K" if self._terminal else ""
        self._stream.write(f"{clear}{folded(_CONTROL.sub('?', text))}\n")
        self._stream.flush()


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
