"""Which expressions of running text are times of work (domain brief 4.4; "12/2021/NĐ-CP" is no
month).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from vanban.extractors.deadlines.dates import Tokens, kind, mark
from vanban.extractors.deadlines.grammar import dates, read
from vanban.extractors.deadlines.lexicon import lexicon
from vanban.extractors.deadlines.model import Reading
from vanban.extractors.deadlines.tokens import tokenize
from vanban.extractors.language.folding import fold

# cheap look before the grammar is asked
_UNIT = r"(?:năm|tháng|quý|quí|tuần|ngày)"
_HINT = re.compile(
    rf"trước|chậm nhất|muộn nhất|đến hết|không quá|kể từ|trong (?:vòng|thời|khoảng|\d|{_UNIT})|(?:h[àằ]ng|mỗi) {_UNIT}"
    r"|định k[ỳì]|lần/|/\s?lần|một lần"
    r"|cuối (?:tháng|quý)|01 lần|\(\d{4}\s?-\s?\d{4}\)"
    r"|(?:từ|đến|vào|kiến|gian|chức|ra|mạc|thành|xong|lúc|kết|[:(-])\s*(?:ngày|tháng|quý|năm|\d{1,2}/\d)|^\W*(?:ngày|từ|tháng|quý|quí)\s",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[^.;]+(?:[.;](?!\s|$)[^.;]*)*[.;]?")
_Group = tuple[Reading, ...]
_TERM = 6  # tokens between "khóa" and the years of a term of office
_ANCHORED = frozenset({"before", "at_latest", "through_end"})


def clauses(text: str) -> Iterator[tuple[int, int, tuple[Reading, ...]]]:
    """Start, end and readings of each deadline.

    A frequency that opens a sentence ("Hằng năm, … trước 30/11") gives its rhythm to the date that
    follows; the words are the date's.
    """
    view = fold(text)
    for sentence in _SENTENCE.finditer(view):
        if _HINT.search(sentence.group()):
            at = sentence.start()
            for start, end, readings in _in_sentence(tokenize(text[at : sentence.end()])):
                yield start + at, end + at, readings


def _in_sentence(t: Tokens) -> Iterator[tuple[int, int, tuple[Reading, ...]]]:
    opening: _Group = ()
    for group in _groups(t, tuple(_released(t, read(t)))):
        if group[0].kind == "freq" and len(group) == 1:
            opening = opening or (group if _opens_clause(t, group[0]) else ())
        elif _counts(t, group):
            shared = opening if len(group) == 1 and _takes_rhythm(group[0]) else ()
            yield _clause(t, group, shared + group)
            opening = () if shared else opening
    if opening:
        yield _clause(t, opening, opening)


def _takes_rhythm(r: Reading) -> bool:
    """A day or a limit does ('Hằng năm, … trước 30/11'); 'sơ kết 02 năm một lần, tổng kết vào năm
    2030' are two times.
    """
    return r.kind == "dates" and (r.limit is not None or r.moments[0].grain == "day")


def _released(t: Tokens, readings: tuple[Reading, ...]) -> Iterator[Reading]:
    """The readings; a limit inside "theo Nghị định … trước ngày 30/11" or "theo đúng tiến độ … trong
    tháng 11 năm 2025" limits the work, not what it is done by.
    """
    for r in readings:
        inside = range(r.first + 1, r.last) if r.kind in ("reference", "event") else ()
        limited = next((found for i in inside if (found := _limited(t, i))), None)
        yield limited or r


def _limited(t: Tokens, i: int) -> Reading | None:
    """A date at ``i`` behind a word of limit."""
    if kind(t, i) in _ANCHORED:
        return dates(t, i)
    found = dates(t, i) if kind(t, i) == "within" else None
    whole = found is not None and found.moments[-1].year is not None
    return found if found and whole and found.moments[0].grain != "year" else None


def _groups(t: Tokens, readings: tuple[Reading, ...]) -> Iterator[_Group]:
    """Readings one by one, a frequency with the date that it stands beside: 'trước ngày 15/6 hằng
    năm', 'định kỳ tháng (trước ngày 25 hằng tháng)'.
    """
    held: _Group = ()
    for r in readings:
        goes_on = len(held) == 1 or (len(held) == 2 and r.kind == "freq")
        if goes_on and _beside(t, held[-1], r):
            held = (*held, r)
            continue
        if held:
            yield held
        held = (r,)
    if held:
        yield held


def _beside(t: Tokens, a: Reading, b: Reading) -> bool:
    gap = b.first - a.last
    return {a.kind, b.kind} == {"dates", "freq"} and (
        gap == 0
        or (gap == 1 and mark(t, a.last) in (",", "/", "("))
        or (gap == 2 and mark(t, a.last) == "(")  # 'hằng năm (gửi trước ngày 15/11)'
    )


def _clause(t: Tokens, words: _Group, readings: _Group) -> tuple[int, int, _Group]:
    last = words[-1].last
    if any(mark(t, i) == "(" for i in range(words[0].first, last)) and mark(t, last) == ")":
        last += 1  # "định kỳ 6 tháng (trước 15/6)"
    return t[words[0].first].start, t[last - 1].end, readings


def _opens_clause(t: Tokens, r: Reading) -> bool:
    """'Hằng năm, …' at the beginning of a clause, or a frequency that says it is one ('định kỳ …',
    '02 lần/năm').
    """
    if t[r.first].text.startswith(("định k", "theo định k")) or kind(t, r.first) not in (
        "every",
        "of",
        "end",
    ):
        return True
    return kind(t, r.first) in ("every", "end") and (
        r.first == 0
        or mark(t, r.first - 1) in (".", ";", ":", "-", "+", ")")
        or _closes_clause(t, r)
    )


def _closes_clause(t: Tokens, r: Reading) -> bool:
    """'báo cáo kết quả hằng năm theo quy định', 'kiểm tra lịch họp hàng tháng.'; in 'dự toán hằng
    năm' the frequency describes a noun.
    """
    ends = r.last >= len(t) or mark(t, r.last) in (".", ";")
    by_rule = r.last < len(t) and kind(t, r.last) == "reference"
    daily = (
        r.frequency is not None and r.frequency.unit == "day"
    )  # how a work is done, no time for it
    described = _after_words(t, r.first, "described")
    return (ends or by_rule) and not daily and not described and _is_rhythmic(t, r.first)


def _is_rhythmic(t: Tokens, i: int) -> bool:
    """What is done in a rhythm is said before it in the same clause: 'báo cáo kết quả | hằng năm', not
    'cân đối | hằng năm'.
    """
    start = next((j for j in range(i - 1, -1, -1) if kind(t, j) == "sym"), -1) + 1
    return any(_after_words(t, j, "rhythmic") for j in range(start + 1, i + 1))


def _counts(t: Tokens, group: _Group) -> bool:
    """A limit, a time of work, or a date with its rhythm."""
    r = group[0]
    if len(group) > 1:
        return (
            r.kind == "freq"
            or r.limit is not None
            or (kind(t, group[1].first) == "every" and not _of_document(t, r))
        )
    match r.kind:
        case "relative":
            return r.bounded and r.anchor is not None and r.limit != "after"
        case "dates":
            return _date_counts(t, r)
    return False


def _date_counts(t: Tokens, r: Reading) -> bool:
    if _of_document(t, r) or _is_length(t, r):
        return False
    grain = r.moments[0].grain
    match r.limit:
        case "before" | "at_latest" | "through_end":
            return True
        case "through":
            return grain != "year" or _after_words(t, r.first, "finish")
        case "within":
            return r.moments[0].year is not None or grain in ("month", "quarter", "months", "day")
    if r.is_range or r.limit == "from":
        begun = kind(t, r.first) == "from" and grain in ("day", "month", "quarter", "now")
        return begun or (r.is_range and _stands_alone(t, r))
    return _moment_counts(t, r)


def _is_length(t: Tokens, r: Reading) -> bool:
    """'đào tạo trong 03-06 | tháng': a length of time, no day."""
    return r.moments[0].grain == "day" and r.last < len(t) and t[r.last].text == "tháng"


def _stands_alone(t: Tokens, r: Reading) -> bool:
    """A stretch of time behind a label ('Thời gian thực hiện: Tháng 11 - 12/2025'), or in brackets
    that close the sentence ('Xây dựng đề án (2025 - 2026)').
    """
    if mark(t, r.first - 1) == ":":
        return True
    closed = r.last + 1 >= len(t) or mark(t, r.last + 1) in (".", ";")
    term = any(
        _after_words(t, i, "terms") for i in range(max(1, r.first - _TERM), r.first)
    )  # 'nhiệm kỳ Quốc hội khóa XVI (2026 - 2031)'
    return mark(t, r.first - 1) == "(" and mark(t, r.last) == ")" and closed and not term


def _moment_counts(t: Tokens, r: Reading) -> bool:
    """A day, month, quarter or year without a limit is a time of work only behind a word that says
    so.
    """
    if r.moments[0].grain == "day":
        return r.moments[0].number is not None and _introduced(t, r)
    if r.moments[-1].year is None:
        return False
    return _after_words(t, r.first, "periods") or _opens_sentence(t, r)


def _opens_sentence(t: Tokens, r: Reading) -> bool:
    """'Quý I/2027, các đơn vị đánh giá kết quả': a month or a quarter before the comma of a sentence
    that opens with it. 'Năm 2026, …' mostly tells.
    """
    month = r.moments[0].grain in ("month", "quarter")
    return month and r.first == 0 and r.last < len(t) and mark(t, r.last) == ","


def _introduced(t: Tokens, r: Reading) -> bool:
    return (
        r.first == 0
        or mark(t, r.first - 1) in (":", "(", "-")
        or _after_words(t, r.first, "introduces")
    )


def _after_words(t: Tokens, i: int, group: str) -> bool:
    """One of the words of ``group`` stands right before token ``i``."""
    tail = " ".join(token.text for token in t[max(0, i - 3) : i])
    return any(tail == w or tail.endswith(f" {w}") for w in lexicon().prose[group])


def _of_document(t: Tokens, r: Reading) -> bool:
    """A date right after a document's number or type is that document's date."""
    if r.limit in _ANCHORED:
        return False
    named = kind(t, r.first - 1) == "docnum"
    if r.limit == "within" and r.moments[0].grain != "year":
        return named  # '… xem xét, quyết định trong tháng 12': no document is dated so
    return named or _after_words(t, r.first, "not_after")
