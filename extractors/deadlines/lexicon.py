"""The words of time expressions as data, loaded once (words.toml)."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Any

from vanban.extractors.language.data import toml


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Word classes and small tables of the grammar."""

    phrases: dict[
        str, tuple[tuple[tuple[str, ...], str], ...]
    ]  # first word -> (words, class), longest first
    numbers: dict[str, int]
    roman: dict[str, int]
    weekdays: dict[str, str]
    anchors: dict[str, tuple[str, ...]]
    events: dict[str, tuple[str, ...]]
    references: dict[str, tuple[str, ...]]
    prose: dict[str, tuple[str, ...]]
    self_words: frozenset[str]


@functools.cache
def lexicon() -> Lexicon:
    """The lexicon of words.toml."""
    data = toml("vanban.extractors.deadlines")
    return Lexicon(
        phrases=_phrases(data["phrases"]),
        numbers=data["numbers"],
        roman=data["roman"],
        weekdays=data["weekdays"],
        anchors=_tuples(data["anchors"]),
        events=_tuples(data["events"]),
        references=_tuples(data["references"]),
        prose=_tuples(data["prose"]),
        self_words=frozenset(data["self"]["words"]),
    )


def _phrases(classes: dict[str, list[str]]) -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for name, phrases in classes.items():
        for phrase in phrases:
            words = tuple(phrase.split())
            found.setdefault(words[0], []).append((words, name))
    return {
        first: tuple(sorted(items, key=lambda item: -len(item[0])))
        for first, items in found.items()
    }


def _tuples(table: dict[str, Any]) -> dict[str, tuple[str, ...]]:
    return {name: tuple(values) for name, values in table.items()}


def first_class(table: dict[str, tuple[str, ...]], words: str) -> str | None:
    """The first class of ``table`` of which one phrase stands in ``words`` (lower case), whole
    words only.
    """
    padded = f" {words} "
    return next(
        (name for name, phrases in table.items() if any(f" {p} " in padded for p in phrases)), None
    )
