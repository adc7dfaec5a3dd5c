"""A header that is lost: what '(Ban hành kèm theo Quyết định số … ngày … của …)', the sentence that
enacts, the signature and the closing formula of laws still say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from vanban.extractors.actors import lookup
from vanban.extractors.header.fields import Day, Number, parse_day, parse_number
from vanban.extractors.header.lines import Line
from vanban.extractors.header.words import opens_with
from vanban.extractors.language import doc_types
from vanban.extractors.language.folding import fold
from vanban.extractors.language.forms import ENACTS
from vanban.extractors.outline.model import Outline
from vanban.schemas import DocType, Signer, Span

_ISSUED_WITH = re.compile(
    r"kèm\s{1,3}theo\s{1,3}(?P<type>[^\d()]{3,40}?)\s{0,3}số\s{0,3}:?\s{0,3}"
    r"(?P<rest>[^()\n]{3,300})",
    re.IGNORECASE,
)
_OF = re.compile(r"\scủa\s{1,3}(?P<body>[^\W\d_][^().;/\n]{3,120}?)\s*(?:[).;/]|$)", re.IGNORECASE)
_PASSED = re.compile(r"(?:thông qua|ban hành)\s{1,3}(?=ngày\s)", re.IGNORECASE)
_THIS = re.compile(r"này\s{1,3}(?:đã\s{1,3})?được", re.IGNORECASE)
_ENACTS = re.compile(
    rf"(?P<body>[^\W\d_][^;:.()\n]{{2,110}}?)\s{{1,3}}{ENACTS}\s{{1,3}}(?P<what>[^\W\d_].{{2,40}})"
)
_FOR = re.compile(r"^\s*T/?M\s{0,2}\.?\s{0,3}(?P<body>\w[^\n]{3,60}?)\s*$", re.MULTILINE)
_TAIL = 2500

_MINUTES = "BB"


@dataclass(frozen=True, slots=True)
class IssuedWith:
    """What the attachments say of the document that issues them."""

    type_words: str
    number: Number | None
    day: Day | None
    issuer: tuple[str, Span] | None


def issued_with(outline: Outline) -> Iterator[IssuedWith]:
    """Each 'kèm theo' line of the parts, in order."""
    for part in outline.parts:
        if part.issued_with:
            found = _parse(outline.words(part.issued_with), part.issued_with.start)
            if found:
                yield found


def _parse(text: str, offset: int) -> IssuedWith | None:
    m = _ISSUED_WITH.search(fold(text))
    if not m:
        return None
    at = m.start("rest")
    rest = text[at : m.end("rest")]
    body = _OF.search(rest)
    issuer = None
    if body:
        name = _name_of(body["body"])
        start = at + body.start("body") + offset
        issuer = (name, Span(start=start, end=start + len(name)))
    return IssuedWith(
        text[m.start("type") : m.end("type")],
        parse_number(rest, at + offset),
        parse_day(rest, at + offset),
        issuer,
    )


def _name_of(words: str) -> str:
    """Up to a comma, unless the comma stands inside a name: "Bộ Văn hóa, Thể thao và Du lịch"."""
    return words if lookup(words, None) is not None else words.split(",", 1)[0].rstrip()


def same_type(found: IssuedWith, doc_type: DocType | None) -> bool:
    """The line speaks of this document, not of one that it belongs to."""
    return doc_type is None or fold(found.type_words).strip().lower() == doc_type.name.lower()


def type_of_letter(found: IssuedWith | None, lines: Iterable[Line]) -> DocType | None:
    """A letter that lost its head: its appendix calls it "Công văn số …", and it has an
    addressee.
    """
    said = doc_types.by_name(fold(found.type_words).strip()) if found else None
    addressed = any(line.key.startswith("kính gửi") for line in lines)
    return said if said and said.code == "CV" and addressed else None


def enacted_by(lines: Iterable[Line], doc_type: DocType | None) -> tuple[str, Span] | None:
    """Who enacts a document of this type in the sentence below the bases: 'Bộ trưởng Bộ Y tế ban
    hành Thông tư quy định …' (NĐ 78/2025/NĐ-CP, Phụ lục, mẫu văn bản).
    """
    for line in lines:
        m = _ENACTS.match(line.text) if line.kind == "words" else None
        what = doc_types.leading(m["what"]) if m else None
        if m is None or what is None or what[0] != doc_type:
            continue
        if opens_with(m["body"], "bodies") or opens_with(m["body"], "offices"):
            start = line.span.start
            return m["body"], Span(start=start, end=start + m.end("body"))
    return None


def signed_for(outline: Outline, signers: Iterable[Signer]) -> tuple[str, Span] | None:
    """The body in whose name the document is signed, where its name says which it is: 'TM. CHÍNH
    PHỦ', but not 'TM. ỦY BAN NHÂN DÂN'.
    """
    for signer in signers:
        block = signer.span.of(outline.source.text)
        m = _FOR.search(block)
        if m and m["body"].isupper() and lookup(m["body"], None) is not None:
            start = signer.span.start
            return m["body"], Span(start=start + m.start("body"), end=start + m.end("body"))
    return None


def says_passed(text: str) -> bool:
    """'Luật này được Quốc hội … thông qua ngày …', below the last article."""
    return _PASSED.search(text) is not None and _THIS.search(text) is not None


def passed_on(outline: Outline, end: int) -> Day | None:
    """'Luật này được Quốc hội … thông qua ngày …': the last such formula before ``end``."""
    start = max(0, end - _TAIL)
    tail = outline.source.text[start:end]
    for m in reversed(list(_PASSED.finditer(tail))):
        if _THIS.search(tail[max(0, m.start() - 200) : m.start()]):
            return parse_day(tail[m.end() : m.end() + 60], start + m.end())
    return None


def held_on(lines: Iterable[Line], doc_type: DocType | None) -> Day | None:
    """The day of minutes, which have no line of place and day: 'Hôm nay, vào hồi 14 giờ ngày …',
    'Thời gian bắt đầu: …' (NĐ 30/2020, Phụ lục III, mẫu 1.10).
    """
    if doc_type is None or doc_type.code != _MINUTES:
        return None
    told = (line for line in lines if opens_with(line.text, "meeting_opens"))
    days = (parse_day(line.text, line.span.start) for line in told)
    return next((day for day in days if day), None)
