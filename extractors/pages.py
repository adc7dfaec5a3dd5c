"""Pages that are no documents: articles about the law, questions and answers, encyclopedias.

They quote assignments and name duties, and ask nobody to do anything: what was taken for tasks
stays for review.
"""

from __future__ import annotations

from vanban.extractors.language.data import toml
from vanban.extractors.language.folding import fold, key
from vanban.schemas import Candidate, Plan, Task

_OPENING = 12
"""Blocks among which a page's heading and the list of its headings stand."""
_TITLE = 3
"""Blocks among which its title stands, often twice."""
_REASON = "Trang này không phải là văn bản: lời được dẫn lại, không phải việc được giao."


def is_page(plan: Plan) -> bool:
    """A question as the title, the page's own list of headings, or links for editing; and nothing
    of a document's own: no number, no signer, nobody who receives it, no table of work.
    """
    h = plan.document
    if h.number_symbol or h.signers or h.recipients or h.authority or h.place:
        return False
    if any(task.origin == "table" for task in plan.tasks):
        return False
    text, words = plan.source.text, toml("vanban.extractors", "pages.toml")
    first = [fold(b.span.of(text)).strip() for b in plan.source.blocks[:_OPENING]]
    asks = any(line.endswith("?") for line in first[:_TITLE])
    listed = any(key(line) in words["opening"] for line in first)
    return asks or listed or any(mark in text for mark in words["editing"])


def without_work(plan: Plan) -> Plan:
    """The plan of a page: its tasks are candidates."""
    found = (*plan.candidates, *map(_candidate, plan.tasks))
    ordered = tuple(sorted(found, key=lambda c: c.span.start))
    return plan.model_copy(update={"tasks": (), "candidates": ordered})


def _candidate(task: Task) -> Candidate:
    return Candidate(
        text=task.text,
        span=task.span,
        path=task.path,
        confidence=task.confidence,
        reasons=(*task.reasons, _REASON),
    )
