"""Small made documents, whole: what ``made/expected.toml`` says of each is what its plan holds."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from vanban.extractors.plan import plan_of
from vanban.pipeline.options import Options
from vanban.pipeline.reading import read
from vanban.schemas import ActorRef, Plan, Task

MADE = Path(__file__).parent / "made"
EXPECTED = tomllib.loads((MADE / "expected.toml").read_text("utf-8"))


def _plan(name: str) -> Plan:
    file = MADE / name
    return plan_of(read(file.read_bytes(), Options(filename=file.name)))


def _named(actor: ActorRef | None) -> str:
    return (actor.name or actor.text) if actor else ""


def _row(task: Task) -> str:
    """A task as one line: address | leads | co-operators | due day or rule."""
    actors = ("; ".join(a.text for a in who) for who in (task.leads, task.cooperators))
    said = task.deadline
    when = said.rrule or (said.due.isoformat() if said.due else "")
    return " | ".join(["/".join(task.path), *actors, when]).rstrip()


def _shown(plan: Plan) -> dict[str, Any]:
    """The parts of a plan that a case may speak of."""
    h = plan.document
    return {
        "title": h.title or "",
        "authority": h.authority or "",
        "issuer": _named(h.issuer),
        "parent": _named(h.parent_body),
        "issued_on": h.issued_on.isoformat() if h.issued_on else "",
        "is_draft": h.is_draft,
        "signers": [s.name for s in h.signers],
        "effective": h.effective.rule or "",
        "bases": [b.kind for b in plan.legal_bases],
        "cited": [c.number_symbol or c.title for b in plan.legal_bases for c in b.citations],
        "articles": [a.number for a in plan.articles],
        "attachments": [a.title for a in plan.attachments],
        "appendices": [f"{a.label} | {a.title}" for a in plan.appendices],
        "tasks": [_row(t) for t in plan.tasks],
        "codes": sorted({d.code for d in plan.diagnostics}),
    }


@pytest.mark.parametrize("name", EXPECTED)
def test_made_document(name: str) -> None:
    shown, expected = _shown(_plan(name)), dict(EXPECTED[name])
    codes = expected.pop("codes", [])
    assert {field: shown[field] for field in expected} == expected
    assert set(codes) <= set(shown["codes"])
