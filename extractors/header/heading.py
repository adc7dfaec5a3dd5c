"""Type, trích yếu and authority line: what stands between the two columns and the bases (boxes 5a,
5b of NĐ 30/2020).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from vanban.extractors.header.issuer import is_office
from vanban.extractors.header.lines import Line
from vanban.extractors.header.titles import title_of
from vanban.extractors.header.types import (
    LONGEST_TITLE_LINE,
    only_issuer,
    type_of,
    type_without_letterhead,
)
from vanban.extractors.header.words import opens_with, words
from vanban.extractors.language import units
from vanban.extractors.language.folding import fold, key
from vanban.extractors.language.forms import NAMED_LAW
from vanban.extractors.language.list_markers import BULLET, IN_LABEL, ROMAN
from vanban.schemas import DocType, Span

_ISSUED_WITH = re.compile(r"^\W*(?:ban hành )?(?:kèm theo|theo)\b", re.IGNORECASE)
_MARKER = re.compile(
    rf"(?:{ROMAN}|\d{{1,2}})\s*[.)]\s|{units.heading(*units.HEADED)}\s+(?:{IN_LABEL}|thứ\s)"
    rf"|{BULLET}\s(?!\d)"
)
_SESSION = re.compile(
    r"\(?(?:khóa|khoá|nhiệm kỳ|kỳ họp)\s", re.IGNORECASE
)  # "KHÓA XVIII, KỲ HỌP THỨ BA": no part of the name
_HALF_A_PLACE = re.compile(
    r"\b(?:tỉnh|thành phố|huyện|quận|thị xã|phường|xã|đặc khu) [A-ZĐ]\w+\s*$"
)
_NAMES_A_LAW = re.compile(NAMED_LAW)
_LONGEST_REST = 80
_LAST_TITLE_LINES = 14
_MORE_TITLE_LINES = 3
"""Lines between the title's first line and the line of who decides that may still be title."""
_LONGEST_TYPE = 3  # words of a type's name behind the known ones ("KẾT LUẬN kiểm tra lại")
_FIRST_BASIS = key("căn cứ")
_NEVER_TITLE = frozenset({_FIRST_BASIS, *map(key, ("kính gửi", "kính gởi"))})


@dataclass(frozen=True, slots=True)
class Heading:
    """What was found, and the index of the first line that is not part of it."""

    type: DocType | None = None
    type_span: Span | None = None
    title: tuple[Line, ...] = ()
    title_text: str | None = None
    title_span: Span | None = None
    of_issuer: tuple[str, Span] | None = None
    between: tuple[str, int] | None = (
        None  # number and date on the same line, before the title, and their offset
    )
    at: int | None = None  # line that holds the type
    end: int = 0


def find_heading(lines: Sequence[Line]) -> Heading:
    """The type line and the title under it; without a type line, what may be the title alone."""
    first = next(((i, named) for i, line in enumerate(lines) if (named := type_of(line))), None)
    at, found = first or (0, type_without_letterhead(lines))
    if found is None:
        title = _title_without_type(lines)
        return _with_title(Heading(title=title)) if title else Heading()
    line = lines[at]
    doc_type, rest = found
    above = at if rest else _last_line_of_type(lines, at)
    end = _title_end(lines, above, rest)
    type_span = Span(start=line.span.start, end=line.span.end - len(rest))
    has_longer_name = _names_type(rest, lines[above + 1 : end + 1])
    opened = line.behind(len(line.text) - len(rest)) if rest and not has_longer_name else None
    title = _once([x for x in (opened, *lines[above + 1 : end]) if x])
    written = _words_of_title(title)
    if not written and (written := _title_without_type(lines[:at])):
        end = lines.index(written[-1]) + 1
    heading = Heading(doc_type, type_span, written, at=at, end=end)
    return _with_title(heading) if heading.title else heading


def _title_without_type(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The title below number and day, where a portal lost the line of the type: capitals down to
    who decides. Empty where there are none.
    """
    above = max((i for i, line in enumerate(lines) if line.kind in ("number", "date")), default=-1)
    end = _title_end(lines, above, "")
    title = _words_of_title(lines[above + 1 : end])
    decided = end < len(lines) and is_authority(lines[end])
    told = above >= 0 and decided and all(line.capitals for line in title)
    return title if told else ()


def _names_type(rest: str, below: Sequence[Line]) -> bool:
    """'KẾT LUẬN | THANH TRA' over 'Về việc …': the type has a longer name, and the title stands
    under it.
    """
    if not below or len(rest.split()) > _LONGEST_TYPE:
        return False
    return below[0].kind == "subject" or opens_with(below[0].text, "subjects") is not None


def _last_line_of_type(lines: Sequence[Line], at: int) -> int:
    """'THANH TRA' on a line of its own between 'KẾT LUẬN' and 'Về việc …': the type's longer name
    goes on there. Capitals that go on ("TUYÊN TRUYỀN / VỀ CHUYỂN ĐỔI SỐ") are one title.
    """
    if at + 2 >= len(lines):
        return at
    line, below = lines[at + 1 : at + 3]
    names_nobody = not (is_opening(line) or only_issuer(line.text))
    is_name = line.kind == "words" and line.capitals and names_nobody
    begins_anew = below.text[:1].isupper() and not below.capitals
    return at + 1 if is_name and begins_anew and _names_type(line.text, [below]) else at


def _once(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Without a title that a portal wrote again below itself."""
    half, odd = divmod(len(lines), 2)
    again = not odd and [x.key for x in lines[:half]] == [x.key for x in lines[half:]]
    return tuple(lines[:half] if again else lines)


def _words_of_title(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Without rules, and without number and date that stand before the title's first words (the
    issuer's aside).
    """
    kept: list[Line] = []
    begun = False
    for line in lines:
        begun = begun or (line.kind in ("words", "subject") and not only_issuer(line.text))
        if line.kind in ("words", "subject") or (begun and line.kind != "rule"):
            kept.append(line)
    return tuple(kept)


def _title_end(lines: Sequence[Line], at: int, rest: str) -> int:
    """First line after ``at`` that is no more title."""
    end = at + 1
    opened = rest and not only_issuer(rest) and not _names_type(rest, lines[end:])
    last = lines[at] if opened else None
    while end < min(len(lines), at + _LAST_TITLE_LINES) and not _closes(lines[end], last):
        if lines[end].kind in ("words", "subject") or last:
            last = (
                lines[end]
                if lines[end].kind != "rule" and not only_issuer(lines[end].text)
                else last
            )
        end += 1
    return _up_to_decider(lines, end) if last else end


def _up_to_decider(lines: Sequence[Line], end: int) -> int:
    """Plain lines between a title and the authority line or the first basis are the title's
    next words, whatever they begin with ('… Quy chế hoạt động / Tổ giúp việc về …').
    """
    stop = end
    while stop < min(len(lines), end + _MORE_TITLE_LINES) and _may_be_title(lines[stop]):
        stop += 1
    closed = stop < len(lines) and (
        is_authority(lines[stop]) or opens_with(lines[stop].text, "bases") == _FIRST_BASIS
    )
    return stop if closed else end


def _may_be_title(line: Line) -> bool:
    plain = line.kind == "words" and not line.capitals and len(line.text) < LONGEST_TITLE_LINE
    return plain and not is_opening(line) and not line.ends_sentence


def _closes(line: Line, last: Line | None) -> bool:
    """Number and date may stand between type and title ('Số 28/2003/NĐ-CP ngày …'), or be words of
    the title itself.
    """
    if line.kind == "motto":
        return True
    if line.kind == "subject":
        return last is not None
    if line.kind != "words":
        return line.kind != "rule" and last is not None and not _goes_on(line, last)
    if last is None and _names_purpose(line):
        return False
    return is_opening(line) or (last is not None and not _goes_on(line, last))


def _names_purpose(line: Line) -> bool:
    """'thực hiện Nghị quyết số 57-NQ/TW …' just under KẾ HOẠCH: words that could open a basis, of a
    line that is no sentence.
    """
    basis = opens_with(line.text, "bases")
    if basis is None or basis in _NEVER_TITLE or line.ends_sentence:
        return False
    return line.text[:1].islower() or not line.text.rstrip().endswith(",")


def is_opening(line: Line) -> bool:
    """A basis, the authority line, 'QUYẾT ĐỊNH:', a numbered item, '(Kèm theo …)': none of these is
    title.
    """
    basis = opens_with(line.text, "bases")
    if (
        _MARKER.match(line.text)
        or _ISSUED_WITH.match(line.text)
        or is_authority(line)
        or _addresses(line)
    ):
        return True
    if basis and not (line.bold or line.capitals or line.align == "center"):
        return True
    return basis in _NEVER_TITLE or is_operative(line)


def _addresses(line: Line) -> bool:
    """'CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH … điện:': to whom a công điện goes."""
    return line.key.endswith((" điện", " gửi")) and line.text.rstrip().endswith(":")


def is_operative(line: Line) -> bool:
    """'QUYẾT ĐỊNH:', 'QUYẾT NGHỊ:'."""
    return line.key in words("operative") and (
        line.text.rstrip().endswith(":") or line.key == "quyết nghị"
    )


def is_authority(line: Line) -> bool:
    """The line above the bases: an office or a deciding body, in capitals, or alone on its line
    where the capitals are lost.
    """
    if line.kind != "words" or len(line.text) > 160 or line.ends_sentence:
        return False
    body = opens_with(line.text, "bodies") in _COLLECTIVES and "," not in line.text
    if line.capitals:
        return is_office(line.text) or line.key in _DECIDING or body
    lost = line.text[:1].islower() and len(line.text) < 80
    return (
        line.key in _DECIDING
        or line.key in words("offices")
        or (lost and (is_office(line.text) or body))
    )


_COLLECTIVES = frozenset(
    map(key, ("ủy ban nhân dân", "hội đồng nhân dân", "ủy ban thường vụ quốc hội"))
)
_DECIDING = frozenset(
    map(
        key,
        (
            "chính phủ",
            "quốc hội",
            "hội đồng nhân dân",
            "ủy ban nhân dân",
            "bộ chính trị",
            "ban bí thư",
            "ban chấp hành trung ương",
            "thủ tướng chính phủ",
        ),
    )
)


def _goes_on(line: Line, last: Line) -> bool:
    """The next line belongs to the title: same looks, or a sentence that is not over."""
    if fold(last.text).rstrip().endswith((".", ";", ":")) and not last.text.rstrip().endswith(
        "..."
    ):
        return False
    if line.bold is not None and last.bold is not None and line.bold != last.bold:
        return False
    if line.align and last.align and line.align != last.align and not (line.bold and last.bold):
        return False
    styled = line.bold or (line.align == "center") or (_is_open(last.text) and _is_rest(line.text))
    if not line.capitals and not last.capitals and _NAMES_A_LAW.match(line.text):
        return not line.ends_sentence  # "… và biện pháp thi hành / Luật Giáo dục nghề nghiệp"
    # "KẾT LUẬN CỦA ĐỒNG CHÍ BÍ THƯ / tại hội nghị giao ban": small letters go on with capitals
    small = line.text[:1].islower() and (not last.capitals or _is_rest(line.text))
    same_case = small or (line.capitals and last.capitals)
    return bool(styled) or same_case or not any(c.isalpha() for c in line.text)


def _is_open(text: str) -> bool:
    """The line ends in a word that needs another one ('Phát triển du lịch tỉnh') or in half the
    name of a place ('tỉnh Lào').
    """
    said = f" {key(text)}"
    if text.rstrip().endswith(("-", ",")):
        return True
    return text.rstrip()[-1:].isalpha() and (
        any(said.endswith(f" {w}") for w in words("open_ends"))
        or _HALF_A_PLACE.search(text) is not None
    )


def _is_rest(text: str) -> bool:
    """A short line that is no sentence of its own."""
    return len(text) < _LONGEST_REST and text.rstrip()[-1:].isalnum()


def _with_title(heading: Heading) -> Heading:
    title = title_of(heading.title, heading.type)
    return replace(
        heading,
        title_text=title.text,
        title_span=title.span,
        of_issuer=title.of_issuer,
        between=title.between,
    )


def find_authority(lines: Sequence[Line], start: int) -> tuple[str, Span] | None:
    """The authority line: capitals between the title and the first basis."""
    found: list[Line] = []
    for line in lines[start:]:
        if line.kind == "rule" or (found and _SESSION.match(line.text)):
            continue
        if (
            found
            and line.capitals
            and line.kind in ("words", "motto")
            and not is_operative(line)
            and not opens_with(line.text, "bases")
        ):
            found.append(line)
        elif not found and is_authority(line):
            found = [line]
        else:
            break
    if not found:
        return None
    return " ".join(x.text for x in found).rstrip(" ,:"), Span(
        start=found[0].span.start, end=found[-1].span.end
    )
