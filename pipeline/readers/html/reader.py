"""HTML to ``Source``: saved pages of law portals and clean fragments. Nothing is ever fetched."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from vanban.pipeline.errors import DamagedFile, EmptyInput, LimitExceeded
from vanban.pipeline.legacy.reading import by_words
from vanban.pipeline.legacy.spaced import close_up
from vanban.pipeline.legacy.spaces import put_back
from vanban.pipeline.options import Limits
from vanban.pipeline.readers.builder import SourceBuilder
from vanban.pipeline.readers.draft import STRUCK, Draft, emit
from vanban.pipeline.readers.draft_columns import split_tabbed
from vanban.pipeline.readers.draft_legacy import rewrite
from vanban.pipeline.readers.encoding import decode
from vanban.pipeline.readers.html.blocks import Walker, has_struck
from vanban.pipeline.readers.html.main import document_part
from vanban.pipeline.readers.html.stylesheet import inline_sheets
from vanban.pipeline.readers.portal import without_page
from vanban.pipeline.readers.sniff import HTML
from vanban.schemas import Diagnostic, Source

_READER = "html/1"
_TAG = re.compile(r"<[A-Za-z][^<>]*+")
_QUOTED = re.compile(r"\"[^\"]*+\"|'[^']*+'")
_DECLARATION = re.compile(r"\A\s*<\?xml[^>]{0,300}>")


def read_html(data: bytes, *, filename: str, limits: Limits) -> Source:
    """The document in an HTML page or fragment.

    Raises ``LimitExceeded`` (attributes, depth, cells, characters), ``DamagedFile`` (no markup can
    be made out), ``EmptyInput`` (no words).
    """
    root = _parse(data, limits)
    check_depth(root, limits)
    inline_sheets(root)
    part, outside = document_part(root)
    builder = SourceBuilder(limits)
    if has_struck(part):
        builder.note(STRUCK)
    items = rewrite(Walker(limits).items(part), by_words, close_up, put_back)
    emit(split_tabbed(without_page(items)), builder)
    if outside:
        message = (
            f"Trang web có {outside} ký tự nằm ngoài văn bản (trình đơn, liên kết, quảng cáo); "
            "đã bỏ qua."
        )
        builder.note(Diagnostic(code="page-clutter", severity="info", message=message))
    source = builder.build(data, filename=filename, media_type=HTML, reader=_READER)
    if not source.text:
        raise EmptyInput("trang HTML không có chữ nào")
    return source


def html_draft(data: bytes, limits: Limits) -> Draft:
    """What stands in a page that is part of another file: all of it is the document. Raises as
    ``read_html`` does.
    """
    root = _parse(data, limits)
    check_depth(root, limits)
    inline_sheets(root)
    notes = (STRUCK,) if has_struck(root) else ()
    return Draft(rewrite(Walker(limits).items(root), by_words, close_up, put_back), notes)


def _parse(data: bytes, limits: Limits) -> etree._Element:
    text = _DECLARATION.sub("", decode(data)[0].replace("\x00", ""), count=1)
    _check_attributes(text, limits)
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True
    )
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise DamagedFile("không đọc được trang HTML") from error
    if root is None:
        raise EmptyInput("trang HTML không có chữ nào")
    return root


def _check_attributes(text: str, limits: Limits) -> None:
    """Raises ``LimitExceeded`` if a tag has more attributes than the limit: the parser compares
    each with all before it.
    """
    for tag in _TAG.finditer(text):
        words = tag.group()
        if (
            len(words) > limits.attributes
            and len(_QUOTED.sub("", words).split()) > limits.attributes
        ):
            raise LimitExceeded(f"một thẻ có hơn {limits.attributes} thuộc tính")


def check_depth(root: etree._Element, limits: Limits) -> None:
    """Raises ``LimitExceeded`` if elements are nested deeper than the limit."""
    if any(depth > limits.xml_depth for depth in _depths(root)):
        raise LimitExceeded(f"các thẻ lồng nhau quá {limits.xml_depth} tầng")


def _depths(root: etree._Element) -> Iterator[int]:
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        yield depth
