"""The word lists and tables of this room, loaded once."""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from extractors.text import key

_ROOM = "extractors.citations"


@cache
def words() -> Mapping[str, Any]:
    """``words.toml``."""
    return tomllib.loads((files(_ROOM) / "words.toml").read_text(encoding="utf-8"))


@cache
def laws() -> tuple[Mapping[str, str], ...]:
    """``laws.tsv``: code, name, number_symbol, issued_on, source."""
    lines = (files(_ROOM) / "laws.tsv").read_text(encoding="utf-8").splitlines()
    return tuple(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


@cache
def law_number(name: str, issued_on: str) -> str | None:
    """Number of the law ``name`` ("Luật Đầu tư") adopted on ``issued_on`` (ISO date), from the table; ``None`` if not listed.

    For comparing citations only: a citation itself keeps what the text says.
    """
    wanted = key(name)
    return next((r["number_symbol"] or None for r in laws() if r["issued_on"] == issued_on and key(r["name"]) == wanted), None)


def alternatives(phrases: list[str]) -> str:
    """A regex that matches any of ``phrases``, longest first, spaces flexible."""
    ordered = sorted(phrases, key=lambda p: (-len(p), p))
    return "|".join(r"\s{1,3}".join(re.escape(w) for w in p.split()) for p in ordered)
