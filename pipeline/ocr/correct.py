"""Words that were misread, corrected where they can be no other word. Each correction keeps what
the engine read.

Word by word (``spelling``), line by line (names of those who sign), and along the text, from line
to line: fixed phrases and names of bodies (``phrases``), syllables that go with none of those
beside them (``pairs``), signs (``signs``). Numbers are left to
``witnesses``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from vanban.extractors.language.data import toml
from vanban.extractors.language.offices import FILE as OFFICES
from vanban.pipeline.ocr.flow import chains, pieces_of
from vanban.pipeline.ocr.names import with_position, with_recipients, with_surname
from vanban.pipeline.ocr.pairs import mended
from vanban.pipeline.ocr.phrases import in_place_of, phrases_in
from vanban.pipeline.ocr.signs import signs_mended
from vanban.pipeline.ocr.spelling import data, spelt
from vanban.pipeline.readers.page.model import PageText, Word

_DOUBLED = re.compile(r"(?<=[QN])[ĐÐ]{2}(?=-)")
_UNSTRUCK = re.compile(r"(?<=\b[QN])D(?=-[A-ZĐ])|(?<=/[QN])D(?=-[A-ZĐ])")
"""QD-UBND, ND-CP: no type of document has these codes (QĐ, NĐ have)."""
_SURE = 0.95
"""Words of which the engine is surer are left alone: where it loses a mark, it mostly doubts."""


def corrected(page: PageText) -> PageText:
    """The page with words corrected that can be no other word."""
    if page.kind != "ocr":
        return page
    places = {id(w): i for i, w in enumerate(page.words)}
    words = list(page.words)
    pieces = [[places[id(w)] for w in piece] for piece in pieces_of(page.words)]
    for piece in pieces:
        _put(words, piece, _line_read([words[i] for i in piece]))
    pieces = [left for piece in pieces if (left := [i for i in piece if words[i].text])]
    for chain in chains([[words[i] for i in piece] for piece in pieces]):
        places_in_chain = [i for n in chain for i in pieces[n]]
        _put(words, places_in_chain, _text_read([words[i] for i in places_in_chain]))
    return replace(page, words=tuple(w for w in words if w.text))


def _put(words: list[Word], places: Sequence[int], texts: Sequence[str]) -> None:
    for i, text in zip(places, texts, strict=True):
        if text != words[i].text:
            words[i] = words[i].corrected(text)


def _line_read(line: Sequence[Word]) -> list[str]:
    """The words of a line, each by itself, and the names and positions of those who sign."""
    texts = [_UNSTRUCK.sub("Đ", _DOUBLED.sub("Đ", _with_stroke(w))) for w in line]
    texts = [spelt(t) if w.confidence < _SURE else t for t, w in zip(texts, line, strict=True)]
    confidence = [w.confidence for w in line]
    texts = with_recipients(texts, confidence)
    return with_position(
        with_surname(texts, confidence, toml(*OFFICES)["surnames"]), confidence, data()["positions"]
    )


def _with_stroke(word: Word) -> str:
    """Of two readings that part only in Đ and D, the one with Đ: strokes are lost, not invented."""
    alike = word.raw.replace("Đ", "D") == word.text.replace("Đ", "D")
    return word.raw if alike and word.raw.count("Đ") > word.text.count("Đ") else word.text


def _text_read(text: Sequence[Word]) -> list[str]:
    """The words of a text that runs over one or more lines."""
    texts = [w.text for w in text]
    confidence = [w.confidence for w in text]
    for i, word, certain in phrases_in(texts, confidence):
        if certain or confidence[i] < _SURE:
            texts[i] = in_place_of(texts[i], word)
    for i, doubt in enumerate(confidence):
        before, after = texts[i - 1] if i else None, texts[i + 1] if i + 1 < len(texts) else None
        texts[i] = mended(before, texts[i], after, sure=doubt >= _SURE)
    return signs_mended(texts, confidence)
