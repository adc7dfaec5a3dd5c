"""Printed lines from words: by baseline, left to right, with spaces where gaps show them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain, islice, pairwise, repeat
from operator import attrgetter, ge, sub

from vanban.pipeline.legacy.spaced import LEAST, words_of
from vanban.pipeline.readers.page.model import TextLine, Word, usual

Row = list[Word]
"""Words on one baseline over the whole width, left to right."""

_BASE = attrgetter("base")
_START = attrgetter("x0")
_END = attrgetter("x1")
_SAME_BASE = 0.25
"""Parts of the size by which baselines of one line may differ."""
_SCRIPT_STEP = 0.65
"""Sizes by which lines stand apart at least: what is closer may be a script."""
_WORD_GAP = 0.12
"""Parts of the size that make a space between glyphs which the stream does not put together."""
_WORD_IN_SPACED = 1.5
"""How much wider than between its letters the gap between two words of such a heading is."""
_COLUMN_GAP = 3
"""Sizes between two columns at least: spaced letters do not run on over them."""
_STREAM_GAP = 0.02
"""The same, where the stream has white space as well."""


def rows(words: Iterable[Word]) -> list[Row]:
    """Words put on lines, from top to bottom. Superscripts and subscripts stand on the line that
    they touch.
    """
    found: list[Row] = []
    size, reach = 0.0, float("-inf")
    for word in sorted(words, key=_BASE):
        if word.base > reach:
            row = [word]
            found.append(row)
        else:
            row.append(word)
            if word.size <= size:
                continue
        size = word.size
        reach = word.base + _SAME_BASE * size
    return [_closed_up(_left_to_right(row)) for row in _with_scripts(found)]


def gaps(row: Row) -> list[float]:
    """The gap before each word of a line but the first."""
    starts = map(_START, row)
    next(starts, None)
    return list(map(sub, starts, map(_END, row)))


def interleaved(words: Sequence[Word]) -> bool:
    """Words of one line overlap so much that the stream must have cut them wrongly (two fonts, each
    written through to the end).
    """
    starts = list(map(_START, words))
    back = [
        n for n, step in enumerate(map(sub, starts[1:], starts)) if step < 0
    ]  # few: looked at one by one
    if sum(abs(words[n + 1].base - words[n].base) < 1 for n in back) < 3:
        return False
    clashes = sum(
        b.x0 < a.x1 - 0.5 * min(a.x1 - a.x0, b.x1 - b.x0)
        for row in rows(w for w in words if not w.note)
        for a, b in pairwise(row)
        if b.x0 < a.x1 - 1 and abs(a.base - b.base) < 1
    )
    return clashes > 2


def make_line(words: Sequence[Word], page: int) -> TextLine:
    """The printed line of ``words``, which stand left to right and are at least one."""
    texts, x0, top, x1, bottom, base, sizes, bolds, italics, order, spaced, *_ = zip(
        *words, strict=True
    )
    largest = max(sizes)
    alike = sizes.count(largest) == bolds.count(bolds[0]) == italics.count(italics[0]) == len(words)
    size, bold, italic = (largest, bolds[0], italics[0]) if alike else _face_of(words)
    in_one_go = False not in spaced[1:] and order == tuple(range(order[0], order[0] + len(order)))
    apart = in_one_go and min(map(sub, x0[1:], x1), default=largest) > _STREAM_GAP * largest
    text = " ".join(texts) if apart else _text(words)
    bounds = x0[0], min(top), max(x1), max(bottom)
    return TextLine(
        tuple(words), text, page, *bounds, base[sizes.index(largest)], size, bold, italic
    )


def _face_of(words: Sequence[Word]) -> tuple[float, bool, bool]:
    """Size of most letters, and whether all are bold, and italic; signs count only where there are
    no letters.
    """
    lettered = [w for w in words if any(map(str.isalnum, w.text))] or words
    sizes = {w.size for w in lettered}
    size = sizes.pop() if len(sizes) == 1 else usual([w.size for w in lettered for _ in w.text])
    return size, all(w.bold for w in lettered), all(w.italic for w in lettered)


def _text(words: Sequence[Word]) -> str:
    parts = [words[0].text]
    for before, word in pairwise(words):
        parts.append(" " + word.text if _apart(before, word) else word.text)
    return "".join(parts)


def _apart(before: Word, word: Word) -> bool:
    gap = word.x0 - before.x1
    size = min(before.size, word.size)
    if word.order > before.order + 1 and gap > -0.5 * size and _filled_in(before.text, word.text):
        return True
    if word.order == before.order + 1:
        return word.spaced and gap > _STREAM_GAP * size
    return gap > _WORD_GAP * size


def _filled_in(before: str, after: str) -> bool:
    """A figure set beside a word by another hand: number and date of a signed document ("Số:"
    "277", "ngày" "14").
    """
    return after[0].isdigit() and (before[-1] == ":" or (len(before) > 2 and before.isalpha()))


def _with_scripts(found: list[Row]) -> list[Row]:
    """Rows of small letters only, joined to the row above or below that they touch."""
    close = [
        below.base - above.base < _SCRIPT_STEP * max(above.size, below.size)
        for above, below in pairwise(row[0] for row in found)
    ]
    if not any(close):
        return found
    out = list(found)
    for i, row in enumerate(found):
        if not any(close[max(0, i - 1) : i + 1]):
            continue
        for j in (i + 1, i - 1):
            if 0 <= j < len(found) and out[j] and _script_of(row, found[j]):
                out[j] = out[j] + row
                out[i] = []
                break
    return [row for row in out if row]


def _closed_up(row: Row) -> Row:
    """The line with words where the letters of a heading stand apart ("Q U Y Ế T  Đ Ị N H")."""
    single = [len(w.text) == 1 and w.text.isupper() for w in row]
    if sum(single) < LEAST:
        return row  # nearly every line
    out: Row = []
    run: Row = []
    for word, is_letter in zip(row, single, strict=True):
        if run and not (is_letter and word.x0 - run[-1].x1 < _COLUMN_GAP * word.size):
            out += _words_of_letters(run)
            run = []
        if is_letter:
            run.append(word)
        else:
            out.append(word)
    return [*out, *_words_of_letters(run)]


def _words_of_letters(run: Row) -> Row:
    """The words that single letters make; wider gaps part them, or else their syllables."""
    if len(run) < LEAST:
        return run
    between = [0.0, *gaps(run)]
    usual_gap = sorted(between[1:])[(len(run) - 1) // 2]
    wide = (" " if gap > _WORD_IN_SPACED * usual_gap else "" for gap in between)
    groups = "".join(chain.from_iterable(zip(wide, (w.text for w in run), strict=True))).split()
    out, letters = [], iter(run)
    for text in words_of(groups) or (w.text for w in run):
        first, *rest = islice(letters, len(text))
        last = rest[-1] if rest else first
        out.append(first._replace(text=text, x1=last.x1, order=last.order))
    return out


def _script_of(row: Row, big: Row) -> bool:
    size = max(w.size for w in row)
    return all(
        any(
            size < 0.8 * b.size and abs(w.base - b.base) < 0.6 * b.size and _beside(w, b)
            for b in big
        )
        for w in row
    )


def _beside(word: Word, big: Word) -> bool:
    """Right after a word (an exponent, a reference), or a figure before the first one (a footnote's
    own number).
    """
    after, before = word.x0 - big.x1, big.x0 - word.x1
    return -0.2 * big.size < after < 0.25 * big.size or (
        word.text.isdigit() and -0.2 * big.size < before < big.size
    )


def _left_to_right(row: Row) -> Row:
    """The words in order, without those printed twice at one place (a way to fake bold letters)."""
    starts = list(map(_START, row))
    if all(map(ge, map(sub, starts[1:], starts), repeat(1.0))):
        return row  # nearly every line
    ordered = sorted(row, key=_START)
    return [
        *ordered[:1],
        *(b for a, b in pairwise(ordered) if not (a.text == b.text and abs(b.x0 - a.x0) < 1)),
    ]
