"""The decision is found in the whole page of a portal, by structure: its words in order, none of
the page's own.
"""

from __future__ import annotations

import pytest

from tests.pipeline.portals.pages import EXPECTED, PORTALS, page
from vanban.pipeline.options import Options
from vanban.pipeline.reading import read
from vanban.schemas import BlockRole


@pytest.mark.parametrize("name", PORTALS)
def test_the_decision_and_nothing_else(name: str) -> None:
    source = read(page(PORTALS[name]()).encode(), Options(filename="trang.html"))
    words = [
        source.text[b.span.start : b.span.end]
        for b in source.blocks
        if b.role is not BlockRole.PAGE_FURNITURE
    ]
    assert words == EXPECTED


@pytest.mark.parametrize("name", PORTALS)
def test_class_names_do_not_matter(name: str) -> None:
    import re

    bare = re.sub(r" (?:id|class)=(?:'[^']*'|\w+)", "", PORTALS[name]())
    source = read(page(bare).encode(), Options(filename="trang.html"))
    words = [
        source.text[b.span.start : b.span.end]
        for b in source.blocks
        if b.role is not BlockRole.PAGE_FURNITURE
    ]
    assert words == EXPECTED
