"""Running text to groups of readings that belong together (domain brief 4.4; "12/2021/NĐ-CP" is no
month).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from vanban.extractors.deadlines.counts import ANCHORED, Group, after_words, counts, is_daily
from vanban.extractors.deadlines.cursor import Tokens, kind, mark
from vanban.extractors.deadlines.grammar import dates, read
from vanban.extractors.deadlines.lexicon import lexicon
from vanban.extractors.deadlines.model import Moment, Reading
from vanban.extractors.deadlines.relative import relative
from vanban.extractors.deadlines.tokens import tokenize
from vanban.extractors.language.folding import fold

# cheap look before the grammar is asked
_UNIT = r"(?:năm|tháng|quý|quí|tuần|ngày)"
_HINT = re.compile(
    r"trước|(?:chậm|muộn|trễ) nhất|cùng ngày|(?:đầu|cuối|trung|thượng|hạ) tuần"
    r"|tuần (?:thứ|đầu|cuối|[\divx])|(?:nửa|ngày) (?:đầu|cuối)|đến hết|không quá|kể từ|hết giờ"
    rf"|trong (?:vòng|thời|khoảng|buổi|\d|{_UNIT})|(?:h[àằ]ng|mỗi) {_UNIT}"
    r"|định k[ỳì]|lần/|/\s?lần|một lần"
    r"|cuối (?:tháng|quý)|01 lần|\(\d{4}\s?-\s?\d{4}\)"
    r"|(?<!hết )(?<!quá )(?<!chống )\bhạn\b"
    r"|(?:từ|đến|vào|kiến|gian|chức|ra|mạc|thành|xong|lúc|kết|[:(-])\s*"
    r"(?:ngày|tháng|quý|năm|\d{1,2}/\d)"
    r"|^\W*(?:\w{1,2}[.)]\s*)?"
    r"(?:ngày|từ|tháng|quý|quí|sáng|chiều|tối|trưa|đầu|giữa|cuối|thứ)\s",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[^.;]+(?:[.;](?!\s|$)[^.;]*)*[.;]?")
_LINKS = 3  # tokens between a rhythm and its time: ', vào lúc'
_JOINED = frozenset(
    {
        frozenset({"dates", "freq"}),
        frozenset({"time", "freq"}),
        frozenset({"time"}),
        frozenset({"dates", "time"}),
    }
)


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
    opening: Group = ()
    day: Moment | None = None
    for group in _groups(t, tuple(_released(t, read(t)))):
        if group[0].kind == "freq" and len(group) == 1:
            if not opening or is_daily(opening[0]):
                opening = group if _opens_clause(t, group[0]) else opening
        elif shared := _rhythm_of(opening, group):
            yield _clause(t, group, shared + group)
            opening = ()
        elif timed := _same_day(group, day):
            yield _clause(t, group, (timed,))
        elif counts(t, group):
            shared = opening if len(group) == 1 and _takes_rhythm(group[0]) else ()
            yield _clause(t, group, shared + group)
            opening = () if shared else opening
        day = _last_day(group) or day
    if opening and not is_daily(opening[0]):
        yield _clause(t, opening, opening)


def _rhythm_of(opening: Group, group: Group) -> Group:
    """'Hằng ngày, … | trước 16 giờ', 'Hằng tuần, … | thứ Sáu': hours and days of the week are those
    of the rhythm that opens the sentence.
    """
    units = {r.frequency.unit for r in opening if r.frequency}
    if not units & {"day", "week"} or any(r.kind != "time" or r.is_range for r in group):
        return ()
    weekly = "week" in units and any(r.moments[0].weekday for r in group)
    return opening if weekly or any(r.limit in ANCHORED for r in group) else ()


def _same_day(group: Group, day: Moment | None) -> Reading | None:
    """'Ngày 15/8 … | trước 17 giờ cùng ngày': the last day that the sentence names before it."""
    r = group[0]
    if r.anchor != "same_day" or day is None:
        return None
    return replace(r, kind="dates", moments=(replace(day, clock=r.moments[0].clock),))


def _last_day(group: Group) -> Moment | None:
    moments = (m for r in reversed(group) if r.kind == "dates" for m in reversed(r.moments))
    return next((m for m in moments if m.grain == "day"), None)


def _takes_rhythm(r: Reading) -> bool:
    """A day or a limit does ('Hằng năm, … trước 30/11'); 'sơ kết 02 năm một lần, tổng kết vào năm
    2030' are two times.
    """
    return r.kind == "dates" and (r.limit is not None or r.moments[0].grain == "day")


def _released(t: Tokens, readings: tuple[Reading, ...]) -> Iterator[Reading]:
    """The readings; a limit inside "theo Nghị định … trước ngày 30/11" or "theo đúng tiến độ …
    trong tháng 11 năm 2025" limits the work, not what it is done by.
    """
    for r in readings:
        inside = range(r.first + 1, r.last) if r.kind in ("reference", "event") else ()
        limited = next((found for i in inside if (found := _limited(t, i))), None)
        yield limited or r


def _limited(t: Tokens, i: int) -> Reading | None:
    """A date at ``i`` behind a word of limit, or a length that is counted from a day."""
    counted = relative(t, i) if kind(t, i) in ("within", "at_latest") else None
    if counted and counted.bounded and counted.anchor:
        return counted
    if kind(t, i) in ANCHORED:
        return dates(t, i)
    found = dates(t, i) if kind(t, i) == "within" else None
    whole = found is not None and found.moments[-1].year is not None
    return found if found and whole and found.moments[0].grain != "year" else None


def _groups(t: Tokens, readings: tuple[Reading, ...]) -> Iterator[Group]:
    """Readings one by one, a frequency with the date that it stands beside: 'trước ngày 15/6 hằng
    năm', 'định kỳ tháng (trước ngày 25 hằng tháng)'.
    """
    held: Group = ()
    for r in readings:
        goes_on = len(held) == 1 or (len(held) == 2 and r.kind in ("freq", "time"))
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
    pair = frozenset((a.kind, b.kind))
    if pair == {"dates", "time"} and any(m.weekday for m in (*a.moments, *b.moments)):
        return False  # 'thứ 4 (24/12/2025)': the date says it all
    return pair in _JOINED and (
        gap == 0
        or (gap == 1 and mark(t, a.last) in (",", "/", "("))
        or (gap == 2 and mark(t, a.last) == "(")  # 'hằng năm (gửi trước ngày 15/11)'
        or (gap <= _LINKS and all(_links(t, i) for i in range(a.last, b.first)))
    )


def _links(t: Tokens, i: int) -> bool:
    """'hằng tuần, | vào lúc | 16 giờ', 'thứ Sáu | cuối | mỗi tuần'."""
    return (
        mark(t, i) in (",", "(")
        or kind(t, i) in ("head", "end")
        or t[i].text in lexicon().prose["links"]
    )


def _clause(t: Tokens, words: Group, readings: Group) -> tuple[int, int, Group]:
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
    described = after_words(t, r.first, "described")
    return (ends or by_rule) and not described and _is_rhythmic(t, r.first)


def _is_rhythmic(t: Tokens, i: int) -> bool:
    """What is done in a rhythm is said before it in the same clause: 'báo cáo kết quả | hằng năm',
    not 'cân đối | hằng năm'.
    """
    start = next((j for j in range(i - 1, -1, -1) if kind(t, j) == "sym"), -1) + 1
    return any(after_words(t, j, "rhythmic") for j in range(start + 1, i + 1))
