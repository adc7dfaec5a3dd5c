"""The site of the documents (``make docs``): every page has its place, nothing is fetched."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SITE = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")


def test_every_page_stands_once_in_the_contents() -> None:
    listed = re.findall(r"^ *- [^:\n]+: (\S+\.md)$", SITE, re.MULTILINE)
    pages = {p.relative_to(ROOT / "docs").as_posix() for p in (ROOT / "docs").rglob("*.md")}
    assert sorted(listed) == sorted(pages)


def test_pictures_of_the_pages_are_there() -> None:
    for page in (ROOT / "docs").rglob("*.md"):
        text = page.read_text(encoding="utf-8")
        for target in re.findall(r"!\[[^\]]*\]\(([^)#\s]+)\)", text):
            assert (page.parent / target).is_file(), f"{page.name}: {target}"


def test_nothing_comes_from_other_machines() -> None:
    assert "font: false" in SITE
    assert "http" not in SITE
