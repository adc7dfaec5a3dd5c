"""Short forms that a document defines: "Nghị định số 95/2017/NĐ-CP … (sau đây gọi là Nghị định số
95)", later only "Nghị định số 95".

NĐ 30/2020, Phụ lục I, II.6.b: cited in full the first time, by type and number afterwards.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TypeVar

from vanban.extractors.citations.find import find_citations
from vanban.extractors.language.folding import fold, key
from vanban.schemas import Appendix, Article, Attachment, Citation, Plan, Task

_DEFINED = re.compile(
    r"\(\s?sau đây (?:được )?(?:gọi|viết)(?: tắt| chung)? là:? ?([^()\n]{2,80}?)\s?\)",
    re.IGNORECASE,
)
_BEFORE = 400  # characters before the definition in which the document is named in full

Forms = Mapping[str, Citation]
Holder = TypeVar("Holder", Article, Attachment, Task)
Holding = TypeVar("Holding", Article, Task)
Part = TypeVar("Part", Attachment, Appendix)


def short_forms(text: str) -> Forms:
    """Comparison key of each short form to the citation that it stands for: the last one named in
    full before it.
    """
    forms: dict[str, Citation] = {}
    for m in _DEFINED.finditer(fold(text)):
        line = text.rfind("\n", 0, m.start()) + 1
        begin = max(line, m.start() - _BEFORE)
        full = [
            c
            for c in find_citations(text[begin : m.start()], offset=begin)
            if "/" in (c.number_symbol or "")
        ]
        if full:
            forms[key(m.group(1))] = full[-1]
    return forms


def resolved(citations: Iterable[Citation], forms: Forms) -> tuple[Citation, ...]:
    """The citations, those by a defined short form with the number and date of what they stand for;
    words and spans stay.
    """
    return tuple(_resolved(c, forms) for c in citations)


def with_short_forms(plan: Plan) -> Plan:
    """The plan with its short citations resolved; the same plan where the document defines none."""
    forms = short_forms(plan.source.text)
    if not forms:
        return plan
    return plan.model_copy(
        update={
            "articles": _holders(plan.articles, forms),
            "attachments": tuple(_part(_holder(a, forms), forms) for a in plan.attachments),
            "appendices": tuple(_part(a, forms) for a in plan.appendices),
            "tasks": _holders(plan.tasks, forms),
        }
    )


def _resolved(citation: Citation, forms: Forms) -> Citation:
    full = forms.get(key(citation.text)) if "/" not in (citation.number_symbol or "") else None
    if full is None or full.span == citation.span:
        return citation
    return citation.model_copy(
        update={
            "number_symbol": full.number_symbol,
            "issued_on": full.issued_on,
            "doc_type": full.doc_type,
        }
    )


def _holder(value: Holder, forms: Forms) -> Holder:
    return value.model_copy(update={"citations": resolved(value.citations, forms)})


def _holders(values: Iterable[Holding], forms: Forms) -> tuple[Holding, ...]:
    return tuple(_holder(v, forms) for v in values)


def _part(part: Part, forms: Forms) -> Part:
    return part.model_copy(update={"articles": _holders(part.articles, forms)})
