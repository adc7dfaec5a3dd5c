"""Paragraphs in old encodings read as Unicode: by the fonts of their runs where these are known, by
their words where not.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import groupby

from vanban.extractors.language.rewriting import Rewritten, joined, replaced
from vanban.extractors.language.syllables import share
from vanban.pipeline.legacy.encodings import (
    CP1258,
    TCVN3,
    UTF8,
    VIQR,
    VNI,
    decode,
    without_utf8_bytes,
)
from vanban.pipeline.legacy.evidence import Verdict, gain, judge, stretches, won
from vanban.pipeline.legacy.fonts import FontKind, font_kind
from vanban.pipeline.legacy.misread import set_right

KIND = "legacy-encoding"
_ODD = re.compile(
    "[\u00a1-\u00a9\u00ac-\u00b9\u00bc-\u00beÄÅÆÇËÎÏÐÑÖ×ØÛÜÞßäåæçëîïðñöø÷ûüþÿ\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u20ab\u2212\u2219]"
)
"""Signs that Vietnamese text in Unicode hardly ever has and each eight-bit encoding shows often."""
_VIQR = re.compile(r"[aeou][\^(+]|\bdd[aeiouy]|[aeiouy]['`~?.](?=[a-z])", re.IGNORECASE)
_DENSE = 12  # letters to one sign of VIQR, at most, in text that is tried as such
_ENOUGH = 2  # words won before an encoding is believed without other witnesses
_PRIOR = 3  # paragraphs in an encoding before it is expected in the rest of the document
_WIDE = re.compile(r"[ ]{2,}|[^\S ]+")
_LOWER = re.compile("[a-z]")
_CAPITALS = re.compile("[A-Z][^\\s\\d]{0,6}[A-Z]|[\u00a8-\u00fe][A-Z]")
_WORD = re.compile(r"\S+")
_PRIVATE = re.compile("[\uf020-\uf0ff]")


def by_fonts(runs: Iterable[tuple[str, str | None]]) -> Rewritten:
    """The text of ``runs`` (words, font), those in fonts of old encodings read. Nothing is read
    that its words speak against.
    """
    parts = [(text, font_kind(font)) for text, font in runs]
    if not any(kind for _, kind in parts):
        return Rewritten("".join(text for text, _ in parts))
    return joined(
        _in_font("".join(t for t, _ in group), kind)
        for kind, group in groupby(parts, key=lambda p: p[1])
    )


def _in_font(text: str, kind: FontKind | None) -> Rewritten:
    if kind is None:
        return Rewritten(text)
    text = _PRIVATE.sub(lambda m: chr(ord(m.group()) & 0xFF), text)
    words = judge(text, kind.encoding)
    spans = list(stretches(words)) if gain(words) < 0 else [(0, len(text))]
    return _read(
        text,
        spans,
        lambda raw: (
            decode(raw, kind.encoding).upper() if kind.capitals else decode(raw, kind.encoding)
        ),
    )


def _read(
    text: str,
    spans: Sequence[tuple[int, int]],
    read: Callable[[str], str],
    gaps_in: str | None = None,
) -> Rewritten:
    """``text`` with what stands in ``spans`` read, one change for each piece without wide gaps
    (those of ``gaps_in``, if given).
    """
    pieces = (piece for span in spans for piece in _without_gaps(gaps_in or text, *span))
    hits = ((start, end, read(text[start:end])) for start, end in pieces)
    return replaced(text, (hit for hit in hits if hit[2] != text[hit[0] : hit[1]]), KIND)


def _without_gaps(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Columns are told from tabs and runs of spaces later on: no change runs over one, or over the
    space at the ends.
    """
    for gap in _WIDE.finditer(text, start, end):
        yield from _trimmed(text, start, gap.start())
        start = gap.end()
    yield from _trimmed(text, start, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start] == " ":
        start += 1
    while start < end and text[end - 1] == " ":
        end -= 1
    if start < end:
        yield start, end


def by_words(paragraphs: Sequence[str]) -> dict[int, Rewritten]:
    """Those of the paragraphs of one document that are in an old encoding, read; by their index.

    An encoding is believed for a paragraph where it makes at least two words that were none, and
    more than it spoils; where it is found in several paragraphs, one word is enough in the rest,
    and none is needed where nothing speaks against it.
    """
    found = _encodings(paragraphs)
    read = {i: _paragraph(paragraphs[i], encoding) for i, encoding in found.items()}
    return {i: r for i, r in read.items() if r.changes} or set_right(paragraphs, KIND)


def single_words(pages: Sequence[Sequence[str]]) -> dict[int, list[str]]:
    """The words of those pages (words without space in them) that hold text in an old encoding,
    read; by the index of the page.
    """
    texts = [" ".join(words) for words in pages]
    found = _encodings(texts)
    if found:
        return {i: _words(texts[i], pages[i], encoding) for i, encoding in found.items()}
    return {i: r.text.split(" ") for i, r in set_right(texts, KIND).items()}


def _words(text: str, words: Sequence[str], encoding: str) -> list[str]:
    read = _with_capitals if encoding == TCVN3 else partial(decode, name=encoding)
    spans = [(0, len(text))] if encoding == UTF8 else list(stretches(judge(text, encoding)))
    out: list[str] = []
    at = 0
    for i, word in enumerate(words):
        inside = any(start < at + len(word) and at < end for start, end in spans)
        new = read(word) if inside else word
        out.append(new.upper() if new != word and _among_capitals(words, i) else new)
        at += len(word) + 1
    return out


def _among_capitals(words: Sequence[str], i: int) -> bool:
    """A word without plain small letters between two words in capitals: "H¹" in "LAM H¹ LONG"."""
    if _LOWER.search(words[i]) or not 0 < i < len(words) - 1:
        return False
    return all(
        _in_capitals(w) or (w.isalpha() and w.isascii() and w.isupper())
        for w in (words[i - 1], words[i + 1])
    )


def _encodings(paragraphs: Sequence[str]) -> dict[int, str]:
    """The encoding of each paragraph that is in an old one."""
    found = {i: encoding for i, text in enumerate(paragraphs) if (encoding := _encoding_of(text))}
    if not found:
        return {}
    prior, count = Counter(found.values()).most_common(1)[0]
    if count >= _PRIOR:
        found |= {
            i: prior for i, text in enumerate(paragraphs) if i not in found and _fits(text, prior)
        }
    return found


def _encoding_of(text: str) -> str | None:
    if text.isascii():
        return VIQR if _looks_viqr(text) and won(judge(text, VIQR)) >= _ENOUGH else None
    if _rises(text):
        return UTF8
    tried = (TCVN3, VNI, CP1258) if _ODD.search(text) else ()
    best, encoding = max(((won(judge(text, e)), e) for e in tried), default=(0, None))
    return encoding if best >= _ENOUGH else None


def _rises(text: str) -> bool:
    read = decode(text, UTF8)
    return read != text and (share(read) or 0.0) > (share(text) or 0.0)


def _looks_viqr(text: str) -> bool:
    marks = sum(1 for _ in _VIQR.finditer(text))
    return marks >= _ENOUGH and marks * _DENSE >= len(text)


def _fits(text: str, encoding: str) -> bool:
    """In a document of this encoding: nothing, or less than half, speaks against it."""
    if encoding == UTF8:
        return decode(text, UTF8) != text
    if encoding == VIQR and not (text.isascii() and _VIQR.search(text)):
        return False
    words = judge(text, encoding)
    return gain(words) > 0 or won(words) > 0 or not any(w.verdict is Verdict.KEEP for w in words)


def _paragraph(text: str, encoding: str) -> Rewritten:
    if encoding == UTF8:
        return _read(text, [(0, len(text))], partial(decode, name=UTF8), without_utf8_bytes(text))
    read = _with_capitals if encoding == TCVN3 else partial(decode, name=encoding)
    return _read(text, list(stretches(judge(text, encoding))), read)


def _with_capitals(raw: str) -> str:
    """TCVN3 has no capitals with accents. Where the font is not known, the plain letters of a word
    show whether capitals were meant.
    """
    if _in_capitals(raw):
        return decode(raw, TCVN3).upper()
    return _WORD.sub(
        lambda m: (
            decode(m.group(), TCVN3).upper()
            if _in_capitals(m.group())
            else decode(m.group(), TCVN3)
        ),
        raw,
    )


def _in_capitals(raw: str) -> bool:
    return not _LOWER.search(raw) and _CAPITALS.search(raw) is not None
