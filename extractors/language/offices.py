"""Offices whose holder decides or signs, from ``offices.toml``, as fragments of patterns."""

from __future__ import annotations

from vanban.extractors.language.data import toml
from vanban.extractors.language.forms import phrases

FILE = ("vanban.extractors.language", "offices.toml")
"""Package and name of the data."""
_data = toml(*FILE)

OFFICES: tuple[str, ...] = tuple(_data["offices"])
"""The offices in small letters."""
OFFICE_IN_CAPITALS = phrases(office.upper() for office in OFFICES)
"""An office as it stands above a signature."""
OPENS_OFFICE = rf"(?:\w+ trưởng|{phrases(_data['openings'])})(?!\w)"
"""The first words of the name of an office in running text, to be matched with case."""
