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
        "text-indent",
        "margin-left",
        "padding-left",
        "white-space",
    ]
)
"""Properties of the look. What hides an element is not among them: portals fold text that they
show on a click."""
_MOST_TESTS = 5_000_000
"""Elements times rules: some seconds. A sheet beyond that is no office's and is left aside; no
words depend on it."""


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
    for element in cssselect2.ElementWrapper.from_html_root(root).iter_subtree():
        # in the order of the cascade: the more specific, then the later
        found = [declarations for *_, pseudo, declarations in matcher.match(element) if not pseudo]
        if found:
            node = element.etree_element
            node.set("style", "; ".join([*found, node.get("style", "")]))


def _rules(text: str) -> Iterator[tuple[cssselect2.compiler.CompiledSelector, str]]:
    """Each selector of the sheets with its declarations; what is no plain rule is left out."""
    for rule in tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True):
        if rule.type != "qualified-rule":
            continue  # @page, @font-face, @media: nothing of them says how letters look here
        declared = tinycss2.parse_blocks_contents(rule.content, True, True)
        kept = "; ".join(
            f"{d.lower_name}: {tinycss2.serialize(d.value).strip()}"
            for d in declared
            if d.type == "declaration" and d.lower_name in _READ
        )
        if not kept:
            continue
        try:
            selectors = cssselect2.compile_selector_list(rule.prelude)
        except cssselect2.SelectorError:
            continue  # Word's own: "p.MsoNormal, li.MsoNormal" is fine, "@list l0:level1" is not
        for selector in selectors:
            yield selector, kept
