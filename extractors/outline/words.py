"""The word lists of ``words.toml`` as alternatives for patterns."""

from __future__ import annotations

from vanban.extractors.language.data import toml


def alternatives(room: str, *names: str) -> str:
    """The words of the lists ``names`` of ``room`` as a group of a regular expression, longest
    first.
    """
    lists = toml("vanban.extractors.outline")[room]
    words = [word for name in names for word in lists[name]]
    return f"(?:{'|'.join(sorted(words, key=len, reverse=True))})"
