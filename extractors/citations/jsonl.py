"""One line of text in, the documents that it cites out: what ``vanban cite`` prints."""

from __future__ import annotations

from typing import Any

from vanban.extractors.citations.find import find_citations, flatten
from vanban.schemas import Citation


def cite_line(text: str) -> dict[str, Any]:
    """``{"citations": […]}``: other documents that ``text`` names, in text order, as plain values.

    Spans in the list do not overlap: a law named inside the name of the law that amends it stands
    in that one's ``nested`` only. What names the document itself ("Thông tư này", its own heading)
    is under ``"self"``.
    """
    found = find_citations(text)
    own = [c for c in found if c.relation == "self"]
    listed: list[Citation] = []
    for c in flatten(c for c in found if c.relation != "self"):
        if c.relation != "self" and (not listed or c.span.start >= listed[-1].span.end):
            listed.append(c)
    return {"citations": [_plain(c) for c in listed], "self": [_plain(c) for c in own]}


def _plain(citation: Citation) -> dict[str, Any]:
    return citation.model_dump(mode="json")
