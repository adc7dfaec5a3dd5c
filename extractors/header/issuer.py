"""Who issues: the body of the left column and the one above it, joint issuers, or the office of the
authority line.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from vanban.extractors.actors import canonical_name, identified_on, lookup
from vanban.extractors.actors.identify import id_of
from vanban.extractors.context import Context
from vanban.extractors.header.lines import Line
from vanban.extractors.header.words import in_full, opens_with, words
from vanban.extractors.language.folding import fold, key, strip_accents
from vanban.extractors.language.letters import CAPITALS, SMALL_LETTERS
from vanban.schemas import ActorRef, Span

_JOINT = re.compile(
    r"\s[-–]\s"
    r"(?=(?:bộ|ủy ban|uỷ ban|tòa|toà|viện|ngân hàng|thanh tra|tổng|ban|hội|bảo hiểm|kiểm toán)\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Body:
    """The lines of one body's name."""

    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        """The name on one line."""
        return " ".join(line.text for line in self.lines)

    @property
    def span(self) -> Span:
        """From the first to the last line."""
        return Span(start=self.lines[0].span.start, end=self.lines[-1].span.end)


def bodies(lines: Sequence[Line]) -> tuple[Body, ...]:
    """Lines of the left column as bodies: a line that opens with the name of a kind of body begins
    a new one.
    """
    groups: list[list[Line]] = []
    for line in (half for whole in lines for half in _halves(whole)):
        if groups and not _begins(line, groups[-1]):
            groups[-1].append(line)
        else:
            groups.append([line])
    return tuple(Body(tuple(g)) for g in groups)


def _halves(line: Line) -> tuple[Line, ...]:
    """'BỘ TÀI CHÍNH CỤC HẢI QUAN': two bodies on one line, the first one known."""
    if not line.capitals or lookup(line.text, None) is not None:
        return (line,)
    for gap in re.finditer(r" (?=\w)", line.text):
        above, below = line.text[: gap.start()], line.text[gap.end() :]
        if opens_with(below, "bodies") and lookup(above, None) is not None:
            return line.before(gap.start()), line.behind(gap.end())
    return (line,)


def _begins(line: Line, above: Sequence[Line]) -> bool:
    if lookup(" ".join(x.text for x in (*above, line)), None) is not None:
        return False  # together they are a known body
    if key(above[-1].text) in words("offices"):
        return False  # 'CHỦ TỊCH' above 'ỦY BAN NHÂN DÂN TỈNH …'
    if opens_with(line.text, "places") and not opens_with(above[-1].text, "places"):
        return False
    if fold(above[-1].text).rstrip().endswith(("-", ",")) or re.search(
        r"\b(?:VÀ|CỦA|VỀ|và|của|về)$", above[-1].text
    ):
        return False
    return opens_with(line.text, "bodies") is not None


def issuer_of(
    found: Sequence[Body], on: date | None, *, joint: bool
) -> tuple[ActorRef | None, ActorRef | None]:
    """Issuer and parent body: the last one issues, the one above it is its parent; a joint document
    has all as issuers.
    """
    if not found:
        return None, None
    if joint and len(found) > 1:
        return _joint(tuple(actor(b.text, b.span, on) for b in found)), None
    parts = _JOINT.split(found[-1].text)
    parent = actor(found[-2].text, found[-2].span, on) if len(found) > 1 else None
    if joint and len(parts) > 1:
        names = tuple(canonical_name(p, on) or p for p in parts)
        return ActorRef(
            text=found[-1].text,
            name=" - ".join(names),
            kind="agency",
            members=names,
            span=found[-1].span,
        ), parent
    issuer = actor(found[-1].text, found[-1].span, on)
    if parent is None:
        return issuer, None
    return _with_owner(identified_under(issuer, parent, on), parent), parent


def _with_owner(issuer: ActorRef, parent: ActorRef) -> ActorRef:
    """'VĂN PHÒNG' under a ministry is that ministry's: a kind word alone names nobody."""
    name = issuer.name or issuer.text
    if key(name) not in words("of_parent"):
        return issuer
    return issuer.model_copy(update={"name": f"{name} {parent.name or parent.text}"})


def identified_under(issuer: ActorRef, parent: ActorRef, on: date | None) -> ActorRef:
    """A department of a province or a unit of a ministry gets the id that it has under its parent
    body.
    """
    context = Context(issued_on=on, issuer=parent.name or parent.text)
    return issuer.model_copy(
        update={"actor_id": id_of(issuer.name or issuer.text, context) or issuer.actor_id}
    )


def _joint(refs: Sequence[ActorRef]) -> ActorRef:
    names = tuple(r.name or r.text for r in refs)
    span = Span(start=refs[0].span.start, end=refs[-1].span.end)
    return ActorRef(
        text=" ".join(r.text for r in refs),
        name=" - ".join(names),
        kind="agency",
        members=names,
        span=span,
    )


def actor(text: str, span: Span, on: date | None) -> ActorRef:
    """A body with its canonical name in ordinary capitals."""
    name = canonical_name(_in_full(text), on)
    office = opens_with(text, "deciding_offices") is not None
    return identified_on(
        ActorRef(text=text, name=name, kind="office_holder" if office else "agency", span=span), on
    )


def _in_full(text: str) -> str:
    """'UBND TỈNH …' in capitals with its short form written out in capitals ('Y BAN NHÂN DÂN' has
    lost its first letter); words that lost some capitals get all.
    """
    if not text.isupper():
        lost = text[:1].islower() or re.search(f"[{SMALL_LETTERS}][{CAPITALS}]", text) is not None
        return _in_full(text.upper()) if lost else text
    short = opens_with(text, "shortened")
    if short is None:
        return text
    return f"{in_full()[short].upper()} {text[_after(text, short) :]}".rstrip()


def of_office(text: str, span: Span, on: date | None) -> ActorRef | None:
    """The body behind an authority line: 'BỘ TRƯỞNG BỘ Y TẾ' speaks for Bộ Y tế, 'THỦ TƯỚNG CHÍNH
    PHỦ' for himself.
    """
    if opens_with(text, "deciding_offices"):
        return actor(text, span, on)
    office = opens_with(text, "offices")
    if not office:
        return actor(text, span, on)
    at = _after(text, office)
    rest = text[at:].strip()
    if not rest:
        return None
    start = span.start + at + (len(text[at:]) - len(text[at:].lstrip()))
    return actor(rest, Span(start=start, end=start + len(rest)), on)


def _after(text: str, office: str) -> int:
    """Where the words of the office end in ``text``."""
    count = len(office.split())
    m = re.match(rf"(?:\S+\s*){{{count}}}", text)
    return m.end() if m and key(m.group()) == office else len(office)


def is_office(text: str) -> bool:
    """The words open with an office; in capitals also where a file lost the spaces ('THỨTRƯỞNG') or
    an accent ('THỨ TRUỞNG').
    """
    if opens_with(text, "offices"):
        return True
    said = key(text).replace(" ", "")
    return text.isupper() and (
        said.startswith(_squeezed_offices()) or strip_accents(said).startswith(_bare_offices())
    )


@functools.cache
def _squeezed_offices() -> tuple[str, ...]:
    return tuple(w.replace(" ", "") for w in words("offices") if " " in w)


@functools.cache
def _bare_offices() -> tuple[str, ...]:
    """Without accents; a "trưởng" in front would be a school ("TRƯỜNG BÁN TRÚ")."""
    return tuple(strip_accents(w) for w in _squeezed_offices() if not w.startswith("trưởng"))


def is_stamp(text: str) -> bool:
    """'DỰ THẢO', 'HỎA TỐC' …"""
    return (
        opens_with(text, "stamps") is not None
        and len(key(text)) <= max(map(len, words("stamps"))) + 16
    )
