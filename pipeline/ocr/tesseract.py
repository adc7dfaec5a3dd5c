"""Tesseract as a program of its own: all lines of a page go in as one TIFF of many pages, words
come out as a table.
"""

from __future__ import annotations

import ctypes
import io
import os
import re
import shutil
import signal
import subprocess
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache

from PIL import Image

from vanban.pipeline.errors import DamagedFile, ToolMissing
from vanban.pipeline.ocr.engine import Read
from vanban.pipeline.ocr.image import DPI, Grey

_FORKS = hasattr(os, "fork")
if _FORKS:  # not on Windows
    import resource

INSTALL = "Cài Tesseract và dữ liệu tiếng Việt: apt install tesseract-ocr tesseract-ocr-vie."
_LANGUAGE = "vie"
_SECONDS = 120
"""Of processor time for one page; a usual page takes about one."""
_WAITED = 1800.0
"""Seconds by the clock after which a page is given up: the program hangs, or gets no processor."""
_ONE_LINE, _ONE_WORD = "7", "8"
"""Page segmentation modes: each picture is one line of text, or one word."""
_SHORT = 2.6
"""A picture no wider than this many heights holds a word or a number: read as a line only, these
often come out wrong.
"""
_SURE, _DOUBT = 0.8, 0.75
_UNFINISHED = "tesseract không đọc xong một trang"
_LABEL = re.compile(r"\(?(?:\d{1,3}|[IVX]{2,4})[.)]?")
"""A number or numeral alone in its cell."""


@dataclass(frozen=True, slots=True)
class Tesseract:
    """The installed program with its Vietnamese data."""

    version: str

    def read_lines(self, pictures: Sequence[Grey]) -> list[list[Read]]:
        """See ``Engine``. Raises ToolMissing where the program has gone, DamagedFile where it
        fails.
        """
        if not pictures:
            return []
        found = _read(pictures, _ONE_LINE)
        short = [i for i, p in enumerate(pictures) if p.shape[1] <= _SHORT * p.shape[0]]
        for i, words in zip(short, _read([pictures[i] for i in short], _ONE_WORD), strict=True):
            found[i] = _of_two(found[i], words)
        return found


def _of_two(line: list[Read], word: list[Read]) -> list[Read]:
    """What a short picture says, read as a line and as a word: where both say the same, it is sure;
    where not, doubtful.
    """
    first, second = (r[0] if len(r) == 1 else None for r in (line, word))
    if first and second and first.text == second.text:
        return [max(first, second, key=lambda r: r.confidence)]
    if _mean(line) >= _SURE or not second:
        return line
    if _LABEL.fullmatch(second.text):
        return word
    best = max(line, word, key=_mean)
    return [replace(r, confidence=_DOUBT * r.confidence) for r in best]


def _mean(words: Sequence[Read]) -> float:
    return sum(w.confidence for w in words) / len(words) if words else 0.0


def tesseract() -> Tesseract | None:
    """The engine, or None where the program or its Vietnamese data are not installed."""
    version = _version(shutil.which("tesseract"))
    return Tesseract(version) if version else None


@cache
def _version(program: str | None) -> str | None:
    if program is None:
        return None
    asked = (_output(program, "--version"), _output(program, "--list-langs"))
    if _LANGUAGE not in asked[1].split():
        return None
    return f"{asked[0].splitlines()[0].strip()} {_LANGUAGE}"


def _output(program: str, option: str) -> str:
    try:
        done = subprocess.run(
            [program, option], capture_output=True, text=True, timeout=20, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return " "
    return (done.stdout + done.stderr) or " "


def _read(pictures: Sequence[Grey], mode: str) -> list[list[Read]]:
    return _parsed(_run(_tiff(pictures), mode), len(pictures)) if pictures else []


def _tiff(pictures: Sequence[Grey]) -> bytes:
    images = [Image.fromarray(p) for p in pictures]
    out = io.BytesIO()
    images[0].save(out, "TIFF", save_all=True, append_images=images[1:], dpi=(DPI, DPI))
    return out.getvalue()


def _run(data: bytes, mode: str) -> str:
    child = _started(mode)
    try:
        out, _ = child.communicate(data, timeout=_WAITED)
    except subprocess.TimeoutExpired as e:
        raise DamagedFile(_UNFINISHED) from e
    finally:
        if child.poll() is None:
            child.kill()
            child.wait()
    if _FORKS and child.returncode == -signal.SIGXCPU:
        raise DamagedFile(_UNFINISHED)
    if child.returncode:
        raise DamagedFile(f"tesseract dừng với mã {child.returncode}")
    return out.decode("utf-8", "replace")


def _started(mode: str) -> subprocess.Popen[bytes]:
    given = ["-l", _LANGUAGE, "--dpi", str(DPI), "--psm", mode]
    try:
        return subprocess.Popen(
            ["tesseract", "stdin", "stdout", *given, "tsv"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
            preexec_fn=_bounded if _FORKS else None,  # noqa: PLW1509  calls of the C library alone, which take no lock
        )
    except OSError as e:
        raise ToolMissing("không chạy được tesseract", INSTALL) from e


_LIBC: ctypes.CDLL | None = None
with suppress(OSError, TypeError):  # Windows has no library of no name
    _LIBC = ctypes.CDLL(None)  # loaded beforehand: nothing may be loaded between fork and exec
_PR_SET_PDEATHSIG = 1


def _bounded() -> None:
    """The program must not outlive a worker that is killed (Linux; elsewhere it ends with its
    page), and a page gets its processor time, however busy the machine is.
    """
    resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS + 5))
    if _LIBC is not None and hasattr(_LIBC, "prctl"):
        _LIBC.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def _parsed(table: str, count: int) -> list[list[Read]]:
    """Rows of level 5 are words; the page number tells the picture."""
    found: list[list[Read]] = [[] for _ in range(count)]
    for line in table.splitlines():
        cells = line.split("\t")
        if len(cells) < 12 or cells[0] != "5" or not cells[11].strip():
            continue
        left, width = int(cells[6]), int(cells[8])
        confidence = max(0.0, float(cells[10])) / 100
        found[int(cells[1]) - 1].append(
            Read(cells[11].strip().replace("\u2044", "/"), left, left + width, confidence)
        )
    return found
