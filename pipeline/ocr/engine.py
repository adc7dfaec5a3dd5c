"""What an engine has to do: read pictures of single lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from vanban.pipeline.ocr.image import Grey


@dataclass(frozen=True, slots=True)
class Read:
    """A word as the engine read it: where it begins and ends in the picture (pixels), and how sure
    the engine is, 0..1.

    ``raw``: what was read first, where a second engine was believed.
    """

    text: str
    x0: float
    x1: float
    confidence: float
    raw: str = ""


class Engine(Protocol):
    """Reads lines. Engines hold no state between calls and may be called from several threads."""

    @property
    def version(self) -> str:
        """Name and version of engine and model: what is read by another version is read anew."""
        ...

    def read_lines(self, pictures: Sequence[Grey]) -> list[list[Read]]:
        """The words of each picture, left to right; none where the picture holds no words."""
        ...
