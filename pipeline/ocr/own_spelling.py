"""Words in capitals, whose marks are read worst, spelt as the document itself spells them in its
running text: "BAN CHÍ ĐẠO" where the pages speak of the "Ban Chỉ đạo" again and again.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from vanban.extractors.language.folding import strip_accents
from vanban.pipeline.readers.page.lines import Row, rows
from vanban.pipeline.readers.page.model import PageText, Word

_SEEN = 2
"""Times that the document must spell a pair of words another way, at least."""
_MOSTLY = 4
"""How many times as often as any other spelling, that in capitals counted."""
_AROUND = '.,:;()"“”'

Pair = tuple[str, str]


def with_own_spelling(pages: Sequence[PageText]) -> list[PageText]:
    """The pages with words in capitals spelt as running text mostly spells them beside the same
    word.
    """
    read = [row for page in pages if page.kind == "ocr" for row in rows(page.words)]
    seen = Counter(pair for row in read for pair in _running_pairs(row))
    spellings: dict[Pair, list[Pair]] = defaultdict(list)
    for pair, _ in seen.most_common():
        spellings[_bare(pair)].append(pair)
    fixed = {id(word): new for row in read for word, new in _respelt(row, seen, spellings)}
    return [_with(page, fixed) for page in pages]


def _with(page: PageText, fixed: dict[int, Word]) -> PageText:
    words = tuple(fixed.get(id(w), w) for w in page.words)
    return replace(page, words=words) if words != page.words else page


def _in_capitals(before: Word, after: Word) -> bool:
    return before.text.isupper() and after.text.isupper()


def _running_pairs(row: Row) -> Iterator[Pair]:
    for before, after in pairwise(row):
        if not _in_capitals(before, after):
            yield _plain(before), _plain(after)


def _plain(word: Word) -> str:
    return word.text.strip(_AROUND).lower()


def _bare(pair: Pair) -> Pair:
    return strip_accents(pair[0]), strip_accents(pair[1])


def _respelt(
    row: Row, seen: Counter[Pair], spellings: dict[Pair, list[Pair]]
) -> Iterator[tuple[Word, Word]]:
    """The second word of a pair that the running text mostly has in another spelling."""
    for before, word in pairwise(row):
        pair = _plain(before), _plain(word)
        found = spellings.get(_bare(pair), [])
        if not found or not _in_capitals(before, word) or not pair[1].isalpha():
            continue
        usual, rarer = found[0], max([seen[pair], *(seen[p] for p in found[1:])])
        if usual[0] == pair[0] and usual != pair and seen[usual] >= max(_SEEN, _MOSTLY * rarer):
            text = word.text.replace(word.text.strip(_AROUND), usual[1].upper())
            yield word, word.corrected(text)
