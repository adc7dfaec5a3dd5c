"""Where the document ends and its attachments, appendices and forms begin (NĐ 30/2020, Phụ lục I,
III.1).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from vanban.extractors.language import doc_types
from vanban.extractors.language.forms import NUMBER_LABEL
from vanban.extractors.language.list_markers import ARABIC, CAPITAL, INSERTED, ROMAN
from vanban.extractors.language.units import PHU_LUC
from vanban.extractors.outline.forms import last_unit, title_of
from vanban.extractors.outline.lines import Line
from vanban.extractors.outline.markers import Kind
from vanban.extractors.outline.part_ends import (
    BODY,
    LONGEST_OFFICE,
    OFFICE_LINE,
    RECIPIENTS,
    SIGNS,
    back_of,
    body_of,
)
from vanban.extractors.outline.part_titles import (
    ISSUED_WITH,
    NATIONAL,
    SHORT,
    TITLE_LINES,
    Region,
    Role,
    titled,
)
from vanban.extractors.outline.quotes import CERTAIN
from vanban.extractors.outline.words import alternatives

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
_NUMBERED = re.compile(rf"{alternatives('parts', 'number')}\s?:?\s?\d", re.IGNORECASE)
_BLANK_NUMBER = re.compile(rf"{NUMBER_LABEL}[\s.…_]*/", re.IGNORECASE)
"""The number of a draft, left open: "Số:      /QĐ-UBND"."""
HEADER = 110
"""Characters of a line of the header that is repeated above a title."""


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
        return replace(region, end=end, back=back_of(lines, evidence, start, end))
    back = back_of(lines, evidence, last_unit(lines, start, end), end)
    own = title_of(lines, start, end)
    beside = region.title_offset or region.role == "appendix"  # "Mẫu số 05: Giấy đề nghị"
    title = (None if beside else own) or region.title or own
    return replace(region, end=end, back=back, title=title)


def _starts(lines: Sequence[Line], evidence: Sequence[float]) -> Iterator[Region]:
    """The first lines of all parts but the document itself."""
    of_body = body_of(lines)
    body = next((i for i, line in enumerate(lines) if of_body(line)), len(lines))
    back = back_of(lines, evidence, 0, len(lines))
    blank = (i for i, line in enumerate(lines) if _BLANK_NUMBER.match(line.folded))
    draft = next(blank, len(lines))
    before: Role = "document"
    i = body + 1
    if lines and (alone := _appendix(lines, 0, after_back=True)):
        yield alone  # a file that holds nothing but an appendix
        before, i = "appendix", _after_title(alone)
    while i < len(lines):
        found = None
        if evidence[i] != CERTAIN:
            found = _start_at(lines, i, before, after_back=i > back, draft=draft < i)
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
        if len(lines[i].text) < HEADER and NATIONAL.match(lines[i].folded)
    )
    found = min(header, default=start)
    return (
        found - 1
        if found < start and lines[found - 1].capitals and not SIGNS.match(lines[found - 1].folded)
        else found
    )


def _start_at(
    lines: Sequence[Line], i: int, before: Role, *, after_back: bool, draft: bool
) -> Region | None:
    """The part that begins with line ``i``, if one does; ``before`` is the role of the part that it
    would end; ``draft``: a number above is left open.
    """
    line = lines[i]
    if line.table is not None or line.markers or len(line.text) > 2 * SHORT:
        return None
    return (
        _appendix(lines, i, after_back)
        or _form(lines, i, after_back)
        or _attachment(lines, i, before, after_back)
        or _untyped(lines, i, before, draft)
    )


def _appendix(lines: Sequence[Line], i: int, after_back: bool) -> Region | None:
    m = _APPENDIX.match(lines[i].folded)
    if not m or len(lines[i].text) > SHORT or not _heads(m["rest"], lines[i]):
        return None
    region = titled(
        lines, Region("appendix", i, i, i, label=_written(lines[i].text, m)), i, m.start("rest")
    )
    if not after_back and not region.issued_with and not lines[i].capitals:
        return None
    return region


def _form(lines: Sequence[Line], i: int, after_back: bool) -> Region | None:
    m = _FORM.match(lines[i].folded)
    if not m or len(lines[i].text) > SHORT or not _heads(m["rest"], lines[i]):
        return None
    region = titled(
        lines, Region("form", i, i, i, label=_written(lines[i].text, m)), i, m.start("rest")
    )
    return region if after_back or region.issued_with else None


def labels_part(line: Line) -> bool:
    """The line names an appendix or a form: "Phụ lục II", "Mẫu số 05"."""
    return len(line.text) < SHORT and any(p.match(line.folded) for p in (_APPENDIX, _FORM))


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
    if before == "form":
        return None
    found = doc_types.leading(line.text)
    if not found or not (set_off or not found[1]):
        return None
    kind, rest = found
    if (
        before != "document" or not after_back
    ) and kind.code not in doc_types.issued_with_documents():
        return None
    region = titled(lines, Region("attachment", i, i, i, type=kind), i, len(line.text) - len(rest))
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


def _untyped(lines: Sequence[Line], i: int, before: Role, draft: bool) -> Region | None:
    """A title that names no type of document ("BIỂU MỨC THU PHÍ …", "TẬP HỆ THỐNG HÓA …"): known by
    "(Kèm theo Thông tư số 28/…)" below it, its lines but the last in capitals.
    """
    if before == "form" or not _may_title(lines[i]):
        return None
    named = _attached_below(lines, i)
    if named is None:
        return None
    own = _is_attached(lines, named, draft=draft)
    return titled(lines, Region("appendix", i, i, i), i, 0) if own else None


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
    other = (NATIONAL, RECIPIENTS, SIGNS, OFFICE_LINE)
    if any(pattern.match(line.folded) for pattern in other):
        return False
    return not (len(line.text) < LONGEST_OFFICE and line.capitals and BODY.match(line.folded))


def _is_attached(lines: Sequence[Line], i: int, *, draft: bool) -> bool:
    """ "(Kèm theo Quyết định số 1378/…": a number that is written out, not left open in a form. In
    a draft, whose own number is open, it may be open here too.
    """
    if i >= len(lines) or lines[i].table is not None or not ISSUED_WITH.match(lines[i].folded):
        return False
    return draft or _NUMBERED.search(lines[i].folded[:HEADER]) is not None


def _restarts(lines: Sequence[Line], i: int) -> bool:
    """Numbering begins anew below the title: "Chương I", "Điều 1", "I."."""
    following = (m for line in lines[i + 1 : i + TITLE_LINES] for m in line.markers)
    return any(m.kind <= Kind.DIEU and m.ordinal == (1, 0) for m in following)
