"""The bases of a document: "Căn cứ …", "Thực hiện …", "Theo đề nghị …" before its operative text
(NĐ 30/2020, Phụ lục I, II.5).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import pairwise
from typing import Any

from vanban.extractors.actors import identified
from vanban.extractors.citations import find_citations
from vanban.extractors.context import Context
from vanban.extractors.language.data import toml
from vanban.extractors.language.folding import fold
from vanban.extractors.language.forms import base_leads, phrases
from vanban.extractors.language.list_markers import BULLET
from vanban.extractors.language.offices import OPENS_OFFICE
from vanban.extractors.outline.model import Outline
from vanban.schemas import ActorRef, Citation, LegalBasis, Span

_BULLET = re.compile(rf"(?:\s|{BULLET})*")
_UNFINISHED = re.compile(r"[^;.:,\s]\s*$")
_ENDS = re.compile(r"[;,.:]\s*$")
_PROPOSER = re.compile(r"(?:đề\s+nghị|đề\s+xuất)\s+của\s+")
_PROPOSER_END = re.compile(
    r"\s+(?:tại|trong|theo|về|và\s+(?:ý\s+kiến|kết\s+quả))(?!\w)|[;.]|,\s*$|\s*\("
)
_OFFICE = re.compile(OPENS_OFFICE)


def _words() -> Mapping[str, Any]:
    return toml("vanban.extractors", "bases.toml")


def _any(phrases: Iterable[str]) -> str:
    return "|".join(
        r"\s{1,3}".join(map(re.escape, p.split()))
        for p in sorted(phrases, key=lambda p: (-len(p), p))
    )


@cache
def _lead() -> re.Pattern[str]:
    return re.compile(
        rf"(?:(?P<citation>{phrases(base_leads('citation'))})"
        rf"|(?P<proposal>{phrases(base_leads('proposal'))}))(?!\w)",
        re.IGNORECASE,
    )


@cache
def _weak() -> re.Pattern[str]:
    return re.compile(rf"{phrases(base_leads('weak'))}(?!\w)", re.IGNORECASE)


@cache
def _cut() -> re.Pattern[str]:
    """Where one basis ends and the next begins inside a paragraph."""
    leads = phrases(base_leads("citation", "proposal"))
    surest = phrases(base_leads("sure")[:1])
    return re.compile(rf"(?<=[;.])\s*(?=(?i:{leads})(?!\w))|(?<=\S)\s+(?={surest}\s)")


@cache
def _operative() -> re.Pattern[str]:
    """The clause with which the operative text begins: "UBND Thành phố ban hành Kế hoạch …"."""
    w = _words()
    return re.compile(
        rf"(?:^|[;,.])\s*(?=(?:{_any(w['bodies'])})(?!\w)[^;.\d]{{0,120}}?\s(?:{_any(w['verbs'])})"
        rf"(?!\w))"
    )


def extract_bases(outline: Outline, context: Context) -> tuple[LegalBasis, ...]:
    """The bases of the document itself, in order, each with the documents that it cites as its own.

    Read from the front of ``parts[0]``; ``context`` (day, issuer) gives proposers their names and
    ids. A line such as "Bộ trưởng … ban hành Thông tư …" and "Trên cơ sở kết quả biểu quyết …",
    which names no document, are no bases.
    """
    if not outline.parts:
        return ()
    text = outline.source.text
    found: list[LegalBasis] = []
    for span in _paragraphs(outline):
        for piece in _pieces(text, span):
            basis = _basis(text, piece, context, after_basis=bool(found))
            if basis is not None:
                found.append(basis)
    return tuple(found)


def _paragraphs(outline: Outline) -> list[Span]:
    """Blocks of the front from the first lead on; a basis that runs on in the next block is put
    together.
    """
    text = outline.source.text
    spans: list[Span] = []
    for index in outline.parts[0].front:
        span = _trimmed(text, outline.source.blocks[index].span)
        words = text[span.start : span.end]
        if not words:
            continue
        if spans and _runs_on(text[spans[-1].start : spans[-1].end], words):
            spans[-1] = Span(start=spans[-1].start, end=span.end)
        elif spans or _lead().match(fold(words)):
            spans.append(span)
    return spans


def _trimmed(text: str, span: Span) -> Span:
    words = text[span.start : span.end]
    m = _BULLET.match(words)
    start = span.start + (m.end() if m else 0)
    return Span(start=start, end=max(start, span.start + len(words.rstrip())))


def _runs_on(before: str, words: str) -> bool:
    folded = fold(words)
    if (
        not _lead().match(fold(before))
        or _lead().match(folded)
        or _operative().match(folded)
        or words.isupper()
        or words.rstrip(":").isupper()
    ):
        return False
    return words[0].islower() or bool(_UNFINISHED.search(before) and not _is_title(before))


def _is_title(words: str) -> bool:
    """True for a paragraph that opens like a basis but has neither the end nor the operative clause
    of one.
    """
    folded = fold(words)
    return (
        bool(_weak().match(folded)) and not _ENDS.search(folded) and not _operative().search(folded)
    )


def _pieces(text: str, span: Span) -> list[Span]:
    words = fold(text[span.start : span.end])
    cuts = [0, *(m.end() for m in _cut().finditer(words)), len(words)]
    return [
        _trimmed(text, Span(start=span.start + a, end=span.start + b))
        for a, b in pairwise(cuts)
        if a < b
    ]


def _basis(text: str, span: Span, context: Context, *, after_basis: bool) -> LegalBasis | None:
    words = fold(text[span.start : span.end])
    lead = _lead().match(words)
    if lead is None:
        return _bare(text, span) if after_basis else None
    if _is_title(words):
        return None
    operative = _operative().search(words, lead.end())
    end = span.start + len(words[: operative.start() if operative else len(words)].rstrip(" ;,."))
    span = Span(start=span.start, end=end)
    citations = _citations(text, span)
    if not citations and _weak().match(words) and words[:4].lower() == "trên":
        return None
    kind = "proposal" if lead["proposal"] else "citation"
    proposer = _proposer(text, span, citations) if kind == "proposal" else None
    proposer = identified(proposer, context) if proposer else None
    return LegalBasis(
        kind="proposal" if lead["proposal"] else "citation",
        text=text[span.start : span.end],
        citations=citations,
        proposer=proposer,
        span=span,
    )


def _bare(text: str, span: Span) -> LegalBasis | None:
    """A line after a basis that goes on with another document, without a new "Căn cứ"."""
    citations = _citations(text, span)
    if not citations or citations[0].span.start != span.start or citations[0].relation == "self":
        return None
    end = span.start + len(text[span.start : span.end].rstrip(" ;,."))
    return LegalBasis(
        kind="citation",
        text=text[span.start : end],
        citations=citations,
        span=Span(start=span.start, end=end),
    )


def _citations(text: str, span: Span) -> tuple[Citation, ...]:
    found = find_citations(text[span.start : span.end], offset=span.start)
    return tuple(
        c if c.relation == "amended_by" else c.model_copy(update={"relation": "basis"})
        for c in found
        if c.relation != "self"
    )


def _proposer(text: str, span: Span, citations: tuple[Citation, ...]) -> ActorRef | None:
    """Who proposes: after "đề nghị của", else the issuer of the Tờ trình that is considered."""
    words = fold(text[span.start : span.end])
    m = _PROPOSER.search(words, 0, 60)
    if m is None:
        return next((c.issuer for c in citations if c.issuer), None)
    stop = _PROPOSER_END.search(words, m.end())
    start, end = span.start + m.end(), span.start + (stop.start() if stop else len(words))
    said = text[start:end].rstrip(" ,;.")
    if not said:
        return None
    return ActorRef(
        text=said,
        kind="office_holder" if _OFFICE.match(said) else "agency",
        span=Span(start=start, end=start + len(said)),
    )
