"""What the readings of markers cost: the order of the prices decides which reading wins."""

import pytest

from vanban.extractors.outline import costs
from vanban.extractors.outline.markers import Kind, Open, markers


def marker(words: str, kind: Kind | None = None) -> Open:
    """What the marker of a paragraph opens; of several readings the one of ``kind``."""
    return next(m.opened for m in markers(words) if kind is None or m.kind is kind)


@pytest.mark.parametrize(
    ("opening", "price"),
    [
        ("1. Một", 0.0),
        ("a) Một", 0.0),
        ("2. Hai", 3.1),
        ("5. Năm", 4.0),
        ("40. Bốn mươi", 5.5),  # no dearer than 10
        ("1a. Một a", 2.8),
    ],
)
def test_a_list_begins_at_its_beginning(opening: str, price: float) -> None:
    assert costs.first(marker(opening)) == pytest.approx(price)


@pytest.mark.parametrize(
    ("before", "after", "price"),
    [
        ("1. Một", "2. Hai", 0.0),
        ("1. Một", "3. Ba", 1.7),
        ("1. Một", "4. Bốn", 2.2),
        ("1. Một", "30. Ba mươi", 6.2),  # no dearer than ten left out
        ("5. Năm", "1. Một", 3.2),
        ("5. Năm", "3. Ba", 5.0),
        ("1. Một", "1a. Một a", 0.2),
        ("1. Một", "1b. Một b", 0.6),
        ("1a. Một a", "1. Một", 4.5),
        ("1. Một", "1. Một", 4.0),
        ("1. Một", "2a. Hai a", 1.0),
        ("d) Dê", "đ) Đê", 0.0),
        ("d) Dê", "e) E", 0.4),  # lists without đ
        ("c) Cá", "đ) Đê", 1.7),
        ("e) E", "g) Ga", 0.0),
        ("a) An", "c) Cá", 1.7),
    ],
)
def test_what_follows_a_sibling(before: str, after: str, price: float) -> None:
    assert costs.follows(marker(before).ordinal, marker(after)) == pytest.approx(price)


@pytest.mark.parametrize(
    ("before", "after", "price"),
    [
        ("1. Một", "2. Hai", 0.0),
        ("1. Một", "2) Hai", 0.7),
        ("2.1. Một", "2.2. Hai", 0.0),
        ("2.1. Một", "3.1. Ba", 1.5),
        ("2.1. Một", "3.2. Ba", 3.5),
    ],
)
def test_a_list_goes_on(before: str, after: str, price: float) -> None:
    last, new = marker(before), marker(after)
    assert costs.continues(last, new) == pytest.approx(price)


@pytest.mark.parametrize(
    ("opening", "price"),
    [
        ("A. Một", 0.0),
        ("I. Một", 0.0),
        ("1. Một", 0.0),
        ("1.1. Một", 1.5),
        ("a) Một", 2.0),
        ("a.1) Một", 3.0),
        ("(1) Một", 2.0),
        ("ii) Hai", 2.5),
    ],
)
def test_what_stands_under_nothing(opening: str, price: float) -> None:
    new = markers(opening)[0].opened
    assert costs.at_top(new, articles=False) == pytest.approx(price)
    assert costs.at_top(new, articles=True) == pytest.approx(price + 3.0)


@pytest.mark.parametrize(
    ("open_kind", "opening", "price"),
    [
        (Kind.BULLET, "1. Một", 0.0),
        (Kind.ARABIC, "1. Một", 3.0),
        (Kind.ROMAN, "A. Một", 0.8),
    ],
)
def test_a_new_list_beside_an_open_one(open_kind: Kind, opening: str, price: float) -> None:
    assert costs.beside(open_kind, marker(opening)) == pytest.approx(price)


@pytest.mark.parametrize(
    ("parent", "opening", "articles", "price"),
    [
        (Kind.CHUONG, "1. Một", False, 0.0),
        (Kind.CHUONG, "1. Một", True, 2.5),  # chapters of a law hold articles
        (Kind.MUC, "a) Một", True, 2.5),
        (Kind.DIEU, "1. Một", True, 0.0),
        (Kind.DIEU, "a) Một", True, 0.2),
        (Kind.ARABIC, "a) Một", True, 0.0),
        (Kind.CAPITAL, "I. Một", False, 0.0),
        (Kind.ROMAN, "A. Một", False, 0.3),
        (Kind.BULLET, "1. Một", False, 2.5),
        (Kind.ARABIC, "1. Một", False, 4.0),
        (Kind.LETTER, "1. Một", False, 1.6),
    ],
)
def test_what_stands_under_what(parent: Kind, opening: str, articles: bool, price: float) -> None:
    above = marker("1. Một")._replace(kind=parent)
    assert costs.nesting(above, marker(opening), articles) == pytest.approx(price)


@pytest.mark.parametrize(
    ("parent", "opening", "price"),
    [
        ("2. Hai", "2.1. Một", 0.0),
        ("1. Một", "2.1. Một", 2.0),
        ("2.1. Một", "2.1.1. Một", 0.0),
        ("2.2. Hai", "2.1.1. Một", 2.0),
        ("b) Bê", "b.1) Một", 0.3),
    ],
)
def test_decimals_repeat_the_number_above(parent: str, opening: str, price: float) -> None:
    above, new = marker(parent), marker(opening)
    assert costs.nesting(above, new, articles=False) == pytest.approx(price)


@pytest.mark.parametrize(
    ("opening", "price"),
    [
        ("Phần I", 4.0),
        ("Chương I", 5.0),
        ("Mục 1", 4.0),
        ("Điều 1. Một", 6.0),
        ("A. Một", 2.0),
        ("II. Hai", 3.0),
        ("1. Một", 3.2),
        ("1.1. Một", 2.2),
        ("a) Một", 3.3),
        ("a.1) Một", 1.5),
        ("(1) Một", 0.6),
        ("1", 1.0),
        ("II HAI", 2.0),
    ],
)
def test_a_marker_left_as_words(opening: str, price: float) -> None:
    assert costs.words(markers(opening)[:1]) == pytest.approx(price)
