"""What stands around a named document: pinpoint and relation before it, issuer and title after
it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import get_args

from vanban.extractors.citations.data import alternatives, words
from vanban.extractors.citations.dates import date_after
from vanban.extractors.language import units
from vanban.extractors.language.list_markers import DECIMAL, LETTER, ROMAN
from vanban.extractors.language.offices import OPENS_OFFICE
from vanban.schemas import ActorRef, Pinpoint, Span
from vanban.schemas.document import PinpointUnit, Relation

_UNITS: dict[str, PinpointUnit] = {
    units.DIEM: "diem",
    units.KHOAN: "khoan",
    units.DIEU: "dieu",
    units.TIEU_MUC: "tieu_muc",
    units.MUC: "muc",
    units.CHUONG: "chuong",
    units.PHAN: "phan",
    units.PHU_LUC: "phu_luc",
}
_LABEL = rf"(?:{DECIMAL}{LETTER}?|{LETTER}{{1,2}}|{ROMAN}|[A-Z])(?!\w)"
_LABELS = rf"{_LABEL}(?:\s{{0,2}}(?:,|và|hoặc|đến)\s{{0,2}}{_LABEL}){{0,14}}"
_UNIT = units.mention(*_UNITS)
_STEP = re.compile(rf"(?<!\w)(?P<unit>{_UNIT})\s{{1,2}}(?P<labels>{_LABELS})")
_CHAIN = re.compile(
    rf"(?<!\w)(?:{_UNIT}\s{{1,2}}{_LABELS}\s{{0,2}}"
    rf"(?:(?:,|;|và|hoặc|của|thuộc|tại|ở)\s{{0,2}}){{0,2}}){{1,8}}(?:các\s{{1,2}})?$"
)
_SPLIT = re.compile(r"\s*(?:,|và|hoặc)\s*")
_OFFICE = re.compile(OPENS_OFFICE)
_OF = re.compile(r"\s{0,3},?\s{0,3}(?:của|do|CỦA|DO)\s{1,3}(?=[A-ZĐỦÂÊÔƠƯ])")
_BODY_END = re.compile(
    r"[;:.()\d\"]|\s-\s|(?<!\w)(?:ngày|số|năm|có|được|đã|thì|là|này|để|theo|tại|trong|đối|hết|kèm"
    r"|do|hoặc|như|không|khi|còn|phải|từ|kể|trừ|nêu|cho|bao|gồm|đến|với|cùng|Về|Căn)(?!\w)"
)
_JOINT = re.compile(
    r"\s+-\s+|,\s+(?=(?:Bộ|Ủy|Uỷ|Ban|Văn|Tòa|Viện|Thanh|Ngân|Tổng|Thống|Chủ)(?!\w))"
)
_SPACE = re.compile(r"[\s,]{0,4}")
_ISSUED = re.compile(r"[\s,]{0,4}(?:ban\s+hành\s+)?")
_WINDOW = 150
_LOOSE_END = re.compile(r"[\s,]{0,9}(?:(?:và|các|của|ban\s{1,3}hành)[\s,]{0,9})?\Z")


@dataclass(frozen=True, slots=True)
class Tail:
    """What follows a document's number and date: its issuer, and where its title begins, if a title
    follows.
    """

    issuer: ActorRef | None
    issued_on: date | None
    title_start: int | None
    end: int


def pinpoint_before(text: str, position: int) -> tuple[tuple[Pinpoint, ...], int]:
    """The steps "điểm a khoản 2 Điều 5" that end at ``position``, as written, and the offset where
    they begin.
    """
    low = max(0, position - _WINDOW)
    m = _CHAIN.search(text, low, position) if _STEP.search(text, low, position) else None
    if m is None:
        return (), position
    steps = [
        Pinpoint(unit=_UNITS[" ".join(s["unit"].lower().split())], label=label)
        for s in _STEP.finditer(m.group())
        for label in _labels(s["labels"])
    ]
    return tuple(steps), m.start()


def _labels(words_: str) -> list[str]:
    """ "1, 2 và 4" -> 1, 2, 4; "5 đến 7" stays one label, as written."""
    return [" ".join(part.split()) for part in _SPLIT.split(words_) if part]


@cache
def _relations() -> tuple[tuple[Relation, re.Pattern[str]], ...]:
    table = words()["relation"]
    return tuple(
        (r, re.compile(rf"(?<!\w)(?:{table[r]})")) for r in get_args(Relation) if r in table
    )


@cache
def _by_rank() -> tuple[tuple[Relation, re.Pattern[str]], ...]:
    order = ("amended_by", "issued_with", "repeals", "replaces", "guides", "amends")
    return tuple(sorted(_relations(), key=lambda pair: order.index(pair[0])))


def relation_before(text: str, position: int, since: int) -> Relation | None:
    """What the words between ``since`` and ``position`` say the text does to the document; ``None``
    if nothing.
    """
    window = text[max(since, position - _WINDOW) : position]
    said = next((name for name, pattern in _by_rank() if pattern.search(window)), None)
    if said != "issued_with":
        return said
    # "Sửa đổi … Kế hoạch ban hành kèm theo Quyết định …" changes what that decision issued
    changed = (name for name, pattern in _of_attached() if pattern.search(window))
    return next(changed, said)


@cache
def _of_attached() -> tuple[tuple[Relation, re.Pattern[str]], ...]:
    table = words()["relation_of_attached"]
    order: tuple[Relation, ...] = ("repeals", "replaces", "amends")
    return tuple((name, re.compile(table[name])) for name in order)


@cache
def opener() -> re.Pattern[str]:
    """Words with which a title begins; not after "và", where they belong to a body's name."""
    return re.compile(
        rf"(?<!\w)(?<!và )(?:{alternatives(list(words()['title']['openers']))})(?!\w)"
    )


@cache
def closer() -> re.Pattern[str]:
    """Words and marks before which a title ends."""
    plain = [p for p in words()["title"]["closers"] if p.strip(" ,;")]
    return re.compile(
        rf"[;:(]|\.(?:\s|$)|(?<!\w)(?:{alternatives([p.strip(' ,') for p in plain])})(?!\w)"
    )


def tail_of(text: str, position: int, limit: int, offset: int) -> Tail:
    """Issuer and beginning of the title after the words of a document that end at ``position``;
    ``limit`` is where the next one begins.
    """
    of = _OF.match(text, position, limit)
    if of is None:
        return Tail(None, None, _title_at(text, position, limit), position)
    end = _body_end(text, of.end(), min(limit, of.end() + _WINDOW))
    words_ = text[of.end() : end]
    if not words_:
        return Tail(None, None, None, position)
    stated = date_after(text, end)
    issuer = _actor(words_, of.end(), offset)
    after = stated.end if stated else end
    by = text[position : of.end()].strip(" ,") == "do"
    return Tail(issuer, stated.day if stated else None, _title_at(text, after, limit, by=by), after)


def _body_end(text: str, start: int, limit: int) -> int:
    hits = [
        m.start()
        for m in (_BODY_END.search(text, start, limit), opener().search(text, start, limit))
        if m
    ]
    joint = re.match(
        r"[^;:.()\d]{3,60}?\s-\s(?=(?:Bộ|Ủy|Uỷ|Ban|Văn|Tòa|Viện|Thanh|Ngân|Tổng)(?!\w))",
        text[start:limit],
    )
    if joint and hits and text[min(hits) : min(hits) + 3] == " - ":
        return _body_end(text, start + joint.end(), limit)
    end = min([*hits, limit])
    comma = _ending_comma(text, start, end)
    stop = comma if comma is not None else end
    loose = _LOOSE_END.search(text, max(0, stop - 60), stop)
    return loose.start() if loose else stop


def _ending_comma(text: str, start: int, end: int) -> int | None:
    """First comma that ends the body's name: one after which no capital follows, or another
    document.
    """
    for m in re.finditer(r"\s?,", text[start:end]):
        rest = text[start + m.end() : end].lstrip()
        if not rest[:1].isupper() or re.match(
            r"(?:Nghị|Thông|Quyết|Luật|Pháp|Chỉ thị|Công văn|Điều)(?!\w)", rest
        ):
            return start + m.start()
    return None


def _title_at(text: str, position: int, limit: int, *, by: bool = False) -> int | None:
    """Where a title begins at ``position``, spaces and a comma aside; ``by``: after "do … ban hành"
    the verb is no part of it.
    """
    m = (_ISSUED if by else _SPACE).match(text, position, limit)
    start = m.end() if m else position
    return start if opener().match(text, start, limit) else None


def _actor(words_: str, start: int, offset: int) -> ActorRef:
    members = tuple(p for p in _JOINT.split(words_) if p)
    kind = "office_holder" if _OFFICE.match(words_) else "agency"
    span = Span(start=start + offset, end=start + offset + len(words_))
    return ActorRef(text=words_, kind=kind, members=members if len(members) > 1 else (), span=span)
