"""The tables that analysts read: their columns, and the rows of one plan.

``document`` is the key of the input inside the archive and joins all tables. Spans are offsets into
the document's text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any

Row = dict[str, Any]
Plan = dict[str, Any]

_SPAN = {"span_start": "int", "span_end": "int"}  # "end" is a word of SQL
TABLES: dict[str, dict[str, str]] = {
    "documents": {
        "document": "str",
        "filename": "str",
        "sha256": "str",
        "media_type": "str",
        "pages": "int",
        "doc_type": "str",
        "number": "str",
        "symbol": "str",
        "number_symbol": "str",
        "issued_on": "date",
        "effective_on": "date",
        "place": "str",
        "issuer": "str",
        "issuer_id": "str",
        "title": "str",
        "signers": "list",
        "is_draft": "bool",
        "coverage": "float",
        "diagnostics": "list",
        "text": "str",
        "extra": "str",
    },
    "bases": {
        "document": "str",
        "ordinal": "int",
        "kind": "str",
        "text": "str",
        "number_symbols": "list",
        "titles": "list",
        **_SPAN,
    },
    "articles": {
        "document": "str",
        "part": "str",
        "id": "str",
        "number": "str",
        "heading": "str",
        "section": "str",
        "text": "str",
        "clauses": "int",
        **_SPAN,
    },
    "sections": {
        "document": "str",
        "part": "str",
        "id": "str",
        "unit": "str",
        "label": "str",
        "path": "list",
        "level": "int",
        "heading": "str",
        "text": "str",
        **_SPAN,
    },
    "tasks": {
        "document": "str",
        "id": "str",
        "origin": "str",
        "path": "list",
        "task_group": "str",
        "number": "str",
        "text": "str",
        "action": "str",
        "leads": "list",
        "cooperators": "list",
        "reports_to": "list",
        "deadline": "str",
        "deadline_kind": "str",
        "start_on": "date",
        "due_on": "date",
        "rrule": "str",
        "outputs": "list",
        "parent": "str",
        "linked": "list",
        "missing": "list",
        "needs_review": "bool",
        "confidence": "float",
        **_SPAN,
    },
    "actors": {
        "document": "str",
        "task": "str",
        "role": "str",
        "text": "str",
        "name": "str",
        "actor_id": "str",
        "kind": "str",
        **_SPAN,
    },
}


def rows_of(table: str, key: str, plan: Plan) -> Iterator[Row]:
    """The rows that one plan (as JSON data) gives for ``table``, in document order, each with all
    its columns.
    """
    for row in _ROWS[table](plan):
        yield {"document": key} | {
            column: row.get(column) for column in TABLES[table] if column != "document"
        }


def _documents(plan: Plan) -> Iterator[Row]:
    head, source = plan["document"], plan["source"]
    yield {
        **{k: source[k] for k in ("filename", "sha256", "media_type", "pages", "coverage", "text")},
        **{k: head[k] for k in ("number", "symbol", "number_symbol", "place", "title", "is_draft")},
        "doc_type": (head["doc_type"] or {}).get("code"),
        "issued_on": _day(head["issued_on"]),
        "effective_on": _day(head["effective"]["date"]),
        "issuer": _name(head["issuer"]),
        "issuer_id": (head["issuer"] or {}).get("actor_id"),
        "signers": [s["name"] for s in head["signers"] if s["name"]],
        "diagnostics": [d["code"] for d in plan["diagnostics"]],
        "extra": plan.get("extra"),
    }


def _bases(plan: Plan) -> Iterator[Row]:
    for i, b in enumerate(plan["legal_bases"], 1):
        cited = b["citations"]
        numbers = [c["number_symbol"] for c in cited if c["number_symbol"]]
        titles = [c["title"] for c in cited if c["title"]]
        yield {
            "ordinal": i,
            "kind": b["kind"],
            "text": b["text"],
            "number_symbols": numbers,
            "titles": titles,
            **_span(b),
        }


def _parts(plan: Plan) -> Iterator[tuple[str, Plan]]:
    yield "document", plan
    for part in (*plan["attachments"], *plan["appendices"]):
        yield part["id"], part


def _articles(plan: Plan) -> Iterator[Row]:
    for part, holder in _parts(plan):
        for a in holder.get("articles", ()):
            yield {"part": part, **a, "clauses": len(a["clauses"]), **_span(a)}


def _sections(plan: Plan) -> Iterator[Row]:
    for part, holder in _parts(plan):
        for s in _flat(holder["sections"]):
            yield {"part": part, **s, **_span(s)}


def _flat(sections: Iterable[Row]) -> Iterator[Row]:
    for s in sections:
        yield s
        yield from _flat(s["children"])


def _tasks(plan: Plan) -> Iterator[Row]:
    for t in plan["tasks"]:
        d = t["deadline"]
        actors = {role: [a["text"] for a in t[role]] for role in _ROLES}
        when = {
            "deadline": d["text"],
            "deadline_kind": d["kind"],
            "start_on": _day(d["start"]),
            "due_on": _day(d["due"]),
            "rrule": d["rrule"],
        }
        yield {
            **t,
            **actors,
            **when,
            "outputs": [o["text"] for o in t["outputs"]],
            "task_group": t["group"],
            **_span(t),
        }


_ROLES = ("leads", "cooperators", "reports_to")


def _actors(plan: Plan) -> Iterator[Row]:
    for t in plan["tasks"]:
        for role in _ROLES:
            for a in t[role]:
                yield {"task": t["id"], "role": role, **a, **_span(a)}


def _span(fact: Row) -> Row:
    return {"span_start": fact["span"]["start"], "span_end": fact["span"]["end"]}


def _name(actor: Row | None) -> str | None:
    return (actor["name"] or actor["text"]) if actor else None


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


_ROWS: dict[str, Callable[[Plan], Iterator[Row]]] = {
    "documents": _documents,
    "bases": _bases,
    "articles": _articles,
    "sections": _sections,
    "tasks": _tasks,
    "actors": _actors,
}
