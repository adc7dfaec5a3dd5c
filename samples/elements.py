"""The few kinds of thing that a made document consists of; each renderer knows how to write
them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

Align = Literal["left", "center", "justify"]


@dataclass(frozen=True, slots=True)
class Para:
    """One paragraph."""

    text: str
    bold: bool = False
    italic: bool = False
    align: Align = "justify"


@dataclass(frozen=True, slots=True)
class TwoColumns:
    """The header (issuer | quốc hiệu) and the signature block (Nơi nhận | signer): a borderless
    table.
    """

    left: Sequence[Para]
    right: Sequence[Para]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell; ``rows`` and ``columns`` are its spans."""

    text: str
    rows: int = 1
    columns: int = 1
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table. A row lists the cells that begin in it, left to right."""

    rows: Sequence[Sequence[Cell | str]]
    widths: Sequence[float]  # cm
    header_rows: int = 1


@dataclass(frozen=True, slots=True)
class NewPage:
    """A page break; ``landscape`` turns the pages that follow."""

    landscape: bool = False


Element = Para | TwoColumns | Grid | NewPage


@dataclass(frozen=True, slots=True)
class Document:
    """A made document: a folder name and what it consists of."""

    name: str
    elements: Sequence[Element] = field(default=())


def centred(text: str, *, bold: bool = True, italic: bool = False) -> Para:
    """A centred line, bold unless said otherwise."""
    return Para(text, bold=bold, italic=italic, align="center")


def header(left: Sequence[str], number: str, place_date: str) -> TwoColumns:
    """NĐ 30/2020, Phụ lục I, boxes 1-4. All but the last line of ``left`` are the parent body."""
    *parents, issuer = left
    column = [
        *(centred(p, bold=False) for p in parents),
        *(centred(line) for line in issuer.split("\n")),
        centred(number, bold=False),
    ]
    motto = [centred("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), centred("Độc lập - Tự do - Hạnh phúc")]
    return TwoColumns(column, [*motto, centred(place_date, bold=False, italic=True)])


def signature(recipients: Sequence[str], signer: Sequence[str]) -> TwoColumns:
    """NĐ 30/2020, Phụ lục I, boxes 7 and 9b."""
    left = [
        Para("Nơi nhận:", bold=True, italic=True, align="left"),
        *(Para(f"- {r}", align="left") for r in recipients),
    ]
    return TwoColumns(left, [centred(line) for line in signer])


def place(rows: Sequence[Sequence[Cell | str]]) -> list[list[tuple[int, Cell]]]:
    """For each row the cells that begin in it with their grid column, cells merged from above taken
    into account.
    """
    taken: set[tuple[int, int]] = set()
    placed: list[list[tuple[int, Cell]]] = []
    for r, row in enumerate(rows):
        line: list[tuple[int, Cell]] = []
        column = 0
        for entry in row:
            cell = Cell(entry) if isinstance(entry, str) else entry
            while (r, column) in taken:
                column += 1
            line.append((column, cell))
            taken |= {(r + i, column + j) for i in range(cell.rows) for j in range(cell.columns)}
            column += cell.columns
        placed.append(line)
    return placed
