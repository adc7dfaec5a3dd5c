"""Unicode that was taken for VNI."""

from __future__ import annotations

import pytest

from vanban.pipeline.legacy.encodings import VNI, decode
from vanban.pipeline.legacy.misread import meant, set_right

TEXT = [
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Chánh Văn phòng, công nghệ thông tin, không có nước ngoài",
    "Hoàn thành toàn bộ, kiểm soát, trong đó có môi trường; hố ga, cơ quan, đơn vị",
]


def test_set_right() -> None:
    read = set_right([decode(t, VNI) for t in TEXT], "x")
    assert [read[i].text for i in range(3)] == TEXT


def test_not_without_two_impossible_words() -> None:
    assert set_right(["Hồn thành tồn bộ kế hoạch khơng thời hạn"], "x") == {}
    assert set_right(TEXT, "x") == {}


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("cơng", "công"),
        ("thơng", "thông"),
        ("phịng", "phòng"),
        ("cĩ", "có"),
        ("nĩi", "nói"),
        ("hồn", None),
        ("cơ", None),
        ("zơng", None),
    ],
)
def test_impossible_words(word: str, expected: str | None) -> None:
    assert meant(word) == expected


def test_names_and_doubt_stay() -> None:
    read = set_right(["cơng nghệ thơng tin", "Ơng Hồ Văn Tốn ở phố Hịa"], "x")
    assert (
        read[1].text == "Ông Hồ Văn Tốn ở phố Hịa"
    )  # "Tốn" and "Hịa" are possible words without a known neighbour
