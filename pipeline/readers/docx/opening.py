"""Opening a DOCX: python-docx gives parts, relationships, styles and numbering.

It is strict where word processors are not, and it reads pictures and settings that hold no words.
So it is handed a package of the parts that are read, each checked against our limits and under the
names that the standard gives it. Thus a content type that is missing or wrong, a relationship to a
part that is not there, two relationships of one id, and the namespaces of strict OOXML are mended
before it opens.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

from docx import Document
from docx.document import Document as DocxDocument
from docx.opc.constants import CONTENT_TYPE, NAMESPACE, RELATIONSHIP_TYPE
from docx.opc.oxml import CT_Relationships, serialize_part_xml
from docx.opc.packuri import CONTENT_TYPES_URI, PACKAGE_URI, PackURI
from docx.opc.part import Part, XmlPart
from docx.oxml.parser import parse_xml
from lxml import etree

from vanban.pipeline.errors import DamagedFile
from vanban.pipeline.options import Limits
from vanban.pipeline.readers.docx.package import Package, Relation, broken, without_doctype

_TYPES = f"{{{NAMESPACE.OPC_CONTENT_TYPES}}}"
_MAIN = PackURI("/word/document.xml")
"""Where the main document stands when the package does not say."""
_OPAQUE = "application/octet-stream"
"""For parts that python-docx is to leave as they are: a document within the document, too."""
_BYTES = frozenset(("package", "aFChunk", "subDocument"))
"""Relationships to files of their own: sheets, and what takes its place in the body."""
_KINDS: dict[str, tuple[str, str]] = {
    "officeDocument": (RELATIONSHIP_TYPE.OFFICE_DOCUMENT, CONTENT_TYPE.WML_DOCUMENT_MAIN),
    "styles": (RELATIONSHIP_TYPE.STYLES, CONTENT_TYPE.WML_STYLES),
    "numbering": (RELATIONSHIP_TYPE.NUMBERING, CONTENT_TYPE.WML_NUMBERING),
    "header": (RELATIONSHIP_TYPE.HEADER, CONTENT_TYPE.WML_HEADER),
    "footer": (RELATIONSHIP_TYPE.FOOTER, CONTENT_TYPE.WML_FOOTER),
    "footnotes": (RELATIONSHIP_TYPE.FOOTNOTES, CONTENT_TYPE.WML_FOOTNOTES),
    "endnotes": (RELATIONSHIP_TYPE.ENDNOTES, CONTENT_TYPE.WML_ENDNOTES),
    "diagramData": (RELATIONSHIP_TYPE.DIAGRAM_DATA, CONTENT_TYPE.DML_DIAGRAM_DATA),
    "package": (RELATIONSHIP_TYPE.PACKAGE, CONTENT_TYPE.SML_SHEET),
    "aFChunk": (RELATIONSHIP_TYPE.A_F_CHUNK, _OPAQUE),
    "subDocument": (f"{NAMESPACE.OFC_RELATIONSHIPS}/subDocument", _OPAQUE),
}
"""The relationships that are followed, by the last word of their type (which strict and
transitional files share): the type and the content type of the standard.
"""
_UNCHECKED = frozenset(_KINDS[kind][1] for kind in _BYTES)
"""Types of parts that are taken as they are."""
_ONCE = frozenset(("styles", "numbering"))
"""A document has one part of these; python-docx refuses a second."""


def open_docx(data: bytes, limits: Limits) -> DocxDocument:
    """The document in a DOCX file, strict or transitional.

    Raises as ``Package`` does, and ``DamagedFile`` without a main document.
    """
    package = _Mended(Package(data, limits))
    package.add_document()
    try:
        document = Document(package.packed())
    except etree.XMLSyntaxError as error:
        raise broken(error, limits) from error
    for part in document.part.package.iter_parts():
        if isinstance(part, XmlPart):
            _cleaned(part.element)
    return document


def related(part: Part, reltype: str) -> list[Part]:
    """The parts that ``part`` has a relationship of this type to, in the order of the file."""
    return [r.target_part for r in part.rels.values() if r.reltype == reltype]


def root_of(part: Part, limits: Limits) -> etree._Element:
    """The root element of a part. Parts that python-docx does not know (notes, diagrams) are parsed
    here; raises as ``open_docx`` does.
    """
    if isinstance(part, XmlPart):
        root: etree._Element = part.element
        return root
    try:
        return _cleaned(parse_xml(part.blob))
    except etree.XMLSyntaxError as error:
        raise broken(error, limits) from error


def _cleaned(root: etree._Element) -> etree._Element:
    """``root`` without remarks of programs, which are nobody's words and stand between them."""
    etree.strip_tags(without_doctype(root), etree.Comment, etree.ProcessingInstruction)
    return root


@dataclass(slots=True)
class _Mended:
    """Collects the members of the package that python-docx opens."""

    package: Package
    _members: dict[str, bytes] = field(default_factory=dict)
    _types: dict[str, str] = field(default_factory=dict)

    def add_document(self) -> None:
        """The main document, what it leads to, and what these lead to: sheets and diagrams within
        headers. Raises ``DamagedFile`` where it is missing.
        """
        main = next(
            (r for r in self.package.relations("") if r.kind == "officeDocument"),
            Relation("rId1", "officeDocument", _MAIN.membername),
        )
        if main.part not in self.package:
            raise DamagedFile("tệp DOCX không có phần văn bản chính")
        self._add(main)
        self._relate(PACKAGE_URI, [main])
        for relation in self._add_related(main):
            self._add_related(relation)

    def packed(self) -> io.BytesIO:
        """The package, not compressed."""
        types = etree.Element(f"{_TYPES}Types")
        for name, content_type in self._types.items():
            etree.SubElement(types, f"{_TYPES}Override", PartName=name, ContentType=content_type)
        self._members[CONTENT_TYPES_URI.membername] = serialize_part_xml(types)
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as archive:
            for name, content in self._members.items():
                archive.writestr(name, content)
        return stream

    def _add(self, relation: Relation) -> None:
        read = self._file if relation.kind in _BYTES else self.package.markup
        self._members[relation.part] = read(relation.part)
        self._types[f"/{relation.part}"] = _KINDS[relation.kind][1]

    def _is_new(self, relation: Relation) -> bool:
        """Not there yet, or there only as a file of its own, which nobody checked as markup."""
        held = self._types.get(f"/{relation.part}")
        return held is None or (held in _UNCHECKED and relation.kind not in _BYTES)

    def _file(self, part: str) -> bytes:
        """A damaged file within does not keep anybody from reading the document; that it is not
        read is said where it stands.
        """
        try:
            return self.package.member(part)
        except DamagedFile:
            return b""

    def _add_related(self, relation: Relation) -> list[Relation]:
        """Adds the parts that one part leads to; gives those that were not there yet."""
        found = list(self._followed(relation.part))
        if found:
            self._relate(PackURI(f"/{relation.part}"), found)
        new = []
        for target in found:
            if self._is_new(target):
                self._add(target)
                new.append(target)
        return new

    def _followed(self, part: str) -> Iterator[Relation]:
        once: set[str] = set()
        for relation in self.package.relations(part):
            known = relation.kind in _KINDS and relation.kind not in once
            if known and relation.part in self.package and not relation.part.endswith(".rels"):
                once.update({relation.kind} & _ONCE)
                yield relation

    def _relate(self, source: PackURI, relations: list[Relation]) -> None:
        root = CT_Relationships.new()
        taken: set[str] = set()
        for n, relation in enumerate(relations):
            ident = f"mended{n}" if relation.id in taken else relation.id
            taken.add(ident)
            root.add_rel(ident, _KINDS[relation.kind][0], f"/{relation.part}")
        self._members[source.rels_uri.membername] = serialize_part_xml(root)
