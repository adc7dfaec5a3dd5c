"""Short forms that a document defines for itself."""

from __future__ import annotations

import re

from vanban.extractors.language.folding import fold

_CALLED = re.compile(
    r"(?:gọi|viết)\s(?:tắt|chung)?\s?(?:là|thành)\s{0,2}:?\s{0,2}"
    r"[\"']?(?P<short>[^\"');.\n]{1,60})[\"']?\)?",
    re.IGNORECASE,
)
_LEAD = re.compile(r"[(,]?\s{0,2}(?:sau đây|dưới đây)?\s{0,2}(?:được\s)?\Z", re.IGNORECASE)
_BRACKET = re.compile(r"\(([A-ZĐÂÊÔĂƠƯ][A-ZĐÂÊÔĂƠƯ&0-9a-zđ-]{1,14})\)")
_WORD = re.compile(r"[^\W_]+")
_SMALL = frozenset(("và", "của", "về", "các", "cho", "với", "trong", "theo", "tại"))
_OPENERS = re.compile(
    r"\b(?:Bộ|Sở|Vụ|Cục|Ban|Ủy ban|Uỷ ban|Hội đồng|Viện|Trung tâm|Tổ|Quỹ|Văn phòng|Thành phố"
    r"|Thủ trưởng|Tổng cục|Tập đoàn|Tổng công ty)\b"
)


def document_abbreviations(text: str) -> dict[str, str]:
    """Short form to full words, as ``text`` defines them: 'trí tuệ nhân tạo (TTNT)', '… (sau đây
    gọi tắt là Ban Chỉ đạo)'.

    A form in brackets counts only when its letters are the initials of the words before it. The
    first definition stands.
    """
    folded = fold(text)
    out: dict[str, str] = {}
    for match in _BRACKET.finditer(folded):
        if full := _initials_before(
            folded[max(0, match.start() - 160) : match.start()], match.group(1)
        ):
            out.setdefault(match.group(1), full)
    for match in _CALLED.finditer(folded):
        short = match.group("short").strip()
        start = _before_lead(folded, match.start())
        if full := _named_before(folded[max(0, start - 160) : start], short):
            out.setdefault(short, full)
    return out


def _before_lead(text: str, called: int) -> int:
    """Where '(sau đây được' before 'gọi tắt là' begins."""
    lead = _LEAD.search(text, max(0, called - 30), called)
    return lead.start() if lead else called


def _initials_before(before: str, short: str) -> str | None:
    """The shortest run of words at the end of ``before`` whose initials are the letters of
    ``short``.
    """
    letters = [c for c in short.upper() if c.isalnum()]
    words = list(_WORD.finditer(before))
    need = len(letters) - 1
    for i in range(len(words) - 1, -1, -1):
        word = words[i].group()
        if need >= 0 and word[0].upper() == letters[need]:
            need -= 1
        elif word.lower() not in _SMALL:
            return None
        if need < 0:
            full = before[words[i].start() :].strip()
            return full if not re.search(r"[.;:\n]", full) else None
    return None


def _named_before(before: str, short: str) -> str | None:
    """The words that ``short`` stands for: by initials, or from the last opening word that both
    share, or the last body named.
    """
    if by_letters := _initials_before(before.rstrip(" ,("), short):
        return by_letters
    first = _WORD.match(short)
    clause = re.split(r"[.;:\n]", before)[-1]
    opens = list(_OPENERS.finditer(clause))
    same = [m for m in opens if first and m.group().lower().startswith(first.group().lower())]
    start = same[-1].start() if same else opens[-1].start() if opens and short.isupper() else None
    full = clause[start:].strip(" ,(") if start is not None else ""
    return full if len(full) > len(short) else None
