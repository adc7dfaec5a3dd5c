"""Folding keeps what it says of every text, however fast it is."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vanban.extractors.language.folding import strip_accents


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Quyết định", "Quyet dinh"),
        ("ĐỘC LẬP", "DOC LAP"),
        ("12/QD-TTg", "12/QD-TTg"),
        ("Ủy ban – Sở", "Uy ban – So"),
        ("שָׁלוֹם", "שלום"),
    ],
)
def test_accents(text: str, plain: str) -> None:
    assert strip_accents(text) == plain


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_no_mark_is_left_and_no_letter_goes(text: str) -> None:
    decomposed = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    letters = [c for c in decomposed if not unicodedata.combining(c)]
    assert list(strip_accents(text)) == letters
