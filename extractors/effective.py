"""When a document takes effect: the general rule of "… này có hiệu lực …", not its exceptions.

Source: Luật 64/2025/QH15, Điều 53; sentences of 186 laws, decrees and circulars.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from vanban.extractors.citations.dates import as_date
from vanban.extractors.language import doc_types, units
from vanban.extractors.language.data import toml
from vanban.extractors.language.folding import fold
from vanban.extractors.language.forms import phrases
from vanban.extractors.language.list_markers import LETTER
from vanban.extractors.outline.model import Outline
from vanban.schemas import Effective, Span

_SPACES = r"\s+"
_DECIDING = ("NQLT", "TTLT", "BL", "L", "PL", "NĐ", "NQ", "TT", "QĐ", "CT", "Lệnh")
_SAID = toml("vanban.extractors", "sentences.toml")["effect"]
_SUBJECT = f"(?P<type>{phrases((*doc_types.names(), *_SAID['others']), gap=_SPACES)})"
_EFFECT = re.compile(
    rf"{_SUBJECT}{_SAID['statement']}(?=(?P<rest>.{{0,130}}))", re.IGNORECASE | re.DOTALL
)
_VERB = re.compile(_SAID["verb"])
_ON_DATE = re.compile(_SAID["on_date"] + _SAID["hour"] + _SAID["day"])
_ON_SIGNING = re.compile(_SAID["on_signing"] + _SAID["signing"])
_AFTER = re.compile(_SAID["after"] + _SAID["count"] + _SAID["counted_from"])
_PASSED = re.compile(_SAID["passed"] + _SAID["day"])
# the sentence opens a paragraph, behind the labels of its article and clause and their heading
_LEAD_IN = re.compile(
    rf"(?:^|[.:;]\s*|[\n\t]\s*)(?:{units.heading(units.DIEU)}\s*\d+\w?\s*[.:]\s*)?"
    rf"(?:\d+(?:\.\d+)*\s*[.)]\s*|{LETTER}\)\s*|[-+]\s*)?{_SAID['heading']}"
)
_SUBJECT_BACK = (60, 320)
"""Characters before the verb in which its subject is looked for: most often close, further off
where what the document replaces stands between them.
"""
_OWN = frozenset(t.name.lower() for t in map(doc_types.by_code, _DECIDING) if t)
"""Types of documents that rule; a plan or a regulation takes effect with what issues it."""


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
        for back in _SUBJECT_BACK:
            m = _EFFECT.search(text, max(0, verb.start() - back), verb.end() + 140)
            if m and m.end() >= verb.end():
                yield m
                break


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
    return max(
        own.values(), key=lambda m: (lower.count(f"{_kind(m)} {_SAID['itself']}"), m.start())
    )


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
        if after["event"] == _SAID["published"]:
            return Effective(text=words, span=span)
        day = issued_on + timedelta(days=int(after["n"])) if issued_on else None
        return Effective(rule="days_after_signing", date=day, text=words, span=span)
    return Effective(rule="on_signing", date=issued_on, text=words, span=span)
