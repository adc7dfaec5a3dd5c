"""The citation graph: what rests on what, what changes what. As JSON (node-link) and as GraphML."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree as ET

from sqlalchemy import text

from vanban.tracking.store.store import Store


@dataclass(frozen=True, slots=True)
class Node:
    """A document: of the store (``document_id``), or only named by others."""

    id: str
    label: str
    document_id: int | None
    title: str | None
    issued_on: str | None


@dataclass(frozen=True, slots=True)
class Edge:
    """``source`` names ``target``, ``count`` times with this ``relation``."""

    source: str
    target: str
    relation: str
    count: int


@dataclass(frozen=True, slots=True)
class Graph:
    """Documents and citations between them."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


_DOCUMENTS = "SELECT id, number_symbol, title, issued_on FROM documents ORDER BY id"
_EDGES = """
SELECT document_id, cited_document_id, cited, cited_title, cited_on, relation, count(*)
FROM v_citations
WHERE relation NOT IN ('self', 'issued_with') GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY 1, 2, 3, 4, 5, 6
"""


def citation_graph(store: Store) -> Graph:
    """The graph of all documents of the store and of those that they name."""
    nodes: dict[str, Node] = {}
    edges: dict[tuple[str, str, str], int] = {}
    with store.reading() as connection:
        for id_, symbol, title, issued_on in connection.execute(text(_DOCUMENTS)):
            nodes[f"d{id_}"] = Node(
                f"d{id_}",
                symbol or title or f"văn bản {id_}",
                id_,
                title,
                str(issued_on) if issued_on else None,
            )
        for source, target, symbol, title, on, relation, n in connection.execute(text(_EDGES)):
            key = (
                f"d{target}" if target else _outside(nodes, symbol, title, str(on) if on else None)
            )
            if key and key != f"d{source}":
                edge = (f"d{source}", key, relation)
                edges[edge] = edges.get(edge, 0) + n
    return Graph(tuple(nodes.values()), tuple(Edge(*edge, n) for edge, n in edges.items()))


def _outside(
    nodes: dict[str, Node], symbol: str | None, title: str | None, on: str | None
) -> str | None:
    label = symbol or title
    if not label:
        return None
    key = (
        f"x:{label}"
        if symbol and "/" in symbol and symbol.count("/") > 1
        else f"x:{label}|{(on or '')[:4]}"
    )
    nodes.setdefault(key, Node(key, label, None, title, on))
    return key


def as_json(graph: Graph) -> dict[str, Any]:
    """Node-link form, as networkx and D3 read it."""
    return {
        "directed": True,
        "multigraph": True,
        "nodes": [
            {
                "id": n.id,
                "label": n.label,
                "document_id": n.document_id,
                "title": n.title,
                "issued_on": n.issued_on,
            }
            for n in graph.nodes
        ],
        "links": [
            {"source": e.source, "target": e.target, "relation": e.relation, "count": e.count}
            for e in graph.edges
        ],
    }


_KEYS = (
    ("label", "node", "string"),
    ("document_id", "node", "long"),
    ("title", "node", "string"),
    ("issued_on", "node", "string"),
    ("relation", "edge", "string"),
    ("count", "edge", "int"),
)


def as_graphml(graph: Graph) -> str:
    """GraphML 1.0, as Gephi, yEd and networkx read it."""
    root = ET.Element("graphml", xmlns="http://graphml.graphdrawing.org/xmlns")
    for name, kind, type_ in _KEYS:
        ET.SubElement(root, "key", {"id": name, "for": kind, "attr.name": name, "attr.type": type_})
    body = ET.SubElement(root, "graph", edgedefault="directed")
    for node in graph.nodes:
        element = ET.SubElement(body, "node", id=node.id)
        _data(
            element,
            label=node.label,
            document_id=node.document_id,
            title=node.title,
            issued_on=node.issued_on,
        )
    for n, edge in enumerate(graph.edges):
        element = ET.SubElement(body, "edge", id=f"e{n}", source=edge.source, target=edge.target)
        _data(element, relation=edge.relation, count=edge.count)
    ET.indent(root)
    return ET.tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def _data(element: ET.Element, **values: Any) -> None:
    for name, value in values.items():
        if value is not None:
            ET.SubElement(element, "data", key=name).text = "".join(
                c for c in str(value) if c.isprintable()
            )
