"""Labels that a browser shows before list items."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from lxml import etree

from vanban.extractors.language.numerals import letters_label, roman_label
from vanban.pipeline.readers.layout import starts_unit

_TYPES = {
    "a": "lower-alpha",
    "A": "upper-alpha",
    "i": "lower-roman",
    "I": "upper-roman",
    "1": "decimal",
}
_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([\w-]+)", re.IGNORECASE)
_BULLETS = {"circle": "◦", "square": "▪", "none": ""}
_MAX = 10_000
_WRITERS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimal-leading-zero": "{:02}".format,
    "lower-alpha": letters_label,
    "lower-latin": letters_label,
    "upper-alpha": lambda n: letters_label(n).upper(),
    "upper-latin": lambda n: letters_label(n).upper(),
    "lower-roman": lambda n: roman_label(n).lower(),
    "upper-roman": roman_label,
}


@dataclass(slots=True)
class _Open:
    kind: str
    next: int


class Lists:
    """The lists that are open where the walker stands."""

    def __init__(self) -> None:
        self._open: list[_Open] = []

    def open(self, element: etree._Element) -> None:
        """A list begins."""
        default = "decimal" if element.tag == "ol" else "disc"
        kind = _kind(element) or default
        self._open.append(_Open(kind, _number(element.get("start"), 1)))

    def close(self) -> None:
        """The innermost list ends."""
        self._open.pop()

    def label(self, item: etree._Element) -> str:
        """The label of the next item of the innermost list; an item without a list has none."""
        if not self._open:
            return ""
        current = self._open[-1]
        number = _number(item.get("value"), current.next)
        current.next = number + 1
        return label(_kind(item) or current.kind, number)

    @staticmethod
    def without_double(label: str, text: str) -> str:
        """No label where the writer typed one: portals wrap '1. …' and '- …' in list items."""
        return "" if starts_unit(text) else label


def label(kind: str, number: int) -> str:
    """What a browser shows for ``number`` in a list of CSS type ``kind``."""
    write = _WRITERS.get(kind)
    if write is not None:
        return f"{write(number)}."
    return _BULLETS.get(kind, "•")


def _kind(element: etree._Element) -> str | None:
    style = _STYLE.search(element.get("style", ""))
    if style:
        return style.group(1).lower()
    return _TYPES.get(element.get("type", ""), element.get("type", "").lower() or None)


def _number(value: str | None, default: int) -> int:
    if value and re.fullmatch(r"\s*-?\d{1,5}\s*", value):
        return max(-_MAX, min(_MAX, int(value)))
    return default
