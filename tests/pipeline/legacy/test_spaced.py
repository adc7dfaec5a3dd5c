"""Headings whose letters stand apart are words again, and nothing else is touched."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vanban.extractors.language.rewriting import Rewritten, compose
from vanban.pipeline.legacy.spaced import close_up


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Q U Y Ế T  Đ Ị N H", "QUYẾT ĐỊNH"),
        ("Q U Y Ế T Đ Ị N H :", "QUYẾT ĐỊNH :"),
        ("Q U Y E\u0302\u0301 T   Đ I\u0323 N H", "QUYẾT ĐỊNH"),
        ("K\u00a0Ế\u00a0\u00a0H\u00a0O\u00a0Ạ\u00a0C\u00a0H", "KẾ HOẠCH"),
        ("L U Ậ T", "LUẬT"),
        ("B A N H À N H", "BAN HÀNH"),
        ("I. M Ụ C  T I Ê U", "I. MỤC TIÊU"),
        ("T H Ô N G  B Á O KẾT LUẬN", "THÔNG BÁO KẾT LUẬN"),
        ("S Ở  N Ộ I  V Ụ        C Ộ N G  H Ò A", "SỞ NỘI VỤ        CỘNG HÒA"),
    ],
)
def test_spaced_letters_are_words(text: str, words: str) -> None:
    assert close_up([text])[0].text == words


@pytest.mark.parametrize(
    "text",
    [
        "A B C D",
        "A B C D Đ E",
        "X X X X",
        "H Đ N D",
        "Phương án A, B, C, D",
        "Ủ Y",
        "I I I",
        "QUYẾT ĐỊNH",
        "Ê A" * 60,
        "",
    ],
)
def test_letters_that_make_no_words_stay(text: str) -> None:
    assert close_up([text]) == {}


@given(st.text(alphabet="AĐẾNHIQUY  1:a", max_size=60))
def test_what_stood_there_is_kept(text: str) -> None:
    read = close_up([text]).get(0, Rewritten(text))
    assert "".join(read.text.split()) == "".join(text.split())
    back = read.text
    for change in reversed(read.changes):
        assert change.kind == "spaced-letters"
        back = back[: change.start] + change.raw + back[change.start + len(change.new) :]
    assert back == text
    assert compose(Rewritten(text), read) == read
