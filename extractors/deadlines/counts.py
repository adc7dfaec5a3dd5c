"""Which expressions of running text set somebody a time: limits, times behind a word that says so,
labels of items, rhythms with their days.
"""

from __future__ import annotations

from vanban.extractors.deadlines.cursor import Tokens, kind, mark, number
from vanban.extractors.deadlines.lexicon import lexicon
from vanban.extractors.deadlines.model import Reading

Group = tuple[Reading, ...]
ANCHORED = frozenset({"before", "at_latest", "through_end"})
_SHORT = frozenset({"day", "week", "month", "quarter", "months"})
_TERM = 6  # tokens between "khóa" and the years of a term of office
_NEAR = 2  # words between 'nghỉ' and its rhythm: 'lịch nghỉ | cố định | thứ Bảy hằng tuần'
_MARKER = 3  # tokens before the words of an item: '-', 'a)', '1.'
_WORDS = frozenset({"word", "event", "reference", "continuous", "every"})


def counts(t: Tokens, group: Group) -> bool:
    """A limit, a time of work, or a date with its rhythm."""
    r = group[0]
    if len(group) > 1:
        return _joined_count(t, group)
    match r.kind:
        case "relative":
            return r.bounded and r.anchor is not None and r.limit != "after"
        case "dates":
            return _date_counts(t, r)
        case "event":
            return r.limit is not None and (r.bounded or after_words(t, r.first, "done"))
    return False


def is_daily(r: Reading) -> bool:
    """Without an hour it says how a work is done, no time for it."""
    return r.frequency is not None and r.frequency.unit == "day" and r.frequency.n == 1


def _joined_count(t: Tokens, group: Group) -> bool:
    times = [r for r in group if r.kind == "time"]
    rhythm = next((r for r in group if r.kind == "freq"), None)
    if rhythm and times:
        return _timed_rhythm(t, rhythm, times)
    if not rhythm:
        limited = any(r.limit in ANCHORED for r in group)
        return any(r.kind == "dates" and (limited or _date_counts(t, r)) for r in group)
    r = group[0]
    if r.kind == "freq" or r.limit is not None:
        return True
    every = kind(t, group[1].first) == "every" and not _of_document(t, r)
    bare = r.moments[0].grain == "day" and r.moments[0].number is None
    return every or (bare and _introduced(t, r))  # 'vào ngày 20 của tháng'


def _timed_rhythm(t: Tokens, rhythm: Reading, times: list[Reading]) -> bool:
    """'trước 16 giờ hằng ngày', 'thứ Năm hằng tuần'; 'nghỉ hằng tuần vào thứ Bảy' and 'từ thứ Hai
    đến thứ Sáu hằng tuần' say when people work.
    """
    if any(r.is_range for r in times):
        return False
    first = min(rhythm.first, times[0].first)
    limited = any(r.limit or after_words(t, r.first, "links") for r in times)
    rest = any(after_words(t, i, "rests") for i in range(first - _NEAR, first + 1))
    return (limited or not is_daily(rhythm)) and not rest


def _date_counts(t: Tokens, r: Reading) -> bool:
    if _of_document(t, r) or _is_length(t, r):
        return False
    grain = r.moments[0].grain
    match r.limit:
        case "before" | "at_latest" | "through_end":
            return not (_is_bare(t, r) and t[r.first].text in lexicon().prose["quantities"])
        case "through":
            return grain != "year" or after_words(t, r.first, "finish")
        case "within":
            return r.moments[0].year is not None or grain in _SHORT
    return _unlimited_counts(t, r)


def _unlimited_counts(t: Tokens, r: Reading) -> bool:
    if _is_label(t, r) and r.limit != "after":
        return r.moments[0].grain != "year"
    if r.is_range or r.limit == "from":
        return _stretch_counts(t, r)
    return _moment_counts(t, r)


def _stretch_counts(t: Tokens, r: Reading) -> bool:
    grain, opens = r.moments[0].grain, kind(t, r.first)
    if grain == "week" or (r.is_range and _stands_alone(t, r)):
        return True
    if grain in ("month", "quarter") and after_words(t, r.first, "periods"):
        return True
    if (
        opens == "within"
    ):  # 'trong tháng 8 - 9/2026', 'trong ngày 20 - 21/8'; 'trong khoảng 3-4-5 N'
        return grain in ("month", "quarter") or kind(t, r.first + 1) == "day"
    if opens == "from":
        return grain in ("day", "month", "quarter", "now")
    dated = grain == "day" and opens == "day" and r.moments[-1].number is not None
    return dated and _introduced(t, r)


def _is_label(t: Tokens, r: Reading) -> bool:
    """'Ngày 20 - 21/6/2026: Tổ chức …', 'b) Tháng 8: Rà soát …': all that stands before a colon, a
    marker of the item aside; or all behind the colon of a stage ('Đợt 1: tháng 8/2026').
    """
    if mark(t, r.first - 1) == ":" and (number(t, r.first - 2) or kind(t, r.first - 2) == "roman"):
        return after_words(t, r.first - 2, "stages")
    if mark(t, r.last) != ":" or kind(t, r.last + 1) not in _WORDS:
        return False  # '6 tháng đầu năm: 15/8' tells the time of a report
    marker = t[: r.first]
    return len(marker) <= _MARKER and not any(len(x.text) > 2 for x in marker)


def _is_length(t: Tokens, r: Reading) -> bool:
    """'đào tạo trong 03-06 | tháng': a length of time, no day."""
    return r.moments[0].grain == "day" and r.last < len(t) and t[r.last].text == "tháng"


def _is_share(t: Tokens, r: Reading) -> bool:
    """'hoàn thành | 9/12 | đơn vị': what is counted stands behind the two numbers."""
    return _is_bare(t, r) and kind(t, r.last) == "word"


def _is_bare(t: Tokens, r: Reading) -> bool:
    """Two numbers without the word ngày and without a year: 'không quá | 1/2 | số thành viên'."""
    m = r.moments[-1]
    bare = kind(t, r.last - 4) != "day" and mark(t, r.last - 2) == "/"
    return bare and m.grain == "day" and m.year is None


def _stands_alone(t: Tokens, r: Reading) -> bool:
    """A stretch of time behind a label ('Thời gian thực hiện: Tháng 11 - 12/2025'), or in brackets
    that close the sentence ('Xây dựng đề án (2025 - 2026)').
    """
    return mark(t, r.first - 1) == ":" or _in_last_brackets(t, r)


def _in_last_brackets(t: Tokens, r: Reading) -> bool:
    """'… ban hành kế hoạch (Quý III/2025).', and no term of office in them."""
    closed = r.last + 1 >= len(t) or mark(t, r.last + 1) in (".", ";")
    term = any(
        after_words(t, i, "terms") for i in range(max(1, r.first - _TERM), r.first)
    )  # 'nhiệm kỳ Quốc hội khóa XVI (2026 - 2031)'
    return mark(t, r.first - 1) == "(" and mark(t, r.last) == ")" and closed and not term


def _moment_counts(t: Tokens, r: Reading) -> bool:
    """A day, month, quarter or year without a limit is a time of work only behind a word that says
    so.
    """
    m, grain = r.moments[-1], r.moments[0].grain
    if grain == "day":
        if m.lunar and mark(t, r.first - 1) == "(":
            return False  # 'ngày 15/8/2026 (03/7 âm lịch)' says the same day again
        named = m.number is not None or bool(m.roles)
        return named and _introduced(t, r) and not (r.first and _is_share(t, r))
    if grain == "week":
        return True
    if m.year is None:
        told = kind(t, r.last) == "year" or mark(t, r.last) in ("-", "(")  # 'tháng 2 năm 1912'
        return grain != "year" and not told and after_words(t, r.first, "periods")
    if after_words(t, r.first, "periods"):
        return True
    month = grain in ("month", "quarter")  # 'Năm 2026, …' mostly tells
    return month and (_opens_sentence(t, r) or _in_last_brackets(t, r))


def _opens_sentence(t: Tokens, r: Reading) -> bool:
    """'Quý I/2027, các đơn vị đánh giá kết quả': before the comma of a sentence that opens with
    it.
    """
    return r.first == 0 and r.last < len(t) and mark(t, r.last) == ","


def _introduced(t: Tokens, r: Reading) -> bool:
    return (
        r.first == 0
        or mark(t, r.first - 1) in (":", "(", "-")
        or after_words(t, r.first, "introduces")
    )


def after_words(t: Tokens, i: int, group: str) -> bool:
    """One of the words of ``group`` stands right before token ``i``."""
    tail = " ".join(token.text for token in t[max(0, i - 3) : i])
    return any(tail == w or tail.endswith(f" {w}") for w in lexicon().prose[group])


def _of_document(t: Tokens, r: Reading) -> bool:
    """A date right after a document's number or type is that document's date."""
    if r.limit in ANCHORED:
        return False
    named = kind(t, r.first - 1) == "docnum"
    if r.limit == "within" and r.moments[0].grain != "year":
        return named  # '… xem xét, quyết định trong tháng 12': no document is dated so
    return named or after_words(t, r.first, "not_after")
