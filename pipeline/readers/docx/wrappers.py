"""Elements of a DOCX part that only wrap others: content controls, custom XML, tracked
insertions.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from vanban.pipeline.readers.docx.package import W
from vanban.pipeline.readers.docx.runs import MC, chosen

_WRAPPERS = frozenset(f"{W}{n}" for n in ("customXml", "smartTag", "ins", "moveTo", "sdtContent"))


def unwrap(element: etree._Element) -> Iterator[etree._Element]:
    """Children of ``element``, with content controls, custom XML, insertions and alternate content
    opened.
    """
    for child in element:
        if child.tag == f"{W}sdt":
            yield from unwrap_control(child)
        elif child.tag in _WRAPPERS:
            yield from unwrap(child)
        elif child.tag == f"{MC}AlternateContent":
            yield from unwrap(chosen(child))
        else:
            yield child


def unwrap_control(sdt: etree._Element) -> Iterator[etree._Element]:
    """What a block-level content control holds."""
    for content in sdt.iterfind(f"{W}sdtContent"):
        yield from unwrap(content)
