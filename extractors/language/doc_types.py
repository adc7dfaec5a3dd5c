"""The registry of document types: codes as the symbol shows them, names as the heading shows them.

Data: ``doc_types.tsv`` (NĐ 30/2020/NĐ-CP, Phụ lục III, mục I; Luật 64/2025/QH15, Điều 4; Party
rules). A code may stand on several rows: its first row is its plain name, the others are longer
headings of the same type.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from vanban.extractors.language.data import rows
from vanban.extractors.language.folding import key
from vanban.schemas import DocType


def _rows() -> tuple[Mapping[str, str], ...]:
    return rows("vanban.extractors.language", "doc_types.tsv")


@cache
def _codes() -> Mapping[str, DocType]:
    found: dict[str, DocType] = {}
    for row in _rows():
        found.setdefault(row["code"], DocType(code=row["code"], name=row["name"]))
    return found


@cache
def _names() -> Mapping[str, DocType]:
    found: dict[str, DocType] = {}
    for row in _rows():
        for name in (row["name"], *filter(None, row["also"].split("; "))):
            found.setdefault(key(name), _codes()[row["code"]])
    return found


def by_code(code: str) -> DocType | None:
    """The type with this code; case and stroke carry meaning (QyĐ is not QĐ, ĐA is not DA)."""
    return _codes().get(code)


def by_symbol(symbol: str) -> DocType | None:
    """The type that a symbol opens with: "QĐ-UBND", "QĐ/TW"."""
    return by_code(re.split(r"[-/]", symbol)[0])


def by_name(name: str) -> DocType | None:
    """The type with exactly this name; case, tone placement and spaces do not matter ("KẾ HOẠCH",
    "kế hoạch").
    """
    return _names().get(key(name))


@cache
def names() -> tuple[str, ...]:
    """All names as written in the registry, longest first, for building patterns."""
    return tuple(sorted((row["name"] for row in _rows()), key=lambda n: (-len(n), n)))


@cache
def names_issued() -> tuple[str, ...]:
    """The names of the types that a decision issues as its attachment."""
    return tuple(dict.fromkeys(row["name"] for row in _rows() if row["issued"]))


def codes() -> tuple[str, ...]:
    """All codes, in the order of the registry."""
    return tuple(_codes())


@cache
def issued_with_documents() -> frozenset[str]:
    """Codes of the types that a decision issues as its attachment: Kế hoạch, Quy chế, Danh mục …"""
    return frozenset(row["code"] for row in _rows() if row["issued"])


def leading(text: str) -> tuple[DocType, str] | None:
    """The type whose name opens ``text`` on a word boundary, and the rest as written; ``None`` when
    no name does.

    "KẾ HOẠCH Triển khai …" gives (Kế hoạch, "Triển khai …"). Longest name first.
    """
    words = text.split()
    for length in range(min(len(words), 6), 0, -1):
        found = by_name(" ".join(words[:length]).rstrip(":"))
        if found:
            return found, " ".join(words[length:])
    return None
