"""A tokenizer whose tokens never straddle a fact: runs of letters and digits, and single signs."""

from __future__ import annotations

import re
from collections.abc import Callable

import spacy
from spacy.tokens import Doc
from spacy.vocab import Vocab

_TOKEN = re.compile(r"\w+|[^\w\s]")


class Tokenizer:
    """Text to ``Doc``. ``doc.text`` is the text, character for character: runs of spaces become
    space tokens.
    """

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """The document of ``text``."""
        words: list[str] = []
        spaces: list[bool] = []
        at = 0
        for m in _TOKEN.finditer(text):
            _gap(text[at : m.start()], words, spaces)
            words.append(m.group())
            spaces.append(False)
            at = m.end()
        _gap(text[at:], words, spaces)
        return Doc(self.vocab, words=words, spaces=spaces)

    def to_bytes(self, **_: object) -> bytes:
        """Nothing to keep: the tokenizer has no state."""
        return b""

    def from_bytes(self, _data: bytes, **_: object) -> Tokenizer:
        """The counterpart of ``to_bytes``."""
        return self

    def to_disk(self, _path: object, **_: object) -> None:
        """Nothing to keep."""

    def from_disk(self, _path: object, **_: object) -> Tokenizer:
        """The counterpart of ``to_disk``."""
        return self


def _gap(gap: str, words: list[str], spaces: list[bool]) -> None:
    """One plain space belongs to the token before it; anything else is a token of white space."""
    if gap.startswith(" ") and words and not words[-1].isspace():
        spaces[-1] = True
        gap = gap[1:]
    if gap:
        words.append(gap)
        spaces.append(False)


@spacy.registry.tokenizers("vanban.Tokenizer.v1")  # type: ignore[attr-defined,untyped-decorator]
def create_tokenizer() -> Callable[[spacy.language.Language], Tokenizer]:
    """For a spaCy config: ``{"@tokenizers": "vanban.Tokenizer.v1"}``."""
    return lambda nlp: Tokenizer(nlp.vocab)
