"""Words of documents that do nothing to the terminal that shows them."""

from __future__ import annotations

import re

_DOES_SOMETHING = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Controls of ASCII and Latin-1 but line feed and tab, and those that turn the direction of text.
"""
_PICTURES, _DELETE = 0x2400, "\N{SYMBOL FOR DELETE}"
"""Unicode draws each control of ASCII: U+241B is a small ESC."""
_OTHER = "\N{REPLACEMENT CHARACTER}"


def neutral(text: str) -> str:
    """``text`` with a picture in the place of each character that a terminal obeys.

    A file name or a sentence can carry escape sequences that colour, hide, retitle or answer.
    JSON stays JSON: nothing is put in that it would have to escape.
    """
    return _DOES_SOMETHING.sub(_picture, text)


def _picture(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code == 0x7F:
        return _DELETE
    return chr(_PICTURES + code) if code < 0x20 else _OTHER
