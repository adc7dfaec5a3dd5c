"""Documents named by number and symbol (domain brief 1.8).

Families: administrative, công văn, QPPL, joint, National Assembly, Party, legacy, standards;
truncated and blank numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from vanban.extractors.citations.data import alternatives, words
from vanban.extractors.citations.dates import date_after
from vanban.extractors.citations.found import Found
from vanban.extractors.language import doc_types
from vanban.extractors.language.folding import key
from vanban.schemas import DocType

# The look-ahead lets a lost space pass: "181/2025/NĐ-CPngày 01 …".
SEG = r"[A-ZĐÂÊÔĂƠƯ][A-ZĐÂÊÔĂƠƯa-zđ0-9&]{0,14}(?:(?!\w)|(?=ngày|của|về|quy|như|sửa|được|hướng|ban))"
_SEP = r"\s?[-/]\s?"
_PARTY = rf"\d{{1,5}}\s?-\s?{SEG}\s?/\s?{SEG}(?:\s?-\s?{SEG}){{0,3}}"
_NA = r"\d{1,4}\s?/\s?\d{4}\s?/\s?(?:(?:NQ|PL|L|UBTVQH)-)?(?:UBTV)?QHK?\s?\d{1,2}(?!\w)"
_QPPL = (
    rf"\d{{1,4}}(?:\.\d{{1,3}})?[a-zA-Z]?\s?/\s?\d{{2,4}}\s?/\s?{SEG}(?:(?:{_SEP}|\.){SEG}){{1,10}}"
)
_ADMIN = rf"\d{{1,5}}[a-zA-Z]?\s?/\s?{SEG}(?:(?:{_SEP}|\.){SEG}){{1,6}}"
_STRICT = re.compile(
    rf"(?:(?P<party>{_PARTY})|(?P<na>{_NA})|(?P<qppl>{_QPPL})|(?P<admin>{_ADMIN}))(?!\s?/\s?\d)"
)
# After a type word and "số" older and careless forms are taken as well: 22/CP, 43 TC/QLCS, 150 CP,
# 16/2009-L-CTN, 05/2007/QH12.
_LENIENT = re.compile(
    rf"\d{{1,5}}(?:\s?[a-zA-Z](?!\w))?"
    rf"(?:(?:{_SEP}|\.)(?:\d{{2,4}}(?![\w]|\s?[/.-]\s?\d)|{SEG})){{1,9}}"
    rf"|\d{{1,5}}[a-z]?\s?[A-ZĐ]{{2,8}}(?!\w)(?:{_SEP}{SEG}){{0,4}}"
)
_SHORT = re.compile(r"\d{1,5}[a-z]?(?![\w%])(?!\s?[/.,-]\s?\d)")
_BLANK = re.compile(
    rf"(?<!\w)[Ss]ố\s?:?\s{{0,20}}"
    rf"(?P<num>(?:…{{1,4}}|\.{{2,12}}|_{{2,12}})?\s{{0,20}}/\s?(?:\d{{4}}\s?/\s?)?{SEG}(?:{_SEP}{SEG}){{1,6}})"
)
_DIGITS = re.compile(r"(?<![\w/.,:+-])\d{1,5}(?!\d)")
_SO = re.compile(r"(?<!\w)(?:[Ss]ố|SỐ|[Ss]ô)\s{0,3}:?\s{0,3}$")
_TECH = re.compile(
    r"(?<!\w)(?P<type>TCVN|QCVN)\s{1,2}(?:ISO\s|IEC\s)?\d{1,5}(?:-\d{1,4}){0,2}\s?(?::\s?\d{4}"
    r"(?:/[A-ZĐ]{2,10}(?!\w))?(?:/SĐ\s?\d{1,2}\s?:\s?\d{4})?|/[A-ZĐ]{2,10}(?!\w))"
)
_LIST = re.compile(r"\s{0,3}(?:,|;|và|,\s?và)\s{1,3}(?P<so>số\s{1,3})?")
_OF_BODY = re.compile(r"\s(?:của|Liên tịch)\s[A-ZĐỦ][^.;:,()\d]{3,60}$")


@cache
def _type_words() -> dict[str, tuple[str, ...]]:
    """Last word of each type name, folded to a key, to the names that end with it: a cheap test
    before a number.
    """
    found: dict[str, tuple[str, ...]] = {}
    for name in (*doc_types.names(), "Thông tư liên bộ", *words()["number"]["generic"]):
        last = key(name).rsplit(" ", 1)[-1]
        found[last] = (*found.get(last, ()), key(name))
    return found


@cache
def _form_word() -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\w)(?:{alternatives(words()['number']['forms'])})(?:\s+\w+)?\s*$", re.IGNORECASE
    )


@lru_cache(maxsize=8192)
def _folded(word: str) -> str:
    return key(word)


def head_before(text: str, position: int) -> tuple[int, DocType | None] | None:
    """The type words that end at ``position`` (spaces aside): their start and type; type ``None``
    for "văn bản".
    """
    window = text[max(0, position - 48) : position].rstrip()
    end = max(0, position - 48) + len(window)
    last = window.rsplit(None, 1)[-1] if window else ""
    for name in sorted(_type_words().get(_folded(last), ()), key=len, reverse=True):
        start = _start_of(text, end, name)
        if start is not None:
            return start, doc_types.by_name(name)
    return None


def _start_of(text: str, end: int, name: str) -> int | None:
    start = end
    for _ in name.split():
        while start > 0 and text[start - 1].isspace():
            start -= 1
        while start > 0 and text[start - 1].isalnum():
            start -= 1
    ok = key(text[start:end]) == name and (start == 0 or not text[start - 1].isalnum())
    return start if ok else None


def type_of_symbol(number: str) -> DocType | None:
    """The type that a symbol shows: first code among its segments, else công văn; ``None`` for QH
    numbers of laws.
    """
    segments = re.split(r"[-/.]", re.sub(r"\s", "", number))[1:]
    letters = [s for s in segments if s and not s.isdigit()]
    if not letters or re.match(r"(?:UBTV)?QHK?\d*$", letters[0]):
        return None
    for place, code in enumerate(letters[:2]):
        found = doc_types.by_code(code)
        if (
            found
            and code not in words()["number"]["no_symbol"]
            and (place == 0 or code in words()["number"]["second"])
        ):
            return found
    joined = next(
        (
            c
            for c in ("NĐ", "NQ", "QĐ", "TT", "CT")
            if letters[0].startswith(c) and letters[0][len(c) :] in words()["number"]["hyphenless"]
        ),
        None,
    )
    return doc_types.by_code(joined or "CV")


def find_numbers(text: str) -> Iterator[Found]:
    """All numbered documents in folded ``text``, in order, without their dates. Overlaps are not
    sorted out here.
    """
    last: Found | None = None
    for m in _DIGITS.finditer(text):
        found = _at(text, m.start())
        if found is None or found.type is None:
            found = _in_list(text, m.start(), last) or found
        if found:
            last = found
            yield found
    for m in _BLANK.finditer(text) if "/" in text else ():
        head = head_before(text, m.start())
        yield Found(
            start=head[0] if head else m.start(),
            end=m.end(),
            type=(head and head[1]) or type_of_symbol(m["num"]),
            number=None,
        )
    for m in _TECH.finditer(text) if "CVN" in text else ():
        yield Found(
            start=m.start(), end=m.end(), type=doc_types.by_code(m["type"]), number=_tidy(m.group())
        )


def _at(text: str, position: int) -> Found | None:
    strict = _STRICT.match(text, position)
    so = _SO.search(text, max(0, position - 12), position)
    lead = so.start() if so else position
    head = head_before(text, lead)
    if head is None and so is not None and strict is not None:
        head = _over_issuer(text, lead)
    if head is None:
        return _bare(text, lead, strict)
    m = strict or _LENIENT.match(text, position) or _short(text, position, head[1], so is not None)
    if m is None:
        return None
    return Found(
        start=head[0],
        end=m.end(),
        type=head[1] or type_of_symbol(m.group()),
        number=_tidy(m.group()),
    )


def _in_list(text: str, position: int, last: Found | None) -> Found | None:
    """A further công văn of a list: "Công văn số 12/UBND-VX ngày …, số 13/UBND-VX"; it has the type
    of the one before.
    """
    if last is None or last.type is None or not 0 < position - last.end < 45:
        return None
    stated = date_after(text, last.end)
    m = _LIST.match(text, stated.end if stated else last.end, position)
    strict = _STRICT.match(text, position) if m and m.end() == position else None
    if m is None or strict is None:
        return None
    return Found(
        start=m.start("so") if m["so"] else position,
        end=strict.end(),
        type=last.type,
        number=_tidy(strict.group()),
    )


def _over_issuer(text: str, position: int) -> tuple[int, DocType | None] | None:
    """Type words before the issuer: "Nghị định của Chính phủ số 95/2017/NĐ-CP"."""
    m = _OF_BODY.search(text, max(0, position - 64), len(text[:position].rstrip()))
    return head_before(text, m.start()) if m else None


def _bare(text: str, lead: int, strict: re.Match[str] | None) -> Found | None:
    """A number without type words: taken where the symbol itself is sure, not after "Mẫu số"."""
    if strict is None or _form_word().search(text, max(0, lead - 24), lead):
        return None
    kind = type_of_symbol(strict.group())
    if kind is None and strict.lastgroup != "na":
        return None
    if (
        strict.lastgroup == "party"
        and kind is not None
        and kind.code == "CV"
        and "CV" not in strict.group()
    ):
        return None
    if strict.lastgroup == "admin" and kind is not None and kind.code == "CV":
        return None
    return Found(start=lead, end=strict.end(), type=kind, number=_tidy(strict.group()))


def _short(text: str, position: int, kind: DocType | None, has_so: bool) -> re.Match[str] | None:
    """A truncated number ("Nghị định số 55", "Nghị định 111"): kept as a partial citation for types
    that are cited so.
    """
    if kind is None or kind.code not in words()["number"]["short"]:
        return None
    m = _SHORT.match(text, position)
    if m is None or has_so:
        return m
    rest = text[m.end() : m.end() + 12].lstrip()
    formal = kind.code in ("NĐ", "TT", "QĐ", "NQ") and len(m.group()) > 1
    return (
        m
        if formal
        and not re.match(
            r"(?:ngày|tháng|năm|người|điều|điểm|khoản|cá|tổ|hộ|triệu|tỷ|nghìn|lần)(?!\w)", rest
        )
        else None
    )


def _tidy(number: str) -> str:
    return re.sub(r"\s*([-/.:&])\s*", r"\1", number).strip()
