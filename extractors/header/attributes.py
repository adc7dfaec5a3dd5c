"""The list of attributes that a portal shows above a text: which paragraphs it takes, and what they
say. A value stands behind its label or in the paragraph below it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from vanban.extractors.language.data import toml
from vanban.extractors.language.folding import fold, key

_FIELDS = ("number", "issued_on", "doc_type", "issuer", "title", "signer", "position", "signed")
_SIGNED = ("issuer", "position", "signer")
"""The values of "Cơ quan ban hành / Chức danh / Người ký", in order."""
_LEAST = 3
"""Labels that make a list of attributes."""
_BETWEEN = 3
"""Paragraphs between a value and the next label, at most: a value of several lines, links."""
_DEEPEST = 40
"""Paragraphs above the list, at most: names and links of the portal."""
_LONGEST = 600
"""Letters of a paragraph that holds labels."""


_LONGEST_LED = 240
"""The same where no colon parts the label from its value."""


@dataclass(frozen=True, slots=True)
class Attribute:
    """The value of a field (empty for a label that says nothing of the header): in paragraph
    ``at``, letters ``start`` to ``end``.
    """

    field: str
    at: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class AttributeList:
    """Its attributes, and the paragraph behind its last one."""

    found: tuple[Attribute, ...]
    end: int


def attributes_of(paragraphs: Sequence[str]) -> AttributeList | None:
    """The first list of attributes in the paragraphs above a document; None where there is
    none.
    """
    run: list[Attribute] = []
    for attribute in _attributes(paragraphs):
        if run and attribute.at - run[-1].at > _BETWEEN:
            if _is_list(run):
                break
            run = []
        run.append(attribute)
    if not _is_list(run) or run[0].at > _DEEPEST:
        return None
    return AttributeList(tuple(a for a in run if a.field), run[-1].at + 1)


def _is_list(run: Sequence[Attribute]) -> bool:
    told = {a.field for a in run if a.field}
    return len(run) >= _LEAST and len(told) > 1


def _attributes(paragraphs: Sequence[str]) -> Iterator[Attribute]:
    for at, text in enumerate(paragraphs):
        if len(text) > _LONGEST:
            continue
        if field := _alone(text):
            yield from _below(paragraphs, at, field)
            continue
        if not _opens(text):
            if led := _led().match(fold(text)) if len(text) <= _LONGEST_LED else None:
                yield _attribute(_field(led[1]) or "", at, text, led.end(), len(text))
            continue
        labels = list(_label().finditer(fold(text)))
        ends = [label.start() for label in labels[1:]] + [len(text)]
        for label, end in zip(labels, ends, strict=True):
            yield _attribute(_field(label[1]) or "", at, text, label.end(), end)


def _alone(text: str) -> str | None:
    """The field of a paragraph that is nothing but a label."""
    return _field(text.strip(" \t*|-:"))


def _field(label: str) -> str | None:
    return _labels().get(key(label))


def _below(paragraphs: Sequence[str], at: int, field: str) -> Iterator[Attribute]:
    """The attribute of a label that stands alone: its value is the next paragraph, unless that is
    a label too; three paragraphs are those of "Cơ quan ban hành / Chức danh / Người ký".
    """
    fields = _SIGNED if field == "signed" else (field,)
    for below, own in enumerate(fields, at + 1):
        if below >= len(paragraphs) or _alone(paragraphs[below]) or _opens(paragraphs[below]):
            yield Attribute(own if below > at + 1 else field, below - 1, 0, 0)
            return
        yield _attribute(own, below, paragraphs[below], 0, len(paragraphs[below]))


def _opens(text: str) -> bool:
    """The paragraph opens with a label and its colon."""
    label = _label().search(fold(text))
    return label is not None and not any(map(str.isalnum, text[: label.start()]))


def _attribute(field: str, at: int, text: str, start: int, end: int) -> Attribute:
    """The value without the spaces and signs around it."""
    words = text[start:end]
    start += len(words) - len(words.lstrip(" \t|*:–-"))
    end -= len(words) - len(words.rstrip(" \t|*;,•–-"))
    return Attribute("" if field == "other" else field, at, start, max(start, end))


def named(fields: Iterable[str]) -> str:
    """The fields of a header in words, those that have any: "số, ký hiệu; ngày ban hành"."""
    names = toml("vanban.extractors.header", "attributes.toml")["names"]
    return "; ".join(names[field] for field in fields if field in names)


@cache
def _labels() -> Mapping[str, str]:
    data = toml("vanban.extractors.header", "attributes.toml")["labels"]
    return {key(label): field for field in (*_FIELDS, "other") for label in data[field]}


@cache
def _label() -> re.Pattern[str]:
    """A label with its colon."""
    return re.compile(rf"(?<!\w)({_any_label(1)})\s*[*]{{0,2}}\s*:", re.IGNORECASE)


@cache
def _led() -> re.Pattern[str]:
    """A label of several words before its value with no colon: "Số/Ký hiệu 14/CĐ-BCH"."""
    return re.compile(rf"\W*({_any_label(2)})\s+(?=[^\s:*|])", re.IGNORECASE)


def _any_label(least: int) -> str:
    """The labels of at least so many words, the longest first."""
    words = (x for x in _labels() if len(re.findall(r"\w+", x)) >= least)
    longest = sorted(words, key=lambda label: -len(label))
    return "|".join(re.escape(x).replace(r"\ ", r"\s+").replace("/", r"\s*/\s*") for x in longest)
