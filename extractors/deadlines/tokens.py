"""Text to tokens: numbers, marks and words, the words put into classes by the lexicon.

Matching is done on a folded, lower-case NFC view; every token keeps its offsets in the text as
given.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from vanban.extractors.deadlines.lexicon import lexicon
from vanban.extractors.language.folding import fold

_CLUSTER = re.compile("[^\u0300-\u036f][\u0300-\u036f]*")
_NUMBER_WORDS = r"(?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|mươi|lăm|mốt|linh|lẻ|trăm)"
_TOKEN = re.compile(
    rf"(?P<gloss>\(\s?{_NUMBER_WORDS}(?: {_NUMBER_WORDS}){{0,4}}\s?\))"
    r"|(?P<weekday>\(\s?(?:thứ\s{1,3}\w{2,4}|chủ\s{1,3}nhật)\s?\)"
    r"|\b(?:thứ\s{1,3}(?:hai|ba|tư|sáu|bảy|năm(?! \d))|chủ\s{1,3}nhật)\b)"
    r"|(?P<docnum>\b\d{1,5}[a-zđ]?\s?/\s?(?:\d{4}\s?/\s?)?(?P<letters>[^\W\d_]{1,12})"
    r"(?:[-/&][\w&]{1,12}){0,5}|\b\d{1,5}-[^\W\d_]{2,4}/\w{2,12})"
    r"|(?P<clock>\b\d{1,2}\s{0,3}(?:giờ|[hg](?=\d|\b))(?:\s{0,3}\d{2}(?:\s{0,3}phút|['’′])?)?"
    r"|\b(?:[01]?\d|2[0-4]):[0-5]\d(?!\.?\d))"
    r"|\b(?P<short>[qt])\.?(?P<shortnum>\d{1,2}|(?<=q)[ivl1]{1,3})\b"
    r"|(?P<roman>\b(?=\d?[ivl])[ivl1]{1,3}\b)"
    r"|(?P<num>\d+)"
    r"|(?P<blank>\.{2,}|…[.…\s]*|_{2,})"
    r"|(?P<word>[^\W\d_]+)"
    r"|(?P<sym>[^\w\s]|_)"
)
_WORDY = frozenset({"word", "num"})


@dataclass(frozen=True, slots=True)
class Token:
    """``kind`` is a class of the lexicon, or num, roman, docnum, clock, weekday, blank, word,
    sym.
    """

    kind: str
    text: str
    start: int
    end: int
    value: int = 0
    tight: bool = False  # no space before it


def tokenize(text: str) -> tuple[Token, ...]:
    """The tokens of ``text`` in order, offsets as given."""
    view, offsets = aligned(text)
    return tuple(_in_classes(list(_raw(view, offsets))))


def aligned(text: str) -> tuple[str, list[int] | None]:
    """A folded, lower-case NFC view and, where ``text`` is not NFC, the offset of each of its
    characters (and the end).
    """
    if unicodedata.is_normalized("NFC", text):
        return _lower(fold(text)), None
    view: list[str] = []
    offsets: list[int] = []
    for m in _CLUSTER.finditer(text):
        for c in unicodedata.normalize("NFC", m.group()):
            view.append(c)
            offsets.append(m.start())
    return _lower(fold("".join(view))), [*offsets, len(text)]


def _lower(text: str) -> str:
    low = text.lower()
    return (
        low
        if len(low) == len(text)
        else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    )


def _raw(view: str, offsets: list[int] | None) -> Iterator[Token]:
    at, end = 0, 0
    while m := _TOKEN.search(view, at):
        at = m.end()
        kind = m.lastgroup or "sym"
        if m["docnum"] and _is_unit(m["letters"]):
            kind, at = "num", m.start() + len(re.match(r"\d+", m.group())[0])  # type: ignore[index]
        tight, end = m.start() == end and end > 0, at
        if m["gloss"]:
            continue
        for token in _made(m, kind, at, tight):
            yield token if offsets is None else _moved(token, offsets)


def _moved(token: Token, offsets: list[int]) -> Token:
    return Token(
        token.kind, token.text, offsets[token.start], offsets[token.end], token.value, token.tight
    )


def _is_unit(letters: str | None) -> bool:
    """'6/năm', '30/hằng': the letters after a stroke are a word of time, so this is no document
    number.
    """
    return letters is not None and (letters in lexicon().phrases or letters in lexicon().roman)


def _made(m: re.Match[str], kind: str, end: int, tight: bool) -> Iterator[Token]:
    start = m.start()
    if m["short"]:
        yield Token(
            "quarter" if m["short"] == "q" else "month", m["short"], start, start + 1, 0, tight
        )
        number = m["shortnum"]
        yield Token(
            "num",
            number,
            m.start("shortnum"),
            end,
            _roman(number) or (int(number) if number.isdigit() else 0),
            True,
        )
        return
    if m["docnum"]:
        kind = "num" if kind == "num" else "docnum"
    text = m.string[start:end]
    yield Token(kind, text, start, end, _value(kind, text), tight)


def _value(kind: str, text: str) -> int:
    if kind == "num":
        return int(text) if len(text) < 6 else 0
    return _roman(text) if kind == "roman" else 0


def _roman(text: str) -> int:
    """Roman I to IV, an l or 1 read for I (OCR); 0 for anything else."""
    return (
        lexicon().roman.get(text.replace("l", "i").replace("1", "i"), 0)
        if not text.isdigit()
        else 0
    )


def _in_classes(raw: list[Token]) -> Iterator[Token]:
    i = 0
    while i < len(raw):
        token, size = _phrase(raw, i)
        yield token
        i += size


def _phrase(raw: list[Token], i: int) -> tuple[Token, int]:
    """The longest phrase of the lexicon that begins at ``i``, as one token, and how many it
    takes.
    """
    first = raw[i]
    if first.kind not in _WORDY:
        return first, 1
    for words, name in lexicon().phrases.get(first.text, ()):
        if _goes_on(raw, i, words):
            end = raw[i + len(words) - 1].end
            return Token(name, " ".join(words), first.start, end, 0, first.tight), len(words)
    if first.kind == "word" and (number := lexicon().numbers.get(first.text)):
        return Token("word", first.text, first.start, first.end, number, first.tight), 1
    return first, 1


def _goes_on(raw: list[Token], i: int, words: Sequence[str]) -> bool:
    """Whether the words behind the first stand at ``i``: asked of every token, most fail at
    once.
    """
    return i + len(words) <= len(raw) and all(
        raw[i + n].text == words[n] and raw[i + n].kind in _WORDY for n in range(1, len(words))
    )
