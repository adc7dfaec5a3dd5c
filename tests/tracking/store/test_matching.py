"""Which task of a new reading is which task of the store."""

from __future__ import annotations

import pytest

from vanban.tracking.store.matching import Candidate, likeness, match


def _words(shared: int, own: str, of: int) -> str:
    """``of`` words, of which the first ``shared`` are the same in all that are made so."""
    return " ".join(
        [f"chung{i}" for i in range(shared)] + [f"{own}{i}" for i in range(of - shared)]
    )


@pytest.mark.parametrize(
    ("ids", "shared", "of", "leads", "same"),
    [
        # one id: 0.45 of the words
        ("aa", 9, 20, "", True),
        ("aa", 8, 20, "", False),
        # different ids: 0.72 of them
        ("ab", 18, 25, "", True),
        ("ab", 17, 25, "", False),
        # equal leads count for 0.05
        ("ab", 17, 25, "Sở Y tế", True),
        ("ab", 16, 25, "Sở Y tế", False),
    ],
)
def test_as_alike_as_this_is_the_same_task(
    ids: str, shared: int, of: int, leads: str, same: bool
) -> None:
    old = Candidate(1, ids[0], _words(shared, "cũ", of), leads)
    new = Candidate(2, ids[1], _words(shared, "mới", of), leads)
    assert match([old], [new]) == ({2: 1} if same else {})


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        # a row was put in: the words go with their old row, not with the address
        (["a: Rà soát", "b: Lập hồ sơ"], ["a: Mở lớp", "b: Rà soát", "c: Lập hồ sơ"], "b-a c-b"),
        # the same words twice: with their leads, else in order
        (["a: Báo cáo | Sở Y tế", "b: Báo cáo | Sở Nội vụ"], ["c: Báo cáo | Sở Nội vụ"], "c-b"),
        (["a: Báo cáo", "b: Báo cáo"], ["c: Báo cáo", "d: Báo cáo"], "c-a d-b"),
        # the same words and the same address before the same words alone
        (["a: Báo cáo", "b: Báo cáo"], ["b: Báo cáo", "a: Báo cáo"], "b-b a-a"),
        (["a: Rà soát"], ["a: Mở lớp"], ""),
    ],
)
def test_words_go_before_addresses(old: list[str], new: list[str], found: str) -> None:
    before = [_candidate(n, line) for n, line in enumerate(old)]
    after = [_candidate(n, line) for n, line in enumerate(new, 100)]
    pairs = {after[b - 100].stable_id: before[a].stable_id for b, a in match(before, after).items()}
    assert pairs == dict(pair.split("-") for pair in found.split())


def _candidate(key: int, line: str) -> Candidate:
    stable_id, _, rest = line.partition(": ")
    text, _, leads = rest.partition(" | ")
    return Candidate(key, stable_id, text, leads)


def test_what_was_known_before_goes_before_all() -> None:
    old = [Candidate(1, "a", "Rà soát"), Candidate(2, "b", "Báo cáo")]
    assert match(old, [Candidate(3, "b", "Báo cáo")], {"b": 1}) == {3: 1}


@pytest.mark.parametrize(
    ("a", "b", "score"),
    [
        ("", "", 1.0),
        ("", "một", 0.0),
        ("một", "", 0.0),
        ("một hai", "một hai", 1.0),
        ("một hai ba bốn", "một hai năm sáu", 0.5),
        # the words of one in another order are less alike
        ("một hai ba bốn", "bốn ba hai một", 0.25),
        # hardly a word in common: that share, without a look at their order
        ("một hai ba bốn năm", "năm sáu bảy tám chín", 0.2),
    ],
)
def test_likeness(a: str, b: str, score: float) -> None:
    assert likeness(a, b) == pytest.approx(score)
