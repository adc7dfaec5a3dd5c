"""Where in a web page the document is, told by structure: legal marks and running text against
links and controls.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from vanban.extractors.language import units
from vanban.extractors.language.forms import (
    MOTTO_OPENS,
    RECIPIENTS,
    STATE_OPENS,
    base_leads,
    phrase,
    phrases,
)
from vanban.extractors.language.list_markers import ARABIC, IN_LABEL, LETTER, ROMAN

_DROP = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "nav",
        "aside",
        "iframe",
        "object",
        "embed",
        "svg",
        "canvas",
        "video",
        "audio",
        "select",
        "option",
        "button",
        "input",
        "textarea",
        "datalist",
        "head",
        "title",
        "meta",
        "link",
        "map",
        "dialog",
    ]
)
_CHROME = frozenset(
    ["nav", "aside", "form", "button", "input", "select", "iframe", "footer", "script"]
)
_STRONG = re.compile(
    rf"\s*(?:{STATE_OPENS}|{MOTTO_OPENS}|{RECIPIENTS}\s*:|số\s*:\s*[\d.…]*\s*/)",
    re.IGNORECASE,
)
_MARK = re.compile(
    rf"\s*(?:{units.DIEU}\s+\d+|{units.CHUONG}\s+{IN_LABEL}+|{units.MUC}\s+\d+"
    rf"|{phrase(units.PHU_LUC)}"
    rf"|{phrases(base_leads('sure'))}\s|quyết\s+định\s*:?\s*$"
    rf"|{ROMAN}\.\s|{ARABIC}\.\s|{LETTER}\)\s)",
    re.IGNORECASE,
)
_BASIS = re.compile(rf"\s*{phrases(base_leads('sure')[:1])}\s", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SHARE = 0.9
_KEEP = 3.0
_MENU_LINKS, _EDGE_LINKS = 4, 2
_STRONG_WEIGHT, _MARK_WEIGHT, _TEXT_WEIGHT = 5.0, 1.0, 1 / 200


@dataclass(slots=True)
class _Sums:
    """What an element holds, children included."""

    marks: float = 0.0
    text: int = 0
    linked: int = 0
    links: int = 0

    @property
    def weight(self) -> float:
        return self.marks + (self.text - self.linked) * _TEXT_WEIGHT

    def add(self, other: _Sums) -> None:
        self.marks += other.marks
        self.text += other.text
        self.linked += other.linked
        self.links += other.links


@dataclass(slots=True)
class _Weights:
    of: dict[etree._Element, _Sums] = field(default_factory=dict)

    def __getitem__(self, element: etree._Element) -> _Sums:
        return self.of.get(element) or _Sums()

    def release(self) -> None:
        """Let the elements go, the last first. Of a part that was removed lxml looks, as each goes,
        for the first that is still held: in reading order that is all of them, each time.
        """
        while self.of:
            self.of.popitem()


def document_part(root: etree._Element) -> tuple[etree._Element, int]:
    """The smallest element that holds the document, cleared of what is no part of it, and how many
    characters were left outside.

    A page without menus or controls is taken whole. ``root`` is changed: what never shows words is
    removed.
    """
    body = root.find("body")
    body = root if body is None else body
    chrome = any(e.tag in _CHROME for e in body.iter()) or _is_hiding(body)
    _remove_wordless(body)
    if not chrome and sum(1 for _ in _links(body)) < _EDGE_LINKS:
        return body, 0
    weights = _weigh(body)
    if not chrome and not any(_is_edge(e, weights) for e in body.iter("ul", "div", "table", "ol")):
        return body, 0
    total = weights[body].text
    _remove_hidden(body, weights)
    part = _descend(body, weights)
    _remove_menus(part, weights)
    weights.release()
    return part, max(0, total - _visible(part))


def _links(body: etree._Element) -> Iterator[etree._Element]:
    return (a for a in body.iter("a") if a.get("href") is not None)


def _visible(part: etree._Element) -> int:
    return sum(len(" ".join(str(t).split())) for t in part.itertext())


def _is_hiding(body: etree._Element) -> bool:
    return any(_hidden(e) for e in body.iter(etree.Element))


def _hidden(element: etree._Element) -> bool:
    return element.get("hidden") is not None or _HIDDEN.search(element.get("style", "")) is not None


def _remove(element: etree._Element) -> None:
    """Take ``element`` out and leave the words after it."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is None:
            parent.text = (parent.text or "") + element.tail
        else:
            before.tail = (before.tail or "") + element.tail
    parent.remove(element)


def _remove_wordless(body: etree._Element) -> None:
    for element in [e for e in body.iter(etree.Element) if e.tag in _DROP]:
        _remove(element)


def _remove_hidden(body: etree._Element, weights: _Weights) -> None:
    """Hidden parts go, unless the document itself is in one: a saved page may have its tab
    closed.
    """
    half = weights[body].marks / 2
    for element in [e for e in body.iter(etree.Element) if _hidden(e)]:
        if weights[element].marks <= half:
            _remove(element)


def _weigh(body: etree._Element) -> _Weights:
    """Sums of every element, from the leaves up."""
    weights = _Weights()
    elements = list(body.iter(etree.Element))
    for element in elements:
        weights.of[element] = _Sums(
            links=int(element.tag == "a" and element.get("href") is not None)
        )
    for element in reversed(elements):
        sums = weights.of[element]
        _add_text(sums, element.text)
        for child in element:
            inner = weights.of.get(child)
            if inner is not None:
                sums.add(inner)
            _add_text(sums, child.tail)
        if element.tag == "a" and element.get("href") is not None:
            sums.linked = sums.text
            sums.marks = (
                _MARK_WEIGHT if _BASIS.match("".join(str(t) for t in element.itertext())) else 0.0
            )
    return weights


def _add_text(sums: _Sums, text: str | None) -> None:
    if not text or text.isspace():
        return
    sums.text += len(" ".join(text.split()))
    if _STRONG.match(text):
        sums.marks += _STRONG_WEIGHT
    elif _MARK.match(text):
        sums.marks += _MARK_WEIGHT


def _descend(body: etree._Element, weights: _Weights) -> etree._Element:
    """Go down while one child holds nearly all and the others no legal marks."""
    part = body
    while True:
        children = [c for c in part.iter(etree.Element) if c.getparent() is part]
        best = max(children, key=lambda c: weights[c].weight, default=None)
        if best is None or best.tag in ("p", "ol", "ul") or not weights[best].marks:
            return _whole_table(part)
        others = weights[part].marks - weights[best].marks
        if weights[best].marks < _SHARE * weights[part].marks or others >= _KEEP:
            return _whole_table(part)
        part = best


def _whole_table(part: etree._Element) -> etree._Element:
    """Rows and cells make sense only within their table."""
    while part.tag in ("table", "thead", "tbody", "tr"):
        parent = part.getparent()
        if parent is None:
            break
        part = parent
    return part


def _is_menu(element: etree._Element, weights: _Weights) -> bool:
    sums = weights[element]
    return sums.links >= _MENU_LINKS and sums.linked > 0.7 * sums.text and sums.marks < _MARK_WEIGHT


def _is_edge(element: etree._Element, weights: _Weights) -> bool:
    """Hardly anything but links: enough to look for the document elsewhere, too little to remove
    the element from a document.
    """
    sums = weights[element]
    return sums.links >= _EDGE_LINKS and sums.linked > 0.9 * sums.text and not sums.marks


def _remove_menus(part: etree._Element, weights: _Weights) -> None:
    for element in [
        e
        for e in part.iter("ul", "ol", "div", "table", "header", "footer", "section")
        if e is not part
    ]:
        if _is_menu(element, weights) or _is_apart(element, weights):
            _remove(element)


def _is_apart(element: etree._Element, weights: _Weights) -> bool:
    return (
        element.tag in ("footer", "header")
        and weights[element].marks < _STRONG_WEIGHT
        and weights[element].links > 0
    )
