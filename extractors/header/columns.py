"""The two columns above the heading: number, day, place, subject and the bodies of the left one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from vanban.extractors.header.consolidated import body_marked
from vanban.extractors.header.fields import Day, Number, parse_day, parse_number, parse_place
from vanban.extractors.header.heading import Heading
from vanban.extractors.header.issuer import is_stamp
from vanban.extractors.header.lines import Line, LineKind
from vanban.extractors.header.words import opens_with, words
from vanban.extractors.language import doc_types
from vanban.extractors.language.folding import key
from vanban.schemas import Span

_LONG = 160
_ABOUT = ("Về việc ", "VỀ VIỆC ", "Về: ", "Về việc: ")
_NUMBER_WORD = " số"


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


def columns_of(lines: Sequence[Line], heading: Heading) -> Columns:
    """What the lines above the heading say. Source: NĐ 30/2020, Phụ lục I, II.1-II.5."""
    top = lines[: top_end(lines, heading)]
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


def consolidated(top: Columns, closing: Columns) -> Columns:
    """Number, day, place and body are those of the consolidation."""
    return replace(
        top,
        number=closing.number or top.number,
        number_line=closing.number_line or top.number_line,
        day=closing.day or top.day,
        place=closing.place or top.place,
        issuer_lines=closing.issuer_lines or top.issuer_lines,
    )


def top_end(lines: Sequence[Line], heading: Heading) -> int:
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
        if line.kind == "date" and line.block == group[-1].block:
            continue  # the other column's, behind the first line of the subject
        # "… tại Công văn số" / "2388/C04-P6": a number alone on its line has no small letters
        closed = line.capitals and not group[-1].key.endswith(_NUMBER_WORD)
        if line.kind != "words" or closed or opens_with(line.text, "bases"):
            break
        group.append(line)
    joined = " ".join(line.text for line in group)
    lead = re.match(r"(?:\(?v\s?/\s?v|về việc|về(?=\s?:))\s?:?\s*", joined, re.IGNORECASE)
    at = lead.end() if lead else 0
    text = joined[at:].strip(" .")
    text = text if "(" in text else text.rstrip(")")
    if not text:
        return None
    at = joined.index(text, at)
    left = len(joined) - at - len(text)
    return text, Span(start=group[0].span.start + at, end=group[-1].span.end - left)


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
    words_lines = (body_marked(line) for line in top if line.kind == "words")
    bodies_ = [line for line in words_lines if _may_name_a_body(line)]
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
