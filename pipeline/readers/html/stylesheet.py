"""The page's own style sheets (``<style>``), put into the style attributes of the elements that
they select: from there on there is one place where a look is read.

Source: CSS Selectors and the cascade by cssselect2 and tinycss2; only what ``style`` reads is kept.
Nothing is fetched: sheets that are linked do not count.
"""

from __future__ import annotations

from collections.abc import Iterator

import cssselect2
import tinycss2
from lxml import etree

_READ = frozenset(
    [
        "font-weight",
        "font-style",
        "font-size",
        "font-family",
        "text-align",
        "text-decoration",
        "text-decoration-line",
        "text-indent",
        "margin-left",
        "padding-left",
        "white-space",
    ]
)
"""Properties of the look, beside elements shown as parts of a table. What hides an element is not
among them: portals fold text that they show on a click.
"""
_MOST_TESTS = 5_000_000
"""Elements times rules: some seconds. A sheet beyond that is no office's and is left aside; no
words depend on it."""
_MOST_STEPS = 20_000_000
"""Ancestors and siblings that the selectors of a page may look at: some seconds again."""


def inline_sheets(root: etree._Element) -> None:
    """Give each element under ``root`` the declarations of the page's sheets, before its own."""
    text = "\n".join(sheet.text or "" for sheet in root.iter("style"))
    rules = list(_rules(text)) if text.strip() else []
    count = sum(1 for _ in root.iter())
    if not rules or count * len(rules) > _MOST_TESTS:
        return
    matcher = cssselect2.Matcher()
    for selector, declarations in rules:
        matcher.add_selector(selector, declarations)
    try:
        styled = list(_matched(root, matcher))
    except _TooDear:
        return
    for node, found in styled:
        node.set("style", "; ".join([*found, node.get("style", "")]))


def _matched(
    root: etree._Element, matcher: cssselect2.Matcher
) -> Iterator[tuple[etree._Element, list[str]]]:
    """The elements that rules select, with the declarations in the order of the cascade: the more
    specific, then the later.
    """
    for element in _counting(_MOST_STEPS).from_html_root(root).iter_subtree():
        found = [declarations for *_, pseudo, declarations in matcher.match(element) if not pseudo]
        if found:
            yield element.etree_element, found


class _TooDear(Exception):
    """The selectors go up and down the page without end."""


def _counting(most: int) -> type[cssselect2.ElementWrapper]:
    """Elements that count how many ancestors and siblings selectors look at: "a a a a a" tries
    every choice of five ancestors, "p ~ p" keeps a list of those before for each paragraph.
    """
    left = most

    def counted(looked_at: tuple[object, ...]) -> tuple[object, ...]:
        nonlocal left
        left -= len(looked_at)
        if left < 0:
            raise _TooDear
        return looked_at

    class Counted(cssselect2.ElementWrapper):  # type: ignore[misc]
        @property
        def ancestors(self) -> tuple[object, ...]:
            return counted(super().ancestors)

        @property
        def previous_siblings(self) -> tuple[object, ...]:
            return counted(super().previous_siblings)

    return Counted


def _rules(text: str) -> Iterator[tuple[cssselect2.compiler.CompiledSelector, str]]:
    """Each selector of the sheets with its declarations; what is no plain rule is left out."""
    for rule in tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True):
        if rule.type != "qualified-rule":
            continue  # @page, @font-face, @media: nothing of them says how letters look here
        try:
            kept = _kept(rule)
            selectors = _selectors(rule.prelude) if kept else []
        except RecursionError:  # brackets within each other without end
            continue
        yield from ((selector, kept) for selector in selectors)


def _kept(rule: tinycss2.ast.QualifiedRule) -> str:
    """The declarations of a rule that are read."""
    said = (
        (d.lower_name, tinycss2.serialize(d.value).strip())
        for d in tinycss2.parse_blocks_contents(rule.content, True, True)
        if d.type == "declaration"
    )
    return "; ".join(f"{name}: {value}" for name, value in said if _is_read(name, value))


def _is_read(name: str, value: str) -> bool:
    return name in _READ or (name == "display" and value.lower().startswith("table"))


def _selectors(
    prelude: list[tinycss2.ast.Node],
) -> list[cssselect2.compiler.CompiledSelector]:
    """The selectors before a rule; none where they cannot be read or ask what stands below or
    behind an element, which looks through the page for each.
    """
    if ":has(" in tinycss2.serialize(prelude).lower():
        return []
    try:
        return list(cssselect2.compile_selector_list(prelude))
    except (cssselect2.SelectorError, SyntaxError):  # Python's own: too many brackets
        return []  # Word's own: "p.MsoNormal, li.MsoNormal" is fine, "@list l0:level1" is not
