"""What an extractor may know of the whole document while it reads one of its sentences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Context:
    """Facts of the document that give meaning to its sentences ("hàng năm", "Bộ", "các đơn vị thuộc
    Sở").

    A context is that of one document only, and equal to no other.
    """

    issued_on: date | None = None
    effective_on: date | None = None
    issuer: str | None = None  # canonical name of the issuing body
    horizon: date | None = None  # last day of the plan's period, where its title or text states one
    abbreviations: Mapping[str, str] = field(
        default_factory=dict
    )  # short form -> full words, as the document defines them
    strict_before: bool = True  # "trước D" means D - 1 (domain brief 4.1)
    roll_to_working_day: bool = False  # Điều 148 k.5 BLDS for written dates
