"""Text layers in old encodings (files printed from documents in .VnTime or VNI- fonts) read word by
word.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from vanban.pipeline.legacy.reading import single_words
from vanban.pipeline.readers.page.model import PageText, Word

_OWN_D = str.maketrans("ÐðƉɖ", "ĐđĐđ")
_LOOK_ALIKE = re.compile("[ÐðƉɖ]")


def read_old_text(pages: Sequence[PageText]) -> list[PageText]:
    """``pages`` with the letters that are meant; what stood there is kept in ``Word.raw``."""
    read = single_words([[w.text for w in page.words] for page in pages])
    return [
        _with_own_d(replace(page, words=tuple(map(_word, page.words, read[i]))))
        if i in read
        else _with_own_d(page)
        for i, page in enumerate(pages)
    ]


def _with_own_d(page: PageText) -> PageText:
    """The page with Đ for its look-alikes: "Ðiều 2." must open a paragraph before lines are
    joined.
    """
    if not any(_LOOK_ALIKE.search(w.text) for w in page.words):
        return page
    return replace(page, words=tuple(_word(w, w.text.translate(_OWN_D)) for w in page.words))


def _word(word: Word, text: str) -> Word:
    return word if text == word.text else word.corrected(text)
