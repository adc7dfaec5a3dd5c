"""Puts a header together: fields from the two columns, the heading and the end; what is lost, from
the 'kèm theo' lines.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from vanban.extractors.header import lost
from vanban.extractors.header.columns import Columns, columns_of, consolidated, top_end
from vanban.extractors.header.consolidated import (
    CODE,
    authentication,
    is_marked,
    tells_amendments,
)
from vanban.extractors.header.fields import Day, Number
from vanban.extractors.header.heading import Heading, find_authority, find_heading
from vanban.extractors.header.issuer import bodies, issuer_of, of_office
from vanban.extractors.header.lines import BLANK, Line, lines_of
from vanban.extractors.header.signing import (
    Signing,
    find_signing,
    signed_inside,
    signing_but_of_a_form,
)
from vanban.extractors.header.spelling import as_written, written_together
from vanban.extractors.header.words import opens_with, words
from vanban.extractors.language import doc_types
from vanban.extractors.language.folding import fold, key
from vanban.extractors.outline.model import Outline
from vanban.schemas import ActorRef, DocType, Header, OcrAnchor, Span

_FRONT_LINES = 80
_LONG = 160
_MARKED = 6  # first lines among which "VĂN BẢN HỢP NHẤT" may stand
_BLANK_NUMBER = re.compile(rf"số\s?:?{BLANK}", re.IGNORECASE)
_LAW = re.compile(r"(?P<type>luật|bộ luật|pháp lệnh)\s+số", re.IGNORECASE)

_Said = tuple[str, Span] | tuple[None, None]
"""Words and where they stand; none of both where nothing is said."""
_UNSAID = (None, None)
_NO_NUMBER = Number(None, None, None, {})


class _Facts(NamedTuple):
    """What was found, before it is a header."""

    doc_type: DocType | None
    number: Number | None
    day: Day | None
    place: _Said
    issuer: ActorRef | None
    parent: ActorRef | None
    title: _Said
    authority: _Said


def extract_header(outline: Outline) -> Header:
    """The header of ``outline.parts[0]``: only what is written, each field with the words that
    state it in ``evidence``.

    ``effective`` is left open (another stage reads it). Sources: NĐ 30/2020, Phụ lục I, II; Party
    style; laws of the National Assembly.
    """
    if not outline.parts:
        return Header()
    part = outline.parts[0]
    lines = lines_of(outline.source, part.front)[:_FRONT_LINES]
    heading = find_heading(lines)
    columns = columns_of(lines, heading)
    if closing := authentication(outline):
        columns = consolidated(columns, columns_of(closing, Heading()))
    signing = _signed_again(closing, _signing(outline))
    facts = _facts(outline, lines, heading, columns, signing)
    is_draft = columns.stamped_draft or (
        _is_unnumbered(columns, facts) and not _is_signed_scan(outline, signing)
    )
    return _header(facts, heading, signing, is_draft)


def _signed_again(closing: Sequence[Line], signing: Signing) -> Signing:
    """Who vouches for a consolidated text has signed it."""
    signers = find_signing(closing).signers
    return Signing(signers, signing.recipients) if any(s.name for s in signers) else signing


def _signing(outline: Outline) -> Signing:
    """Of the document itself; where nobody signs there, of a later part (a plan that is signed at
    its end).
    """
    backs = (lines_of(outline.source, part.back) for part in outline.parts)
    found = [signing_but_of_a_form(back) for back in backs]
    named = next((f for f in found if any(s.name for s in f.signers)), None)
    first = next((f for f in found if f.signers or f.recipients), None)
    if first and named and named is not first:
        return Signing(named.signers, first.recipients)
    if first:
        return first
    blocks = (
        i
        for i, b in enumerate(outline.source.blocks)
        if b.cell is None and b.span.end - b.span.start < _LONG
    )
    return signed_inside(lines_of(outline.source, blocks))


def _facts(
    outline: Outline, lines: Sequence[Line], heading: Heading, columns: Columns, signing: Signing
) -> _Facts:
    """From the columns and the heading; what is lost there, from the 'kèm theo' line, the formula
    of a law's end, the opening of minutes, the sentence that enacts and the signature, in this
    order.
    """
    doc_type = _type(heading, columns, lines)
    with_ = next((f for f in lost.issued_with(outline) if lost.same_type(f, doc_type)), None)
    doc_type = doc_type or lost.type_of_letter(with_, lines)
    number = columns.number or (with_.number if with_ and not columns.number_line else None)
    day = columns.day or lost.passed_on(outline, outline.parts[0].span.end)
    day = day or (with_.day if with_ else None) or lost.held_on(lines[heading.end :], doc_type)
    on = day.day if day else None
    authority = _authority(lines, heading, columns)
    said = [x for x in (heading.of_issuer, authority, with_.issuer if with_ else None) if x]
    issuer, parent = _issuer(columns, said, number, on, _below(outline, lines, heading))
    if issuer is None:
        told = lost.enacted_by(lines, doc_type) or lost.signed_for(outline, signing.signers)
        issuer = of_office(*told, on) if told else None
    return _Facts(
        doc_type,
        number,
        day,
        columns.place or _UNSAID,
        issuer,
        parent,
        _title(heading, columns),
        authority or _UNSAID,
    )


def _title(heading: Heading, columns: Columns) -> _Said:
    """Trích yếu below the type; of a công văn, below the number."""
    if heading.title_text and heading.title_span:
        return heading.title_text, heading.title_span
    return columns.subject or _UNSAID


def _header(facts: _Facts, heading: Heading, signing: Signing, is_draft: bool) -> Header:
    number, day, issuer = facts.number or _NO_NUMBER, facts.day, facts.issuer
    spans = {
        "doc_type": heading.type_span,
        **number.spans,
        "issued_on": day.span if day else None,
        "place": facts.place[1],
        "issuer": issuer.span if issuer else None,
        "title": facts.title[1],
        "authority": facts.authority[1],
    }
    return Header(
        doc_type=facts.doc_type,
        number=number.number,
        symbol=number.symbol,
        number_symbol=number.number_symbol,
        issued_on=day.day if day else None,
        place=facts.place[0],
        issuer=issuer,
        parent_body=facts.parent,
        authority=facts.authority[0],
        title=facts.title[0],
        signers=signing.signers,
        recipients=signing.recipients,
        is_draft=is_draft,
        evidence={name: span for name, span in spans.items() if span},
    )


def _authority(
    lines: Sequence[Line], heading: Heading, columns: Columns
) -> tuple[str, Span] | None:
    """The authority line below the heading; without a heading (a công văn) the capitals on top are
    the letterhead, if a number stands below them.
    """
    lettered = heading.at is None and columns.number_line is not None
    return None if lettered else find_authority(lines, heading.end)


def _speaks_for(organ: ActorRef, body: ActorRef) -> bool:
    """'BAN THƯỜNG VỤ TỈNH ỦY' under 'TỈNH ỦY SƠN LA': an organ that has no name but that of the
    body whose letterhead it writes on.
    """
    said, whole = key(organ.name or organ.text), key(body.name or body.text)
    ends = (said.removeprefix(o) for o in words("organs") if said.startswith(o))
    return any(whole.startswith(end.strip()) for end in ends)


def _below(outline: Outline, lines: Sequence[Line], heading: Heading) -> str:
    """The words of the document below its two columns and its title."""
    end = heading.end if heading.at is not None else top_end(lines, heading)
    return outline.source.text[lines[end].span.start :] if end < len(lines) else ""


def _is_unnumbered(columns: Columns, facts: _Facts) -> bool:
    """The number is left blank: with the day blank too, or with no word behind 'Số:' at all."""
    if columns.number_line is None or (facts.number and facts.number.number):
        return False
    return facts.day is None or _BLANK_NUMBER.fullmatch(fold(columns.number_line.text)) is not None


def _is_signed_scan(outline: Outline, signing: Signing) -> bool:
    """A page that was scanned and bears a signer's name: its number and day were written by hand
    and not read, so it is no draft.
    """
    scanned = any(isinstance(b.anchor, OcrAnchor) for b in outline.source.blocks)
    return scanned and any(s.name for s in signing.signers)


def _type(heading: Heading, columns: Columns, lines: Sequence[Line]) -> DocType | None:
    """That of the heading; a consolidated text is known by its symbol ("04/VBHN-BYT") or its
    mark.
    """
    symbol = columns.number.symbol if columns.number else None
    marked = any(map(is_marked, lines[:_MARKED])) or any(map(tells_amendments, lines))
    if marked or (symbol and symbol.startswith(CODE)):
        return doc_types.by_code(CODE)
    return heading.type or _type_without_heading(columns, lines)


def _type_without_heading(columns: Columns, lines: Sequence[Line]) -> DocType | None:
    """From 'Luật số', from the symbol's first code, else a công văn where it has a subject or an
    addressee.
    """
    if columns.number_line and (law := _LAW.match(columns.number_line.text)):
        return doc_types.by_name(law["type"])
    symbol = columns.number.symbol if columns.number else None
    found = doc_types.by_symbol(symbol) if symbol else None
    letter = columns.subject or any(line.key.startswith("kính gửi") for line in lines)
    return (
        doc_types.by_code("CV")
        if letter and (symbol or columns.subject) and not (found and not columns.subject)
        else found
    )


def _issuer(
    columns: Columns,
    said: Sequence[tuple[str, Span]],
    number: Number | None,
    on: date | None,
    text: str,
) -> tuple[ActorRef | None, ActorRef | None]:
    """From the left column; else from the first that is said of: 'CỦA …' under the type, the
    authority line, the 'kèm theo' line.

    ``text``: the words of the document below its header, which may spell the names in full.
    """
    spoken = "\n".join([*(words_ for words_, _ in said), text])
    found = written_together(bodies(columns.issuer_lines), spoken)
    joint = bool(number and number.symbol and re.match(r"(?:TTLT|NQLT)\b", number.symbol))
    placed = f"{columns.place[0]}\n{text}" if columns.place else text
    issuer, parent = (
        as_written(ref, placed) if ref else None for ref in issuer_of(found, on, joint=joint)
    )
    named = next((ref for words in said if (ref := of_office(*words, on))), None)
    if issuer and named and number and "/" in (number.symbol or "") and named.name != issuer.name:
        # Party style: the organisation stands above, the body that decides under the type
        return (issuer, parent) if _speaks_for(named, issuer) else (named, issuer)
    if named and not any(opens_with(line.text, "bodies") for line in columns.issuer_lines):
        return named, None  # what stands above is no body's name
    if issuer and named and _is_without_place(issuer, named):
        return named, parent
    return issuer or named, parent


def _is_without_place(issuer: ActorRef, named: ActorRef) -> bool:
    """'ỦY BAN NHÂN DÂN' stands alone where a portal lost the line of its place; the authority line
    names it in full.
    """
    said, full = key(issuer.name or issuer.text), key(named.name or named.text)
    return said in words("of_places") and full.startswith(f"{said} ")
