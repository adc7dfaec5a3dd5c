"""Canonical names of actors, valid on a date; the words as written are never changed."""

from __future__ import annotations

import re
from datetime import date
from functools import cache, lru_cache

from vanban.extractors.actors.capitals import is_line_in_capitals, ordinary_case
from vanban.extractors.actors.registry import Entry, choose, name_trie
from vanban.extractors.actors.tokens import Token, tokenize
from vanban.extractors.context import Context
from vanban.extractors.language.data import rows, toml
from vanban.extractors.language.folding import OLD_TONE, fold, key
from vanban.extractors.language.forms import any_of

_CITY = re.compile(r"(?<!\w)(?:TP|Tp|tp)(?:\.\s*|\s+)(?=\w)")
_CANONICAL_TONE = {
    form(a): form(b) for a, b in OLD_TONE.items() for form in (str.lower, str.capitalize, str.upper)
}
_TONE = re.compile(
    r"(?<![qQ])(?:" + "|".join(_CANONICAL_TONE) + r")(?!\w)"
)  # open syllables: 'toàn' keeps its tone, 'hoà' does not


@cache
def _expansions() -> tuple[re.Pattern[str], dict[str, str]]:
    """One pattern for all common short forms, longest first, and what each stands for."""
    full = {r["short"]: r["full"] for r in rows("vanban.extractors.actors", "expansions.tsv")}
    return re.compile(rf"(?<!\w){any_of(full)}(?!\w)"), full


@lru_cache(maxsize=8192)
def tidy(text: str) -> str:
    """One line, single spaces, ' - ' between the parts of a name."""
    s = re.sub(r"\s+", " ", fold(text)).strip(" .,;:")
    s = _TONE.sub(lambda m: _CANONICAL_TONE[m.group()], s)
    return re.sub(r"\s*-\s*", " - ", s)


def expand(text: str, context: Context) -> str:
    """``text`` with the document's and the common short forms written out, and 'Thành phố' with the
    issuer's place.
    """
    pattern, full = _expansions()
    s = pattern.sub(lambda m: full[m.group()], _with_own_forms(fold(text), context))
    s = tidy(_CITY.sub("thành phố ", s))
    place = home_place(context.issuer)
    if place:
        word = place.split(" ")[0]
        s = re.sub(
            r"(?<=[^,/;] )(Thành phố|thành phố)$"
            if word != "tỉnh"
            else r"(?<=[^,/;] )(Tỉnh|tỉnh)$",
            place,
            s,
        )
    return re.sub(r"\s+", " ", s).strip()


def _with_own_forms(text: str, context: Context) -> str:
    """``text`` with the document's own short forms in capitals written out."""
    for short, words in context.abbreviations.items():
        if short.isupper():
            text = re.sub(rf"(?<!\w){re.escape(short)}(?!\w)", words.replace("\\", r"\\"), text)
    return text


_PROVINCE = re.compile(r"\b(thành phố|tỉnh) (?:[uủ][yỷ] )?(?=\w)(.+)$", re.IGNORECASE)


@lru_cache(maxsize=1024)
def home_place(issuer: str | None) -> str | None:
    """'thành phố X' or 'tỉnh X' of a local issuer."""
    return _place_in(issuer, _PROVINCE)


@cache
def _communes() -> re.Pattern[str]:
    units = toml("vanban.extractors.actors", "lexicon.toml")["below_province"]
    return re.compile(rf"\b({any_of(units)}) (?=\w)(.+)$", re.IGNORECASE)


def seat(issuer: str | None) -> str | None:
    """As ``home_place``, of a commune or a former district too: 'xã X', 'phường X'."""
    return home_place(issuer) or _place_in(issuer, _communes())


def _place_in(issuer: str | None, places: re.Pattern[str]) -> str | None:
    match = places.search(issuer or "")
    return f"{match.group(1).lower()} {match.group(2)}" if match else None


def home_id(issuer: str | None, on: date | None) -> str | None:
    """Registry id of the issuing body, or None."""
    entry = lookup(re.sub(r"^Bộ trưởng ", "", issuer or ""), on)
    return entry.id if entry else None


@lru_cache(maxsize=8192)
def lookup(text: str, on: date | None, home: str | None = None) -> Entry | None:
    """The registered body whose name or alias is exactly ``text`` (any case, any tone
    placement).
    """
    tokens = _strip(tokenize(tidy(text)))
    hit = name_trie().longest(tokens, 0)
    return choose(list(hit[1]), on, home) if hit and hit[0] == len(tokens) else None


def _strip(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    while tokens and not tokens[-1].word:
        tokens = tokens[:-1]
    return tokens


def canonical_name(
    text: str, on: date | None = None, *, context: Context | None = None
) -> str | None:
    """The canonical name of one actor: registered name valid on ``on``, else its words in ordinary
    capitals with short forms written out.

    None for empty text. 'BỘ KHOA HỌC VÀ CÔNG NGHỆ' and 'Bộ KH&CN' both give 'Bộ Khoa học và Công
    nghệ'; 'UBND TỈNH LÂM ĐỒNG' gives 'Ủy ban nhân dân tỉnh Lâm Đồng'.
    """
    context = context or Context(issued_on=on)
    found = lookup(text, on or context.issued_on, home_id(context.issuer, on))
    if found:
        return found.name
    s = expand(text, context)
    return (
        ordinary_case(s.upper(), on) if is_line_in_capitals(tidy(text)) else _known_parts(s, on)
    ) or None


def _known_parts(text: str, on: date | None) -> str:
    """``text`` with each registered name in it brought to its canonical spelling."""
    tokens, out, last, i = tokenize(text), [], 0, 0
    while i < len(tokens):
        hit = name_trie().longest(tokens, i) if tokens[i].cap else None
        if (
            hit
            and hit[0] - i > 1
            and _same_body(text[tokens[i].start : tokens[hit[0] - 1].end], hit[1][0])
        ):
            out += [text[last : tokens[i].start], choose(list(hit[1]), on).name]
            last, i = tokens[hit[0] - 1].end, hit[0]
        else:
            i += 1
    return "".join([*out, text[last:]])


def _same_body(words: str, entry: Entry) -> bool:
    """Inside a longer name an alias may mean a local body ('Ủy ban MTTQ tỉnh X'): only ministries
    and sở are spelt out there.
    """
    return entry.kind in ("bộ", "sở") or key(words) == key(entry.name)
