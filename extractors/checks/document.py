"""Checks of the header, the bases and the parts of a document (domain brief 8.1, 8.2, 8.7)."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from vanban.extractors.checks.known import known_date
from vanban.extractors.checks.say import say
from vanban.extractors.header.attributes import named
from vanban.extractors.language import doc_types, numerals, units
from vanban.extractors.language.data import toml
from vanban.extractors.language.folding import fold, key
from vanban.extractors.language.forms import MOTTO_OPENS, STATE_OPENS, phrases
from vanban.extractors.language.syllables import share
from vanban.extractors.pages import is_page
from vanban.extractors.tables.cells import is_roman
from vanban.schemas import (
    Appendix,
    Attachment,
    BlockRole,
    Citation,
    Diagnostic,
    OcrAnchor,
    Plan,
    Span,
)

_SAID = toml("vanban.extractors", "sentences.toml")["attached"]
_ISSUES = re.compile(
    rf"{_SAID['issues']}(?P<what>{phrases(doc_types.names_issued(), gap=' ')}|"
    rf"{units.heading(units.PHU_LUC)})"
)
_IN_ARTICLES = frozenset(("QĐ", "NĐ", "TT"))
"""Types whose text is set out in Điều (NĐ 30/2020, Phụ lục I, II.6)."""
_ON_BASES = frozenset(("QĐ", "NĐ", "TT", "NQ"))
_READ = 0.9
"""Share of the letters that must stand in some part of the plan: less, and a person is told."""
_SHOWN = 8
"""Words of the unread part that a message quotes."""
_OPENING = 20
"""Blocks among which quốc hiệu stands."""
_STATE = re.compile(rf"\W*(?:{STATE_OPENS}|{MOTTO_OPENS})", re.IGNORECASE)
_POINTER = re.compile(_SAID["pointer"], re.IGNORECASE)


def header(plan: Plan) -> Iterator[Diagnostic]:
    """What the header lacks."""
    h = plan.document
    if h.is_draft:
        yield say("draft")
    elif not h.number_symbol:
        yield say("number-missing")
    elif not (h.place or h.signers or h.recipients or h.framed):
        yield say("no-header", h.evidence.get("number"))
    if h.framed:
        yield say("framed-header", fields=named(h.framed))
    if not h.issued_on and not h.is_draft:
        yield say("date-missing")
    if not h.issuer:
        yield say("issuer-missing")
    elif not h.issuer.actor_id and _is_scanned(plan) and _is_misread(h.issuer.text):
        yield say("issuer-doubtful", h.issuer.span, read=h.issuer.text)
    if h.signers and not h.is_draft and not any(s.name for s in h.signers):
        yield say("signer-missing", h.signers[-1].span)
    elif h.recipients and not h.signers and _is_scanned(plan):
        yield say("signer-missing")


def _is_misread(name: str) -> bool:
    """Some of the words of a name, or all, are none of Vietnamese, nor abbreviations."""
    plausible = share(name)
    return plausible is not None and plausible < 1.0


def _is_scanned(plan: Plan) -> bool:
    """A page picture was read: what a seal or a pen covers may be lost."""
    return any(isinstance(b.anchor, OcrAnchor) for b in plan.source.blocks)


def kind(plan: Plan) -> Iterator[Diagnostic]:
    """What shows that a file is no document, or that half of it was not understood."""
    h = plan.document
    if not _is_document(plan):
        yield say("not-a-document")
    if h.doc_type and h.doc_type.code in _IN_ARTICLES and not plan.articles:
        yield say("no-articles", kind=h.doc_type.name)
    if h.doc_type and h.doc_type.code in _ON_BASES and not plan.legal_bases:
        yield say("no-bases", kind=h.doc_type.name)
    unread = [b.span for b in plan.source.blocks if b.role is BlockRole.UNREAD]
    if unread and plan.source.coverage < _READ:
        yield _unread(plan, unread)


def several(plan: Plan) -> Iterator[Diagnostic]:
    """The file holds further documents, which are plans of their own."""
    part = plan.source.part
    if part is None:
        return
    others = [n for i, n in enumerate(part.numbers, 1) if i != part.number]
    named = ", ".join(n or "chưa rõ số" for n in others)
    code = "several-documents" if part.number == 1 else "further-document"
    yield say(code, count=len(part.numbers), number=part.number, others=named)


def _is_document(plan: Plan) -> bool:
    """Something of the form of a document: a number, quốc hiệu, who signs or receives, parts of its
    own, a type as its title, articles from the first on. A page about the law quotes an article,
    has capitals that read like a body, and asks a question as its title.
    """
    h = plan.document
    if is_page(plan):
        return False
    if h.number_symbol or h.signers or h.recipients or h.authority or h.place or h.is_draft:
        return True
    if plan.attachments or any(a.title or a.issued_with for a in plan.appendices):
        return True
    typed = h.doc_type is not None and not (h.title or "").rstrip(' ”"').endswith("?")
    own = [a.number for a in plan.articles[:2]] == ["1", "2"]
    return typed or own or any(map(_shows_state, _opening(plan)))


def _opening(plan: Plan) -> Iterator[str]:
    """The first lines of the text."""
    return (b.span.of(plan.source.text) for b in plan.source.blocks[:_OPENING])


def _shows_state(line: str) -> bool:
    return _STATE.match(fold(line)) is not None


def _unread(plan: Plan, spans: Sequence[Span]) -> Diagnostic:
    """How much of the text no part of the plan holds, and the longest stretch of it."""
    lost = max(spans, key=lambda span: span.end - span.start)
    opening = " ".join(lost.of(plan.source.text).split()[:_SHOWN])
    share = round(100 * (1 - plan.source.coverage))
    return say("much-unread", lost, share=share, words=opening)


def issued_with(plan: Plan) -> Iterator[Diagnostic]:
    """The "kèm theo" lines against the header. A blank number or date in such a line is right by
    rule (NĐ 30/2020, PL I, III.1.c).
    """
    h = plan.document
    parts: tuple[Attachment | Appendix, ...] = (*plan.attachments, *plan.appendices)
    for part in parts:
        cited = part.issued_with
        if cited is None or _names_other(cited, plan):
            continue
        if (
            cited.number_symbol
            and cited.number_symbol[:1].isdigit()
            and h.number_symbol
            and key(cited.number_symbol) != key(h.number_symbol)
        ):
            yield say(
                "kem-theo-number", cited.span, found=cited.number_symbol, expected=h.number_symbol
            )
        if cited.issued_on and h.issued_on and cited.issued_on != h.issued_on:
            yield say("kem-theo-date", cited.span, found=cited.issued_on, expected=h.issued_on)


def _names_other(cited: Citation, plan: Plan) -> bool:
    """An appendix of the attachment may be "kèm theo Kế hoạch", which has no number of its own."""
    mine, theirs = plan.document.doc_type, cited.doc_type
    return mine is not None and theirs is not None and mine.code != theirs.code


def bases(plan: Plan) -> Iterator[Diagnostic]:
    """Dates of the documents cited as bases."""
    for basis in plan.legal_bases:
        for cited in basis.citations:
            if cited.issued_on is None:
                continue
            kind = cited.doc_type.name if cited.doc_type and cited.number_symbol else None
            name = " ".join(filter(None, [kind, cited.number_symbol or cited.title]))
            right = known_date(cited.number_symbol)
            if right and right != cited.issued_on:
                yield say(
                    "basis-date",
                    cited.span,
                    document=name or cited.text,
                    found=cited.issued_on,
                    expected=right,
                )
            if plan.document.issued_on and cited.issued_on > plan.document.issued_on:
                yield say(
                    "basis-after-issue",
                    cited.span,
                    document=name or cited.text,
                    found=cited.issued_on,
                )


def parts(plan: Plan) -> Iterator[Diagnostic]:
    """Gaps in the numbers of articles and appendices; parts that are announced and absent, or
    present and not announced.
    """
    numbers = [int(a.number) for a in plan.articles if a.number.isdigit()]
    for before, after in pairwise(numbers):
        if after > before + 1:
            yield say("article-gap", _article(plan, after), before=before, after=after)
    if not plan.attachments and not plan.appendices:
        for article in plan.articles[:2]:
            if found := _ISSUES.search(fold(article.text)):
                yield say("attachment-missing", article.span, found=found.group("what"))
    yield from _appendices(plan)


def _article(plan: Plan, number: int) -> Span | None:
    return next((a.span for a in plan.articles if a.number == str(number)), None)


def _appendices(plan: Plan) -> Iterator[Diagnostic]:
    if not plan.appendices:
        return
    pointed = _is_pointed_to(plan)
    for appendix in plan.appendices:
        if not pointed and _is_called_so(plan, appendix):
            yield say("appendix-not-pointed-to", appendix.span, label=appendix.label)
        if not appendix.title:
            yield say("appendix-without-title", appendix.span, label=appendix.label)
    order = [n for a in plan.appendices if (n := _ordinal(a.label))]
    if len(order) > 1 and len(set(order)) == len(order) and order != list(range(1, len(order) + 1)):
        yield say(
            "appendix-gap",
            plan.appendices[0].span,
            labels=", ".join(a.label for a in plan.appendices),
        )


def _is_called_so(plan: Plan, appendix: Appendix) -> bool:
    """The part bears its label; a list without one is known by "(Kèm theo …)" alone."""
    unnamed = appendix.label not in appendix.span.of(plan.source.text)
    return not (unnamed and appendix.issued_with)


def _is_pointed_to(plan: Plan) -> bool:
    """True when the words outside the appendices name one (NĐ 30/2020, Phụ lục I, III.1.a)."""
    spans = sorted((a.span.start, a.span.end) for a in plan.appendices)
    starts = [start for start, _ in spans]
    reach = list(accumulate((end for _, end in spans), max))

    def inside(at: int) -> bool:
        before = bisect_right(starts, at)
        return before > 0 and at < reach[before - 1]

    return any(not inside(found.start()) for found in _POINTER.finditer(fold(plan.source.text)))


def _ordinal(label: str) -> int | None:
    """The number at the end of "Phụ lục 2", "Phụ lục IV"; None for a letter."""
    last = label.rsplit(maxsplit=1)[-1]
    if last.isdigit():
        return int(last)
    return numerals.roman(last) if is_roman(last) else None
