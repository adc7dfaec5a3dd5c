"""Engines measured on page pictures: ``python -m benchmarks.ocr [--shared DIR] [--no-write]``.

Pages with a text layer (made samples, and the corpus beside the project where it is there) are
drawn, made worse (150 dpi, skew and noise, JPEG), read, and compared with their own text; a real
scan is compared with the words of its hand-made gold. The table goes into docs/RESULTS.md. Measured
are Tesseract, Tesseract with AsterOCR's second opinion (what vanban uses), and AsterOCR by itself.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import platform
import statistics
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2
from PIL import Image, ImageFilter

from benchmarks.report import replace_part
from vanban.pipeline.ocr.engine import Engine, Read
from vanban.pipeline.ocr.image import Grey
from vanban.pipeline.ocr.page import read_page
from vanban.pipeline.ocr.spelling import skeleton
from vanban.pipeline.ocr.tesseract import tesseract
from vanban.pipeline.ocr.two_engines import installed_engine
from vanban.pipeline.options import Limits
from vanban.pipeline.readers.page.model import PageText
from vanban.pipeline.readers.pdf.document import opened, read_pages
from vanban.pipeline.readers.pdf.reader import source_of

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
_MADE = (("quyet-dinh-phan-cong", 0), ("ke-hoach-tinh", 3), ("thong-tu", 0))
_CORPUS = (
    ("kh-277-hanoi-100-ngay.pdf", 0),
    ("kh-277-hanoi-100-ngay.pdf", 5),
    ("kh-173-hanoi.pdf", 1),
    ("qd-2280-hanoi.pdf", 0),
)
_SCAN, _SCAN_PAGES = "qd-707-ttg-scan", (4, 5, 6, 7)

_INTRO = """## Reading page pictures

`python -m benchmarks.ocr`, on {machine}: seven pages with a text layer drawn at 300 dpi and made worse, and four pages of a real scan.
Lines are found by the same code for all engines and no word is corrected. Processor seconds include straightening, rules and lines.

How far the figures go: AsterOCR alone gives no confidence, so it was given 0.94 throughout; what is too doubtful to be text is dropped
for the others only. The scan is scored by the gold's task openings found within 15 % of errors ({tasks} of them on these pages), which
leaves out any that was read worse. It is the scan that the reading of lines was developed on.

vanban reads with Tesseract, which gives the words' places and its confidence, on which tables, corrections and the marking of doubt
rest, and asks AsterOCR's model about the words of which Tesseract is not sure."""

_SCANNED = "a real scan (words of its gold)"
Degrade = Callable[[Image.Image], Image.Image]


def _busy() -> float:
    """Processor seconds used so far, by programs that were called as well: the machine may be doing
    other work.
    """
    return sum(os.times()[:4])


def _jpeg(image: Image.Image) -> Image.Image:
    out = io.BytesIO()
    image.convert("RGB").save(out, "JPEG", quality=25)
    return Image.open(io.BytesIO(out.getvalue())).convert("RGB")


def _low(image: Image.Image) -> Image.Image:
    small = image.resize((image.width // 2, image.height // 2), Image.Resampling.BOX)
    return small.resize(image.size, Image.Resampling.BICUBIC)


def _worn(image: Image.Image) -> Image.Image:
    """Askew by 1.3 degrees, blurred, with grain and specks."""
    turned = (
        image.convert("L")
        .rotate(1.3, Image.Resampling.BICUBIC, fillcolor=255)
        .filter(ImageFilter.GaussianBlur(0.8))
    )
    chance = np.random.default_rng(7)
    grey = np.asarray(turned).astype(np.float32) + chance.normal(
        0, 22, (turned.height, turned.width)
    )
    grey[chance.random(grey.shape) < 0.0008] = 0
    return Image.fromarray(np.clip(grey, 0, 255).astype(np.uint8))


_STATES: dict[str, Degrade] = {
    "300 dpi": lambda i: i,
    "150 dpi": _low,
    "skew 1.3°, noise": _worn,
    "JPEG 25": _jpeg,
}


class Aster:
    """AsterOCR on the same lines; it gives no places of words, so these are shared out by
    letters.
    """

    version = "asterocr"

    def __init__(self) -> None:
        from asterocr import AsterOCR

        self._engine: Any = AsterOCR(backend="onnx", enable_telemetry=False)

    def read_lines(self, pictures: Sequence[Grey]) -> list[list[Read]]:
        """See ``Engine``."""
        return [list(self._words(p)) for p in pictures]

    def _words(self, picture: Grey) -> Iterator[Read]:
        text = self._engine.predict(Image.fromarray(picture))
        at, step = 10.0, (picture.shape[1] - 20) / max(1, len(text))
        for word in text.split(" "):
            if word:
                yield Read(word, at, at + step * len(word), 0.94)
            at += step * (len(word) + 1)


@dataclass
class Tally:
    """Rates of one engine on one kind of picture."""

    letters: list[float] = field(default_factory=list)
    marks: list[float] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)

    def row(self) -> str:
        marks = f"{statistics.mean(self.marks):.2%}" if self.marks else ""
        return (
            f"{statistics.mean(self.letters):.2%} | {marks} | {statistics.mean(self.seconds):.2f}"
        )


def error_rate(truth: str, read: str) -> float:
    """Edits from ``read`` to ``truth``, per character of ``truth``; white space folded."""
    a, b = (
        np.frombuffer(" ".join(t.split()).encode("utf-32-le"), np.uint32) for t in (truth, read)
    )
    return float(_distances(a, b, free=False)[-1]) / max(1, len(a))


def error_rate_within(words: str, read: str) -> float:
    """The same for ``words`` at the best place in ``read``."""
    a, b = (
        np.frombuffer(" ".join(t.split()).encode("utf-32-le"), np.uint32) for t in (words, read)
    )
    return float(_distances(a, b, free=True).min()) / max(1, len(a))


def _distances(a: Any, b: Any, *, free: bool) -> Any:
    """Levenshtein, a row at a time; ``free``: ``b`` may begin anywhere."""
    places = np.arange(len(b) + 1)
    row = np.zeros(len(b) + 1, np.int64) if free else places.copy()
    for i, letter in enumerate(a, 1):
        fresh = np.empty_like(row)
        fresh[0] = i
        fresh[1:] = np.minimum(row[1:] + 1, row[:-1] + (b != letter))
        row = np.minimum.accumulate(fresh - places) + places
    return row


def mark_errors(truth: str, read: str) -> float:
    """Share of marked letters of ``truth``, in words whose letters were all read, that have other
    marks or none.
    """
    a, b = (
        [w for w in unicodedata.normalize("NFC", t).lower().split() if skeleton(w)]
        for t in (truth, read)
    )
    wrong = count = 0
    for m in SequenceMatcher(
        None, [skeleton(w) for w in a], [skeleton(w) for w in b], autojunk=False
    ).get_matching_blocks():
        for k in range(m.size):
            first, second = ([c for c in w if c.isalnum()] for w in (a[m.a + k], b[m.b + k]))
            count += sum(not c.isascii() for c in first)
            wrong += sum(x != y for x, y in zip(first, second, strict=False) if not x.isascii())
    return wrong / max(1, count)


def _text(pages: Sequence[PageText]) -> str:
    return source_of(pages, b"", filename="", media_type="application/pdf", limits=Limits()).text


def _pages(shared: Path) -> Iterator[tuple[PageText, Image.Image]]:
    """Pages with a text layer, and their pictures."""
    files = [(ROOT / "samples" / name / "source.pdf", page) for name, page in _MADE]
    files += [(shared / "corpus" / "plans" / "docs" / name, page) for name, page in _CORPUS]
    for path, index in files:
        if path.exists():
            with opened(path.read_bytes(), Limits()) as document:
                page = list(read_pages(document, Limits()))[index]
            with pypdfium2.PdfDocument(path) as document:
                image = document[index].render(scale=300 / 72).to_pil().convert("RGB")
            yield page, image


def measure(engine: Engine, shared: Path) -> dict[str, Tally]:
    """Rates by kind of picture."""
    found = {state: Tally() for state in _STATES}
    for page, image in _pages(shared):
        size = image.width * 72 / 300, image.height * 72 / 300
        truth = _text([page])
        for state, degrade in _STATES.items():
            worse = degrade(image)
            start = _busy()
            read = read_page(worse, page.number, size, engine)
            found[state].seconds.append(_busy() - start)
            text = _text([read])
            found[state].letters.append(error_rate(truth, text))
            found[state].marks.append(mark_errors(truth, text))
    scan = _real_scan(engine, shared)
    return {**found, _SCANNED: scan} if scan else found


def _real_scan(engine: Engine, shared: Path) -> Tally | None:
    path = shared / "corpus" / "plans" / "docs" / f"{_SCAN}.pdf"
    if not path.exists():
        return None
    tally, pages = Tally(), []
    with pypdfium2.PdfDocument(path) as document:
        for index in _SCAN_PAGES:
            image = document[index].render(scale=300 / 72).to_pil().convert("RGB")
            start = _busy()
            pages.append(
                read_page(image, index + 1, (image.width * 0.24, image.height * 0.24), engine)
            )
            tally.seconds.append(_busy() - start)
    text = _text(pages)
    gold = json.loads((shared / "corpus" / "plans" / f"{_SCAN}.gold.json").read_text("utf-8"))
    for task in gold["table_tasks"]:
        rate = error_rate_within(task["text"].rstrip("…"), text)
        if rate < 0.15:  # else it stands on another page
            tally.letters.append(rate)
    return tally


def _scored(results: dict[str, dict[str, Tally]]) -> str:
    """How many task openings of the scan each engine was scored by."""
    counts = [len(states[_SCANNED].letters) for states in results.values() if _SCANNED in states]
    return " and ".join(map(str, counts)) or "none"


def table(results: dict[str, dict[str, Tally]]) -> str:
    """The results as Markdown."""
    lines = [
        "| engine | pictures | character errors | diacritic errors | processor seconds a page |",
        "|---|---|---|---|---|",
    ]
    lines += [
        f"| {engine} | {state} | {tally.row()} |"
        for engine, states in results.items()
        for state, tally in states.items()
    ]
    return "\n".join(lines)


def _engines() -> dict[str, Engine]:
    found: dict[str, Engine] = {}
    first = tesseract()
    if first:
        found[first.version] = first
    both = installed_engine()
    if both and both != first:
        found[f"{both.version} for doubtful words"] = both
    with suppress(ImportError):
        found[f"asterocr {version('asterocr')} alone"] = Aster()
    return found


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=SHARED, help="folder with corpus/")
    parser.add_argument("--no-write", action="store_true")
    args = parser.parse_args()
    results = {name: measure(engine, args.shared) for name, engine in _engines().items()}
    shown = table(results)
    print(shown)
    if not args.no_write:
        replace_part(
            ROOT / "docs" / "RESULTS.md",
            "ocr",
            f"{_INTRO.format(machine=platform.machine(), tasks=_scored(results))}\n\n{shown}",
        )


if __name__ == "__main__":
    main()
