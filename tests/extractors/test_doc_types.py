import pytest

from vanban.extractors.language.doc_types import by_code, by_name, codes, leading, names
from vanban.schemas import DocType


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("QĐ", "Quyết định"),
        ("QyĐ", "Quy định"),
        ("TTLT", "Thông tư liên tịch"),
        ("L", "Luật"),
        ("KH", "Kế hoạch"),
        ("CV", "Công văn"),
    ],
)
def test_code_and_name_lead_to_each_other(code: str, name: str) -> None:
    assert by_code(code) == by_name(name) == by_name(name.upper()) == DocType(code=code, name=name)


def test_case_and_stroke_of_a_code_carry_meaning() -> None:
    assert by_code("qđ") is None
    assert by_code("ĐA") != by_code("DA")


def test_a_longer_heading_of_the_same_type_has_its_code() -> None:
    assert by_name("CHƯƠNG TRÌNH HÀNH ĐỘNG") == by_code("CTr")


def test_leading_takes_the_longest_name() -> None:
    assert leading("Thông tư liên tịch hướng dẫn") == (by_code("TTLT"), "hướng dẫn")
    assert leading("Luật sư") == (by_code("L"), "sư")
    assert leading("Về việc") is None


def test_registry_is_well_formed() -> None:
    assert all(codes()) and all(names())
    assert len(set(names())) == len(names())
