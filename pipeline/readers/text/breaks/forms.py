"""Parts of a document's form, which stand on lines of their own: quốc hiệu, number, bases, Nơi
nhận, bodies, titles; and what belongs to the page.
"""

from __future__ import annotations

from functools import lru_cache

from vanban.extractors.header.words import opens_with
from vanban.extractors.language import doc_types
from vanban.pipeline.readers.layout import is_form_line, is_furniture
from vanban.pipeline.readers.portal import is_portal_line
from vanban.pipeline.readers.text.breaks.numbers import is_cut_number
from vanban.pipeline.readers.text.breaks.signs import Sign
from vanban.pipeline.readers.text.breaks.words import begins, pattern

_LINES_KEPT = 64  # each is asked about twice, soon

_NUMBER_ALONE = pattern("number_alone", any_case=True)
_KEM_THEO = pattern("kem_theo", any_case=True)
_ARTICLE = pattern("article")
_ATTACHMENT = pattern("attachment", any_case=True)


def is_part_heading(line: str) -> bool:
    """Whether a line is nothing but the name of a part: "Phụ lục", "PHỤ LỤC II", "Điều 5."."""
    return line[:1].isupper() and (
        _ATTACHMENT.fullmatch(line) is not None or _ARTICLE.match(line) is not None
    )


def is_of_form(line: str) -> bool:
    """Whether a line belongs to the form of a document or to the page: it says nothing of wraps."""
    return line.isupper() or is_form_line(line) or _is_page(line)


@lru_cache(maxsize=_LINES_KEPT)
def _is_page(line: str) -> bool:
    return is_furniture(line) or is_portal_line(line)


def _begins_form(_: str, below: str) -> bool:
    """Quốc hiệu, number, Nơi nhận, a basis, the signer's office, "(Kèm theo …)"."""
    if is_form_line(below) or _NUMBER_ALONE.fullmatch(below) or _KEM_THEO.match(below):
        return True
    if is_part_heading(below):
        return True
    if below.isupper() and doc_types.by_name(below.rstrip(" :")):
        return True  # "QUYẾT ĐỊNH:"
    return below[0].isupper() and begins(below, "forms")


def _is_number_alone(above: str, _: str) -> bool:
    """ "Số: 415/QĐ-UBND"; not "Số: 415/QĐ-", which goes on."""
    return _NUMBER_ALONE.fullmatch(above) is not None and not is_cut_number(above)


def _is_title_alone(above: str, _: str) -> bool:
    """ "QUYẾT ĐỊNH", "PHỤ LỤC II": the name of a kind of document or part stands on a line of its
    own.
    """
    return above.isupper() and (
        doc_types.by_name(above) is not None or _ATTACHMENT.fullmatch(above) is not None
    )


def _names_next_body(above: str, below: str) -> bool:
    """ "BỘ TÀI CHÍNH" / "CỤC THUẾ", "ỦY BAN NHÂN DÂN" / "TỈNH ĐÔNG HẢI"."""
    return (
        above.isupper()
        and below.isupper()
        and opens_with(above, "bodies") is not None
        and any(opens_with(below, names) for names in ("bodies", "places"))
    )


SIGNS = (
    Sign("page", -20, lambda above, below: _is_page(above) or _is_page(below)),
    Sign("form", -8, _begins_form),
    Sign("form above", -6, _is_number_alone),
    Sign("title alone", -6, _is_title_alone),
    Sign("next body", -8, _names_next_body),
)
