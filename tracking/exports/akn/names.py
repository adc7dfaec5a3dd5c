"""Names of works: by the Akoma Ntoso Naming Convention 1.0
(/akn/vn/act/quyet-dinh/2026-03-09/215-qd-bptbv) and as URN:LEX
(RFC 9676: urn:lex:vn:bo.phat.trien.ben.vung:quyet.dinh:2026-03-09;215-qd-bptbv)."""

from __future__ import annotations

import re
import unicodedata

from vanban.schemas import Citation, Header

_NOT_SLUG = re.compile(r"[^a-z0-9]+")
UNKNOWN_DAY = "0001-01-01"


def slug(words: str | None) -> str:
    """Letters without marks and digits, joined by dashes."""
    folded = unicodedata.normalize("NFD", (words or "").lower().replace("đ", "d"))
    return _NOT_SLUG.sub("-", "".join(c for c in folded if not unicodedata.combining(c))).strip("-")


def document_uri(cited: Citation | Header) -> str:
    """URI of the work. The type goes by its name, since ĐA and DA differ only in a mark; an unknown
    day is said to be so.
    """
    return f"/akn/vn/act/{_kind(cited)}/{_day(cited)}/{_number(cited)}"


def document_urn(cited: Citation | Header) -> str:
    """URN:LEX of the work; parts follow after '~'."""
    issuer = slug((cited.issuer.name or cited.issuer.text) if cited.issuer else None) or "khong-ro"
    by, kind = issuer.replace("-", "."), _kind(cited).replace("-", ".")
    return f"urn:lex:vn:{by}:{kind}:{_day(cited)};{_number(cited)}"


def _kind(cited: Citation | Header) -> str:
    return slug(cited.doc_type.name if cited.doc_type else None) or "van-ban"


def _day(cited: Citation | Header) -> str:
    return cited.issued_on.isoformat() if cited.issued_on else "khong-ro"


def _number(cited: Citation | Header) -> str:
    return slug(cited.number_symbol) or slug(cited.title)[:80] or "khong-so"
