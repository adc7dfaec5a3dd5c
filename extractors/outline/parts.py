"""Where the document ends and its attachments, appendices and forms begin (NĐ 30/2020, Phụ lục I,
III.1).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from vanban.extractors.language import doc_types
from vanban.extractors.language.forms import (
    CAPACITY,
    MOTTO_OPENS,
    NUMBER_LABEL,
    RECIPIENTS_READ,
    STATE_OPENS,
)
from vanban.extractors.language.list_markers import ARABIC, CAPITAL, INSERTED, LOWER, ROMAN
from vanban.extractors.language.offices import OFFICE_IN_CAPITALS
from vanban.extractors.language.units import PHU_LUC
from vanban.extractors.outline.forms import is_unit, last_unit, title_of
from vanban.extractors.outline.lines import Line
from vanban.extractors.outline.markers import Kind
from vanban.extractors.outline.quotes import CERTAIN
from vanban.extractors.outline.words import alternatives
from vanban.schemas import DocType

Role = Literal["document", "attachment", "appendix", "form"]

_LABEL = rf"(?:số\s?)?(?P<num>{INSERTED}|{ROMAN}[a-z]?|{CAPITAL})(?:[.\-]{ARABIC})?"
_APPENDIX = re.compile(
    rf"(?:\(\s?)?(?P<label>{PHU_LUC}(?:\s{_LABEL}(?!\w))?)\s?(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_CODE = rf"{CAPITAL}{{1,4}}[.\-]?\d{{1,3}}"  # "Mẫu AP01"
_FORM = re.compile(
    rf"(?P<label>(?:biểu )?mẫu(?:\s(?:số\s?:?\s?)?"
    rf"(?:{INSERTED}|{ROMAN}|{_CODE})(?!\w)[^\s:.]{{0,20}}))"
    r"\s?(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_DOCUMENTS = alternatives("parts", "documents")
_ISSUED_WITH = re.compile(
    r"(?:[(\[]\s?(?:được )?(?:ban hành |phê duyệt |đính )?(?:kèm theo|kèm|theo)"
    rf"|(?:ban hành |đính )?kèm(?: theo)?) {_DOCUMENTS}\b",
    re.IGNORECASE,
)
_NUMBERED = re.compile(rf"{alternatives('parts', 'number')}\s?:?\s?\d", re.IGNORECASE)
_BLANK_NUMBER = re.compile(rf"{NUMBER_LABEL}[\s.…_]*/", re.IGNORECASE)
"""The number of a draft, left open: "Số:      /QĐ-UBND"."""
_NATIONAL = re.compile(
    rf".{{0,60}}(?:{STATE_OPENS}|{MOTTO_OPENS})|{NUMBER_LABEL}|-{{3,}}$", re.IGNORECASE
)
_RECIPIENTS = re.compile(rf"{RECIPIENTS_READ}\s?(?::|$|\.)", re.IGNORECASE)
# "TM. ỦY BAN", "T/M BAN THƯỜNG VỤ"; a lone Q without its point is a word's letter
_SIGNS = re.compile(rf"(?:{CAPACITY}\s?\.|(?!Q){CAPACITY}\s)\s?{CAPITAL}[^{LOWER}]{{2}}")
_ADOPTED = re.compile(
    r"(?:bộ )?(?:luật|pháp lệnh|nghị quyết|hiến pháp) này (?:đã )?(?:được|đã) .{0,160}thông qua",
    re.IGNORECASE,
)
_BODY = re.compile(rf"{alternatives('parts', 'signing_bodies')}\b")
_OFFICE = re.compile(rf"{OFFICE_IN_CAPITALS}\b")
TITLE_LINES = 8
_SENTENCE = re.compile(r"\S+(?: \S+){5,}\.")
"""Six words and a full stop: fewer end no sentence, "Kính gửi: Sở Y tế." and the like."""
SHORT = 160
HEADER = 110
OFFICE = 60
TYPE_NAME = 40


@dataclass(frozen=True, slots=True)
class Region:
    """Lines ``start`` to ``end`` are one part; its units stand before ``back``."""

    role: Role
    start: int
    end: int
    back: int
    label: str | None = None
    type: DocType | None = None
    title: tuple[int, int] | None = (
        None  # lines of the title, without those of the label and of "(Kèm theo …)"
    )
    title_offset: int = 0  # where the title begins in its first line, after the type word
    issued_with: tuple[int, int] | None = None


def regions(lines: Sequence[Line], evidence: Sequence[float]) -> tuple[Region, ...]:
    """The parts in text order, the document itself first; together they hold every line once."""
    starts = [Region("document", 0, 0, 0), *_starts(lines, evidence)]
    ends = [start.start for start in starts[1:]] + [len(lines)]
    return tuple(
        _ended(lines, evidence, start, end) for start, end in zip(starts, ends, strict=True)
    )


def _ended(lines: Sequence[Line], evidence: Sequence[float], region: Region, end: int) -> Region:
    """The region up to ``end``, with the place of its last words and the title of a form."""
    start = region.start
    if region.role in ("document", "attachment"):
        return replace(region, end=end, back=_back(lines, evidence, start, end))
    back = _back(lines, evidence, last_unit(lines, start, end), end)
    own = title_of(lines, start, end)
    beside = region.title_offset or region.role == "appendix"  # "Mẫu số 05: Giấy đề nghị"
    title = (None if beside else own) or region.title or own
    return replace(region, end=end, back=back, title=title)


def _starts(lines: Sequence[Line], evidence: Sequence[float]) -> Iterator[Region]:
    """The first lines of all parts but the document itself."""
    of_body = _body_of(lines)
    body = next((i for i, line in enumerate(lines) if of_body(line)), len(lines))
    back = _back(lines, evidence, 0, len(lines))
    before: Role = "document"
    i = body + 1
    if lines and (alone := _appendix(lines, 0, after_back=True)):
        yield alone  # a file that holds nothing but an appendix
        before, i = "appendix", _after_title(alone)
    while i < len(lines):
        found = None if evidence[i] == CERTAIN else _start_at(lines, i, before, after_back=i > back)
        if found:
            yield replace(found, start=_with_header(lines, body + 1, found.start))
            before, back = found.role, -1
            i = _after_title(found) - 1
        i += 1


def _after_title(region: Region) -> int:
    """The line after those that name the part."""
    ends = (end for _, end in filter(None, (region.title, region.issued_with)))
    return max(region.start + 1, *ends, 0)


def _with_header(lines: Sequence[Line], least: int, start: int) -> int:
    """Where the part begins if it repeats the header of the first page (issuer, quốc hiệu, number)
    above its title; not above line ``least``, where the first page's own may stand.
    """
    header = (
        i
        for i in range(max(least, start - 7), start)
        if len(lines[i].text) < HEADER and _NATIONAL.match(lines[i].folded)
    )
    found = min(header, default=start)
    return (
        found - 1
        if found < start and lines[found - 1].capitals and not _SIGNS.match(lines[found - 1].folded)
        else found
    )


def _body_of(lines: Sequence[Line]) -> Callable[[Line], bool]:
    """What the body of ``lines`` consists of: units; in a letter without any, paragraphs."""
    return is_unit if any(map(is_unit, lines)) else _is_paragraph


def _is_paragraph(line: Line) -> bool:
    """A long line, or a short sentence: "Danh mục nhiệm vụ tại Phụ lục kèm theo Kế hoạch này."."""
    if line.table is not None or line.capitals:
        return False
    return len(line.text) > SHORT or _SENTENCE.fullmatch(line.text) is not None


def _start_at(lines: Sequence[Line], i: int, before: Role, *, after_back: bool) -> Region | None:
    """The part that begins with line ``i``, if one does; ``before`` is the role of the part that it
    would end.
    """
    line = lines[i]
    if line.table is not None or line.markers or len(line.text) > 2 * SHORT:
        return None
    return (
        _appendix(lines, i, after_back)
        or _form(lines, i, after_back)
        or _attachment(lines, i, before, after_back)
        or _untyped(lines, i, before)
    )


def _appendix(lines: Sequence[Line], i: int, after_back: bool) -> Region | None:
    m = _APPENDIX.match(lines[i].folded)
    if not m or len(lines[i].text) > SHORT or not _heads(m["rest"], lines[i]):
        return None
    region = _titled(
        lines, Region("appendix", i, i, i, label=_written(lines[i].text, m)), i, m.start("rest")
    )
    if not after_back and not region.issued_with and not lines[i].capitals:
        return None
    return region


def _form(lines: Sequence[Line], i: int, after_back: bool) -> Region | None:
    m = _FORM.match(lines[i].folded)
    if not m or len(lines[i].text) > SHORT or not _heads(m["rest"], lines[i]):
        return None
    region = _titled(
        lines, Region("form", i, i, i, label=_written(lines[i].text, m)), i, m.start("rest")
    )
    return region if after_back or region.issued_with else None


def _written(text: str, m: re.Match[str]) -> str:
    return text[m.start("label") : m.end("label")].strip()


def _heads(rest: str, line: Line) -> bool:
    """What follows the label is a title or nothing, not the middle of a sentence."""
    rest = rest.strip()
    if not rest or line.capitals:
        return True
    return rest[0] in ".:-(" or (rest[0].isupper() and not rest.endswith((".", ";", ",")))


def _attachment(lines: Sequence[Line], i: int, before: Role, after_back: bool) -> Region | None:
    """A title that begins with a type of document, and "(Kèm theo …)" below it or the signature of
    the document above it.
    """
    line = lines[i]
    set_off = line.capitals or bool(line.style and line.style.bold) or _calls_itself(line)
    if before == "form" or not (set_off or len(line.text) < TYPE_NAME):
        return None
    found = doc_types.leading(line.text)
    if not found or not (set_off or not found[1]):
        return None
    kind, rest = found
    if (
        before != "document" or not after_back
    ) and kind.code not in doc_types.issued_with_documents():
        return None
    region = _titled(lines, Region("attachment", i, i, i, type=kind), i, len(line.text) - len(rest))
    bare = before == "document" and (
        (after_back and (line.capitals or not rest))
        # "QUY CHẾ HOẠT ĐỘNG của Tổ giúp việc …", a title of two lines that a reader made one
        or (set_off and (after_back or not rest) and _restarts(lines, i))
    )
    return region if region.issued_with or bare else None


def _calls_itself(line: Line) -> bool:
    """The type of document stands in capitals before other words: "CHƯƠNG TRÌNH Thực hiện …"."""
    found = doc_types.leading(line.text)
    return found is not None and line.text[: len(line.text) - len(found[1])].isupper()


def _untyped(lines: Sequence[Line], i: int, before: Role) -> Region | None:
    """A title that names no type of document ("BIỂU MỨC THU PHÍ …", "TẬP HỆ THỐNG HÓA …"): known by
    "(Kèm theo Thông tư số 28/…)" below it, its lines but the last in capitals.
    """
    if before == "form" or not _may_title(lines[i]):
        return None
    named = _attached_below(lines, i)
    if named is None:
        return None
    draft = any(_BLANK_NUMBER.match(line.folded) for line in lines[:i])
    own = _is_attached(lines, named, draft=draft)
    return _titled(lines, Region("appendix", i, i, i), i, 0) if own else None


def _attached_below(lines: Sequence[Line], i: int) -> int | None:
    """The line "(Kèm theo …)" below a title that begins at ``i``, where its lines but the last are
    in capitals.
    """
    for n in range(i + 1, min(len(lines), i + TITLE_LINES)):
        if _is_attached(lines, n, draft=True):
            return n
        if not (lines[n - 1].capitals and _may_title(lines[n])):
            return None
    return None


def _may_title(line: Line) -> bool:
    """No unit, office, name of a body alone, quốc hiệu or long paragraph."""
    if line.table is not None or line.markers or len(line.text) > 2 * SHORT:
        return False
    other = (_NATIONAL, _RECIPIENTS, _SIGNS, _OFFICE)
    if any(pattern.match(line.folded) for pattern in other):
        return False
    return not (len(line.text) < OFFICE and line.capitals and _BODY.match(line.folded))


def _is_attached(lines: Sequence[Line], i: int, *, draft: bool) -> bool:
    """ "(Kèm theo Quyết định số 1378/…": a number that is written out, not left open in a form. In
    a draft, whose own number is open, it may be open here too.
    """
    if i >= len(lines) or lines[i].table is not None or not _ISSUED_WITH.match(lines[i].folded):
        return False
    return draft or _NUMBERED.search(lines[i].folded[:HEADER]) is not None


def _restarts(lines: Sequence[Line], i: int) -> bool:
    """Numbering begins anew below the title: "Chương I", "Điều 1", "I."."""
    following = (m for line in lines[i + 1 : i + TITLE_LINES] for m in line.markers)
    return any(m.kind <= Kind.DIEU and m.ordinal == (1, 0) for m in following)


def _titled(lines: Sequence[Line], region: Region, i: int, offset: int) -> Region:
    """The region with its title and its "(Ban hành kèm theo …)", looked for in the lines from ``i``
    on.
    """
    inline = lines[i].text[offset:].strip(" .:-–")
    if inline and _names_issuer(lines, i, inline):
        inline = ""
    first = i if inline else i + 1
    if first + 1 < len(lines) and first > i and _names_issuer(lines, first, lines[first].text):
        first += 1
    last = first
    while last < min(len(lines), i + TITLE_LINES) and not _ISSUED_WITH.match(lines[last].folded):
        if (last > i and (is_unit(lines[last]) or len(lines[last].text) > 2 * SHORT)) or lines[
            last
        ].table is not None:
            break
        last += 1
    issued = (
        last < len(lines)
        and last < i + TITLE_LINES
        and bool(_ISSUED_WITH.match(lines[last].folded))
    )
    if not issued:
        last = _title_end(lines, first)
    return replace(
        region,
        title=(first, last) if last > first else None,
        title_offset=len(lines[i].text) - len(lines[i].text[offset:].lstrip(" .:-–"))
        if inline
        else 0,
        issued_with=(last, _closing(lines, last)) if issued else None,
    )


def _names_issuer(lines: Sequence[Line], i: int, words: str) -> bool:
    """The words after the type say only whose it is, and the title follows: "CHƯƠNG TRÌNH HÀNH ĐỘNG
    CỦA … / Thực hiện …".
    """
    if i + 1 >= len(lines) or not words.isupper() or not words.startswith("CỦA "):
        return False
    following = lines[i + 1]
    return following.table is None and not (
        is_unit(following) or following.capitals or _ISSUED_WITH.match(following.folded)
    )


def _title_end(lines: Sequence[Line], first: int) -> int:
    """Where a title without "(Kèm theo …)" ends: after its lines in capitals, bold or centred."""
    last = first
    while last < min(len(lines), first + 4) and _looks_like_title(lines[last]):
        last += 1
    return last


def _looks_like_title(line: Line) -> bool:
    if (
        line.table is not None
        or is_unit(line)
        or len(line.text) > 2 * SHORT
        or _NATIONAL.match(line.folded)
    ):
        return False
    return line.capitals or bool(line.style and (line.style.bold or line.style.align == "center"))


def _closing(lines: Sequence[Line], start: int) -> int:
    """Line after the one that closes the bracket of "(Ban hành kèm theo …", at most three lines
    on.
    """
    if not lines[start].folded.startswith("("):
        return start + 1
    for i in range(start, min(len(lines), start + 4)):
        if ")" in lines[i].folded:
            return i + 1
    return start + 1


def _back(lines: Sequence[Line], evidence: Sequence[float], start: int, end: int) -> int:
    """First line after the body of a part: signature, recipients, or the note of adoption."""
    of_body = _body_of(lines[start:end])
    seen = False
    for i in range(start, end):
        line = lines[i]
        seen = seen or of_body(line)
        if seen and evidence[i] < CERTAIN and _closes_part(lines, i):
            return (
                i - 1
                if i > start and _signs_for(lines[i - 1]) and not _RECIPIENTS.match(lines[i].folded)
                else i
            )
    return end


def _signs_for(line: Line) -> bool:
    """The body above the office of who signs for it: "SỞ Y TẾ / GIÁM ĐỐC"."""
    return (
        line.table is None
        and line.capitals
        and not line.markers
        and len(line.text) < OFFICE
        and bool(_BODY.match(line.folded))
    )


def _closes_part(lines: Sequence[Line], i: int) -> bool:
    line = lines[i]
    if line.table is not None or len(line.text) > 400:
        return False
    if _RECIPIENTS.match(line.folded) or _SIGNS.match(line.folded) or _ADOPTED.match(line.folded):
        return True
    return (
        len(line.text) < OFFICE
        and line.capitals
        and bool(_OFFICE.match(line.folded))
        and not _titles_chapter(lines, i)
    )


def _titles_chapter(lines: Sequence[Line], i: int) -> bool:
    """A line in capitals that names an office may be the title of a chapter: units follow at
    once.
    """
    return any(is_unit(line) for line in lines[i + 1 : i + 4])
