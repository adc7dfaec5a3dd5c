"""What is data is said to be data, and never becomes an empty plan."""

from __future__ import annotations

from pathlib import Path

import pytest

from vanban import Options, PlanError, convert

PLAN = Path(__file__).resolve().parents[2] / "samples" / "chi-thi" / "expected.json"

CASES = [
    (PLAN.read_bytes(), "ke-hoach.json", "not-a-document"),
    (PLAN.read_bytes(), "ke-hoach.txt", "not-a-document"),
    (b'[{"a": 1}]', "a.txt", "not-a-document"),
    (b'{"t": "x"}\n{"t": "y"}\n', "kho.jsonl", "unsupported-format"),
    (b"id,text\n1,x\n", "kho.csv", "unsupported-format"),
]


@pytest.mark.parametrize(
    ("data", "name", "code"), CASES, ids=[f"{c[1]}-{i}" for i, c in enumerate(CASES)]
)
def test_data_is_no_document(data: bytes, name: str, code: str) -> None:
    with pytest.raises(PlanError) as caught:
        convert(data, Options(filename=name))
    assert caught.value.code == code


def test_a_text_that_opens_with_a_bracket_is_a_text() -> None:
    plan = convert(
        "[Dự thảo] KẾ HOẠCH\nTriển khai công tác năm 2026".encode(), Options(filename="a.txt")
    )
    assert "KẾ HOẠCH" in plan.source.text
