"""Words of the administration for what the store keeps as codes: fields, places in a document."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from vanban.extractors.language.data import toml
from vanban.tracking.search.words import bare_form, name_key

_ARTICLE = re.compile(r"Điều\b", re.IGNORECASE)
_APPENDIX = re.compile(r"(?:PL|Phụ lục)\b\s*(.*)", re.IGNORECASE)
_BULLETS = frozenset("-–+*•·")


def field_label(name: str) -> str:
    """Name of a field in the administration's words: 'due' is 'hạn'."""
    return str(_fields().get(name, {}).get("label", name))


def field_named(words: str) -> str | None:
    """The field that ``words`` name, with or without accents; None for no field of a task."""
    return _field_keys().get(bare_form(name_key(words)))


def field_labels() -> Mapping[str, str]:
    """All fields with their labels."""
    return {name: str(entry["label"]) for name, entry in _fields().items()}


def place_words(path: Sequence[str]) -> str | None:
    """Where a task stands, as the administration writes it: 'điểm a khoản 1 Điều 17', 'mục III.2',
    'mục II.3 Phụ lục I'. None for a task without an address.
    """
    steps = _without_repeats([step for step in path if step not in _BULLETS])
    article = next((n for n, step in enumerate(steps) if _ARTICLE.match(step)), None)
    if article is not None:
        return " ".join([*_below_article(steps[article + 1 :]), steps[article]])
    if not steps:
        return None
    appendix = _APPENDIX.match(steps[0])
    if appendix is None:
        return f"mục {'.'.join(steps)}"
    name = " ".join(["Phụ lục", appendix.group(1)]).strip()
    return f"mục {'.'.join(steps[1:])} {name}" if steps[1:] else name


def _without_repeats(steps: Sequence[str]) -> list[str]:
    """'2.1' under '2' as its '1': a number that repeats those above it would say them twice."""
    pairs = zip(("", *steps), steps, strict=False)
    return [step.removeprefix(f"{above}.") if above else step for above, step in pairs]


def _below_article(steps: Sequence[str]) -> list[str]:
    """Innermost first: a number under an article is a clause, a letter a point."""
    return [f"{'khoản' if step.isdigit() else 'điểm'} {step}" for step in reversed(steps)]


@cache
def _fields() -> Mapping[str, Mapping[str, object]]:
    fields: Mapping[str, Mapping[str, object]] = toml("vanban.tracking", "fields.toml")["field"]
    return fields


@cache
def _field_keys() -> dict[str, str]:
    found: dict[str, str] = {}
    for name, entry in _fields().items():
        others = entry.get("words", ())
        for words in (str(entry["label"]), name, *(others if isinstance(others, list) else ())):
            found.setdefault(bare_form(name_key(str(words))), name)
    return found
