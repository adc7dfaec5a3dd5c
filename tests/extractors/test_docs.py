"""The lines of docs/LANGUAGE.md do what the page says."""

import doctest
from pathlib import Path

PAGE = Path(__file__).resolve().parents[2] / "docs" / "LANGUAGE.md"


def test_language_page() -> None:
    text = PAGE.read_text(encoding="utf-8").replace("```python\n", "").replace("```\n", "")
    examples = doctest.DocTestParser().get_doctest(text, {}, "LANGUAGE.md", str(PAGE), 0)
    said: list[str] = []
    assert doctest.DocTestRunner().run(examples, out=said.append).failed == 0, "".join(said)
