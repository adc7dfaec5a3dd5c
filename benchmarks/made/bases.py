"""Bases: laws, decrees with amendment lists, Party documents, decisions, proposals."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from benchmarks.made.names import Issuer, initials
from benchmarks.made.words import Dice, words

Cited = tuple[str, list[dict[str, str]]]  # words, what they cite


@dataclass(frozen=True, slots=True)
class Basis:
    text: str
    gold: dict[str, Any]


def spoken(day: date, dice: Dice | None = None) -> str:
    """``ngày 05 tháng 02 năm 2026``; with dice now and then in figures or with ``03`` for the third
    month.
    """
    if dice is not None and dice.chance(0.15):
        return f"ngày {day.day}/{day.month}/{day.year}"
    month = (
        f"{day.month:02}"
        if day.month < 3 or (dice is not None and dice.chance(0.1))
        else str(day.month)
    )
    return f"ngày {day:%d} tháng {month} năm {day.year}"


class Bases:
    """Draws bases that are older than the document."""

    def __init__(self, dice: Dice, issued: date, issuer: Issuer, subject: str) -> None:
        self.dice, self.issued, self.issuer, self.subject = dice, issued, issuer, subject
        self._laws = dice.some(words()["laws"]["named"], 4, 4)

    def items(self, opening: str = "Căn cứ") -> list[Basis]:
        """Two to six items, the proposal last."""
        kinds: list[Callable[[], Cited]] = self.dice.some(
            [
                self._law,
                self._law,
                self._numbered_law,
                self._decree,
                self._amended,
                self._amending,
                self._party,
                self._decision,
                self._letter,
            ],
            1,
            4,
        )
        if self.issuer.party:
            kinds = [self._party, self._party_rules]
        found = [
            Basis(f"{opening} {text}", {"kind": "citation", "citations": cited})
            for text, cited in (k() for k in kinds)
        ]
        if self.dice.chance(0.75):
            found.append(self._proposal())
        ends = [";"] * (len(found) - 1) + [
            self.dice.one([".", ";", ","]) if self.dice.chance(0.3) else "."
        ]
        return [Basis(f"{b.text}{end}", b.gold) for b, end in zip(found, ends, strict=True)]

    def intro(self) -> Basis:
        """``Thực hiện A; B, <issuer> ban hành Kế hoạch … như sau:`` of a plan without articles."""
        parts = [k() for k in self.dice.some([self._decision, self._party, self._letter], 1, 2)]
        cited = [c for _, found in parts for c in found]
        who = self.issuer.name or self.issuer.authority
        first, said = (
            self.dice.one(["Thực hiện", "Căn cứ", "Triển khai thực hiện"]),
            "; ".join(t for t, _ in parts),
        )
        text = f"{first} {said}, {who} ban hành Kế hoạch {self.subject} như sau:"
        return Basis(text, {"kind": "citation", "citations": cited})

    def _day(self) -> date:
        return self.issued - timedelta(days=self.dice.number(20, 2500))

    def _law(self) -> Cited:
        name, day = self._laws.pop(), self._day()
        return f"{name} {spoken(day)}", [{"title": name, "issued_on": day.isoformat()}]

    def _numbered_law(self) -> Cited:
        name, day = self._laws.pop(), self._day()
        number = f"{self.dice.number(11, 160)}/{day.year}/QH{15 if day.year > 2020 else 14}"
        said = self.dice.one([f"{name} số {number}", f"{name} số {number} {spoken(day)}"])
        return said, [
            {"number_symbol": number} | ({"issued_on": day.isoformat()} if "ngày" in said else {})
        ]

    def _decree(self) -> Cited:
        day = self._day()
        number = f"{self.dice.number(1, 200):02}/{day.year}/NĐ-CP"
        return (
            f"Nghị định số {number} {spoken(day, self.dice)} của Chính phủ quy định chi tiết về "
            f"{self.dice.word('work', 'subjects')}",
            [{"number_symbol": number, "issued_on": day.isoformat()}],
        )

    def _amended(self) -> Cited:
        text, cited = self._decree()
        day = self._day()
        more = [
            f"{self.dice.number(1, 190):02}/{day.year}/NĐ-CP" for _ in range(self.dice.number(1, 2))
        ]
        listed = " và ".join(f"Nghị định số {m}" for m in more)
        return f"{text} được sửa đổi, bổ sung bởi {listed}", [
            *cited,
            *({"number_symbol": m} for m in more),
        ]

    def _amending(self) -> Cited:
        day, old = self._day(), self._day()
        number = f"{self.dice.number(1, 200):02}/{day.year}/NĐ-CP"
        return (
            f"Nghị định số {number} {spoken(day)} của Chính phủ sửa đổi, bổ sung một số điều của "
            f"Nghị định số {self.dice.number(1, 99):02}/{old.year}/NĐ-CP "
            f"{spoken(old)} của Chính phủ về {self.dice.word('work', 'subjects')}",
            [{"number_symbol": number, "issued_on": day.isoformat()}],
        )

    def _party(self) -> Cited:
        day = self._day()
        kind, code = self.dice.one([("Nghị quyết", "NQ"), ("Kết luận", "KL"), ("Chỉ thị", "CT")])
        body, of = self.dice.one(
            [("TW", "Bộ Chính trị"), ("TW", "Ban Bí thư"), ("TU", "Ban Thường vụ Tỉnh ủy")]
        )
        number = f"{self.dice.number(1, 99):02}-{code}/{body}"
        return (
            f"{kind} số {number} {spoken(day)} của {of} về {self.dice.word('work', 'subjects')}",
            [{"number_symbol": number, "issued_on": day.isoformat()}],
        )

    def _party_rules(self) -> Cited:
        day = self._day()
        number = f"{self.dice.number(1, 999):02}-QĐ/TU"
        return (
            f"Quy chế làm việc ban hành kèm theo Quyết định số {number} {spoken(day)} của Ban Chấp "
            "hành Đảng bộ tỉnh",
            [{"number_symbol": number, "issued_on": day.isoformat()}],
        )

    def _decision(self) -> Cited:
        day = self._day()
        number = f"{self.dice.number(1, 2600)}/QĐ-TTg"
        return (
            f"Quyết định số {number} {spoken(day, self.dice)} của Thủ tướng Chính phủ phê duyệt Đề "
            f"án {self.dice.word('work', 'subjects')}",
            [{"number_symbol": number, "issued_on": day.isoformat()}],
        )

    def _letter(self) -> Cited:
        day = self._day()
        field = self.dice.word("ministries", "names")
        number = f"{self.dice.number(100, 9000)}/B{initials(field)}-VP"
        return (
            f"Công văn số {number} {spoken(day)} của Bộ {field} về việc hướng dẫn "
            f"{self.dice.word('work', 'subjects')}",
            [{"number_symbol": number, "issued_on": day.isoformat()}],
        )

    def _proposal(self) -> Basis:
        level = self.issuer.level
        who = (
            f"Vụ trưởng Vụ {self.dice.word('fields', 'vu')}"
            if level == "ministry"
            else f"Giám đốc Sở {self.dice.word('fields', 'so')}"
        )
        who = f"Bộ trưởng Bộ {self.dice.word('ministries', 'names')}" if level == "central" else who
        opening = self.dice.one(["Theo đề nghị của", "Theo đề nghị của", "Xét đề nghị của"])
        gold: dict[str, Any] = {"kind": "proposal", "citations": []}
        text = f"{opening} {who}"
        if level != "ministry" and self.dice.chance(0.6):
            day = self.issued - timedelta(days=self.dice.number(1, 19))
            by = f"{'B' if level == 'central' else 'S'}{initials(who.split(' ', 3)[3])}"
            number = f"{self.dice.number(1, 500)}/TTr-{by}"
            text += f" tại Tờ trình số {number} {spoken(day)}"
            gold["citations"] = [{"number_symbol": number, "issued_on": day.isoformat()}]
        return Basis(text, gold)
