"""The zip of an office file: its members within limits, its parts as XML, its relationships. No
external target is ever followed.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from vanban.pipeline.errors import DamagedFile, EncryptedFile, LimitExceeded
from vanban.pipeline.options import Limits

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", _R[1:-1].encode()),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/math",
        b"http://schemas.openxmlformats.org/officeDocument/2006/math",
    ),
)
_DOCTYPE = "tệp DOCX có khai báo DOCTYPE, không được phép"
_DOCTYPES = tuple("<!DOCTYPE".encode(e) for e in ("utf-8", "utf-16-le", "utf-16-be"))
_BREAKS = re.compile(rb":[bc]r[\s/>]")
_RATIO_FROM = 2**20
_ENCRYPTED_BIT = 0x1
_REL_ID = f"{_R}id"


@dataclass(frozen=True, slots=True)
class Relation:
    """Where a relationship leads: ``kind`` is the last word of its type, ``part`` the member's
    name.
    """

    id: str
    kind: str
    part: str


class Package:
    """The members of a DOCX, or of the other zip that ``kind`` names.

    Raises ``DamagedFile`` (no zip, cut off, broken XML), ``EncryptedFile``, and
    ``LimitExceeded`` (members, size, ratio, depth).
    """

    def __init__(self, data: bytes, limits: Limits, kind: str = "DOCX") -> None:
        self.limits = limits
        self._kind = kind
        self._elements = 0
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise DamagedFile(f"tệp {self._kind} bị cắt cụt hoặc hỏng") from error
        self._check()

    def _check(self) -> None:
        members = self._zip.infolist()
        limits = self.limits
        if len(members) > limits.zip_members:
            raise LimitExceeded(f"tệp {self._kind} có hơn {limits.zip_members} thành phần")
        if self.unpacked > limits.unpacked_bytes:
            raise LimitExceeded(
                f"tệp {self._kind} khi giải nén lớn hơn {limits.unpacked_bytes} byte"
            )
        for member in members:
            if member.flag_bits & _ENCRYPTED_BIT:
                raise EncryptedFile(f"tệp {self._kind} có mật khẩu")
            if member.file_size > _RATIO_FROM and member.file_size > limits.zip_ratio * max(
                1, member.compress_size
            ):
                raise LimitExceeded(
                    f"một thành phần của tệp {self._kind} nén quá {limits.zip_ratio} lần"
                )

    @cached_property
    def _names(self) -> frozenset[str]:
        return frozenset(self._zip.namelist())

    def relations(self, part: str) -> Iterator[Relation]:
        """Inner relationships of ``part`` ("" for the package)."""
        folder, name = posixpath.split(part)
        root = self.xml(posixpath.join(folder, "_rels", f"{name}.rels"))
        for element in root if root is not None else ():
            target = element.get("Target")
            if target and element.get("TargetMode") != "External":
                path = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
                yield Relation(
                    element.get("Id", ""), element.get("Type", "").rsplit("/", 1)[-1], path
                )

    @property
    def unpacked(self) -> int:
        """Bytes of all members, as the directory promises them."""
        return sum(member.file_size for member in self._zip.infolist())

    def __contains__(self, part: str) -> bool:
        return part in self._names

    def xml(self, part: str) -> etree._Element | None:
        """The root element of a part; ``None`` if there is no such part."""
        return self._parse(self.markup(part)) if part in self._names else None

    def markup(self, part: str) -> bytes:
        """The XML of a part that is there, in the transitional namespaces, fit to be parsed:
        neither entities nor more elements, cells and breaks of lines than the limits allow.
        """
        data = self._bytes(part)
        if any(mark in data for mark in _DOCTYPES):
            raise DamagedFile(_DOCTYPE)
        for strict, usual in _STRICT:
            data = data.replace(strict, usual)
        self._count_elements(data)
        if data.count(b":tc>") > self.limits.table_cells:  # before a tree of them is built
            raise LimitExceeded(f"bảng có hơn {self.limits.table_cells} ô")
        if len(_BREAKS.findall(data)) > self.limits.lines:
            raise LimitExceeded(f"văn bản có hơn {self.limits.lines} dòng")
        return data

    def _count_elements(self, data: bytes) -> None:
        """Parts count together: 300 headers of a megabyte each take the memory of one of 300."""
        self._elements += data.count(b"<") - data.count(b"</")
        if self._elements > self.limits.xml_elements:
            raise LimitExceeded(f"tệp {self._kind} có hơn {self.limits.xml_elements} phần tử XML")

    def member(self, name: str) -> bytes:
        """The bytes of a member; none if there is no such member."""
        return self._bytes(name) if name in self._names else b""

    def _bytes(self, part: str) -> bytes:
        """Never more than the directory promised: the size was checked there."""
        info = self._zip.getinfo(part)
        try:
            with self._zip.open(info) as member:
                return member.read(info.file_size)
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            OSError,
            NotImplementedError,
            RuntimeError,
            ValueError,
        ) as error:
            raise DamagedFile(f"tệp {self._kind} bị cắt cụt hoặc hỏng") from error

    def _parse(self, data: bytes) -> etree._Element:
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            root = etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            raise broken(error, self.limits) from error
        return without_doctype(root)


def broken(error: etree.XMLSyntaxError, limits: Limits) -> DamagedFile | LimitExceeded:
    """What a parser's complaint means for whoever sent the file."""
    if "depth" in str(error).lower():
        return LimitExceeded(f"các thẻ lồng nhau quá {limits.xml_depth} tầng")
    return DamagedFile("phần XML trong tệp DOCX bị hỏng")


def without_doctype(root: etree._Element) -> etree._Element:
    """``root``; ``DamagedFile`` where it has a DOCTYPE, in an encoding that its bytes did
    not show.
    """
    if root.getroottree().docinfo.internalDTD is not None:
        raise DamagedFile(_DOCTYPE)
    return root


def val(element: etree._Element | None, name: str = "val") -> str | None:
    """The attribute ``w:name`` of ``element``; ``None`` without element or attribute."""
    return None if element is None else element.get(f"{W}{name}")


def number(element: etree._Element | None, name: str = "val") -> int | None:
    """An attribute as a whole number; ``None`` where it is none. Some programs write '720.0'."""
    raw = val(element, name)
    try:
        return None if raw is None else int(float(raw))
    except (ValueError, OverflowError):
        return None


def switch(element: etree._Element | None) -> bool | None:
    """An on/off property: on if the element stands there without a value; ``None`` without
    element.
    """
    if element is None:
        return None
    return (val(element) or "true").lower() not in ("0", "false", "off", "none")


def rel_id(element: etree._Element) -> str:
    """The relationship that ``element`` names."""
    return element.get(_REL_ID, "")
