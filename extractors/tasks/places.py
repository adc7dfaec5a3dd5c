"""Where things stand: structural addresses, and what stands above a table."""

from __future__ import annotations

from collections.abc import Mapping

from vanban.extractors.context import Context
from vanban.extractors.outline.model import Node, Outline, Unit
from vanban.extractors.tasks.actors import Actors, named_by_heading
from vanban.extractors.tasks.draft import Address
from vanban.extractors.tasks.from_tables import Place
from vanban.extractors.tasks.units import LeftOut, heading_of

_UNIT_WORDS = {
    Unit.PHAN: "Phần",
    Unit.CHUONG: "Chương",
    Unit.MUC: "Mục",
    Unit.TIEU_MUC: "Tiểu mục",
    Unit.DIEU: "Điều",
}


def label_of(node: Node) -> str:
    """How an address names a unit: "Điều 2", "Chương I", "3"."""
    word = _UNIT_WORDS.get(node.unit)
    return f"{word} {node.label}" if word else node.label


def part_address(outline: Outline, index: int) -> Address:
    """("PL", "II") for Phụ lục II; () for the document itself and for its only attachment; ("KH
    2",) for a second one.
    """
    part = outline.parts[index]
    if part.kind == "appendix":
        label = (
            (part.label or "").split()[-1:] if part.label and len(part.label.split()) > 2 else []
        )
        return ("PL", *label)
    if part.kind == "document":
        return ()
    before = [p for p in outline.parts[:index] if p.kind == "attachment"]
    return (f"{part.type.code if part.type else 'VB'} {len(before) + 1}",) if before else ()


def table_places(outline: Outline, context: Context, left_out: LeftOut) -> Mapping[int, Place]:
    """Where each table stands."""
    out: dict[int, Place] = {}
    for index, part in enumerate(outline.parts):
        address = part_address(outline, index)
        for table in part.tables:
            out[table] = Place(address)
        for node in part.nodes if part.tables else ():
            _place(outline, node, address, (), context, left_out, out)
    return out


def _place(
    outline: Outline,
    node: Node,
    address: Address,
    leads: Actors,
    context: Context,
    left_out: LeftOut,
    out: dict[int, Place],
) -> None:
    if not any(n.tables for n in node.walk()):
        return
    address = (*address, label_of(node))
    heading = heading_of(node, outline.source.text, left_out)
    leads = named_by_heading(outline.words(heading), context, offset=heading.start) or leads
    for table in node.tables:
        out[table] = Place(address, leads)
    for child in node.children:
        _place(outline, child, address, leads, context, left_out, out)
