"""When a document takes effect: the general rule of "… này có hiệu lực …", not its exceptions.

Source: Luật 64/2025/QH15, Điều 53; sentences of 186 laws, decrees and circulars.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from vanban.extractors.citations.dates import as_date
from vanban.extractors.language.folding import fold
from vanban.extractors.outline.model import Outline
from vanban.schemas import Effective, Span

_SUBJECT = (
    r"(?P<type>Bộ\s+luật|Luật|Pháp\s+lệnh|Nghị\s+định|Nghị\s+quyết(?:\s+liên\s+tịch)?|Thông\s+tư(?:\s+liên\s+tịch)?|Quyết\s+định|Chỉ\s+thị|Lệnh"
    r"|Kế\s+hoạch|Quy\s+chế|Quy\s+định|Quy\s+chuẩn(?:\s+kỹ\s+thuật)?(?:\s+quốc\s+gia)?|Điều\s+lệ|Chương\s+trình|Văn\s+bản)"
)
_EFFECT = re.compile(
    _SUBJECT
    + r"(?:\s+này)?\s*,?\s+(?:sẽ\s+|bắt\s+đầu\s+)?có\s+hiệu\s+lực(?:\s+(?:thi|pháp)\s+(?:hành|lý))?(?=(?P<rest>.{0,130}))",
    re.IGNORECASE | re.DOTALL,
)
_VERB = re.compile(r"[Cc]ó\s+hiệu\s+lực")
_DAY = (
    r"ngày\s+(?:(?P<d>\d{1,2})\s*tháng\s*(?P<m>\d{1,2})\s*năm\s*(?P<y>\d{4})"
    r"|(?P<d2>\d{1,2})\s?[/.\-]\s?(?P<m2>\d{1,2})\s?[/.\-]\s?(?P<y2>\d{4}))"
)
_HOUR = r"(?:\d{1,2}\s*(?:giờ|h)\s*(?:\d{2}\s*)?(?:phút\s*)?,?\s*)?"
_ON_DATE = re.compile(r"\W*(?:(?:kể\s+)?từ\s+|vào\s+)?" + _HOUR + _DAY)
_ON_SIGNING = re.compile(
    r"\W*(?:ngay\s+)?(?:kể\s+)?(?:từ|sau)\s+(?:khi|ngày)\s+(?:được\s+)?"
    r"(?:ký|ban\s+hành|thông\s+qua|(?:Quốc\s+hội|Hội\s+đồng)[^.;]{0,40}thông\s+qua)"
)
_COUNT = r"(?:[^\W\d]+\s+){0,4}(?:\(\s?)?(?P<n>\d{1,3})\s?\)?\s*(?:\([^)]{1,30}\)\s*)?"
_AFTER = re.compile(
    r"\W*(?:kể\s+từ\s+)?sau\s+"
    + _COUNT
    + r"ngày\s*,?\s*(?:kể\s+)?(?:từ\s+)?(?:ngày|khi)\s+(?:được\s+)?(?P<event>ký|ban\s+hành|thông\s+qua|đăng)"
)
_PASSED = re.compile(r"này\s+(?:đã\s+)?được\s[^.;]{5,160}?thông\s+qua\s+" + _DAY)
_LEAD_IN = re.compile(
    r"(?:^|[.:;]\s*|[\n\t]\s*)(?:(?:Điều|ĐIỀU)\s*\d+\w?\s*[.:]\s*)?(?:\d+(?:\.\d+)*\s*[.)]\s*|[a-zđ]\)\s*|[-+]\s*)?"
    r"(?:Hiệu\s+lực(?:\s+thi\s+hành)?[^.\n]{0,60}?[.:]?\s*)?$"
)
_OWN = (
    "nghị quyết liên tịch",
    "thông tư liên tịch",
    "bộ luật",
    "luật",
    "pháp lệnh",
    "nghị định",
    "nghị quyết",
    "thông tư",
    "quyết định",
    "chỉ thị",
    "lệnh",
)


def find_effective(outline: Outline, issued_on: date | None) -> Effective:
    """Rule, date, words and span of the taking of effect of the document itself; empty where it
    says nothing.

    ``days_after_signing`` gives the day ``issued_on`` + N. Days counted from the publication in
    Công báo give no rule and no date, only the words. A rule that the words make depend on signing
    has no date without ``issued_on``.
    """
    if not outline.parts:
        return Effective()
    part = outline.parts[0].span
    text = outline.source.text[part.start : part.end]
    folded = fold(text)
    found = [m for m in _statements(folded) if _is_general(text, m)]
    if not found:
        return Effective()
    return _effective(outline, _best(folded, found), part.start, issued_on or _passed_on(folded))


def _statements(text: str) -> Iterator[re.Match[str]]:
    """Each "… này có hiệu lực …"; the verb is searched first, because it is rare."""
    for verb in _VERB.finditer(text):
        m = _EFFECT.search(text, max(0, verb.start() - 60), verb.end() + 140)
        if m and m.end() >= verb.end():
            yield m


def _is_general(text: str, m: re.Match[str]) -> bool:
    """The sentence opens with the document itself ("Nghị định này …") and is followed by a rule
    that can be read.
    """
    rest = m["rest"]
    if not (_ON_DATE.match(rest) or _ON_SIGNING.match(rest) or _AFTER.match(rest)):
        return False
    return _LEAD_IN.search(text, max(0, m.start() - 110), m.start()) is not None


def _best(text: str, found: list[re.Match[str]]) -> re.Match[str]:
    """Of several, the one whose type the document calls itself by most often (forms in it speak of
    other documents); then the last.
    """
    last: dict[str, re.Match[str]] = {_kind(m): m for m in found}
    own = {k: m for k, m in last.items() if k in _OWN} or last
    lower = text.lower()
    return max(own.values(), key=lambda m: (lower.count(f"{_kind(m)} này"), m.start()))


def _kind(m: re.Match[str]) -> str:
    return " ".join(m["type"].lower().split())


def _passed_on(text: str) -> date | None:
    """The day on which the National Assembly or a council passed it: "… thông qua ngày 27 tháng 6
    năm 2025" at the end.
    """
    m = next(iter(list(_PASSED.finditer(text))[-1:]), None)
    return as_date(m["y"] or m["y2"], m["m"] or m["m2"], m["d"] or m["d2"]) if m else None


def _effective(
    outline: Outline, m: re.Match[str], offset: int, issued_on: date | None
) -> Effective:
    rest, at = m["rest"], m.start("rest")
    on_date, after, signing = _ON_DATE.match(rest), _AFTER.match(rest), _ON_SIGNING.match(rest)
    said = on_date or after or signing
    span = Span(start=m.start() + offset, end=at + (said.end() if said else 0) + offset)
    words = outline.words(span)
    if on_date:
        day = as_date(
            on_date["y"] or on_date["y2"],
            on_date["m"] or on_date["m2"],
            on_date["d"] or on_date["d2"],
        )
        return Effective(rule="on_date", date=day, text=words, span=span)
    if after:
        if after["event"] == "đăng":
            return Effective(text=words, span=span)
        day = issued_on + timedelta(days=int(after["n"])) if issued_on else None
        return Effective(rule="days_after_signing", date=day, text=words, span=span)
    return Effective(rule="on_signing", date=issued_on, text=words, span=span)
