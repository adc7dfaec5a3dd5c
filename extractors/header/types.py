"""The line that names a document's type, alone or before the first words of its title."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence

from vanban.extractors.header.issuer import is_office, is_stamp
from vanban.extractors.header.lines import Line
from vanban.extractors.header.words import opens_with
from vanban.extractors.language import doc_types
from vanban.extractors.language.folding import fold, key, strip_accents
from vanban.schemas import DocType

OF_ISSUER = re.compile(
    r"(?P<of>c(?:ủa|ua)\s)(?P<body>.{3,120}?)"
    r"(?P<rest>\s+(?:số|ngày|về|v/v|quy định|ban hành|hướng dẫn|sửa đổi)\b.*)?$",
    re.IGNORECASE | re.DOTALL,
)
_NOTE_MARK = re.compile(r"\s?[\[(]?\d{1,2}[\])]?$")  # "THÔNG TƯ1", "QUYẾT ĐỊNH[1]"
LONGEST_TITLE_LINE = 160
"""Characters; a longer line is a paragraph of the text."""
_LONGEST_PARAGRAPH = 1200
"""Characters; a longer line names no type at its beginning."""


def type_of(line: Line) -> tuple[DocType, str] | None:
    """The type that a line names: the whole line, or its first words where it is in capitals or its
    type word is.
    """
    plain = line.kind == "words" and len(line.text) <= _LONGEST_PARAGRAPH
    if not plain or is_stamp(line.text) or _is_of_gazette(line):
        return None
    bare = _NOTE_MARK.sub("", line.text) if line.capitals else line.text
    named = not line.text.rstrip().endswith(":")
    whole = doc_types.by_name(bare.strip(" *_-")) if named else None
    if whole:
        return whole, ""
    if line.capitals and (hurt := _by_bare_name().get(_bare(bare))):
        return hurt, ""
    found = doc_types.leading(line.text)
    if not found or not found[1]:
        return None
    if only_issuer(found[1]) and len(line.text) < LONGEST_TITLE_LINE:
        return found[0], line.text[
            line.text.rfind(found[1]) :
        ]  # a heading that lost its capitals: "Nghị định của chính phủ"
    size = line.text.rfind(found[1]) if found[1] in line.text else len(line.text)
    return (
        (found[0], line.text[size:])
        if line.text[:size].isupper() and not line.text[:size].rstrip().endswith(":")
        else None
    )


def _is_of_gazette(line: Line) -> bool:
    """'VĂN BẢN HỢP NHẤT - BỘ Y TẾ', also broken behind the dash: a heading of the gazette above the
    document.
    """
    name, dash, body = fold(line.text).partition(" -")
    named = bool(dash) and line.capitals and doc_types.by_name(name) is not None
    return named and (not body.strip() or is_body(body.strip()))


def type_without_letterhead(lines: Sequence[Line]) -> tuple[DocType, str] | None:
    """'Báo cáo về tình hình …' as the first line of a text that has no letterhead at all."""
    if not lines or any(line.kind != "words" for line in lines):
        return None
    first = lines[0].text
    found = doc_types.leading(first) if len(first) < LONGEST_TITLE_LINE else None
    return found if found and found[1] and not lines[0].ends_sentence else None


@functools.cache
def _by_bare_name() -> Mapping[str, DocType]:
    """Names without accents, for headings that OCR has hurt ('QUYÉT ĐỊNH'); names that fall
    together are left out.
    """
    found: dict[str, set[str]] = {}
    for name in doc_types.names():
        found.setdefault(_bare(name), set()).add(name)
    return {
        bare: t
        for bare, full in found.items()
        if len(full) == 1 and (t := doc_types.by_name(*full))
    }


def _bare(text: str) -> str:
    return strip_accents(key(text))


def only_issuer(text: str) -> bool:
    """'CỦA CHÍNH PHỦ', 'của Chính phủ số 116/2003/NĐ-CP ngày … về việc …': the issuer, and no title
    of the type's own.
    """
    m = OF_ISSUER.fullmatch(fold(text))
    return (
        m is not None and is_body(m["body"]) and (not m["rest"] or key(m["rest"]).startswith("số"))
    )


def is_body(words_: str) -> bool:
    return opens_with(words_, "bodies") is not None or is_office(words_)
