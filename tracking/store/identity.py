"""Which decision a plan is: issuer, number, symbol and year (NĐ 30/2020, Điều 15.1: unique within
one body and year).
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from vanban.extractors.language.folding import fold
from vanban.schemas import Header, Plan
from vanban.tracking.search.words import name_key

_YEAR_IN_SYMBOL = re.compile(r"/((?:19|20)\d\d)/")
_LAWS = ("HP", "L", "BL", "PL")
"""Hiến pháp, Luật, Bộ luật, Pháp lệnh: cited by name and date (NĐ 30/2020, Phụ lục I, II.6)."""
_BLANK = re.compile(r"\s+")
_LEADING_ZEROS = re.compile(r"^0+(?=\d)")


@dataclass(frozen=True, slots=True)
class Identity:
    """What tells one decision from all others. ``None`` is 'the copy does not say'."""

    issuer: str | None
    cite_symbol: str | None
    year: int | None
    title: str
    fallback: str

    @property
    def key(self) -> str:
        """One string, unique in the store."""
        if self.cite_symbol is None:
            return f"nháp|{self.issuer or '?'}|{self.fallback}"
        year = self.year or f"?{self.fallback}"
        return f"{self.issuer or '?'}|{self.cite_symbol}|{year}"


def cite_symbol(number_symbol: str | None) -> str | None:
    """Number and symbol as compared: no spaces, one dash, no leading zero; case and đ count (QyĐ is
    not QĐ).
    """
    if not number_symbol:
        return None
    return _LEADING_ZEROS.sub("", _BLANK.sub("", fold(number_symbol))) or None


def law_key(code: str | None, title: str | None) -> str | None:
    """What a law that is cited without its number is known by: its name. Laws of one name differ by
    the year of their date.
    """
    return f"luật|{name_key(title)}" if code in _LAWS and title else None


def year_of(number_symbol: str | None, issued_year: int | None) -> int | None:
    """The year inside a normative number, else that of the date."""
    inside = _YEAR_IN_SYMBOL.search(number_symbol or "")
    return int(inside.group(1)) if inside else issued_year


def header_symbol(header: Header) -> str | None:
    """``number_symbol`` of a header that has a number; a draft has none."""
    if header.number is None and not re.match(r"\s*\d", header.number_symbol or ""):
        return None
    return header.number_symbol or "/".join(x for x in (header.number, header.symbol) if x)


def identity(plan: Plan) -> Identity:
    """The identity that ``plan`` states. A draft is known by its type and title, or by its very
    text.
    """
    header = plan.document
    number_symbol = header_symbol(header)
    issuer = name_key(header.issuer.name or header.issuer.text) if header.issuer else None
    title = name_key(header.title) if header.title else ""
    words = (
        f"{header.doc_type.code if header.doc_type else ''}|{title}" if title else plan.source.text
    )
    digest = hashlib.sha256(words.encode()).hexdigest()[:16]
    year = year_of(number_symbol, header.issued_on.year if header.issued_on else None)
    return Identity(issuer or None, cite_symbol(number_symbol), year, title, digest)
