"""Letters of symbol fonts as Unicode."""

from __future__ import annotations

import re
from functools import cache

from vanban.extractors.language.data import rows

_FAMILIES = frozenset(("wingdings 2", "wingdings 3", "wingdings", "symbol", "webdings"))
_PRIVATE = re.compile("[\uf020-\uf0ff]")


@cache
def _table() -> dict[tuple[str, int], str]:
    return {
        (row["font"], int(row["code"], 16)): row["sign"]
        for row in rows("vanban.pipeline.readers.docx", "symbols.tsv")
    }


def symbols(font: str | None, text: str) -> str:
    """What ``text`` shows in ``font``, letter by letter."""
    if (font or "").lower() not in _FAMILIES and not _PRIVATE.search(text):
        return text
    return "".join(symbol(font, letter) for letter in text)


def symbol(font: str | None, letter: str) -> str:
    """What ``letter`` shows in ``font``: only the private-use letters F020..F0FF and those of known
    symbol fonts change.

    A sign that no table knows becomes the replacement character: something stood there.
    """
    family = (font or "").lower()
    known = family if family in _FAMILIES else None
    code = ord(letter)
    private = 0xF020 <= code <= 0xF0FF
    if not private and (known is None or code > 0xFF):
        return letter
    low = code & 0xFF
    if known is not None:
        found = _table().get((known, low))
        return found or (chr(low) if known == "symbol" and low < 0x7F else "\ufffd")
    return _table().get(("symbol", low)) or _table().get(("wingdings", low)) or "\ufffd"
