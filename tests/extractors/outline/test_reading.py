"""Which markers are structure: both grammars of NĐ 30/2020, liberties that people take, and quoted
amendments.
"""

import pytest

from tests.extractors.outline.paper import labels, outline


def units(*text: str) -> list[str]:
    return labels(outline(*text).parts[0])


LAW = """
Chương I
QUY ĐỊNH CHUNG
Điều 1. Phạm vi điều chỉnh
Luật này quy định về sông.
Điều 2. Đối tượng áp dụng
1. Cơ quan.
2. Tổ chức:
a) Trong nước;
b) Nước ngoài.
Chương II
BẢO VỆ SÔNG
Mục 1
NGUYÊN TẮC
Điều 3. Nguyên tắc
a) Thường xuyên;
b) Liên tục.
Mục 2
KINH PHÍ
Điều 4. Kinh phí
Ngân sách nhà nước.
"""


def test_the_normative_grammar() -> None:
    assert units(LAW) == [
        "chuong I",
        "chuong I/dieu 1",
        "chuong I/dieu 2",
        "chuong I/dieu 2/khoan 1",
        "chuong I/dieu 2/khoan 2",
        "chuong I/dieu 2/khoan 2/diem a",
        "chuong I/dieu 2/khoan 2/diem b",
        "chuong II",
        "chuong II/muc 1",
        "chuong II/muc 1/dieu 3",
        "chuong II/muc 1/dieu 3/diem a",
        "chuong II/muc 1/dieu 3/diem b",
        "chuong II/muc 2",
        "chuong II/muc 2/dieu 4",
    ]


def test_the_grammar_of_plans() -> None:
    plan = """I. MỤC ĐÍCH\n1. Mục đích chung\n2. Mục đích riêng\nII. NHIỆM VỤ
    1. Tuyên truyền\n1.1. Qua báo chí\n1.2. Qua mạng\n1.2.1. Mạng xã hội\n1.2.2. Cổng thông tin
    a) Bài viết\nb) Hình ảnh\n- Ảnh đẹp\n+ Ảnh màu\n- Ảnh thường\n2. Tập huấn\nIII. TỔ CHỨC"""
    assert units(plan) == [
        "item I",
        "item I/item 1",
        "item I/item 2",
        "item II",
        "item II/item 1",
        "item II/item 1/item 1.1",
        "item II/item 1/item 1.2",
        "item II/item 1/item 1.2/item 1.2.1",
        "item II/item 1/item 1.2/item 1.2.2",
        "item II/item 1/item 1.2/item 1.2.2/item a",
        "item II/item 1/item 1.2/item 1.2.2/item b",
        "item II/item 1/item 1.2/item 1.2.2/item b/bullet -",
        "item II/item 1/item 1.2/item 1.2.2/item b/bullet -/bullet +",
        "item II/item 1/item 1.2/item 1.2.2/item b/bullet -",
        "item II/item 2",
        "item III",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "A. PHẦN MỘT\nI. Một\nII. Hai\nB. PHẦN HAI\nI. Ba\n1. Bốn",
            ["A", "A/I", "A/II", "B", "B/I", "B/I/1"],
        ),
        (
            "I. MỘT\nA. Một\n1. x\nB. Hai\n1. x\nII. HAI",
            ["I", "I/A", "I/A/1", "I/B", "I/B/1", "II"],
        ),
        (
            "A. x\nB. x\nC. x\nD. x\nE. x\nG. x\nH. x\nI. x\nK. x",
            ["A", "B", "C", "D", "E", "G", "H", "I", "K"],
        ),
        ("1. x\na) x\nd) x\ne) x\nf) x\ng) x", ["1", "1/a", "1/d", "1/e", "1/f", "1/g"]),
        ("1. x\nh) x\ni) x\nk) x", ["1", "1/h", "1/i", "1/k"]),
        ("1. x\na) x\ni) x\nii) x\nb) x", ["1", "1/a", "1/a/i", "1/a/ii", "1/b"]),
        (
            "2.1. x\n2.1.1. x\n1. x\n2. x\n2.1.2. x",
            ["2.1", "2.1/2.1.1", "2.1/2.1.1/1", "2.1/2.1.1/2", "2.1/2.1.2"],
        ),
        ("I\nMỤC TIÊU\n1. x\nII\nNHIỆM VỤ\n1. x", ["I", "I/1", "II", "II/1"]),
        ("1. x\n2. x\n5. x\n6. x", ["1", "2", "5", "6"]),
        ("1. x\nb) x\nb1) x\nb2) x\nc) x", ["1", "1/b", "1/b/b1", "1/b/b2", "1/c"]),
        ("Phần I\nMỘT\nI. x\nPhần II\nHAI\nI. x\n1. x", ["I", "I/I", "II", "II/I", "II/I/1"]),
    ],
)
def test_lists_without_articles(text: str, expected: list[str]) -> None:
    bare = [" ".join(address.split()) for address in units(text)]
    assert [
        "/".join(step.split()[1] for step in address.split("/")) for address in bare
    ] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Điều 1. x\n1. x\nb) x\nđ1) x\ne) x", ["1", "1/1", "1/1/b", "1/1/đ1", "1/1/e"]),
        (
            "Điều 26. x\nĐiều 26a. x\nĐiều 27. x\n1. x\n2. x\n2a. x\n3. x",
            ["26", "26a", "27", "27/1", "27/2", "27/2a", "27/3"],
        ),
        ("Điều17. x\nĐiều 18: x\nĐiều 19\nx y z", ["17", "18", "19"]),
        ("Điều 1. x\nTheo quy định tại\nĐiều 7 của Luật này, x\nĐiều 2. x", ["1", "2"]),
        ("Điều 1. x\n1. x\n1) x\n2) x\n2. x", ["1", "1/1", "1/1/1", "1/1/2", "1/2"]),
    ],
)
def test_articles(text: str, expected: list[str]) -> None:
    assert [
        "/".join(step.split()[1] for step in address.split("/")) for address in units(text)
    ] == expected


QUOTED_ARTICLE = ["dieu 1", "dieu 1/khoan 1", "dieu 1/khoan 2", "dieu 2"]


@pytest.mark.parametrize(
    "quotation",
    [
        "“Điều 5. Hồ sơ\n1. Đơn.\n2. Bản sao:\na) Một;\nb) Hai.”.",
        '"Điều 5. Hồ sơ\n1. Đơn.\n2. Bản sao:\na) Một;\nb) Hai.";',
        "”Điều 5. Hồ sơ\n1. Đơn.\n2. Bản sao:\na) Một;\nb) Hai.”",
        "“Điều 5. Hồ sơ\n1. Đơn “khẩn”.\n2. Bản sao:\na) Một;\nb) Hai.\nĐoạn cuối.”.",
        "“Điều 5. Hồ sơ\n1. Đơn.\n2. Bản sao:\na) Một;\nb) Hai.",  # never closed
        "Điều 5. Hồ sơ\n1. Đơn.\n2. Bản sao.",  # no marks at all
        "“Điều 5. Hồ sơ\n1. Sửa đổi như sau: “1. Đơn.”\n2. Bản sao.”.",  # nested
        "“5. Đơn.”",
        "5. Đơn.",
        "Tổ chức phải có:\na) Đơn;\nb) Bản sao.”.",  # opening mark lost
    ],
)
def test_words_that_an_amendment_quotes_are_no_structure(quotation: str) -> None:
    text = f"""Điều 1. Sửa đổi, bổ sung một số điều của Nghị định số 99/2019/NĐ-CP
    1. Sửa đổi, bổ sung Điều 5 như sau:\n{quotation}
    2. Bãi bỏ khoản 3 Điều 9.\nĐiều 2. Hiệu lực thi hành\nNghị định này có hiệu lực từ ngày ký."""
    assert units(text) == QUOTED_ARTICLE


def test_the_article_after_an_unquoted_amendment_is_the_documents_own() -> None:
    text = (
        "Điều 1. Bổ sung khoản 2a Điều 2 như sau:\n2a. Cơ quan mới.\nĐiều 2. Sửa đổi Điều 3 "
        "như sau:\nĐiều 3. Cũ\nĐiều 3. Hiệu lực"
    )
    assert units(text) == ["dieu 1", "dieu 2", "dieu 3"]


def test_a_table_stands_inside_its_clause() -> None:
    found = outline(
        "Điều 1. Mức thu\n1. Bảng sau:", [["STT", "Mức"], ["1. Đơn", "5"]], "2. Miễn thu."
    ).parts[0]
    assert labels(found) == ["dieu 1", "dieu 1/khoan 1", "dieu 1/khoan 2"]
    assert found.nodes[0].children[0].tables == (0,)


def test_spaces_quotes_and_capitals_do_not_matter() -> None:
    assert units(LAW.replace(" ", "  ")) == units(LAW)
    assert units(LAW.replace("Điều", "ĐIỀU").replace("Chương", "CHƯƠNG")) == units(LAW)
