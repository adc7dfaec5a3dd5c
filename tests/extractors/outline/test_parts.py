"""Where the document ends and attachments, appendices and forms begin."""

import pytest

from tests.extractors.outline.paper import labels, outline
from vanban.extractors.outline.model import Outline

DECISION = """BỘ SÔNG NÚI
QUYẾT ĐỊNH
Ban hành Kế hoạch trồng cây
BỘ TRƯỞNG BỘ SÔNG NÚI
Căn cứ Luật Cây số 1/2020/QH14;
QUYẾT ĐỊNH:
Điều 1. Ban hành kèm theo Quyết định này Kế hoạch trồng cây.
Điều 2. Quyết định này có hiệu lực kể từ ngày ký.
Điều 3. Chánh Văn phòng chịu trách nhiệm thi hành Quyết định này./.
"""
SIGNATURE = """Nơi nhận:
- Như Điều 3;
- Lưu: VT.
KT. BỘ TRƯỞNG
THỨ TRƯỞNG
Nguyễn Văn Mẫu
"""
PLAN = """KẾ HOẠCH
TRỒNG CÂY NĂM 2030
(Ban hành kèm theo Quyết định số 12/QĐ-BSN ngày 01 tháng 02 năm 2030
của Bộ trưởng Bộ Sông núi)
I. MỤC TIÊU
1. Nhiều cây.
II. TỔ CHỨC THỰC HIỆN
Các đơn vị thực hiện./.
"""
APPENDIX = """PHỤ LỤC I
DANH MỤC CÂY
(Kèm theo Kế hoạch trồng cây)
1. Cây cao
2. Cây thấp
PHỤ LỤC II
MẪU BÁO CÁO
Mẫu số 01. Báo cáo trồng cây
Điều 1. Nội dung
"""


def kinds(found: Outline) -> list[str]:
    return [part.kind for part in found.parts]


@pytest.mark.parametrize("signature", [SIGNATURE, ""])
def test_decision_plan_and_appendices(signature: str) -> None:
    found = outline(DECISION, signature, PLAN, APPENDIX)
    document, plan, first, second, form = found.parts
    assert labels(document) == ["dieu 1", "dieu 2", "dieu 3"]
    assert labels(plan) == ["item I", "item I/item 1", "item II"]
    assert labels(first) == ["item 1", "item 2"]
    assert [p.label for p in found.parts] == [None, None, "PHỤ LỤC I", "PHỤ LỤC II", "Mẫu số 01"]
    assert [p.parent for p in found.parts] == [None, None, 1, 1, 3]
    assert labels(form) == ["dieu 1"] and labels(second) == []


def test_title_type_and_issuing_words() -> None:
    found = outline(DECISION, SIGNATURE, PLAN)
    plan = found.parts[1]
    assert plan.type and plan.type.code == "KH"
    assert plan.title and found.words(plan.title) == "TRỒNG CÂY NĂM 2030"
    assert plan.issued_with and found.words(plan.issued_with).endswith("của Bộ trưởng Bộ Sông núi)")


@pytest.mark.parametrize(
    ("heading", "code", "title"),
    [
        ("QUY CHẾ\nLÀM VIỆC CỦA BAN", "QC", "LÀM VIỆC CỦA BAN"),
        ("QUY CHẾ LÀM VIỆC CỦA BAN", "QC", "LÀM VIỆC CỦA BAN"),
        (
            "Chương trình\nTrồng cây\ngiai đoạn 2030 - 2035",
            "CTr",
            "Trồng cây\ngiai đoạn 2030 - 2035",
        ),
        (
            "CHƯƠNG TRÌNH HÀNH ĐỘNG\nCỦA CHÍNH PHỦ\nThực hiện Nghị quyết số 1-NQ/TW",
            "CTr",
            "Thực hiện Nghị quyết số 1-NQ/TW",
        ),
        (
            "CHƯƠNG TRÌNH HÀNH ĐỘNG CỦA CHÍNH PHỦ\nThực hiện Nghị quyết số 1-NQ/TW",
            "CTr",
            "Thực hiện Nghị quyết số 1-NQ/TW",
        ),
        ("ĐỀ ÁN\nTrồng cây", "ĐA", "Trồng cây"),
    ],
)
def test_kinds_of_attachment(heading: str, code: str, title: str) -> None:
    found = outline(
        DECISION, SIGNATURE, heading, "(Kèm theo Quyết định số 12/QĐ-BSN)", "Điều 1. Chung\n1. Một."
    )
    part = found.parts[1]
    assert part.type and part.type.code == code
    assert part.title and found.words(part.title) == title
    assert labels(part) == ["dieu 1", "dieu 1/khoan 1"]


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("PHỤ LỤC", "PHỤ LỤC"),
        ("Phụ lục số 02", "Phụ lục số 02"),
        ("PHỤ LỤC III: DANH MỤC", "PHỤ LỤC III"),
        ("Phụ lục 1. Danh mục cây", "Phụ lục 1"),
        ("PHỤ LỤC DANH MỤC CÂY", "PHỤ LỤC"),
    ],
)
def test_labels_of_appendices(line: str, label: str) -> None:
    found = outline(DECISION, SIGNATURE, line, "1. Cây cao")
    assert kinds(found) == ["document", "appendix"]
    assert found.parts[1].label == label


@pytest.mark.parametrize(
    "words",
    [
        "Phụ lục này gồm hai bảng.",
        "Phụ lục I ban hành kèm theo Quyết định này.",
        "“PHỤ LỤC I",
        "Kế hoạch này được rà soát hằng năm.",
    ],
)
def test_sentences_begin_no_part(words: str) -> None:
    assert kinds(outline(DECISION, words, SIGNATURE)) == ["document"]


@pytest.mark.parametrize("number", ["Số: 12/QĐ-BSN", "Số:      /QĐ-BSN"])
def test_a_list_is_attached_though_the_number_is_open_only_in_a_draft(number: str) -> None:
    listed = "DANH SÁCH\nCây năm 2030\n(Ban hành kèm theo Quyết định số    /QĐ-BSN)\n1. Cây cao"
    found = outline(number, DECISION, SIGNATURE, listed)
    assert kinds(found) == (["document"] if "12" in number else ["document", "appendix"])


def test_a_title_of_two_lines_that_a_reader_made_one() -> None:
    title = "QUY CHẾ HOẠT ĐỘNG của Tổ trồng cây tỉnh Núi Cao"
    found = outline(DECISION, SIGNATURE, f"{title}\nChương I\nQUY ĐỊNH CHUNG\nĐiều 1. Nhiệm vụ")
    assert kinds(found) == ["document", "attachment"]


def test_a_document_of_one_sentence_has_its_signature_and_appendix() -> None:
    head = "BỘ SÔNG NÚI\nSố: 12/KH-BSN\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nKẾ HOẠCH\nTrồng cây"
    said = "Danh mục cây tại Phụ lục kèm theo Kế hoạch này."
    found = outline(head, said, "BỘ TRƯỞNG\nNguyễn Văn Mẫu", "PHỤ LỤC\nDANH MỤC CÂY\nCây cao")
    assert kinds(found) == ["document", "appendix"]
    assert len(found.parts[0].back) == 2


def test_the_header_above_an_attachment_belongs_to_it() -> None:
    found = outline(
        DECISION,
        SIGNATURE,
        "BỘ SÔNG NÚI\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc",
        PLAN,
    )
    assert found.words(found.parts[1].span).startswith("BỘ SÔNG NÚI\nCỘNG HÒA")


def test_a_law_ends_with_the_note_of_its_adoption() -> None:
    found = outline(
        "LUẬT\nCÂY\nĐiều 1. Cây\nCây là cây.\nLuật này được Quốc hội khóa XX thông qua ngày 01 "
        "tháng 6 năm 2030.\nCHỦ TỊCH QUỐC HỘI"
    )
    assert len(found.parts[0].back) == 2


def test_the_title_of_a_chapter_may_name_an_office() -> None:
    found = outline(
        "Chương I\nCHUNG\nĐiều 1. Một\nHai.\nChương II\nCHỦ TỊCH VÀ PHÓ CHỦ TỊCH\nĐiều 2. "
        "Ba\nBốn.\nCHỦ TỊCH\nNguyễn Văn Mẫu"
    )
    assert labels(found.parts[0]) == [
        "chuong I",
        "chuong I/dieu 1",
        "chuong II",
        "chuong II/dieu 2",
    ]
    assert len(found.parts[0].back) == 2


def test_an_attachment_without_issuing_words_or_signature_is_told_by_its_numbering() -> None:
    found = outline(DECISION, "QUY CHẾ\nTRỒNG CÂY\nChương I\nCHUNG\nĐiều 1. Một\nHai.")
    assert [labels(part) for part in found.parts] == [
        ["dieu 1", "dieu 2", "dieu 3"],
        ["chuong I", "chuong I/dieu 1"],
    ]


UNTYPED = """BIỂU MỨC THU PHÍ
TRONG LĨNH VỰC TRỒNG CÂY
(Kèm theo Quyết định số 12/QĐ-BSN ngày 01 tháng 02 năm 2030 của Bộ trưởng Bộ Sông núi)
I. Cây cao
II. Cây thấp
"""


@pytest.mark.parametrize(
    ("part", "title"),
    [
        (UNTYPED, "BIỂU MỨC THU PHÍ\nTRONG LĨNH VỰC TRỒNG CÂY"),
        (
            UNTYPED.replace("BIỂU MỨC THU PHÍ\nTRONG LĨNH VỰC", "Tập hệ thống"),
            "Tập hệ thống TRỒNG CÂY",
        ),
    ],
)
def test_an_attached_part_that_names_no_type(part, title):
    made = outline(DECISION + SIGNATURE + part)
    assert [p.kind for p in made.parts] == ["document", "appendix"]
    assert made.parts[1].title is not None
    assert made.words(made.parts[1].title) == title
    assert labels(made.parts[1]) == ["item I", "item II"]


def test_a_form_whose_number_is_left_open_is_no_part():
    part = UNTYPED.replace("số 12/QĐ-BSN ngày 01 tháng 02 năm 2030", "số …/QĐ-… ngày …")
    assert [p.kind for p in outline(DECISION + SIGNATURE + part).parts] == ["document"]


def test_a_type_in_capitals_before_other_words():
    part = PLAN.replace(
        "KẾ HOẠCH\nTRỒNG CÂY NĂM 2030", "CHƯƠNG TRÌNH Thực hiện Chỉ thị về cây cối các loại"
    )
    made = outline(DECISION + SIGNATURE + part)
    assert [p.kind for p in made.parts] == ["document", "attachment"]
