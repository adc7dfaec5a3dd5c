"""Text layers in old encodings (files printed from documents in .VnTime or VNI- fonts) read word by
word.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from vanban.pipeline.legacy.reading import single_words
from vanban.pipeline.readers.page.model import PageText, Word


def read_old_text(pages: Sequence[PageText]) -> list[PageText]:
    """``pages`` with the letters that are meant; what stood there is kept in ``Word.raw``."""
    read = single_words([[w.text for w in page.words] for page in pages])
    return [
        replace(page, words=tuple(map(_word, page.words, read[i]))) if i in read else page
        for i, page in enumerate(pages)
    ]


def _word(word: Word, text: str) -> Word:
    return word if text == word.text else word.corrected(text)
