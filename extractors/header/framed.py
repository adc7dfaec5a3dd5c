"""What a portal's list of attributes knows of a header that the text lost.

An attribute never stands over what the text says, nor does a list that speaks of another document:
its fields are named in ``Header.framed``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import takewhile

from vanban.extractors.header.attributes import attributes_of
from vanban.extractors.header.fields import parse_day, parse_number
from vanban.extractors.header.hints import day
from vanban.extractors.header.issuer import actor, of_office
from vanban.extractors.header.words import opens_with, words
from vanban.extractors.language import doc_types
from vanban.extractors.language.folding import key
from vanban.schemas import ActorRef, Block, BlockRole, DocType, Header, Signer, Source, Span

_NAME = re.compile(r"(?:[^\W\d_]+\.?\s){1,6}[^\W\d_]+")
"""Two words of a person's name, at least; "Đang cập nhật" begins with a capital once only."""
_YEAR = re.compile(r"\s+n\Sm\s+\d{4}")  # "năm 2017"
_LEAST_TITLE = 3
"""Words of a title."""


@dataclass(frozen=True, slots=True)
class _Value:
    """The words of an attribute and where they stand."""

    text: str
    span: Span


_Values = Mapping[str, _Value]


def with_attributes(header: Header, source: Source) -> Header:
    """The header, with fields that only the list of attributes above the text states."""
    values = _values(source)
    said = _said(values, header)
    if not said or _speaks_of_another(said, header):
        return header
    found = {name: value for name, value in said.items() if not _is_told(header, name)}
    if place := _place_of(header, values):
        found["issuer"] = place
    if not found:
        return header
    evidence = {name: span for name, span in _evidence(values).items() if name in found}
    known = {**header.__dict__, **found}
    issued = bool(known["number"] and known["issued_on"])
    return header.model_copy(
        update={
            **found,
            "evidence": {**header.evidence, **evidence},
            "framed": tuple(sorted(found)),
            "is_draft": header.is_draft and not issued,
        }
    )


def _is_told(header: Header, name: str) -> bool:
    """The text states the field; of the signers, the name of one."""
    if name == "signers":
        return any(signer.name for signer in header.signers)
    return bool(getattr(header, name))


def _place_of(header: Header, values: _Values) -> ActorRef | None:
    """The issuer with the place that the list names ("Cơ quan ban hành: Thành phố Huế"), where the
    letterhead lost it: 'ỦY BAN NHÂN DÂN'.
    """
    issuer, told = header.issuer, values.get("issuer")
    if issuer is None or told is None or not opens_with(told.text, "places"):
        return None
    name = issuer.name or issuer.text
    if key(name) not in words("of_places"):
        return None
    full = f"{name} {told.text[:1].lower()}{told.text[1:]}"
    found = actor(full, told.span, header.issued_on)
    return found.model_copy(update={"text": told.text})


def _values(source: Source) -> _Values:
    """The first value of each field in what stands above the document."""
    above = list(takewhile(lambda b: b.role is BlockRole.PAGE_FURNITURE, source.blocks))
    texts = [b.span.of(source.text) for b in above]
    found = attributes_of(texts)
    values: dict[str, _Value] = {}
    for a in found.found if found else ():
        start = above[a.at].span.start
        value = _Value(texts[a.at][a.start : a.end], Span(start=start + a.start, end=start + a.end))
        if value.text:
            values.setdefault(a.field, value)
    titles = (t for b, text in zip(above, texts, strict=True) if (t := _title_in(b, text, values)))
    if title := next(titles, None):
        values.setdefault("title", title)
    return values


def _title_in(block: Block, text: str, values: _Values) -> _Value | None:
    """The title in a portal's heading: "Quyết định 2165/QĐ-UBND năm 2017 | về Quy chế phối hợp"."""
    number = values.get("number")
    if number is None or number.text not in text or doc_types.leading(text) is None:
        return None
    end = text.index(number.text) + len(number.text)
    year = _YEAR.match(text, end)
    start = year.end() if year else end
    title = text[start:].strip(" .,:-–")
    if len(title.split()) < _LEAST_TITLE:
        return None
    start = block.span.start + text.index(title, start)
    return _Value(title, Span(start=start, end=start + len(title)))


def _said(values: _Values, header: Header) -> dict[str, object]:
    """Fields of the header, as the list has them."""
    said: dict[str, object] = {}
    for field, value in values.items():
        if field in _READ:
            said |= _READ[field](value)
    on = header.issued_on or said.get("issued_on")
    if issuer := values.get("issuer"):
        said |= _issuer(issuer, on if isinstance(on, date) else None)
    if signer := values.get("signer"):
        said |= _signers(signer, values.get("position"))
    return said


def _evidence(values: _Values) -> dict[str, Span]:
    spans = {field: value.span for field, value in values.items()}
    if number := spans.get("number"):
        spans |= dict.fromkeys(("number", "symbol", "number_symbol"), number)
    return spans


def _speaks_of_another(said: Mapping[str, object], header: Header) -> bool:
    """The list has another number or type than the text: it stands above a text that was put there
    by mistake, or above what the document issues.
    """
    number = said.get("number_symbol")
    if (
        header.number_symbol
        and isinstance(number, str)
        and key(number) != key(header.number_symbol)
    ):
        return True
    kind = said.get("doc_type")
    return header.doc_type is not None and kind is not None and kind != header.doc_type


def _number(value: _Value) -> dict[str, object]:
    found = parse_number(value.text, 0)
    if not found or not found.number or not found.symbol or found.spans["number"].start:
        return {}
    named = doc_types.by_symbol(found.symbol)
    said: dict[str, object] = {
        "number": found.number,
        "symbol": found.symbol,
        "number_symbol": found.number_symbol,
    }
    return {**said, "doc_type": named} if named else said


def _day(value: _Value) -> dict[str, object]:
    written = parse_day(value.text, 0)
    found = written.day if written else day(value.text)
    return {"issued_on": found} if found else {}


def _type(value: _Value) -> dict[str, object]:
    found: DocType | None = doc_types.by_name(value.text)
    return {"doc_type": found} if found else {}


def _issuer(value: _Value, on: date | None) -> dict[str, object]:
    """Only a body or an office: "Nơi ban hành: Tỉnh Đông Hải" leaves open which."""
    known = ("bodies", "offices", "deciding_offices")
    if not any(opens_with(value.text, name) for name in known):
        return {}
    found = of_office(value.text, value.span, on)
    return {"issuer": found} if found else {}


def _signers(value: _Value, position: _Value | None) -> dict[str, object]:
    if not _NAME.fullmatch(value.text) or not value.text.split()[-1][0].isupper():
        return {}
    office = position.text if position and opens_with(position.text, "offices") else None
    return {"signers": (Signer(name=value.text, position=office, span=value.span),)}


_READ: Mapping[str, Callable[[_Value], dict[str, object]]] = {
    "doc_type": _type,
    "number": _number,
    "issued_on": _day,
    "title": lambda value: {"title": value.text},
}
"""How the value of an attribute is read."""
