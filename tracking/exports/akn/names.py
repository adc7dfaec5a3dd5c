"""Names by the Akoma Ntoso Naming Convention 1.0: /akn/vn/act/qd/2026-03-09/215-qd-bptbv."""

from __future__ import annotations

import re
import unicodedata

from schemas import Citation, Header

_NOT_SLUG = re.compile(r"[^a-z0-9]+")
UNKNOWN_DAY = "0001-01-01"


def slug(words: str | None) -> str:
    """Letters without marks and digits, joined by dashes; 'đ' stays apart from 'd' as 'dd'."""
    folded = unicodedata.normalize("NFD", (words or "").lower().replace("đ", "dd"))
    return _NOT_SLUG.sub("-", "".join(c for c in folded if not unicodedata.combining(c))).strip("-")


def document_uri(cited: Citation | Header) -> str:
    """URI of the work. What is not known is left out: a law cited by its name goes by that."""
    kind = slug(cited.doc_type.code if cited.doc_type else None) or "van-ban"
    day = cited.issued_on.isoformat() if cited.issued_on else "khong-ro"
    name = slug(cited.number_symbol) or slug(cited.title)[:80] or "khong-so"
    return f"/akn/vn/act/{kind}/{day}/{name}"
