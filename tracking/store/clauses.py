"""What the units of an amending document do to the one that is named above them: 'Điều 1. Sửa đổi,
bổ sung một số điều của Quyết định số 900/QĐ-BTN như sau: 1. Bãi bỏ mục 3.'

Such a document names once what it amends, in its title or at the head of the article; its khoản and
điểm say only what is done (NĐ 78/2025/NĐ-CP; the amending decrees of the Công báo).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from vanban.extractors.language.data import toml
from vanban.extractors.language.folding import fold
from vanban.schemas import Article, Citation, Section, Span
from vanban.schemas.document import Relation
from vanban.tracking.store.addresses import Address, inside, mentions
from vanban.tracking.store.effects import ENDING, as_effect, changed_units, named_whole, places_of

_QUOTED = re.compile(r'[“"«][^”"»]*(?:[”"»]|$)')


class Unit(NamedTuple):
    """An article, clause, point or item: where its own words stand, and what is below it."""

    start: int
    end: int
    below: tuple[Unit, ...] = ()


class Change(NamedTuple):
    """What words do (``effects.effect``) to the document ``citation``, which they may name or
    not.
    """

    citation: Citation
    effect: str


class Above(NamedTuple):
    """What a unit takes from those above it: the document, the verb, the address that it stands
    in.
    """

    document: Citation | None = None
    relation: Relation | None = None
    address: Address = ()


class _Deed(NamedTuple):
    """What a verb says is done, and to what: the words after it, of which ``length`` are before the
    next verb. Those that are quoted are blanks.
    """

    relation: Relation
    words: str
    length: int
    span: Span


def unit_of_article(article: Article) -> Unit:
    """An article with its clauses and points."""
    clauses = [
        _unit(clause.span, [_unit(point.span) for point in clause.points])
        for clause in article.clauses
    ]
    points = [_unit(point.span) for point in article.points]
    return _unit(article.span, sorted((*clauses, *points)))


def unit_of_section(section: Section) -> Unit:
    """A numbered item, of a document that has no articles."""
    return _unit(section.span, [unit_of_section(child) for child in section.children])


def _unit(span: Span, below: Sequence[Unit] = ()) -> Unit:
    return Unit(span.start, below[0].start if below else span.end, tuple(below))


def clause_changes(
    text: str, unit: Unit, above: Above, acting: Sequence[Change], named: Sequence[Citation]
) -> tuple[Change, ...]:
    """What ``unit`` and those below it do to the document above, where they name none themselves.

    ``acting``: the changes whose document the words name, ``named``: all documents that they name.
    Where a unit says "sửa đổi một số khoản của Điều 9", those below it say which.
    """
    own = [one for one in acting if unit.start <= one.citation.span.start < unit.end]
    deeds = [] if own else list(_deeds(text, unit, above.relation))
    said = tuple(
        change
        for deed in deeds
        if above.document and _of(above.document, deed, named)
        for change in _changes(text, above.document, deed, above.address)
    )
    if own:
        above = _named_here(own)
    elif deeds:
        above = above._replace(relation=deeds[-1].relation, address=_only_place(said))
    children = () if _in_quotes(text[unit.start : unit.end]) else unit.below
    below = [clause_changes(text, child, above, acting, named) for child in children]
    return tuple(change for changes in below for change in changes) or said


def _named_here(own: Sequence[Change]) -> Above:
    """The document that a unit names for those below it; none where it names several."""
    if len({_name(one.citation) for one in own}) > 1:
        return Above()
    return Above(own[0].citation, own[0].citation.relation, _only_place(own))


def _name(citation: Citation) -> str | None:
    return citation.number_symbol or citation.title


def _only_place(changes: Sequence[Change]) -> Address:
    places = [place for change in changes for place in places_of(change.effect)]
    return places[0] if len(places) == 1 else ()


def _of(document: Citation, deed: _Deed, named: Sequence[Citation]) -> bool:
    """Whether the deed's words name no other document."""
    span = deed.span
    return all(
        _name(one) == _name(document) for one in named if span.start <= one.span.start < span.end
    )


def _deeds(text: str, unit: Unit, above: Relation | None) -> Iterator[_Deed]:
    """The deeds of a unit's words, where a verb opens them. Words that open with an address, as in
    'a) Nhiệm vụ số 3', go on with the verb above.
    """
    words = _spoken(text[unit.start : unit.end])
    start = _table("label").match(words).end()  # type: ignore[union-attr]
    opening = _verbs().match(words, start)
    if opening is None:
        found = mentions(words[start:])
        if above and found and not found[0].start:
            yield _deed(unit, words, above, (start, start, len(words)))
        return
    if _relation(opening.group()) != "repeals":  # that has no new words, but may have a list
        words = _table("new_words").split(words, maxsplit=1)[0]
    verbs = [opening, *_next_verbs().finditer(words, opening.end())]
    ends = [*(verb.start() for verb in verbs[1:]), len(words)]
    for verb, end in zip(verbs, ends, strict=True):
        relation = _relation(verb.group(), words[verb.end() : end])
        if relation:
            yield _deed(unit, words, relation, (verb.start(), verb.end(), end))


def _deed(unit: Unit, words: str, relation: Relation, at: tuple[int, int, int]) -> _Deed:
    """``at``: where its verb and its words begin, and where they end: 'thay Phụ lục I bằng …'."""
    begin, after, end = at
    first = next(iter(mentions(words[after:end])), None)
    by = _table("swapped").search(words, after + first.end, end) if first else None
    till = by.start() if by else end
    span = Span(start=unit.start + begin, end=unit.start + len(words[:till].rstrip()))
    return _Deed(relation, words[after : till if by else None], till - after, span)


def _in_quotes(words: str) -> bool:
    """Whether what follows ``words`` is quoted: new words that were read as units of this
    document.
    """
    return words.rfind("“") > words.rfind("”")


def _spoken(words: str) -> str:
    """The words without those that they quote, letter for letter."""
    return fold(_QUOTED.sub(lambda quoted: " " * len(quoted.group()), words))


def _relation(verbs: str, words: str = "") -> Relation | None:
    """What verbs that stand together say is done; None where a unit is only added, which changes
    none that was there.
    """
    said = {_kinds()[" ".join(verb.lower().split())] for verb in _verb().findall(verbs)}
    if said == {"adds"} and named_whole(words):
        return None
    if said <= {"repeals", "replaces"}:
        return "repeals" if "repeals" in said else "replaces"
    return "amends"


def _changes(text: str, document: Citation, deed: _Deed, outer: Address) -> Iterator[Change]:
    """The change that a deed says, with the address of the units above it. Where only something in
    a unit ends ('bãi bỏ cụm từ tại khoản 2'), the unit is amended.
    """
    whole = changed_units(deed.words, deed.relation in ENDING, deed.length)
    places = whole or changed_units(deed.words, False, deed.length)
    if not places:
        return
    said = {
        "relation": deed.relation if whole else "amends",
        "text": text[deed.span.start : deed.span.end],
        "span": deed.span,
    }
    cited = document.model_copy(update={**said, "pinpoint": (), "nested": (), "core": None})
    yield Change(cited, as_effect(inside(place, outer) for place in places))


def _clause() -> Mapping[str, Any]:
    table: Mapping[str, Any] = toml("vanban.tracking", "effects.toml")["clause"]
    return table


@cache
def _table(name: str) -> re.Pattern[str]:
    return re.compile(_clause()[name], re.IGNORECASE)


@cache
def _kinds() -> dict[str, str]:
    """A verb to what it does."""
    kinds = ("repeals", "replaces", "amends", "adds")
    return {verb: kind for kind in kinds for verb in _clause()[kind]}


@cache
def _verb() -> re.Pattern[str]:
    longest_first = sorted(_kinds(), key=len, reverse=True)
    verbs = "|".join(verb.replace(" ", r"\s+") for verb in longest_first)
    return re.compile(rf"(?<!\w)(?:{verbs})(?!\w)", re.IGNORECASE)


@cache
def _verbs() -> re.Pattern[str]:
    """Verbs that stand together: 'sửa đổi, bổ sung và thay thế'."""
    one, joined = _verb().pattern, r"\s*(?:,|(?<!\w)và(?!\w))\s*"
    return re.compile(rf"{one}(?:{joined}{one})*", re.IGNORECASE)


@cache
def _next_verbs() -> re.Pattern[str]:
    """Verbs that begin another deed: '… và bãi bỏ khoản 2', not 'nhiệm vụ 3 về sửa đổi Luật'."""
    return re.compile(rf"(?:(?<=, )|(?<=; )|(?<=và ))(?:{_verbs().pattern})", re.IGNORECASE)
