"""Forms of words for search and names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vanban.tracking.search.words import index_forms, name_key, tsvector, words


@pytest.mark.parametrize(
    ("text", "exact", "bare"),
    [
        ("Kế hoạch", "kế hoạch", "ke hoach"),
        ("hòa giải", "hoà giải", "hoa giai"),
        ("HOÀ", "hoà", "hoa"),
        ("thúy thuý", "thuý thuý", "thuy thuy"),
        ("ủy uỷ Ủy ban", "uỷ uỷ uỷ ban", "uy uy uy ban"),
        ("Quý quí kỹ kĩ", "quý quí kỹ kĩ", "qui qui ki ki"),
        ("Điều Ðiều", "điều điều", "dieu dieu"),
        ("1678/QĐ-BKHCN", "1678 qđ bkhcn", "1678 qd bkhcn"),
        ("", "", ""),
    ],
)
def test_forms(text: str, exact: str, bare: str) -> None:
    assert index_forms(text) == (exact, bare)


@pytest.mark.parametrize(
    "name",
    [
        "Vụ Kế hoạch - Tài chính",
        "Vụ Kế hoạch-Tài chính",
        "VỤ KẾ HOẠCH – TÀI CHÍNH",
        " vụ  Kế hoạch\u2011Tài chính",
    ],
)
def test_one_key_for_one_unit(name: str) -> None:
    assert name_key(name) == "vụ kế hoạch tài chính"


@given(st.text())
def test_words_point_into_the_text(text: str) -> None:
    for word in words(text):
        assert text[word.start : word.end].isalnum()


def test_a_tsvector_holds_both_forms_at_one_position() -> None:
    assert tsvector(index_forms("Kế hoạch kế")) == "'ke':1,3 '=kế':1,3 'hoach':2 '=hoạch':2"
