"""Pages and pictures for the tests."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pypdfium2
from PIL import Image

from vanban.pipeline.readers.page.model import PageText, Word

SAMPLES = Path(__file__).resolve().parents[3] / "samples"


def word(
    text: str, x: float, base: float = 100.0, *, size: float = 14.0, confidence: float = 0.9
) -> Word:
    """A word set in type of 14 points, about as wide as its letters."""
    return Word(
        text,
        x,
        base - size,
        x + 0.5 * size * len(text),
        base + 3,
        base,
        size,
        False,
        False,
        0,
        True,
        confidence=confidence,
    )


def page(rows: Sequence[Sequence[Word]], number: int = 1, **more: Any) -> PageText:
    """A page of A4 that was read from a picture."""
    words = tuple(w._replace(order=i) for i, w in enumerate(w for row in rows for w in row))
    return PageText(number, 595.0, 842.0, words, kind="ocr", **more)


def row(text: str, base: float, confidence: float = 0.9) -> list[Word]:
    """Words one after the other."""
    out, x = [], 80.0
    for part in text.split():
        out.append(word(part, x, base, confidence=confidence))
        x = out[-1].x1 + 4
    return out


def texts(done: PageText) -> str:
    """The words of a page."""
    return " ".join(w.text for w in done.words)


def pictures(sample: str, dpi: int = 300) -> list[Image.Image]:
    """The pages of a made sample as pictures."""
    with pypdfium2.PdfDocument(SAMPLES / sample / "source.pdf") as document:
        return [p.render(scale=dpi / 72).to_pil().convert("L") for p in document]


def scan(images: Sequence[Image.Image], dpi: int = 300) -> bytes:
    """A PDF that holds pictures only."""
    out = io.BytesIO()
    images[0].save(out, "PDF", save_all=True, append_images=list(images[1:]), resolution=dpi)
    return out.getvalue()
