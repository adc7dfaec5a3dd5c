import pytest
from hypothesis import given
from hypothesis import strategies as st

from vanban.extractors.language.numerals import (
    ALPHABET,
    Ordinal,
    arabic,
    letter_place,
    next_letters,
    roman,
    unit_ordinal,
)

ROMANS = [
    "I",
    "II",
    "III",
    "IV",
    "V",
    "VI",
    "VII",
    "VIII",
    "IX",
    "X",
    "XI",
    "XII",
    "XIII",
    "XIV",
    "XV",
    "XVI",
    "XVII",
    "XVIII",
    "XIX",
    "XX",
]


def test_roman_numerals_in_order() -> None:
    assert [roman(numeral) for numeral in ROMANS] == list(range(1, 21))


@pytest.mark.parametrize("numeral", ["", "IIII", "VX", "IVC", "ABC", "IC"])
def test_malformed_roman_numerals(numeral: str) -> None:
    assert roman(numeral) is None


@pytest.mark.parametrize(
    ("numeral", "ordinal"),
    [
        ("5", (5, 0)),
        ("26a", (26, 1)),
        ("2b", (2, 2)),
        ("IV", (4, 0)),
        ("IVa", (4, 1)),
        ("nhất", (1, 0)),
        ("mười hai", (12, 0)),
        ("B", (2, 0)),
    ],
)
def test_unit_ordinals(numeral: str, ordinal: tuple[int, int]) -> None:
    assert unit_ordinal(numeral) == Ordinal(*ordinal)


def test_inserted_numbers_stand_between_their_neighbours() -> None:
    order = [arabic(n) for n in ("26", "26a", "26b", "26đ", "26e", "27")]
    assert order == sorted(order)  # type: ignore[type-var]


def test_letters_that_vietnamese_lacks_may_be_left_out() -> None:
    def after(letter: str) -> set[str]:
        return {
            ALPHABET[place - 1]
            for place in next_letters(letter_place(letter))
            if place <= len(ALPHABET)
        }

    assert after("d") == {"đ"}
    assert after("e") == {"f", "g"}
    assert after("v") == {"w", "x"}


@given(st.text(max_size=6))
def test_no_text_breaks_the_readers_of_numerals(text: str) -> None:
    for ordinal in (arabic(text), unit_ordinal(text)):
        assert ordinal is None or ordinal.number >= 0
    assert roman(text) is None or 0 < (roman(text) or 0) < 100
