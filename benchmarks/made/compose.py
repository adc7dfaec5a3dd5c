"""One made document for one seed: what it consists of and what a careful reader finds in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from benchmarks.made.actors import Cast, Named
from benchmarks.made.bases import Bases, Basis
from benchmarks.made.front import Front, closing, gold, opening, title_lines
from benchmarks.made.items import item
from benchmarks.made.names import MAKERS, Issuer, bodies
from benchmarks.made.sections import AUTOMATIC, Writer, duty
from benchmarks.made.tables import table
from benchmarks.made.words import Dice
from benchmarks.made.work import Work
from samples.elements import Document, Element, NewPage, Para, centred

_PORTRAIT, _LANDSCAPE = 15.7, 24.7  # cm between the margins
_FIRST, _DAYS = date(2021, 1, 4), 2100


@dataclass(frozen=True, slots=True)
class Made:
    """A document, its truth in the form of the gold, and whether automatic numbering can give its
    numerals.
    """

    document: Document
    truth: dict[str, Any]
    automatic: bool


@dataclass(slots=True)
class _Draft:
    elements: list[Element] = field(default_factory=list)
    truth: dict[str, Any] = field(
        default_factory=lambda: {
            "legal_bases": [],
            "articles": [],
            "attachments": [],
            "attachment_articles": [],
            "sections": [],
            "table_tasks": [],
            "text_tasks": [],
        }
    )
    automatic: bool = False


def make(seed: int) -> Made:
    """Always the same document for one seed."""
    return _Maker(seed).make()


class _Maker:
    def __init__(self, seed: int) -> None:
        self.seed, self.dice = seed, Dice(seed)
        dice = self.dice
        self.issuer: Issuer = dice.one(MAKERS)(dice)
        self.cast = Cast(dice, self.issuer.level, bodies(dice, self.issuer.level))
        self.work = Work(dice)
        self.issued = _FIRST + timedelta(days=dice.number(0, _DAYS))
        self.subject = self._subject()
        self.draft = _Draft()
        self.room = _PORTRAIT
        self.unsigned = False

    def make(self) -> Made:
        dice = self.dice
        form = dice.one(
            [
                self._decision,
                self._decision,
                self._decision,
                self._plan,
                self._plan,
                self._directive,
            ]
        )
        if self.issuer.party or not self.issuer.scored:
            form = self._plan
        elif self.issuer.code == "HĐND":
            form = self._decision
        front = form()
        return (
            Made(
                Document(f"made-{self.seed:05}", tuple(self.draft.elements)),
                self.draft.truth | {"file": f"made-{self.seed:05}"},
                self.draft.automatic,
            )
            if front
            else self.make()
        )

    def _subject(self) -> str:
        dice = self.dice
        place = (
            f" {self.issuer.name.split('nhân dân ')[1]}"
            if "nhân dân " in self.issuer.name and dice.chance(0.5)
            else ""
        )
        period = dice.one(
            [
                "",
                f" năm {self.issued.year}",
                f" giai đoạn {self.issued.year} - {self.issued.year + 4}",
                f" đến năm {self.issued.year + 4}",
            ]
        )
        return f"{dice.word('work', 'subjects')}{place}{period}"

    def _front(self, code: str, title: str, *, may_lose: bool) -> Front:
        dice = self.dice
        state = dice.one(["", "", "", "", "", "lost" if may_lose else "", "draft"])
        return Front(
            self.issuer,
            code,
            dice.number(1, 3000),
            self.issued,
            title,
            lost=state == "lost",
            draft=state == "draft",
        )

    def _open(self, front: Front) -> None:
        self.draft.elements += opening(self.dice, front)

    def _bases(self, items: list[Basis]) -> None:
        self.draft.elements += [Para(b.text, italic=True) for b in items]
        self.draft.truth["legal_bases"] = [b.gold for b in items]

    def _close(self, front: Front) -> None:
        block, signers = closing(
            self.dice,
            front,
            self.dice.some(
                [
                    "Như trên",
                    "Như Điều 3",
                    "Các đơn vị liên quan",
                    "Cổng Thông tin điện tử",
                    "Lãnh đạo cơ quan",
                ],
                1,
                3,
            ),
        )
        self.draft.elements += block
        self.draft.truth["header"] = gold(front, signers)
        self.unsigned = front.draft

    def _decision(self) -> Front:
        """A decision or resolution with articles, which issues a plan, or a list of work in an
        appendix, or both.
        """
        dice = self.dice
        code = "NQ" if self.issuer.code == "HĐND" else "QĐ"
        plan = dice.chance(0.75)
        what = "Kế hoạch" if plan else dice.one(["Danh mục nhiệm vụ", "Bảng phân công nhiệm vụ"])
        title = f"{dice.one(['Ban hành', 'Về việc ban hành', 'Phê duyệt'])} {what} {self.subject}"
        front = self._front(code, title, may_lose=plan)
        self._open(front)
        self._bases(Bases(dice, self.issued, self.issuer, self.subject).items())
        self.draft.elements.append(centred(f"{front.type_name}:"))
        self._articles(what)
        self._close(front)
        if plan:
            self._attached_plan(front)
        if not plan or dice.chance(0.7):
            self._appendices(front)
        return front

    def _articles(self, what: str) -> None:
        dice, name = self.dice, "Nghị quyết" if self.issuer.code == "HĐND" else "Quyết định"
        texts = [f"Ban hành kèm theo {name} này {what} {self.subject}."]
        if dice.chance(0.3):
            text, found = duty(dice, self.cast, self.work, self.issued)
            texts.append(text)
            self.draft.truth["text_tasks"].append({"text": text} | found)
        texts.append(
            f"{name} này có hiệu lực "
            f"{dice.one(['thi hành kể từ ngày ký', 'kể từ ngày ký ban hành', 'từ ngày ký'])}."
        )
        texts.append(
            f"{self.cast.one()}, {self.cast.one()} và các tổ chức, cá nhân có liên quan chịu trách "
            f"nhiệm thi hành {name} này./."
        )
        for i, text in enumerate(texts, 1):
            self.draft.elements.append(Para(f"Điều {i}. {text}"))
        self.draft.truth["articles"] = [str(i + 1) for i in range(len(texts))]

    def _attached_plan(self, front: Front) -> None:
        self.draft.elements += [
            NewPage(),
            centred("KẾ HOẠCH"),
            *title_lines(self.dice, self.subject[0].upper() + self.subject[1:]),
            self._issued_with(front),
        ]
        self.draft.truth["attachments"] = [{"type": "KH", "title": self.subject}]
        self._sections()

    def _issued_with(self, front: Front) -> Para:
        return centred(
            f"({self.dice.one(['Ban hành kèm theo', 'Kèm theo', 'Ban hành kèm theo'])} "
            f"{front.cited()})",
            bold=False,
            italic=True,
        )

    def _sections(self) -> None:
        writer = Writer(self.dice, self.cast, self.work, self.issued)
        plan = writer.write()
        self.draft.elements += plan.elements
        self.draft.truth["sections"] = plan.paths
        self.draft.truth["text_tasks"] += plan.tasks
        self.draft.automatic = writer.style in AUTOMATIC

    def _plan(self) -> Front:
        """A plan or programme that stands alone: sections, then appendices or a table in the last
        section.
        """
        code = "CTr" if self.issuer.party else "KH"
        front = self._front(code, self.subject[0].upper() + self.subject[1:], may_lose=False)
        if self.issuer.party:
            front = Front(self.issuer, code, front.number, self.issued, front.title)
        self._open(front)
        bases = Bases(self.dice, self.issued, self.issuer, self.subject)
        if self.dice.chance(0.7):
            basis = bases.intro()
            self.draft.elements.append(Para(basis.text))
            self.draft.truth["legal_bases"] = [basis.gold]
        else:
            self._bases(bases.items())
            self.draft.elements.append(
                Para(
                    f"{self.issuer.name or self.issuer.authority} ban hành Kế hoạch {self.subject} "
                    "như sau:"
                )
            )
        self._sections()
        self._close(front)
        if self.dice.chance(0.8):
            self._appendices(front)
        return front

    def _directive(self) -> Front:
        """A directive: numbered duties of named bodies."""
        dice = self.dice
        front = self._front(
            "CT",
            f"Về {dice.one(['tăng cường công tác', 'đẩy mạnh', 'việc triển khai'])} {self.subject}",
            may_lose=False,
        )
        self._open(front)
        who = front.issuer.authority.partition("\n")[0]
        said = "đã đạt được kết quả tích cực; tuy nhiên vẫn còn hạn chế. Để khắc phục"
        self.draft.elements.append(
            Para(f"Thời gian qua, công tác {self.subject} {said}, {who} yêu cầu:")
        )
        for i in range(dice.number(3, 7)):
            if dice.chance(0.3):
                self._directive_block(i)
                continue
            text, found = duty(dice, self.cast, self.work, self.issued)
            self._directive_item(f"{i + 1}.", str(i + 1), text, 0)
            self.draft.truth["text_tasks"].append({"text": text} | found)
        self._close(front)
        return front

    def _directive_block(self, i: int) -> None:
        body = self.cast.one()
        self._directive_item(f"{i + 1}.", str(i + 1), f"{body}:", 0)
        for j in range(self.dice.number(2, 3)):
            phrase = f"{self.work.phrase()}."
            self._directive_item(f"{'abc'[j]})", f"{i + 1}/{'abc'[j]}", phrase, 1)
            self.draft.truth["text_tasks"].append(
                {"text": phrase, "leads": [body], "cooperators": []}
            )

    def _directive_item(self, marker: str, path: str, text: str, level: int) -> None:
        self.draft.elements.append(item(marker, text, level))
        self.draft.truth["sections"].append(path)

    def _appendices(self, front: Front) -> None:
        dice = self.dice
        count = dice.one([1, 1, 1, 2])
        for i in range(count):
            label = (
                "PHỤ LỤC" if count == 1 else f"{dice.one(['PHỤ LỤC', 'Phụ lục'])} {('I', 'II')[i]}"
            )
            name = dice.one(
                [
                    "PHÂN CÔNG NHIỆM VỤ",
                    "DANH MỤC NHIỆM VỤ",
                    "BẢNG PHÂN CÔNG NHIỆM VỤ THỰC HIỆN KẾ HOẠCH",
                ]
            )
            wide = dice.chance(0.8)
            self.room = _LANDSCAPE if wide else _PORTRAIT
            self.draft.elements += [
                NewPage(landscape=wide),
                centred(label),
                centred(name),
                self._issued_with(front),
            ]
            if dice.chance(0.15):
                self._tables_by_body()
            else:
                self._table(None)

    def _tables_by_body(self) -> None:
        for i in range(self.dice.number(2, 3)):
            body = self.cast.one()
            self.draft.elements.append(Para(f"{('I', 'II', 'III')[i]}. {body}", bold=True))
            self._table(Named(body, (body,)))

    def _table(self, lead: Named | None) -> None:
        grid, tasks = table(self.dice, self.cast, self.work, self.issued, lead=lead, room=self.room)
        self.draft.elements.append(grid)
        for task in tasks:
            if self.unsigned and "ngày ký" in (task["deadline"] or ""):
                task.pop("due", None)
        self.draft.truth["table_tasks"] += tasks
