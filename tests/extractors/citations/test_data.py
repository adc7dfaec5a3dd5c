"""The table of laws and the word lists have the shape that the code expects."""

from __future__ import annotations

from datetime import date

from vanban.extractors.citations.data import law_number, laws, words
from vanban.extractors.language import doc_types


def test_laws_have_a_shape_and_no_doubles() -> None:
    rows = laws()
    assert len(rows) > 300
    for row in rows:
        kind = doc_types.by_code(row["code"])
        assert kind is not None
        assert row["name"].startswith(kind.name)
        assert row["source"]
        assert not row["issued_on"] or date.fromisoformat(row["issued_on"])
    keys = [(r["name"], r["number_symbol"], r["issued_on"]) for r in rows]
    assert len(keys) == len(set(keys))


def test_law_number() -> None:
    assert law_number("Luật Tổ chức Chính phủ", "2015-06-19") == "76/2015/QH13"
    assert law_number("Luật Tổ chức Chính phủ", "2015-06-20") is None


def test_no_phrase_stands_twice() -> None:
    for group in (
        words()["law"]["stops"],
        words()["title"]["openers"],
        words()["title"]["closers"],
    ):
        assert len(group) == len(set(group))
