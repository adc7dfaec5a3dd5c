"""Paragraphs in old encodings read as Unicode: by the fonts of their runs where these are known, by their words where not."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from pipeline.cleaning import Change
from pipeline.legacy.encodings import CP1258, TCVN3, UTF8, VIQR, VNI, decode
from pipeline.legacy.fonts import FontKind, font_kind
from pipeline.legacy.judge import gain, judge, stretches, won
from pipeline.rewriting import Rewritten, joined
from pipeline.syllables import share

KIND = "legacy-encoding"
_ODD = re.compile(
    "[\u00a1-\u00a9\u00ac-\u00b9\u00bc-\u00beÄÅÆÇËÎÏÐÑÖ×ØÛÜÞßäåæçëîïðñöø÷ûüþÿ\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192]"
)
"""Signs that Vietnamese text in Unicode hardly ever has and each eight-bit encoding shows often."""
_MOJIBAKE = re.compile(
    "[\u00c3-\u00c6\u00e1\u00e2][\u0080-\u00bf\u2018-\u2026\u0152-\u017e\u0192\u02c6\u02dc\u2030\u2039\u203a\u20ac\u2122]"
)
_VIQR = re.compile(r"[aeou][\^(+]|\b[dD][dD][aeiouy]|[aeiouy]['`~?.](?=[a-z])")
_ENOUGH = 2  # words won before an encoding is believed without other witnesses
_PRIOR = 3  # paragraphs in an encoding before it is expected in the rest of the document
_WIDE = re.compile(r"[ ]{2,}|[^\S ]+")
_LONG_ENOUGH = 12  # signs like VIQR's before a text is tried as such


def by_fonts(runs: Iterable[tuple[str, str | None]]) -> Rewritten:
    """The text of ``runs`` (words, font), those in fonts of old encodings read. Nothing is read that its words speak against."""
    parts = [(text, font_kind(font)) for text, font in runs]
    if not any(kind for _, kind in parts):
        return Rewritten("".join(text for text, _ in parts))
    return joined(_in_font("".join(t for t, _ in group), kind) for kind, group in groupby(parts, key=lambda p: p[1]))


def _in_font(text: str, kind: FontKind | None) -> Rewritten:
    if kind is None:
        return Rewritten(text)
    text = re.sub("[\uf020-\uf0ff]", lambda m: chr(ord(m.group()) & 0xFF), text)
    words = judge(text, kind.encoding)
    spans = list(stretches(words)) if gain(words) < 0 else [(0, len(text))]
    return _read(text, spans, kind)


def _read(text: str, spans: Sequence[tuple[int, int]], kind: FontKind) -> Rewritten:
    """``text`` with what stands in ``spans`` read, one change for each piece without wide gaps."""
    out: list[str] = []
    changes: list[Change] = []
    at = length = 0
    for start, end in (piece for span in spans for piece in _without_gaps(text, *span)):
        raw = text[start:end]
        new = decode(raw, kind.encoding)
        new = new.upper() if kind.capitals else new
        if new == raw:
            continue
        out += (text[at:start], new)
        length += start - at
        changes.append(Change(length, raw, new, KIND))
        length += len(new)
        at = end
    return Rewritten("".join([*out, text[at:]]), tuple(changes))


def _without_gaps(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Columns are told from tabs and runs of spaces later on: no change runs over one, or over the space at the ends."""
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

    An encoding is believed for a paragraph where it makes words of at least two that were none and fewer of the others stop being words;
    where it is found in several paragraphs, one word is enough in the rest, and none is needed where nothing speaks against it.
    """
    found = {i: encoding for i, text in enumerate(paragraphs) if (encoding := _encoding_of(text))}
    if not found:
        return {}
    prior, count = Counter(found.values()).most_common(1)[0]
    if count >= _PRIOR and prior != UTF8:
        for i, text in enumerate(paragraphs):
            if i not in found and _fits(text, prior):
                found[i] = prior
    read = {i: _paragraph(paragraphs[i], encoding) for i, encoding in found.items()}
    return {i: r for i, r in read.items() if r.changes}


def _paragraph(text: str, encoding: str) -> Rewritten:
    kind = FontKind(encoding)
    if encoding == UTF8:
        return _read(text, [(0, len(text))], kind)
    return _read(text, list(stretches(judge(text, encoding))), kind)


def _encoding_of(text: str) -> str | None:
    if _MOJIBAKE.search(text) and _rises(text):
        return UTF8
    tried = ((TCVN3, VNI, CP1258) if _ODD.search(text) else ()) + ((VIQR,) if _looks_viqr(text) else ())
    best, encoding = max(((won(judge(text, e)), e) for e in tried), default=(0, None))
    if encoding is None or best < _ENOUGH:
        return None
    return encoding


def _rises(text: str) -> bool:
    return (share(decode(text, UTF8)) or 0.0) > (share(text) or 0.0)


def _looks_viqr(text: str) -> bool:
    if not text.isascii():
        return False
    marks = sum(1 for _ in _VIQR.finditer(text))
    return marks >= 2 and marks * _LONG_ENOUGH >= len(text)


def _fits(text: str, encoding: str) -> bool:
    """In a document of this encoding: nothing speaks against it."""
    if encoding == VIQR and not _VIQR.search(text):
        return False
    words = judge(text, encoding)
    return gain(words) > 0 or (gain(words) == 0 and won(words) > 0) or not any(w.verdict.name == "KEEP" for w in words)
