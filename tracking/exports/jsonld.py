"""A decision as JSON-LD in the words of schema.org: Legislation, what it rests on and changes, its
parts and tasks.

Terms: schema.org/Legislation (ELI); https://schema.org/legislationType and the like. Values are as
written.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date

from vanban.schemas import ActorRef, Citation, Plan, Task
from vanban.tracking.exports.akn.names import document_urn
from vanban.tracking.exports.words import clean

Values = dict[str, object]
# schema.org's own words for what one document does to another
_RELATIONS = {
    "basis": "isBasedOn",
    "amends": "legislationChanges",
    "replaces": "legislationRepeals",
    "repeals": "legislationRepeals",
    "guides": "legislationApplies",
    "amended_by": "subjectOf",
    "refers": "citation",
    "repeats": "citation",
}


def json_ld(plan: Plan) -> Values:
    """The graph as plain values; what the text does not say is left out."""
    header = plan.document
    urn = document_urn(header)
    issuer = _organization(header.issuer)
    graph: Values = {
        "@context": {"@vocab": "https://schema.org/"},
        "@type": "Legislation",
        "@id": urn,
        "inLanguage": "vi",
        "legislationJurisdiction": {"@type": "Country", "name": "Việt Nam", "identifier": "VN"},
        "legislationIdentifier": header.number_symbol,
        "identifier": header.number_symbol,
        "legislationType": header.doc_type.name if header.doc_type else None,
        "name": header.title,
        "legislationDate": _iso(header.issued_on),
        "datePublished": _iso(header.issued_on),
        "legislationDateOfApplicability": _iso(header.effective.date),
        "legislationPassedBy": issuer,
        "legislationResponsible": issuer,
        "author": [_person(s.name, s.position) for s in header.signers if s.name],
        "locationCreated": {"@type": "Place", "name": header.place} if header.place else None,
        "creativeWorkStatus": "Draft" if header.is_draft else None,
        "hasPart": [*_articles(plan, urn), *_attached(plan, urn)],
        "potentialAction": [_action(task, urn) for task in plan.tasks],
    }
    for name, cited in _cited(plan).items():
        graph[name] = cited
    return _told(graph)


def json_ld_text(plan: Plan) -> str:
    """``json_ld`` as JSON."""
    return json.dumps(json_ld(plan), ensure_ascii=False, indent=1) + "\n"


def _iso(value: date | None) -> str | None:
    return value.isoformat() if value else None


def _organization(actor: ActorRef | None) -> Values | None:
    if actor is None:
        return None
    kind = {"person": "Person"}.get(actor.kind, "GovernmentOrganization")
    return {
        "@type": kind,
        "name": actor.name or " ".join(actor.text.split()),
        "identifier": actor.actor_id,
    }


def _person(name: str | None, position: str | None) -> Values:
    return {"@type": "Person", "name": name, "jobTitle": position}


def _articles(plan: Plan, urn: str) -> Iterable[Values]:
    for article in plan.articles:
        yield {
            "@type": "Legislation",
            "@id": f"{urn}~{article.id}",
            "legislationIdentifier": f"Điều {article.number}",
            "name": article.heading,
            "text": article.text,
        }


def _attached(plan: Plan, urn: str) -> Iterable[Values]:
    for part in plan.attachments:
        yield {
            "@type": "CreativeWork",
            "@id": f"{urn}~{part.id}",
            "additionalType": part.type.name,
            "name": part.title,
        }
    for appendix in plan.appendices:
        yield {
            "@type": "CreativeWork",
            "@id": f"{urn}~{appendix.id}",
            "alternateName": appendix.label,
            "name": appendix.title,
        }


def _action(task: Task, urn: str) -> Values:
    return {
        "@type": "Action",
        "@id": f"{urn}~nhiem-vu-{task.id}",
        "identifier": task.id,
        "description": task.text,
        "agent": [_organization(a) for a in task.leads],
        "participant": [_organization(a) for a in task.cooperators],
        "recipient": [_organization(a) for a in task.reports_to],
        "startTime": _iso(task.deadline.start),
        "endTime": _iso(task.deadline.due),
        "result": [{"@type": "CreativeWork", "name": o.text} for o in task.outputs],
    }


def _cited(plan: Plan) -> dict[str, list[Values]]:
    """Documents cited, under schema.org's word for the relation, each once."""
    found: dict[str, dict[str, Values]] = {}
    bases = [c for basis in plan.legal_bases for c in basis.citations]
    others = [c for part in plan.articles for c in part.citations] + [
        c for part in plan.attachments for c in part.citations
    ]
    for citation in (*bases, *others):
        name = _RELATIONS.get(citation.relation)
        if name:
            node = _legislation(citation)
            found.setdefault(name, {}).setdefault(str(node["@id"]), node)
    return {name: list(nodes.values()) for name, nodes in found.items()}


def _legislation(cited: Citation) -> Values:
    return {
        "@type": "Legislation",
        "@id": document_urn(cited),
        "legislationIdentifier": cited.number_symbol,
        "name": cited.title or cited.text,
        "legislationType": cited.doc_type.name if cited.doc_type else None,
        "legislationDate": _iso(cited.issued_on),
        "legislationPassedBy": _organization(cited.issuer),
    }


def _told(values: Values) -> Values:
    """Without nulls and empty lists, and without characters that no program wants."""
    return {k: _value(v) for k, v in values.items() if v is not None and v != []}


def _value(value: object) -> object:
    if isinstance(value, dict):
        return _told(value)
    if isinstance(value, list):
        return [_value(v) for v in value]
    return clean(value) if isinstance(value, str) else value
