"""How far a batch is: a bar on a terminal, now and then a plain line elsewhere."""

from __future__ import annotations

from time import monotonic
from types import TracebackType
from typing import TextIO

from pipeline.batch.model import Outcome

_EVERY = 10.0  # seconds between plain lines
_REDRAW = 0.2  # seconds between redrawings of the bar
_WIDTH = 30


class Progress:
    """Counts outcomes and writes to ``stream``. Failures are said at once, each on a line of its own."""

    def __init__(self, total: int, stream: TextIO) -> None:
        self._total = total
        self._stream = stream
        self._terminal = stream.isatty()
        self._start = self._last = monotonic()
        self._done = self._failed = 0

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None) -> None:
        if self._done:
            self._draw()
        if self._terminal:
            self._stream.write("\n")

    def seen(self, outcome: Outcome) -> None:
        """One more document is done."""
        self._done += 1
        if outcome.status == "failed":
            self._failed += 1
            self._say(f"{outcome.key}: {outcome.message} [{outcome.code}]")
        if monotonic() - self._last >= (_REDRAW if self._terminal else _EVERY):
            self._draw()

    def line(self) -> str:
        """Done, total, rate and time left."""
        seconds = monotonic() - self._start
        rate = self._done / seconds if seconds else 0.0
        left = (self._total - self._done) / rate if rate else 0.0
        text = f"{self._done}/{self._total} văn bản · {rate:.1f}/giây · còn {_clock(left)}"
        return text + (f" · {self._failed} lỗi" if self._failed else "")

    def _draw(self) -> None:
        self._last = monotonic()
        if self._terminal:
            full = round(_WIDTH * self._done / self._total) if self._total else _WIDTH
            self._stream.write(f"\r\x1b[K[{'█' * full}{'·' * (_WIDTH - full)}] {self.line()}")
        else:
            self._stream.write(self.line() + "\n")
        self._stream.flush()

    def _say(self, text: str) -> None:
        self._stream.write(("\r\x1b[K" if self._terminal else "") + text + "\n")
        self._stream.flush()


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
