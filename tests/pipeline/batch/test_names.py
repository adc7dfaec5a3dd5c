"""Names of outputs stay inside the output folder and never collide."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.batch.names import in_shard, parse_shard, safe, wanted

KEYS = st.lists(st.text(min_size=1, max_size=12).filter(lambda s: "/" not in s), min_size=1, max_size=4).map("/".join)


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("2021/6/1678.docx", "2021/6/1678.docx"),
        ("../../etc/passwd", "%2E%2E/%2E%2E/etc/passwd"),
        ("/tuyệt đối/a.pdf", "tuyệt đối/a.pdf"),
        ("dòng\nmới.txt", "dòng%0Amới.txt"),
        ("a%0Ab", "a%250Ab"),
        (".", "%"),
    ],
)
def test_safe(key: str, name: str) -> None:
    assert safe(key) == name


@given(KEYS)
def test_safe_stays_inside(key: str) -> None:
    parts = safe(key).split("/")
    assert ".." not in parts
    assert all(parts)
    assert not any(ord(c) < 32 for c in safe(key))


@given(st.text("ab%\n\t:.", min_size=1, max_size=6), st.text("ab%\n\t:.", min_size=1, max_size=6))
def test_different_components_stay_different(first: str, second: str) -> None:
    if first != second and not {first, second} & {".", ".."}:
        assert safe(f"x{first}") != safe(f"x{second}")


@given(KEYS, st.integers(1, 7))
def test_shards_share_out_everything_once(key: str, count: int) -> None:
    assert sum(in_shard(key, (i, count)) for i in range(1, count + 1)) == 1


@pytest.mark.parametrize("wrong", ["", "0/2", "3/2", "a/b", "1"])
def test_wrong_shard(wrong: str) -> None:
    with pytest.raises(ValueError, match="I/N"):
        parse_shard(wrong)


@pytest.mark.parametrize(
    ("key", "include", "exclude", "expected"),
    [
        ("a/b.docx", (), (), True),
        ("a/b.docx", ("*.docx",), (), True),
        ("a/b.docx", ("*.pdf",), (), False),
        ("a/b.docx", (), ("a/*",), False),
    ],
)
def test_wanted(key: str, include: tuple[str, ...], exclude: tuple[str, ...], expected: bool) -> None:
    assert wanted(key, include, exclude) is expected
