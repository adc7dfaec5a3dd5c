"""The sections of a plan: aims, work, who does what; numbered in the ways of official plans."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from benchmarks.made.actors import Cast, Named
from benchmarks.made.deadlines import in_prose
from benchmarks.made.items import item
from benchmarks.made.tables import due_gold
from benchmarks.made.words import Dice, words
from benchmarks.made.work import Work
from samples.elements import Element, Para

_ROMAN = ("I", "II", "III", "IV", "V", "VI")
_STYLES = ("roman", "roman", "roman", "decimal", "letters", "arabic")
AUTOMATIC = ("roman", "decimal")  # those that automatic numbering of one list can give


@dataclass(slots=True)
class Plan:
    """Sections on their way."""

    elements: list[Element] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    tasks: list[dict[str, Any]] = field(default_factory=list)


class Writer:
    """Writes the sections of one plan."""

    def __init__(self, dice: Dice, cast: Cast, work: Work, issued: date) -> None:
        self.dice, self.cast, self.work, self.issued = dice, cast, work, issued
        self.style = dice.one(_STYLES)
        self.plan = Plan()

    def write(self) -> Plan:
        parts = [self._aims, self._work, self._duties]
        if self.dice.chance(0.3):
            parts.insert(2, self._labelled)
        for i, part in enumerate(parts):
            part(i)
        return self.plan

    def _label(self, numbers: Sequence[int]) -> str:
        """The numeral of an item, given its place at each level from 0."""
        n, depth = numbers[-1], len(numbers) - 1
        match self.style, depth:
            case ("roman" | "decimal", 0):
                return _ROMAN[n]
            case ("letters", 0):
                return "ABCDEF"[n]
            case ("letters", 1):
                return _ROMAN[n]
            case ("decimal", 2) | ("arabic", 1):
                return ".".join(str(k + 1) for k in numbers[-2:])
            case ("roman", 2) | ("arabic", 2):
                return "abcdđeg"[n]
            case _:
                return str(n + 1)

    def _item(self, numbers: Sequence[int], text: str, *, bold: bool = False) -> str:
        labels = [self._label(numbers[: k + 1]) for k in range(len(numbers))]
        self.plan.paths.append("/".join(labels))
        marker = labels[-1] + (")" if labels[-1] in set("abcdđeg") else ".")
        self.plan.elements.append(item(marker, text, len(numbers) - 1, bold=bold))
        return labels[-1]

    def _heading(self, i: int, text: str) -> None:
        self._item(
            (i,),
            text.upper() if self.style != "arabic" or self.dice.chance(0.5) else text,
            bold=True,
        )

    def _aims(self, i: int) -> None:
        self._heading(i, self.dice.one(["Mục tiêu", "Mục đích, yêu cầu", "Quan điểm, mục tiêu"]))
        for k, name in enumerate(["Mục đích", "Yêu cầu"]):
            self._item((i, k), name, bold=True)
            for aim in self.dice.some(words()["work"]["aims"], 1, 3):
                self.plan.elements.append(Para(f"- {aim}."))

    def _work(self, i: int) -> None:
        self._heading(
            i,
            self.dice.one(
                [
                    "Nhiệm vụ",
                    "Nhiệm vụ và giải pháp",
                    "Nhiệm vụ, giải pháp trọng tâm",
                    "Nội dung thực hiện",
                ]
            ),
        )
        for k, group in enumerate(self.dice.some(words()["work"]["groups"], 2, 4)):
            self._item((i, k), group, bold=True)
            bullets = self.dice.chance(0.35)
            for j in range(self.dice.number(2, 4)):
                phrase = f"{self.work.phrase()}."
                if bullets:
                    self.plan.elements.append(Para(f"- {phrase}"))
                else:
                    self._item((i, k, j), phrase)
                self.plan.tasks.append({"text": phrase, "leads": [], "cooperators": []})

    def _labelled(self, i: int) -> None:
        self._heading(i, self.dice.one(["Các hoạt động trọng tâm", "Nội dung hoạt động"]))
        for k in range(self.dice.number(2, 3)):
            phrase, lead, helpers, due = (
                self.work.phrase(),
                self.cast.lead(),
                self.cast.phrase(),
                in_prose(self.dice, self.issued),
            )
            self._item((i, k), phrase, bold=True)
            lines = [
                f"Đơn vị chủ trì: {_flat(lead)}",
                f"Đơn vị phối hợp: {helpers.text}",
                f"Thời gian thực hiện: {due.text}",
            ]
            self.plan.elements += [
                Para(f"- {line}{'.' if self.dice.chance(0.7) else ''}") for line in lines
            ]
            self.plan.tasks.append(
                {"text": phrase, "leads": list(lead.actors), "cooperators": list(helpers.actors)}
                | due_gold(due)
            )

    def _duties(self, i: int) -> None:
        self._heading(
            i,
            self.dice.one(
                [
                    "Tổ chức thực hiện",
                    "Phân công trách nhiệm",
                    "Tổ chức thực hiện và phân công nhiệm vụ",
                ]
            ),
        )
        for k in range(self.dice.number(2, 5)):
            if self.dice.chance(0.25):
                self._duties_of((i, k))
            else:
                self._duty((i, k))

    def _duty(self, numbers: tuple[int, ...]) -> None:
        text, gold = duty(self.dice, self.cast, self.work, self.issued)
        self._item(numbers, text)
        self.plan.tasks.append({"text": text} | gold)

    def _duties_of(self, numbers: tuple[int, ...]) -> None:
        """A body as heading, its duties below."""
        body = self.cast.one()
        self._item(numbers, body + self.dice.one(["", ":"]), bold=True)
        points = self.dice.chance(0.5)
        for j in range(self.dice.number(2, 3)):
            phrase = f"{self.work.phrase()}."
            if points:
                self._item((*numbers, j), phrase)
            else:
                self.plan.elements.append(Para(f"- {phrase}"))
            self.plan.tasks.append({"text": phrase, "leads": [body], "cooperators": []})


def duty(dice: Dice, cast: Cast, work: Work, issued: date) -> tuple[str, dict[str, Any]]:
    """A sentence that gives work to somebody, and what it says."""
    lead, helpers, what = cast.one(), cast.phrase(), work.lower()
    due = in_prose(dice, issued) if dice.chance(0.5) else None
    end = f", hoàn thành {due.text}." if due else "."
    with_help = (
        f"{dice.one(['chủ trì, phối hợp với', 'chủ trì phối hợp với'])} {helpers.text} {what}{end}"
    )
    text, helped = dice.one(
        [
            (f"Giao {lead} {with_help}", True),
            (f"{lead} {with_help}", True),
            (f"{lead}: {with_help[0].upper()}{with_help[1:]}", True),
            (f"{lead} có trách nhiệm {what}{end}", False),
            (f"{lead} {what}{end}", False),
            (f"Giao {lead} {what}{end}", False),
        ]
    )
    gold: dict[str, Any] = {"leads": [lead], "cooperators": list(helpers.actors) if helped else []}
    return text, gold | (due_gold(due) if due else {"deadline": None, "due": None})


def _flat(named: Named) -> str:
    return ", ".join(named.actors)
