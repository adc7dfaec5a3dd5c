"""Names of outputs stay inside the output folder and never collide."""

from __future__ import annotations

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vanban.pipeline.batch.names import in_shard, parse_shard, printable, safe, wanted

KEYS = st.lists(
    st.text(min_size=1, max_size=12).filter(lambda s: "/" not in s), min_size=1, max_size=4
).map("/".join)


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("2021/6/1678.docx", "2021/6/1678.docx"),
        ("../../etc/passwd", "%2E%2E/%2E%2E/etc/passwd"),
        ("/tuyệt đối/a.pdf", "%/tuyệt đối/a.pdf"),
        ("./a.pdf", "%2E/a.pdf"),
        ("a.json/b", "a%2Ejson/b"),
        ("dòng\nmới.txt", "dòng%0Amới.txt"),
        ("a%0Ab", "a%250Ab"),
        (".", "%2E"),
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


ODD = st.text("ab%/\n\t:.e\u0301é", min_size=1, max_size=6)


@given(ODD, ODD)
def test_different_keys_stay_different(first: str, second: str) -> None:
    if first != second:
        assert safe(first) != safe(second)
        assert not f"{safe(first)}.json".startswith(f"{safe(second)}.json/")


def test_bytes_that_are_no_text() -> None:
    assert printable(os.fsdecode(b"a\xff.txt")) == "a%FF.txt"


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
def test_wanted(
    key: str, include: tuple[str, ...], exclude: tuple[str, ...], expected: bool
) -> None:
    assert wanted(key, include, exclude) is expected
