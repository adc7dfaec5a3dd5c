"""A numbered paragraph, whose numeral is typed or, in DOCX, may be given by automatic numbering."""

from __future__ import annotations

from dataclasses import dataclass

from samples.elements import Para


@dataclass(frozen=True, slots=True)
class Item(Para):
    """``text`` is the whole line as a reader sees it; ``marker`` its numeral, ``level`` the depth
    of its numbering from 0.
    """

    marker: str = ""
    level: int = 0

    @property
    def words(self) -> str:
        return self.text[len(self.marker) :].strip()


def item(marker: str, words: str, level: int, *, bold: bool = False) -> Item:
    return Item(f"{marker} {words}", bold=bold, marker=marker, level=level)
