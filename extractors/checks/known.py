"""Dates of well-known laws, from the table that the citations use."""

from __future__ import annotations

from datetime import date
from functools import cache

from vanban.extractors.language.data import rows
from vanban.extractors.language.folding import key


@cache
def _dates() -> dict[str, date]:
    listed = rows("vanban.extractors.citations", "laws.tsv")
    return {
        key(r["number_symbol"]): date.fromisoformat(r["issued_on"])
        for r in listed
        if r["number_symbol"] and r["issued_on"]
    }


def known_date(number_symbol: str | None) -> date | None:
    """The date of a law by its number ("91/2015/QH13"), or None for a document that is not in the
    table.
    """
    return _dates().get(key(number_symbol)) if number_symbol else None
