"""What a caller knows of a header (a portal's attributes, columns of a data set) and the text lost.

A hint never stands over what the text says: it fills a field that is empty, and the field is named
in ``Header.hinted``, for no words of the text support it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date

from vanban.extractors.language import doc_types
from vanban.schemas import DocType, Header

Hint = tuple[str, str]
"""Field of the header and its value, as the caller wrote it."""

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_WRITTEN = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")


def with_hints(header: Header, hints: Iterable[Hint]) -> Header:
    """The header with the fields that hints could fill.

    Raises ``ValueError`` for a field that takes no hint.
    """
    found: dict[str, object] = {}
    for field, value in hints:
        if field not in FIELDS:
            raise ValueError(field)
        for name, said in FIELDS[field](value.strip()).items():
            if said is not None and getattr(header, name) is None:
                found[name] = said
    if not found:
        return header
    return header.model_copy(update={**found, "hinted": tuple(sorted(found))})


def _day(value: str) -> dict[str, object]:
    return {"issued_on": day(value)}


def day(value: str) -> date | None:
    """ "2026-03-09", "2026-03-09T00:00:00" or "09/03/2026" as a day; None for anything else."""
    if match := _ISO.match(value):
        year, month, number = map(int, match.groups())
    elif match := _WRITTEN.match(value):
        number, month, year = map(int, match.groups())
    else:
        return None
    try:
        return date(year, month, number)
    except ValueError:
        return None


def _number_symbol(value: str) -> dict[str, object]:
    """ "415/QĐ-UBND" has number "415" and symbol "QĐ-UBND"; "95/2017/NĐ-CP" has "95" and
    "NĐ-CP".
    """
    parts = value.split("/")
    if len(parts) < 2:
        return {}
    return {"number_symbol": value, "number": parts[0], "symbol": parts[-1]}


def _doc_type(value: str) -> dict[str, object]:
    found: DocType | None = doc_types.by_code(value) or doc_types.by_name(value)
    return {"doc_type": found}


def _text(field: str) -> Callable[[str], dict[str, object]]:
    return lambda value: {field: value or None}


FIELDS: dict[str, Callable[[str], dict[str, object]]] = {
    "issued_on": _day,
    "number_symbol": _number_symbol,
    "doc_type": _doc_type,
    "title": _text("title"),
    "place": _text("place"),
}
"""The fields that take a hint, and how its value is read."""
