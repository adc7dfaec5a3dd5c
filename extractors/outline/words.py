"""The word lists of ``words.toml`` as alternatives for patterns."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files


@cache
def _lists() -> Mapping[str, Mapping[str, Sequence[str]]]:
    return tomllib.loads((files("extractors.outline") / "words.toml").read_text(encoding="utf-8"))


def alternatives(room: str, *names: str) -> str:
    """The words of the lists ``names`` of ``room`` as a group of a regular expression, longest first."""
    words = [word for name in names for word in _lists()[room][name]]
    return f"(?:{'|'.join(sorted(words, key=len, reverse=True))})"
