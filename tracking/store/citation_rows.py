"""The documents that a plan names, as rows, with what it does to each."""

from __future__ import annotations

from collections.abc import Iterator

from vanban.extractors.citations import find_citations
from vanban.schemas import Article, Citation, Plan, Section
from vanban.tracking.store.clauses import (
    Above,
    Change,
    clause_changes,
    unit_of_article,
    unit_of_section,
)
from vanban.tracking.store.effects import PART, effect, places_of, title_citations, with_years
from vanban.tracking.store.fields import Fields, to_json
from vanban.tracking.store.identity import cite_symbol, law_key, year_of


def citation_rows(plan: Plan) -> tuple[Fields, ...]:
    """Documents that ``plan`` names outside its tasks, with what it does to each."""
    return tuple(with_years(_citations(plan)))


def basis_rows(words: str, number: int, span: tuple[int, int]) -> tuple[Fields, ...]:
    """What a basis that a person wrote names; ``span``: where the plan's words of it stand."""
    place = {"start": span[0], "end": span[1]}
    found = citation_tree(find_citations(words), "basis", str(number))
    return tuple(
        {**row, **place} | ({} if row["parent_id"] else {"relation": "basis"}) for row in found
    )


def citation_tree(
    citations: tuple[Citation, ...], place: str, place_id: str, parent: int | None = None
) -> Iterator[Fields]:
    """Outer ones first; ``parent`` is, until the store gives ids, how many rows back the outer one
    stands.
    """
    for citation in citations:
        yield _citation(citation, place, place_id, parent)
        back = 1
        for nested in citation.nested:
            rows = list(citation_tree((nested,), place, place_id, back))
            yield from rows
            back += len(rows)


def _citations(plan: Plan) -> Iterator[Fields]:
    titled = title_citations(plan)
    above = Above(titled[0] if len(titled) == 1 else None)
    for citation in titled:
        yield from _acting(citation, effect(plan, citation), "title", "")
    for n, basis in enumerate(plan.legal_bases, 1):
        yield from citation_tree(basis.citations, "basis", str(n))
    for article in plan.articles:
        yield from _article(plan, article, above)
    for section in plan.sections if above.document else ():
        yield from _section(plan, section, above)
    for attachment in plan.attachments:
        yield from citation_tree(attachment.citations, "attachment", attachment.id)
        for article in attachment.articles:
            yield from _article(plan, article, above)


def _article(plan: Plan, article: Article, above: Above) -> Iterator[Fields]:
    """What an article names and changes, and what its clauses change of it. Where they say which
    units, "một số khoản của Điều 9" is no more than a part.
    """
    named = [(citation, effect(plan, citation)) for citation in article.citations]
    acting = [Change(citation, said) for citation, said in named if said]
    unit = unit_of_article(article)
    inherited = clause_changes(plan.source.text, unit, above, acting, article.citations)
    for citation, said in named:
        vague = inherited and said and places_of(said) and citation.relation == "amends"
        yield from _acting(citation, PART if vague else said, "article", article.id)
    for change in inherited:
        yield from _acting(change.citation, change.effect, "article", article.id)


def _section(plan: Plan, section: Section, above: Above) -> Iterator[Fields]:
    """What the items of a document without articles change of the one that its title names."""
    named = _all_named(section)
    for change in clause_changes(plan.source.text, unit_of_section(section), above, (), named):
        yield from _acting(change.citation, change.effect, "section", section.id)


def _all_named(section: Section) -> list[Citation]:
    below = [citation for child in section.children for citation in _all_named(child)]
    return [*section.citations, *below]


def _acting(citation: Citation, effect_: str | None, place: str, place_id: str) -> Iterator[Fields]:
    """Citations where a document acts: in its title and its articles, not in what it rests on."""
    outer, *nested = citation_tree((citation,), place, place_id)
    yield {**outer, "effect": effect_}
    yield from nested


def _citation(citation: Citation, place: str, place_id: str, parent: int | None) -> Fields:
    issued = citation.issued_on
    return {
        "parent_id": parent,
        "place": place,
        "place_id": place_id,
        "relation": citation.relation,
        "doc_code": citation.doc_type.code if citation.doc_type else None,
        "number_symbol": citation.number_symbol,
        "cite_symbol": cite_symbol(citation.number_symbol)
        or law_key(citation.doc_type.code if citation.doc_type else None, citation.title),
        "cite_year": year_of(citation.number_symbol, issued.year if issued else None),
        "title": citation.title,
        "issued_on": issued,
        "issuer": (citation.issuer.name or citation.issuer.text) if citation.issuer else None,
        "pinpoint": to_json([[p.unit, p.label] for p in citation.pinpoint]),
        "effect": None,
        "text": citation.text,
        "start": citation.span.start,
        "end": citation.span.end,
    }
