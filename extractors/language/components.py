"""spaCy components around the finders: each fills one span group of the ``Doc``."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span

from vanban.extractors.actors import find_actors
from vanban.extractors.assignments import find_assignments
from vanban.extractors.citations import find_citations, flatten
from vanban.extractors.context import Context
from vanban.extractors.deadlines import find_deadlines
from vanban.extractors.language import tokenizer  # noqa: F401  (registers the tokenizer)
from vanban.extractors.language.phrases import opening_phrase
from vanban.extractors.language.words import Word, tagged_words

Fact = Any  # Citation | ActorRef | Deadline | Assignment | Word
Placed = tuple[int, int, str, Fact]  # start, end, label, fact
Component = Callable[[Doc], Doc]

if not Span.has_extension("fact"):
    Span.set_extension("fact", default=None)


def _component(group: str, find: Callable[[str], Iterable[Placed]]) -> Component:
    def component(doc: Doc) -> Doc:
        spans = []
        for start, end, label, fact in find(doc.text):
            span = doc.char_span(start, end, label=label, alignment_mode="expand")
            if span is not None:
                span._.fact = fact
                spans.append(span)
        doc.spans[group] = spans
        return doc

    return component


def _context(issued_on: str | None, strict_before: bool = True) -> Context:
    return Context(
        issued_on=date.fromisoformat(issued_on) if issued_on else None, strict_before=strict_before
    )


@Language.factory("vanban_citations")
def citations(nlp: Language, name: str) -> Component:
    """``doc.spans["citations"]``: outermost and nested citations, labelled with the type's code."""
    return _component(
        "citations",
        lambda text: (
            (c.span.start, c.span.end, c.doc_type.code if c.doc_type else "", c)
            for c in flatten(find_citations(text))
        ),
    )


@Language.factory("vanban_actors", default_config={"issued_on": None})
def actors(nlp: Language, name: str, issued_on: str | None) -> Component:
    """``doc.spans["actors"]``, labelled with the kind of actor; names are those valid on
    ``issued_on`` (ISO date).
    """
    context = _context(issued_on)
    return _component(
        "actors",
        lambda text: ((a.span.start, a.span.end, a.kind, a) for a in find_actors(text, context)),
    )


@Language.factory("vanban_deadlines", default_config={"issued_on": None, "strict_before": True})
def deadlines(nlp: Language, name: str, issued_on: str | None, strict_before: bool) -> Component:
    """``doc.spans["deadlines"]``, labelled with the kind of deadline, reckoned from ``issued_on``
    (ISO date).
    """
    context = _context(issued_on, strict_before)
    return _component(
        "deadlines",
        lambda text: (
            (d.span.start, d.span.end, d.kind, d) for d in find_deadlines(text, context) if d.span
        ),
    )


@Language.factory("vanban_assignments", default_config={"issued_on": None, "strict_before": True})
def assignments(nlp: Language, name: str, issued_on: str | None, strict_before: bool) -> Component:
    """``doc.spans["assignments"]``: the words of the work; who and when are in ``span._.fact``."""
    context = _context(issued_on, strict_before)
    return _component(
        "assignments",
        lambda text: (
            (a.work.start, a.work.end, "work", a) for a in find_assignments(text, context)
        ),
    )


@Language.factory("vanban_words")
def words(nlp: Language, name: str) -> Component:
    """``doc.spans["words"]``: the words that underthesea finds, labelled with their tags."""
    return _component(
        "words", lambda text: ((w.span.start, w.span.end, w.tag, w) for w in tagged_words(text))
    )


@Language.factory("vanban_action", requires=["doc.spans"])
def action(nlp: Language, name: str) -> Component:
    """``doc.spans["action"]``: the verbs that open the text ("action") and what they act on
    ("object"). Reads the words of ``vanban_words``.
    """

    def component(doc: Doc) -> Doc:
        found = [span._.fact for span in doc.spans.get("words", ())]
        phrase = opening_phrase([word for word in found if isinstance(word, Word)])
        named = (("action", phrase.action), ("object", phrase.object)) if phrase else ()
        spans = (doc.char_span(s.start, s.end, label=name) for name, s in named if s)
        doc.spans["action"] = [span for span in spans if span is not None]
        return doc

    return component
