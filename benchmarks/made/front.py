"""The first page and the signature of made documents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from benchmarks.made.bases import spoken
from benchmarks.made.names import Issuer, person
from benchmarks.made.words import Dice
from samples.elements import Element, Para, TwoColumns, centred, header, signature

_TYPES = {
    "QĐ": "QUYẾT ĐỊNH",
    "KH": "KẾ HOẠCH",
    "NQ": "NGHỊ QUYẾT",
    "CT": "CHỈ THỊ",
    "CTr": "CHƯƠNG TRÌNH",
}


@dataclass(frozen=True, slots=True)
class Front:
    """Who, what, when of one document."""

    issuer: Issuer
    code: str  # of the type
    number: int
    issued: date
    title: str
    lost: bool = False
    draft: bool = False

    @property
    def symbol(self) -> str:
        return (
            f"{self.code}/{self.issuer.code}"
            if self.issuer.party
            else f"{self.code}-{self.issuer.code}"
        )

    @property
    def number_symbol(self) -> str:
        return f"{self.number:02}{'-' if self.issuer.party else '/'}{self.symbol}"

    @property
    def type_name(self) -> str:
        return _TYPES[self.code]

    def cited(self) -> str:
        """``Quyết định số 15/QĐ-UBND ngày … của …``, with blanks in a draft."""
        who = self.issuer.authority.partition("\n")[0]
        if self.draft:
            return (
                f"{self.type_name.capitalize()} số      /{self.symbol} ngày     tháng     năm "
                f"{self.issued.year} của {who}"
            )
        return (
            f"{self.type_name.capitalize()} số {self.number_symbol} {spoken(self.issued)} của {who}"
        )


def opening(dice: Dice, front: Front) -> list[Element]:
    """Header, type, title and, where the form has it, the line of authority."""
    found: list[Element] = []
    if front.draft and dice.chance(0.5):
        found.append(Para("DỰ THẢO", bold=True, align="left"))
    if not front.lost:
        found.append(_columns(front))
    found += [centred(front.type_name), *title_lines(dice, front.title)]
    if front.code in ("QĐ", "NQ") and not front.issuer.party:
        found += [centred(line) for line in front.issuer.authority.upper().split("\n")]
    return found


def title_lines(dice: Dice, title: str) -> list[Element]:
    """A title on one to three centred lines."""
    tokens = title.split(" ")
    lines = min(dice.one([1, 1, 2, 3]), max(1, len(tokens) // 4))
    size = -(-len(tokens) // lines)
    return [centred(" ".join(tokens[i : i + size])) for i in range(0, len(tokens), size)]


def _columns(front: Front) -> TwoColumns:
    issuer, day = front.issuer, front.issued
    when = f"ngày     tháng     năm {day.year}" if front.draft else spoken(day)
    where = f"{issuer.place}, {when}"
    if issuer.party:
        left = [
            *(centred(line) for line in issuer.column),
            centred(f"Số {front.number:02}-{front.symbol}", bold=False),
        ]
        return TwoColumns(
            left, [centred("ĐẢNG CỘNG SẢN VIỆT NAM"), centred(where, bold=False, italic=True)]
        )
    number = "     " if front.draft else f"{front.number:02}"
    return header(issuer.column, f"Số: {number}/{front.symbol}", where)


def closing(dice: Dice, front: Front, recipients: Sequence[str]) -> tuple[list[Element], list[str]]:
    """Nơi nhận and the signature; the names of those who sign."""
    if front.lost:
        return [], []
    issuer, deputy = front.issuer, dice.chance(0.6)
    name = "" if front.draft else person(dice)
    mark = "T/M" if issuer.party else "TM."
    lines = [f"{mark} {issuer.collective}"] if issuer.collective else []
    if deputy and not issuer.party:
        lines += [f"KT. {issuer.head}", issuer.deputy]
    else:
        lines.append(issuer.deputy if deputy else issuer.head)
    block = signature(
        [*recipients, f"Lưu: VT{dice.one(['', ', KGVX', ', TH', ' (02)'])}"],
        [*lines, *([name] if name else [])],
    )
    if issuer.party:
        block = replace(
            block,
            left=[replace(p, text=p.text.replace("Nơi nhận:", "Nơi nhận")) for p in block.left],
        )
    return [block], [name] if name else []


def gold(front: Front, signers: list[str]) -> dict[str, Any]:
    """The header as a careful reader gives it; unsettled keys are left out."""
    issuer = front.issuer
    found: dict[str, Any] = {
        "doc_type": front.code,
        "number": None if front.draft else f"{front.number:02}",
        "symbol": front.symbol,
        "issued_on": None if front.draft else front.issued.isoformat(),
        "place": None if front.lost else issuer.place,
        "title": front.title,
        "signers": signers,
    }
    return found | ({"issuer": issuer.name} if issuer.scored else {})
