"""Properties of paragraphs and runs in DOCX, through the chain of styles."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from functools import lru_cache
from typing import TypeVar, cast

from lxml import etree

from vanban.pipeline.readers.docx.package import W, number, switch, val

_MAX_CHAIN = 32
_PLACEHOLDER = "Placeholder Text"
"""The name of Word's own style, in files of every language."""


@dataclass(frozen=True, slots=True)
class RunLook:
    """Look of letters; ``None`` means that this level does not say. ``size`` in half points."""

    bold: bool | None = None
    italic: bool | None = None
    caps: bool | None = None
    hidden: bool | None = None
    struck: bool | None = None
    size: int | None = None
    font: str | None = None


@dataclass(frozen=True, slots=True)
class ParaLook:
    """Look of a paragraph; ``None`` means that this level does not say. Indents in twentieths of a
    point.
    """

    align: str | None = None
    left: int | None = None
    first: int | None = None
    num_id: int | None = None
    level: int | None = None


Look = TypeVar("Look", RunLook, ParaLook)


def over(upper: Look, lower: Look) -> Look:
    """``upper`` where it says something, ``lower`` elsewhere."""
    if upper is _PLAIN or upper is _NO_LAYOUT:  # most runs and paragraphs say nothing themselves
        return lower
    return cast("Look", _over(upper, lower))


@lru_cache(maxsize=4096)
def _over(upper: RunLook | ParaLook, lower: RunLook | ParaLook) -> RunLook | ParaLook:
    values = {}
    for f in fields(upper):
        own = getattr(upper, f.name)
        values[f.name] = getattr(lower, f.name) if own is None else own
    return type(upper)(**values)


def run_look(properties: etree._Element | None) -> RunLook:
    """What ``w:rPr`` itself says."""
    if properties is None or not len(properties):
        return _PLAIN
    own = _by_name(properties)
    fonts = own.get("rFonts")
    return RunLook(
        bold=switch(own.get("b")),
        italic=switch(own.get("i")),
        caps=switch(own.get("caps")),
        hidden=switch(own.get("vanish")),
        struck=_either(switch(own.get("strike")), switch(own.get("dstrike"))),
        size=number(own.get("sz")),
        font=val(fonts, "ascii") or val(fonts, "hAnsi"),
    )


def _either(one: bool | None, other: bool | None) -> bool | None:
    """One of two switches is on, or off where that is said of one: it ends what a style says."""
    return one or (one if other is None else other)


def _by_name(properties: etree._Element) -> dict[str, etree._Element]:
    """Properties by their names without namespace: a walk over the few that are there is quicker
    than a search for each.
    """
    start = len(W)
    return {str(child.tag)[start:]: child for child in properties}


def para_look(properties: etree._Element | None) -> ParaLook:
    """What ``w:pPr`` itself says."""
    if properties is None or not len(properties):
        return _NO_LAYOUT
    own = _by_name(properties)
    indent, listed = own.get("ind"), own.get("numPr")
    hanging = number(indent, "hanging")
    left = number(indent, "left")
    return ParaLook(
        align=val(own.get("jc")),
        left=number(indent, "start") if left is None else left,
        first=number(indent, "firstLine") if hanging is None else -hanging,
        num_id=None if listed is None else number(listed.find(f"{W}numId")),
        level=None if listed is None else number(listed.find(f"{W}ilvl")),
    )


_PLAIN = RunLook()
_NO_LAYOUT = ParaLook()


@dataclass(frozen=True, slots=True)
class _Definition:
    based_on: str | None
    run: RunLook
    para: ParaLook


@dataclass(slots=True)
class Styles:
    """The styles of a document, by id, each resolved once."""

    definitions: dict[str, _Definition] = field(default_factory=dict)
    default_run: RunLook = _PLAIN
    default_para: ParaLook = _NO_LAYOUT
    default_style: str | None = None
    ruled_tables: frozenset[str] = frozenset()
    placeholders: frozenset[str] = frozenset()
    """Styles of letters that invite to write something; a file names them by id."""
    _runs: dict[str | None, RunLook] = field(default_factory=dict)
    _paras: dict[str | None, ParaLook] = field(default_factory=dict)

    def run(self, style: str | None) -> RunLook:
        """Look of letters under the paragraph or character style ``style``, defaults not
        included.
        """
        if style not in self._runs:
            look = _PLAIN
            for definition in self.chain(style):
                look = over(look, definition.run)
            self._runs[style] = look
        return self._runs[style]

    def paragraph(self, style: str | None) -> ParaLook:
        """Look of a paragraph under ``style``, defaults not included."""
        if style not in self._paras:
            look = _NO_LAYOUT
            for definition in self.chain(style):
                look = over(look, definition.para)
            self._paras[style] = look
        return self._paras[style]

    def chain(self, style: str | None) -> list[_Definition]:
        """The style and those it is based on, nearest first; circles end."""
        found: list[_Definition] = []
        seen: set[str] = set()
        while style is not None and style not in seen and len(found) < _MAX_CHAIN:
            seen.add(style)
            definition = self.definitions.get(style)
            if definition is None:
                break
            found.append(definition)
            style = definition.based_on
        return found


def read_styles(root: etree._Element | None) -> Styles:
    """The styles part; plain defaults where there is none."""
    if root is None:
        return Styles()
    styles = Styles(
        default_run=run_look(root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")),
        default_para=para_look(root.find(f"{W}docDefaults/{W}pPrDefault/{W}pPr")),
    )
    ruled: set[str] = set()
    placeholders: set[str] = set()
    for element in root.iter(f"{W}style"):
        ident = val(element, "styleId")
        if ident is None:
            continue
        own = _by_name(element)
        styles.definitions[ident] = _Definition(
            val(own.get("basedOn")), run_look(own.get("rPr")), para_look(own.get("pPr"))
        )
        if has_borders(own.get("tblPr")):
            ruled.add(ident)
        if val(own.get("name")) == _PLACEHOLDER:
            placeholders.add(ident)
        if val(element, "type") == "paragraph" and val(element, "default") in ("1", "true"):
            styles.default_style = ident
    styles.ruled_tables, styles.placeholders = frozenset(ruled), frozenset(placeholders)
    return styles


def has_borders(properties: etree._Element | None) -> bool | None:
    """Whether table or cell properties draw inner or outer lines; ``None`` if they do not say."""
    if properties is None:
        return None
    borders = properties.find(f"{W}tblBorders")
    borders = properties.find(f"{W}tcBorders") if borders is None else borders
    if borders is None or not len(borders):
        return None
    return any(val(line) not in (None, "nil", "none") for line in borders)
