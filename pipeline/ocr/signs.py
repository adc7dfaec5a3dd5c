"""Signs and capitals that can be no others: a bracket that nothing opened, the letters of a known
type or short form.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from vanban.extractors.language import doc_types
from vanban.extractors.language.data import rows

_CLOSED = re.compile(r"(?P<word>[A-ZĐ]{3,})\)(?P<after>[,;.]?)")
_SYMBOL = re.compile(
    r"(?P<number>\d{1,4}(?:/\d{4})?[/-])(?P<type>[^\W\d_]{2,4})(?P<rest>[-/][^\W\d_]{2}.*)"
)
_CAPITALS = re.compile(r"(?P<word>[A-ZĐ]{4,})(?P<after>\W*)")
_DOUBTED = 0.8
_ALIKE = ("IT1l", "OQ0C", "DĐO", "UV", "BĐR")
"""Capitals that engines take for one another."""


def signs_mended(texts: Sequence[str], confidence: Sequence[float]) -> list[str]:
    """The words of one text with such signs and letters as they were printed."""
    out = []
    opened = 0
    for text, sure in zip(texts, confidence, strict=True):
        new = text if opened or "(" in text else _CLOSED.sub(r"\g<word>\g<after>", text)
        opened = max(0, opened + text.count("(") - text.count(")"))
        out.append(_type_mended(_short_form_mended(new) if sure < _DOUBTED else new))
    return out


def _type_mended(text: str) -> str:
    """The type in a number and symbol ("191/TIr-SXD"), where one type alone fits."""
    match = _SYMBOL.fullmatch(text)
    if not match or match["type"] in _types():
        return text
    meant = _only(match["type"], _types())
    return match["number"] + meant + match["rest"] if meant else text


def _short_form_mended(text: str) -> str:
    match = _CAPITALS.fullmatch(text)
    if not match or match["word"] in _short_forms():
        return text
    meant = _only(match["word"], _short_forms())
    return meant + match["after"] if meant else text


def _only(read: str, known: Iterable[str]) -> str | None:
    """The one known form that differs from ``read`` in one letter, and that in one it is
    taken for.
    """
    found = [form for form in known if len(form) == len(read) and _one_alike(read, form)]
    return found[0] if len(found) == 1 else None


def _one_alike(read: str, form: str) -> bool:
    off = [(a, b) for a, b in zip(read, form, strict=True) if a != b]
    return len(off) == 1 and any(off[0][0] in group and off[0][1] in group for group in _ALIKE)


@cache
def _types() -> frozenset[str]:
    return frozenset(doc_types.codes())


@cache
def _short_forms() -> frozenset[str]:
    """Short forms in capitals, from the list of the extractors."""
    listed = rows("vanban.extractors.actors", "expansions.tsv")
    return frozenset(
        word for row in listed for word in row["short"].split() if _CAPITALS.fullmatch(word)
    )
