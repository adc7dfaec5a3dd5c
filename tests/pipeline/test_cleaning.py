"""Canonical form: what cannot be seen, and plain typing variants."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vanban.extractors.language.cleaning import clean

PIECES = (
    *("a", "Ð", "А", "e\u0302\u0301", "đồng", "12/2024/QĐ–TTg"),
    *(" ", "\t", "\n", "\u00a0", "\u3000", "\u200b", "\u00ad", "\ufeff", "\x07"),
)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("  Điều \u00a0 1. ", "Điều 1."),
        ("giao\u200b\u00a0\u200b\u00a0\u200bVụ", "giao Vụ"),
        ("giao\u00a0\u00ad\u00a0Vụ", "giao Vụ"),
        ("gi\u00adao", "giao"),
        ("\u200b \u200b", ""),
        ("12/2024/QĐ–TTg", "12/2024/QĐ-TTg"),
        ("Ðiều", "Điều"),
    ],
)
def test_what_cannot_be_seen_goes(raw: str, text: str) -> None:
    assert clean(raw)[0] == text


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_spaces_stand_alone_and_changes_lead_back(raw: str) -> None:
    text, changes = clean(raw)
    assert not re.search(r"\s\s|^\s|\s$", text)
    assert unicodedata.is_normalized("NFC", text)
    back, at = [], 0
    for change in changes:
        back += (text[at : change.start], change.raw)
        at = change.start + len(change.new)
        assert text[change.start : at] == change.new
    assert "".join([*back, text[at:]]) == raw
