"""Metadata of an outgoing document: the fields of NĐ 30/2020, Phụ lục VI, Phần II, with their
names, types and lengths (domain brief 6.4), as XML and as plain values.

The printed decree spells two names with an l for an I (``Organld``, ``Signerlnfo``); ``aliases``
gives those for systems
that were built from the print. What the text does not say (mã hồ sơ, số lượng bản …) is left out,
never invented.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from lxml import etree

from vanban.schemas import Header, Plan
from vanban.tracking.exports.words import clean

PRINTED = {"OrganId": "Organld", "SignerInfo": "Signerlnfo"}
LENGTHS = {
    "OrganId": 13,
    "FileCatalog": 4,
    "FileNotation": 20,
    "DocOrdinal": 3,
    "TypeName": 100,
    "CodeNumber": 11,
    "CodeNotation": 30,
    "IssuedDate": 10,
    "OrganName": 200,
    "Subject": 500,
    "Language": 30,
    "PageAmount": 3,
    "Description": 500,
    "Position": 100,
    "FullName": 50,
    "Priority": 1,
    "IssuedAmount": 3,
    "DueDate": 10,
}
Spelling = Literal["corrected", "printed"]
Field = tuple[str, str | tuple[tuple[str, str], ...]]
"""A name and its value, or its fields."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """Fields in the order of the decree: name and value, or name and fields. ``cut``: names of
    values that were too long.
    """

    fields: tuple[Field, ...]
    cut: tuple[str, ...]


def metadata(plan: Plan, *, organ_id: str | None = None) -> Metadata:
    """What ``plan`` says of its document. ``organ_id``: mã định danh of the issuing body (QĐ
    20/2020/QĐ-TTg), if known.
    """
    header = plan.document
    cut: list[str] = []

    def value(name: str, words: str | None) -> list[tuple[str, str]]:
        if not words:
            return []
        if len(words) > LENGTHS[name]:
            cut.append(name)
        return [(name, words[: LENGTHS[name]].rstrip())]

    fields: list[Field] = []
    file_code = [
        *value("OrganId", organ_id),
        *value("FileCatalog", str(header.issued_on.year) if header.issued_on else None),
    ]
    if organ_id:
        fields.append(("FileCode", tuple(file_code)))
    fields += value("TypeName", header.doc_type.name if header.doc_type else None)
    fields += value("CodeNumber", header.number) + value("CodeNotation", header.symbol)
    fields += value("IssuedDate", f"{header.issued_on:%d/%m/%Y}" if header.issued_on else None)
    fields += value(
        "OrganName", (header.issuer.name or header.issuer.text) if header.issuer else None
    )
    fields += value("Subject", header.title) + value("Language", "Tiếng Việt")
    fields += value("PageAmount", str(plan.source.pages) if plan.source.pages else None)
    for signer in header.signers:
        signed = (*value("Position", signer.position), *value("FullName", signer.name))
        fields += [("SignerInfo", signed)] if signed else []
    for recipient in header.recipients:
        fields.append(("To", tuple(value("OrganName", recipient.text))))
    return Metadata(tuple(fields), tuple(cut))


def metadata_xml(
    plan: Plan, *, organ_id: str | None = None, spelling: Spelling = "corrected"
) -> bytes:
    """The fields as XML; ``spelling`` 'printed' uses the names as the decree prints them."""
    root = etree.Element("Document")
    _write(root, metadata(plan, organ_id=organ_id).fields, PRINTED if spelling == "printed" else {})
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def _write(into: etree._Element, fields: Sequence[Field], names: dict[str, str]) -> None:
    for name, value in fields:
        made = etree.SubElement(into, names.get(name, name))
        if isinstance(value, tuple):
            _write(made, value, names)
        else:
            made.text = clean(value)


def document_id(header: Header, organ_id: str) -> str | None:
    """Identity in exchange (edXML, QCVN 102:2016): 'OrganId,yyyy/MM/dd,number/symbol'; None for a
    draft.
    """
    if not header.number_symbol or not header.issued_on:
        return None
    return f"{organ_id},{header.issued_on:%Y/%m/%d},{header.number_symbol}"
