"""Laws, codes, ordinances and the Constitution cited by name: where the name ends, and what
amending laws amend.

The end of a name comes from a table of names (``laws.tsv``, longest match, commas and tone
placement aside). A name that no table knows runs to the first stop word (``words.toml``); it goes
on over a comma or "và" only if a number or date closes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache

from vanban.extractors.citations.data import alternatives, laws, words
from vanban.extractors.citations.dates import date_after
from vanban.extractors.citations.found import Found
from vanban.extractors.citations.numbers import SEG
from vanban.extractors.language import doc_types
from vanban.extractors.language.folding import key

_HEAD = re.compile(
    r"(?:(?<!\w)|(?<=cứ))(?P<head>[Bb]ộ\s{1,3}[Ll]uật|BỘ\s{1,3}LUẬT|[Ll]uật|LUẬT"
    r"|[Pp]háp\s{1,3}[Ll]ệnh|PHÁP\s{1,3}LỆNH|[Hh]iến\s{1,3}pháp|HIẾN\s{1,3}PHÁP)(?!\w)"
)
_TOKEN = re.compile(r"\w+|[^\w\s]")
_NUMBER = re.compile(
    rf"\s{{0,12}},?\s{{0,3}}(?:\(\s?)?(?:Luật\s{{1,3}})?số\s{{0,3}}:?\s{{0,3}}"
    rf"(?P<num>\d{{1,4}}(?:\s?[/-]\s?(?:\d{{2,4}}(?!\w)|{SEG})){{1,5}})"
    r"|\s{1,12}(?P<bare>\d{1,4}/\d{4}/(?:UBTV)?QH\d{1,2})(?!\w)"
)
_AMEND = re.compile(
    r"\s{1,3}(?:[Ss]ửa\s{1,3}đổi|[Bb]ổ\s{1,3}sung|SỬA\s{1,3}ĐỔI|BỔ\s{1,3}SUNG)(?!\w)"
    r"[^.;:()]{0,90}?(?=(?<!\w)(?:Bộ\s{1,3}[Ll]uật|[Ll]uật|LUẬT"
    r"|Pháp\s{1,3}[Ll]ệnh|BỘ\s{1,3}LUẬT|PHÁP\s{1,3}LỆNH)(?!\w))"
)
_JOIN = re.compile(
    r"\s{0,3}(?:,|;|và|,\s?và)\s{1,3}(?=(?:Bộ\s{1,3}[Ll]uật|Luật|Pháp\s{1,3}[Ll]ệnh)(?!\w))"
)
_CLOSED = re.compile(
    r"(?:\s{0,3},\s{0,3}|\s{1,3})"
    r"(?P<more>(?:[^\W\d_]+(?:\s{0,3},\s{0,3}|\s{1,3})){1,18}?)"
    r"(?=số\s{0,3}:?\s{0,3}\d{1,4}\s?/|ngày\s{1,3}\d)"
)
_STATE = re.compile(
    r"\s{1,3}(?:của\s{1,3})?[Nn]ước\s{1,3}Cộng\s{1,3}h(?:òa|oà)\s{1,3}"
    r"[Xx]ã\s{1,3}hội\s{1,3}[Cc]hủ\s{1,3}nghĩa\s{1,3}Việt\s{1,3}Nam"
)
_AMENDED = re.compile(r"\s{0,3}\(\s?sửa\s{1,3}đổi\s?\)")
_CODES = {"bộ luật": "BL", "luật": "L", "pháp lệnh": "PL", "hiến pháp": "HP"}
_MAY_STAND_INSIDE = frozenset(
    ["của", "tại", "các", "về", "trong", "việc", "với", "làm", "một", "để", "theo"]
)
_ABOUT = re.compile(r"\s{1,3}[Vv]ề(?!\w)")
_LIMIT = 220


@dataclass(slots=True)
class _Node:
    """A word of the tree of names; ``ends`` where a name is complete."""

    ends: bool = False
    next: dict[str, _Node] = field(default_factory=dict)


@lru_cache(maxsize=8192)
def _norm(word: str) -> str:
    return key(word)


@cache
def _names() -> dict[str, _Node]:
    """Code to the tree of its names, words after the head; commas and hyphens are left out."""
    trees: dict[str, _Node] = {}
    for row in laws():
        head = doc_types.by_code(row["code"])
        tail = _words_of(row["name"])[len(_words_of(head.name if head else "")) :]
        node = trees.setdefault(row["code"], _Node())
        for word in tail:
            node = node.next.setdefault(word, _Node())
        node.ends = bool(tail)
    return trees


def _words_of(name: str) -> list[str]:
    return [_norm(t) for t in _TOKEN.findall(name) if t[0].isalnum()]


@cache
def _stop() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives(list(words()['law']['stops']))})(?!\w)")


@cache
def _not_before() -> re.Pattern[str]:
    return re.compile(rf"\s{{1,3}}(?:{alternatives(list(words()['law']['not_before']))})(?!\w)")


@cache
def _tail() -> re.Pattern[str]:
    return re.compile(
        rf"[Ll]uật\s{{1,3}}(?:{alternatives(list(words()['law']['generic_tail']))})(?!\w)"
    )


@cache
def _hard_stops() -> frozenset[str]:
    return frozenset(w for w in words()["law"]["stops"] if " " not in w) - _MAY_STAND_INSIDE


def find_laws(text: str) -> Iterator[Found]:
    """All laws cited by name in folded ``text``, in order, with number and date where they follow
    the name.
    """
    position = 0
    while m := _HEAD.search(text, position):
        found = None if _is_no_law(text, m) else _law(text, m)
        position = found.end if found else m.end()
        if found:
            yield found


def _is_no_law(text: str, m: re.Match[str]) -> bool:
    before = text[max(0, m.start() - 8) : m.start()].split()
    return bool(before) and before[-1].lower() in (
        words()["law"]["not_after"] if m["head"][0].islower() else ("pháp",)
    )


def _law(text: str, m: re.Match[str]) -> Found | None:
    code = _CODES[_norm(" ".join(m["head"].split()))]
    if code == "HP":
        return _constitution(text, m)
    amending = _amending(text, m, code)
    if amending:
        return amending
    end = _name_end(text, m.end(), code, lower=m["head"][0].islower())
    return None if end is None else _finish(text, m.start(), end, code)


def _constitution(text: str, m: re.Match[str]) -> Found | None:
    state = _STATE.match(text, m.end())
    if m["head"].islower() and not state:
        return None
    return _finish(text, m.start(), state.end() if state else m.end(), "HP")


def _name_end(text: str, position: int, code: str, *, lower: bool) -> int | None:
    """Offset after the name whose head ends at ``position``; ``None`` where no name follows."""
    known = _known_end(text, position, code)
    if known is not None:
        first = text[position:].lstrip()[:1]
        return None if lower and code != "BL" and first.islower() else _closed_end(text, known)
    if lower or _not_before().match(text, position):
        return None
    return _unknown_end(text, position)


def _known_end(text: str, position: int, code: str) -> int | None:
    node, best = _names().get(code), None
    about = _ABOUT.match(text, position) if code == "PL" else None
    position = about.end() if about else position
    for m in _TOKEN.finditer(text, position, position + _LIMIT):
        if node is None or not (
            m.group()[0].isalnum() or (m.group() in ",-" and text[position : m.start()].strip())
        ):
            break
        if m.group() in ",-":
            continue
        node = node.next.get(_norm(m.group()))
        best = m.end() if node is not None and node.ends else best
    return best


def _unknown_end(text: str, position: int) -> int | None:
    end, count = None, 0
    for m in _TOKEN.finditer(text, position, position + _LIMIT):
        word = m.group()
        opens = (
            count == 0
            and word.lower() in ("về", "quy")
            and text[position - 4 : position].lower() == "lệnh"
        )
        if word == "," and 0 < count < 3 and text[m.end() : m.end() + 2].strip()[:1].islower():
            continue
        if not opens and (not word.isalpha() or word == "và" or _stop().match(text, m.start())):
            break
        end, count = m.end(), count + 1
    if end is None or count > 16:
        return None
    return _closed_end(text, end)


def _closed_end(text: str, end: int) -> int:
    """``end``, or later where more plain words and then a number or date follow, which close the
    name.
    """
    m = _CLOSED.match(text, end)
    if m is None or any(w in _hard_stops() for w in re.findall(r"\w+", m["more"])):
        return end
    return m.start("more") + len(m["more"].rstrip(" ,"))


def _amending(text: str, m: re.Match[str], code: str) -> Found | None:
    """ "Luật sửa đổi, bổ sung một số điều của Luật A [và Luật B] [số …] [ngày …]"."""
    a = _AMEND.match(text, m.end())
    if a is None:
        return None
    tail = _tail().match(text, a.end())
    inner = () if tail else _amended(text, a.end())
    end = inner[-1].end if inner else (_unknown_end(text, tail.end()) if tail else None)
    return _finish(text, m.start(), end, code, inner=inner, amending=True) if end else None


def _amended(text: str, position: int) -> tuple[Found, ...]:
    """The laws that are amended. Several are one name only if a number or date closes the list."""
    chain: list[Found] = []
    while m := _HEAD.match(text, position):
        code = _CODES[_norm(" ".join(m["head"].split()))]
        end = None if _AMEND.match(text, m.end()) else _name_end(text, m.end(), code, lower=False)
        if end is None:
            break
        chain.append(
            Found(
                start=m.start(),
                end=end,
                type=doc_types.by_code(code),
                number=None,
                title=_title(text, m.start(), end),
            )
        )
        join = _JOIN.match(text, end)
        if join is None:
            break
        position = join.end()
    closed = len(chain) > 1 and (
        _NUMBER.match(text, chain[-1].end) or date_after(text, chain[-1].end)
    )
    return tuple(chain if closed else chain[:1])


def _finish(
    text: str,
    start: int,
    end: int,
    code: str,
    *,
    inner: tuple[Found, ...] = (),
    amending: bool = False,
) -> Found:
    """Adds what follows the name: "(sửa đổi)", number, date."""
    title, name_end = _title(text, start, end), end
    revised = _AMENDED.match(text, end)
    end = revised.end() if revised else end
    number = _NUMBER.match(text, end)
    core = number.end() if number else name_end
    end = number.end() if number else end
    stated = date_after(text, end, bare_year=number is None)
    return Found(
        start=start,
        end=stated.end if stated else end,
        type=doc_types.by_code(code),
        number=re.sub(r"\s+", "", number["num"] or number["bare"]) if number else None,
        title=title,
        issued_on=stated.day if stated else None,
        core_end=core,
        inner=inner,
        amending=amending,
    )


def _title(text: str, start: int, end: int) -> str:
    return " ".join(text[start:end].split())
