"""The one ``Language`` of the house, as ``convert`` runs it: spaCy's, with underthesea under it.

Importing this module loads spaCy; the first text loads underthesea (about two seconds of a
processor together, once a process). Whoever asks imports it where the first words need it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

import spacy
from spacy.language import Language

from vanban.extractors.language import components  # noqa: F401  (registers the factories)

_TOKENIZER = {"nlp": {"tokenizer": {"@tokenizers": "vanban.Tokenizer.v1"}}}
PIPES = ("vanban_words", "vanban_action")
"""The components that ``convert`` runs on a sentence, by the names under which they are published.
"""


@cache
def language() -> Language:
    """Built once a process. Components that need a day or an issuer are called by the finders."""
    nlp = spacy.blank("vi", config=_TOKENIZER)
    for pipe in PIPES:
        nlp.add_pipe(pipe)
    return nlp


def opening_actions(openings: Iterable[str]) -> Iterator[str | None]:
    """The verbs with which each text opens, as written, or None."""
    for doc in language().pipe(openings):
        found = [span for span in doc.spans["action"] if span.label_ == "action"]
        yield found[0].text if found else None
