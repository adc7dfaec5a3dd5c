"""Puts a header together: fields from the two columns, the heading and the end; what is lost, from
the 'kèm theo' lines.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import takewhile

from vanban.extractors.header import lost
from vanban.extractors.header.consolidated import CODE, authentication, is_marked
from vanban.extractors.header.fields import Day, Number, parse_day, parse_number, parse_place
from vanban.extractors.header.heading import Heading, find_authority, find_heading
from vanban.extractors.header.issuer import bodies, is_stamp, issuer_of, of_office
from vanban.extractors.header.lines import BLANK, Line, LineKind, lines_of
from vanban.extractors.header.signing import Signing, find_signing, signed_inside
from vanban.extractors.header.spelling import as_written, written_together
from vanban.extractors.header.words import opens_with, words
from vanban.extractors.language import doc_types
from vanban.extractors.language.folding import fold, key
from vanban.extractors.outline.model import Outline
from vanban.schemas import ActorRef, DocType, Header, OcrAnchor, Span

_FRONT_LINES = 80
_LONG = 160
_MARKED = 6  # first lines among which "VĂN BẢN HỢP NHẤT" may stand
_ABOUT = ("Về việc ", "VỀ VIỆC ")
_NUMBER_WORD = " số"
_BLANK_NUMBER = re.compile(rf"số\s?:?{BLANK}", re.IGNORECASE)
_LAW = re.compile(r"(?P<type>luật|bộ luật|pháp lệnh)\s+số", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Columns:
    """The lines above the heading, sorted by what they are."""

    number: Number | None
    number_line: Line | None
    day: Day | None
    place: tuple[str, Span] | None
    subject: tuple[str, Span] | None
    issuer_lines: tuple[Line, ...]
    stamped_draft: bool


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
    columns = _columns(lines, heading)
    if closing := authentication(outline):
        columns = _consolidated(columns, _columns(closing, Heading()))
    signing = _signing(outline)
    return _header(outline, lines, heading, columns, signing)


def _columns(lines: Sequence[Line], heading: Heading) -> Columns:
    top = lines[: _top_end(lines, heading)]
    number, number_line = _number(top, lines, heading)
    dated = next((line for line in top if line.kind == "date"), None) or _date_below(lines, heading)
    titled = heading.at is not None
    return Columns(
        number=number,
        number_line=number_line,
        day=parse_day(dated.text, dated.span.start)
        if dated
        else parse_day(*heading.between)
        if heading.between
        else None,
        place=parse_place(dated.text, dated.span.start) if dated else None,
        subject=_subject(top) or (None if titled else _title_without_type(top)),
        issuer_lines=_issuer_lines(top, titled),
        stamped_draft=any(
            key(line.text).startswith("dự thảo")
            for line in top
            if line.kind == "words" and is_stamp(line.text)
        ),
    )


def _consolidated(top: Columns, closing: Columns) -> Columns:
    """Number, day, place and body are those of the consolidation."""
    return replace(
        top,
        number=closing.number or top.number,
        number_line=closing.number_line or top.number_line,
        day=closing.day or top.day,
        place=closing.place or top.place,
        issuer_lines=closing.issuer_lines or top.issuer_lines,
    )


def _top_end(lines: Sequence[Line], heading: Heading) -> int:
    """The columns end at the type line; without one, at 'Kính gửi' or at the first long line."""
    if heading.at is not None:
        return heading.at
    return next(
        (
            i
            for i, x in enumerate(lines)
            if x.key.startswith("kính gửi") or (len(x.text) > 200 and x.kind == "words")
        ),
        len(lines),
    )


def _number(
    top: Sequence[Line], lines: Sequence[Line], heading: Heading
) -> tuple[Number | None, Line | None]:
    """The first 'Số:' line; its number may stand on the next line, or below the type in older
    documents.
    """
    below = lines[heading.at : heading.end] if heading.at is not None else ()
    for group in (top, below):
        for i, line in enumerate(group):
            if line.kind != "number":
                continue
            found = _number_at(group, i)
            if found:
                return found, line
    if heading.between and (found := parse_number(*heading.between)):
        return found, None
    return None, next((line for line in top if line.kind == "number"), None)


def _number_at(lines: Sequence[Line], i: int) -> Number | None:
    line = lines[i]
    start = re.match(r".{0,14}?s\S\s{0,3}[:.]?\s{0,3}", line.text, re.IGNORECASE)
    at = start.end() if start else 0
    words = line.text[at:]
    if words:
        return parse_number(words, line.span.start + at)
    below = (x for x in lines[i + 1 : i + 5] if x.kind != "motto")
    following = next((x for x in below if x.kind in ("words", "number")), None)
    found = parse_number(following.text, following.span.start) if following else None
    return found if found and found.symbol else None


def _date_below(lines: Sequence[Line], heading: Heading) -> Line | None:
    """A date among the lines of the title ('Số 28/2003/NĐ-CP ngày 31 tháng 3 năm 2003'), or just
    under it.
    """
    if heading.at is None:
        return None
    below = lines[heading.at : heading.end + 2]
    return next((x for i, x in enumerate(below) if _is_own_date(below[:i], x)), None)


def _is_own_date(before: Sequence[Line], line: Line) -> bool:
    """False for the date of a document that the title names ('… theo Nghị quyết số 07/2024/… ngày
    24 tháng 9 năm 2024'): words of a title and a number stand before it.
    """
    if line.kind != "date":
        return False
    numbered = next((i for i, x in enumerate(before) if x.kind == "number"), None)
    if numbered is None:
        return True
    titled = any(x.kind == "words" and not x.capitals for x in before[1:numbered])
    return not (titled or doc_types.leading(before[numbered].text))


def _subject(top: Sequence[Line]) -> tuple[str, Span] | None:
    """'V/v …' under the number of a công văn, its wrapped lines joined."""
    at = next((i for i, line in enumerate(top) if _is_subject(line)), None)
    if at is None:
        return None
    group = [top[at]]
    for line in top[at + 1 :]:
        # "… tại Công văn số" / "2388/C04-P6": a number alone on its line has no small letters
        closed = line.capitals and not group[-1].key.endswith(_NUMBER_WORD)
        if line.kind != "words" or closed or opens_with(line.text, "bases"):
            break
        group.append(line)
    joined = " ".join(line.text for line in group)
    lead = re.match(r"(?:\(?v\s?/\s?v|về việc)\s?:?\s*", joined, re.IGNORECASE)
    at = lead.end() if lead else 0
    text = joined[at:].strip(" .")
    text = text if "(" in text else text.rstrip(")")
    return (text, Span(start=group[0].span.start + at, end=group[-1].span.end)) if text else None


def _is_subject(line: Line) -> bool:
    """'V/v …', or the same written out on a line of its own: 'Về việc …'."""
    return line.kind == "subject" or (line.kind == "words" and line.text.startswith(_ABOUT))


def _title_without_type(top: Sequence[Line]) -> tuple[str, Span] | None:
    """Capitals between number or date and the addressee, where no type of document is named
    ('PHIẾU TRÌNH GIẢI QUYẾT CÔNG VIỆC').
    """
    dated = [i for i, line in enumerate(top) if line.kind in ("number", "date")]
    if not dated:
        return None
    below = [x for x in top[dated[-1] + 1 :] if x.kind == "words" and not is_stamp(x.text)]
    lines = list(takewhile(lambda x: x.capitals and not opens_with(x.text, "bodies"), below))
    if not lines:
        return None
    words_ = " ".join(line.text for line in lines)
    return words_, Span(start=lines[0].span.start, end=lines[-1].span.end)


def _issuer_lines(top: Sequence[Line], titled: bool) -> tuple[Line, ...]:
    """Capitals of the left column: no quốc hiệu, no stamp; they end with the number, or with the
    date where no number is written. None where nothing of a header stands: the name of a body heads
    pages about it too.
    """
    bodies_ = [line for line in top if line.kind == "words" and _may_name_a_body(line)]
    # a gazette names the body once more, above the document
    chosen = [x for n, x in enumerate(bodies_) if not n or x.key != bodies_[n - 1].key]
    ends = [_first(top, "number"), _first(top, "date")]
    end = next((line.span.start for line in ends if line), None)
    before = [line for line in chosen if end is None or line.span.start < end]
    chosen = before or chosen
    headed = any(ends) or _first(top, "motto") is not None
    if not (headed or titled):
        return ()
    named = (i for i, line in enumerate(chosen) if opens_with(line.text, "bodies"))
    first = next(named, 0 if headed else None)
    if first is None:
        return ()  # capitals that no letterhead surrounds are a title: 'THƯ XIN VIỆC'
    if first and chosen[first - 1].key in words("offices"):
        first -= 1  # 'CHỦ TỊCH' above 'ỦY BAN NHÂN DÂN TỈNH …'
    return tuple(chosen[first:])  # what stands above the first body is a stamp or a mark


def _first(lines: Sequence[Line], kind: LineKind) -> Line | None:
    return next((line for line in lines if line.kind == kind), None)


def _may_name_a_body(line: Line) -> bool:
    """Capitals, or (where a file lost its capitals) words that open with a kind of body and are no
    sentence ("Bộ trưởng … ban hành Thông tư …."); no stamp.
    """
    if is_stamp(line.text) or len(line.text) >= _LONG:
        return False
    if line.capitals:
        return True
    titled = doc_types.leading(line.text) is not None  # "Báo cáo về …" is no "Báo"
    return opens_with(line.text, "bodies") is not None and not line.ends_sentence and not titled


def _signing(outline: Outline) -> Signing:
    """Of the document itself; where nobody signs there, of a later part (a plan that is signed at
    its end).
    """
    found = [find_signing(lines_of(outline.source, part.back)) for part in outline.parts]
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


def _header(
    outline: Outline, lines: Sequence[Line], heading: Heading, columns: Columns, signing: Signing
) -> Header:
    doc_type = _type(heading, columns, lines)
    with_ = next((f for f in lost.issued_with(outline) if lost.same_type(f, doc_type)), None)
    number = columns.number or (with_.number if with_ and not columns.number_line else None)
    day = (
        columns.day
        or lost.passed_on(outline, outline.parts[0].span.end)
        or (with_.day if with_ else None)
    )
    on = day.day if day else None
    authority = find_authority(lines, heading.end)
    said = [x for x in (heading.of_issuer, authority, with_.issuer if with_ else None) if x]
    issuer, parent = _issuer(columns, said, number, on, _below(outline, lines, heading))
    if issuer is None:
        told = lost.enacted_by(lines, doc_type) or lost.signed_for(outline, signing.signers)
        issuer = of_office(*told, on) if told else None
    title = (
        (heading.title_text, heading.title_span)
        if heading.title_text
        else columns.subject or (None, None)
    )
    spans = {
        "doc_type": heading.type_span,
        **(number.spans if number else {}),
        "issued_on": day.span if day else None,
        "place": columns.place[1] if columns.place else None,
        "issuer": issuer.span if issuer else None,
        "title": title[1],
        "authority": authority[1] if authority else None,
    }
    return Header(
        doc_type=doc_type,
        number=number.number if number else None,
        symbol=number.symbol if number else None,
        number_symbol=number.number_symbol if number else None,
        issued_on=on,
        place=columns.place[0] if columns.place else None,
        issuer=issuer,
        parent_body=parent,
        authority=authority[0] if authority else None,
        title=title[0],
        signers=signing.signers,
        recipients=signing.recipients,
        is_draft=columns.stamped_draft
        or (_is_unnumbered(columns, number, on) and not _is_signed_scan(outline, signing)),
        evidence={name: span for name, span in spans.items() if span},
    )


def _speaks_for(organ: ActorRef, body: ActorRef) -> bool:
    """'BAN THƯỜNG VỤ TỈNH ỦY' under 'TỈNH ỦY SƠN LA': an organ that has no name but that of the
    body whose letterhead it writes on.
    """
    said, whole = key(organ.name or organ.text), key(body.name or body.text)
    ends = (said.removeprefix(o) for o in words("organs") if said.startswith(o))
    return any(whole.startswith(end.strip()) for end in ends)


def _below(outline: Outline, lines: Sequence[Line], heading: Heading) -> str:
    """The words of the document below its two columns and its title."""
    end = heading.end if heading.at is not None else _top_end(lines, heading)
    return outline.source.text[lines[end].span.start :] if end < len(lines) else ""


def _is_unnumbered(columns: Columns, number: Number | None, on: date | None) -> bool:
    """The number is left blank: with the day blank too, or with no word behind 'Số:' at all."""
    if columns.number_line is None or (number and number.number):
        return False
    return on is None or _BLANK_NUMBER.fullmatch(fold(columns.number_line.text)) is not None


def _is_signed_scan(outline: Outline, signing: Signing) -> bool:
    """A page that was scanned and bears a signer's name: its number and day were written by hand
    and not read, so it is no draft.
    """
    scanned = any(isinstance(b.anchor, OcrAnchor) for b in outline.source.blocks)
    return scanned and any(s.name for s in signing.signers)


def _type(heading: Heading, columns: Columns, lines: Sequence[Line]) -> DocType | None:
    """That of the heading; a consolidated text is known by its symbol ("04/VBHN-BYT") or its mark."""
    symbol = columns.number.symbol if columns.number else None
    if (symbol and symbol.startswith(CODE)) or any(map(is_marked, lines[:_MARKED])):
        return doc_types.by_code(CODE)
    return heading.type or _type_without_heading(columns, lines)


def _type_without_heading(columns: Columns, lines: Sequence[Line]) -> DocType | None:
    """From 'Luật số', from the symbol's first code, else a công văn where it has a subject or an
    addressee.
    """
    if columns.number_line and (law := _LAW.match(columns.number_line.text)):
        return doc_types.by_name(law["type"])
    symbol = columns.number.symbol if columns.number else None
    found = doc_types.by_code(re.split(r"[-/]", symbol)[0]) if symbol else None
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
    return issuer or named, parent
