"""The look of letters and paragraphs in HTML, from elements and inline styles."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple, cast, get_args

from lxml import etree

from vanban.pipeline.legacy.fonts import font_kind
from vanban.pipeline.readers.whole import whole

Align = Literal["left", "center", "right", "justify"]


class Look(NamedTuple):
    """What is in force at one place of the page; lengths in points."""

    bold: bool = False
    italic: bool = False
    align: Align | None = None
    size: float | None = None
    indent: float | None = None
    preformatted: bool = False
    font: str | None = None  # only fonts of old encodings: others say nothing of the words


ROOT = Look()
_BOLD = frozenset(["b", "strong", "h1", "h2", "h3", "h4", "h5", "h6", "th"])
_ITALIC = frozenset(["i", "em", "cite", "var", "address", "dfn"])
_STRUCK = frozenset(["del", "s", "strike"])
_DECORATIONS = frozenset(["text-decoration", "text-decoration-line"])
_DISPLAY = re.compile(
    r"display\s*:\s*(table(?:-(?:row|cell|row-group|header-group|footer-group))?)\s*(?:;|$)",
    re.IGNORECASE,
)
_SHOWN_AS = {
    "table": "table",
    "table-row": "tr",
    "table-cell": "td",
    "table-row-group": "tbody",
    "table-header-group": "thead",
    "table-footer-group": "tfoot",
}
_ROLES = {
    "table": "table",
    "grid": "table",
    "rowgroup": "tbody",
    "row": "tr",
    "cell": "td",
    "gridcell": "td",
    "columnheader": "th",
    "rowheader": "th",
}
"""What a page says of elements to those who hear it read (WAI-ARIA 1.2)."""
_OF_TABLES = frozenset((*_SHOWN_AS.values(), *_ROLES.values()))
_FAMILY = re.compile(r"font-family\s*:\s*[\"']?([^;,\"']{1,60})", re.IGNORECASE)
_FACE = re.compile(r"\s*[\"']?([^,\"']{1,60})")
_LENGTH = re.compile(r"(-?\d{1,5}(?:\.\d{1,6})?)\s*(pt|px|cm|mm|in|em)?")
_POINTS = {"pt": 1.0, "px": 0.75, "cm": 28.35, "mm": 2.835, "in": 72.0, "em": 13.0}


def look_of(element: etree._Element, outer: Look) -> Look:
    """The look inside ``element``, which stands where ``outer`` is in force."""
    tag = element.tag
    look = outer
    if tag in _BOLD:
        look = look._replace(bold=True)
    elif tag in _ITALIC:
        look = look._replace(italic=True)
    elif tag in ("pre", "textarea"):
        look = look._replace(preformatted=True)
    if tag in ("center", "th"):
        look = look._replace(align="center")
    if not element.attrib:
        return look
    look = _styled(element, _aligned(look, element.get("align")))
    return _fonted(element, look)


def shown_as(element: etree._Element) -> str:
    """The element that ``element`` is shown as: a ``div`` may be a table, a row or a cell. Elements
    of tables are what they are: ``<thead role="rowgroup">`` is no ``tbody``.
    """
    if element.tag in _OF_TABLES:
        return str(element.tag)
    found = _DISPLAY.search(element.get("style", ""))
    if found:
        return _SHOWN_AS[found.group(1).lower()]
    return _ROLES.get(element.get("role", ""), str(element.tag))


def is_struck(element: etree._Element) -> bool:
    """Whether a line goes through the words of ``element``: they are taken back."""
    style = element.get("style", "")
    if "line-through" not in style.lower():
        return element.tag in _STRUCK
    lines = [value for name, value in _rules(style) if name in _DECORATIONS]
    return "line-through" in lines[-1] if lines else element.tag in _STRUCK


def _fonted(element: etree._Element, look: Look) -> Look:
    """The first font that the element names is in force, if it is one of an old encoding; another
    one ends that.
    """
    named = _FAMILY.search(element.get("style", "")) or _FACE.match(element.get("face", ""))
    if named is None:
        return look
    font = named.group(1).strip()
    return look._replace(font=font if font_kind(font) else None)


def _aligned(look: Look, align: str | None) -> Look:
    align = (align or "").strip().lower()
    return look._replace(align=cast("Align", align)) if align in get_args(Align) else look


def _styled(element: etree._Element, look: Look) -> Look:
    style = element.get("style")
    if not style:
        return look
    rules = dict(_rules(style))
    look = _aligned(look, rules.get("text-align"))
    if weight := rules.get("font-weight"):
        look = look._replace(bold=weight in ("bold", "bolder") or whole(weight, 0) >= 600)
    if slant := rules.get("font-style"):
        look = look._replace(italic=slant.startswith(("italic", "oblique")))
    if rules.get("white-space", "").startswith("pre"):
        look = look._replace(preformatted=True)
    size = points(rules.get("font-size"))
    indent = _indent(rules)
    return look._replace(
        size=look.size if size is None else size, indent=look.indent if indent is None else indent
    )


def _rules(style: str) -> list[tuple[str, str]]:
    pairs = (rule.partition(":") for rule in style.split(";"))
    return [
        (name.strip().lower(), value.replace("!important", "").strip().lower())
        for name, _, value in pairs
    ]


def _indent(rules: dict[str, str]) -> float | None:
    known = [
        p
        for p in (points(rules.get(n)) for n in ("margin-left", "padding-left", "text-indent"))
        if p is not None
    ]
    return sum(known) if known else None


def points(length: str | None) -> float | None:
    """A CSS length in points; ``None`` for percentages, words and nonsense. A bare number counts as
    pixels.
    """
    match = _LENGTH.fullmatch(length or "")
    if match is None:
        return None
    return round(float(match.group(1)) * _POINTS[match.group(2) or "px"], 2)
