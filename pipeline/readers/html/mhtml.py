"""MHTML (a web page in one file, .mht, also what Word saves as "single file web page") to
``Source``, through the HTML reader.
"""

from __future__ import annotations

import codecs
import hashlib
from email import message_from_bytes
from email.message import Message
from email.policy import compat32

from vanban.pipeline.errors import DamagedFile, LimitExceeded
from vanban.pipeline.options import Limits
from vanban.pipeline.readers.html.reader import read_html
from vanban.pipeline.readers.sniff import MHTML
from vanban.schemas import Source

_MAX_PARTS = 2_000
_MAX_NESTED = 20
"""Multiparts of a file, one within another: pages have one or two. Each line is compared with the
boundaries of all that are open."""
_NO_CHARSETS = frozenset({"idna", "punycode", "undefined", "unicode_escape", "raw_unicode_escape"})
"""Encodings of Python that no page is written in; punycode takes the square of the length."""


def read_mhtml(data: bytes, *, filename: str, limits: Limits) -> Source:
    """The document in the root part of an MHTML file (RFC 2557).

    Raises ``DamagedFile`` where no HTML part is, ``LimitExceeded`` for parts nested without end,
    and what the HTML reader raises.
    """
    source = read_html(page_of(data), filename=filename, limits=limits)
    made = {
        "sha256": hashlib.sha256(data).hexdigest(),
        "media_type": MHTML,
        "reader": f"mhtml/1+{source.reader}",
    }
    return source.model_copy(update=made)


def page_of(data: bytes) -> bytes:
    """The root part of an MHTML file. Raises ``DamagedFile``, ``LimitExceeded`` as ``read_mhtml``
    does.
    """
    if data.lower().count(b"boundary=") > _MAX_NESTED:
        raise LimitExceeded(f"tệp MHTML có hơn {_MAX_NESTED} nhóm phần lồng nhau")
    page = _root(message_from_bytes(data.lstrip(), policy=compat32))
    if page is None:
        raise DamagedFile("tệp MHTML không có phần HTML")
    return _html(page)


def _root(message: Message) -> Message | None:
    """The first HTML part: the root, unless ``start`` names another."""
    parts = [
        p
        for _, p in zip(range(_MAX_PARTS), message.walk(), strict=False)
        if p.get_content_type() in ("text/html", "application/xhtml+xml")
    ]
    start = message.get_param("start")
    named = (p for p in parts if start and p.get("Content-ID") == start)
    return next(named, parts[0] if parts else None)


def _html(page: Message) -> bytes:
    """The bytes of the page; those in the character set that the part declares as UTF-8 with a
    mark, the others as they are.
    """
    data = page.get_payload(decode=True)
    if not isinstance(data, bytes):
        raise DamagedFile("tệp MHTML không có phần HTML")
    charset = page.get_content_charset()
    try:
        if charset is None or codecs.lookup(charset).name.replace("-", "_") in _NO_CHARSETS:
            return data
        text = data.decode(charset, "replace").removeprefix("\ufeff")
    except (LookupError, ValueError):  # a name with a NUL is no name of anything
        return data
    return codecs.BOM_UTF8 + text.encode("utf-8", "replace")
