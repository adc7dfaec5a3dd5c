"""At the door of each room (the docstring of its package) stands an example, and it runs."""

from __future__ import annotations

import doctest
import importlib
import pkgutil
from pathlib import Path

import pytest

import vanban

ROOT = Path(__file__).resolve().parents[1]
WITHOUT = {
    # its words come from a PDF or from OCR: see vanban.pipeline.readers.pdf
    "vanban.pipeline.readers.page",
    "vanban.pipeline.readers.page.tables",
}
ROOMS = [
    name
    for top in ("schemas", "extractors", "pipeline", "tracking")
    for name in (
        f"vanban.{top}",
        *(
            found.name
            for found in pkgutil.walk_packages([str(ROOT / top)], f"vanban.{top}.")
            if found.ispkg and top in ("extractors", "pipeline")
        ),
    )
    if name not in WITHOUT
]


def failures(docstring: str, name: str, globs: dict[str, object]) -> tuple[int, str]:
    """How many examples there are, and what those that fail say."""
    examples = doctest.DocTestParser().get_doctest(docstring, globs, name, None, 0)
    said: list[str] = []
    doctest.DocTestRunner(verbose=False).run(examples, out=said.append)
    return len(examples.examples), "".join(said)


@pytest.mark.parametrize("name", ROOMS)
def test_the_example_at_the_door(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    room = importlib.import_module(name)
    count, wrong = failures(room.__doc__ or "", name, dict(vars(room)))
    assert count > 0, f"{name} has no example at its door"
    assert wrong == ""


def test_the_way_of_a_document(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    page = (ROOT / "docs" / "ARCHITECTURE.md").read_text(encoding="utf-8")
    text = page.replace("```python\n", "").replace("```\n", "")
    count, wrong = failures(text, "ARCHITECTURE.md", {"vanban": vanban})
    assert count > 15
    assert wrong == ""
