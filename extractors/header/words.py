"""The words of headers as data, loaded once (words.toml)."""

from __future__ import annotations

import functools

from vanban.extractors.language.data import toml
from vanban.extractors.language.folding import key
from vanban.extractors.language.offices import FILE as OFFICES


@functools.cache
def words(name: str) -> tuple[str, ...]:
    """A list of words.toml, or of the offices of the language, as keys, longest first."""
    lists = {**toml("vanban.extractors.header"), **toml(*OFFICES), "shortened": in_full()}
    return tuple(sorted({key(w) for w in lists[name]}, key=lambda w: (-len(w), w)))


@functools.cache
def in_full() -> dict[str, str]:
    """What the short forms of ``words("shortened")`` stand for."""
    return {key(short): full for short, full in toml("vanban.extractors.header")["in_full"].items()}


def opens_with(text: str, name: str) -> str | None:
    """The longest entry of a list that ``text`` begins with, on a word boundary."""
    said = key(text)
    return next(
        (w for w in words(name) if said.startswith(w) and not said[len(w) : len(w) + 1].isalnum()),
        None,
    )
