"""Forms of documents other than the plans first read: letters, conclusions, directives, appendices.
All invented.
"""

from datetime import date

import pytest

from tests.extractors.outline.paper import Rows, outline
from vanban.extractors.context import Context
from vanban.extractors.tables import extract_tables
from vanban.extractors.tasks import extract_tasks
from vanban.schemas import ActorRef, DocType, Header, Span, Task

CONTEXT = Context(issued_on=date(2026, 1, 12), issuer="Ủy ban nhân dân tỉnh Hòa Giang")


def tasks(code: str, *items: str | Rows) -> list[tuple[str, str, str]]:
    """(leads, beginning of the words, deadline) of each task of a made document."""
    made = outline(*items)
    issuer = ActorRef(text="UBND tỉnh Hòa Giang", kind="agency", span=Span(start=0, end=0))
    header = Header(
        doc_type=DocType(code=code, name=""), issuer=issuer, issued_on=CONTEXT.issued_on
    )
    return [told(t) for t in extract_tasks(made, extract_tables(made), header, CONTEXT)]


def told(task: Task) -> tuple[str, str, str]:
    return (
        "; ".join(a.text for a in task.leads),
        " ".join(task.text.split()[:3]),
        task.deadline.text or "",
    )


@pytest.mark.parametrize(
    ("code", "lines", "expected"),
    [
        (
            "CV",
            "Sở Nội vụ đề nghị các cơ quan, đơn vị:\n1. Rà soát vị trí việc làm.\n"
            "2. Gửi hồ sơ về Sở Nội vụ trước ngày 30/4/2026 để tổng hợp, trình UBND tỉnh.\nĐề "
            "nghị các cơ quan, đơn vị quan tâm phối hợp.",
            [
                ("các cơ quan, đơn vị", "Rà soát vị", ""),
                ("các cơ quan, đơn vị", "Gửi hồ sơ", "trước ngày 30/4/2026"),
            ],
        ),
        (
            "TB",
            "1. Các đơn vị đã cố gắng.\n2. Giao Sở Xây dựng thẩm định, hoàn thành trước ngày "
            "30/5/2026.\n"
            "3. Các đơn vị nêu trên báo cáo về Văn phòng UBND tỉnh trước ngày 25 hằng tháng để "
            "tổng hợp, báo cáo Chủ tịch UBND tỉnh.",
            [
                ("Sở Xây dựng", "Giao Sở Xây", "trước ngày 30/5/2026"),
                ("Các đơn vị nêu trên", "Các đơn vị", "trước ngày 25 hằng tháng"),
            ],
        ),
        (
            "CT",
            "1. Trưởng các thôn\n- Tổ chức tiêm phòng cho đàn gia súc; báo cáo Ủy ban nhân dân xã "
            "trước ngày 20/3/2026.\n"
            "2. Đài Truyền thanh xã phát tin hằng ngày.\n"
            "3. Kinh phí do Phòng Kinh tế tham mưu bố trí.\n4. Giám đốc Sở Y tế chịu trách nhiệm "
            "trước UBND tỉnh về kết quả thực hiện.",
            [
                ("Trưởng các thôn", "Tổ chức tiêm", "trước ngày 20/3/2026"),
                ("Đài Truyền thanh xã", "Đài Truyền thanh", ""),
                ("Phòng Kinh tế", "Kinh phí do", ""),
            ],
        ),
        (
            "TB",  # the sentence before the list says what the heading over both does not
            "I. ĐÁNH GIÁ CHUNG\nThời gian qua, tỉnh Hòa Giang đã đạt nhiều kết quả.\n"
            "Thời gian tới, tỉnh Hòa Giang cần tập trung thực hiện tốt một số nhiệm vụ sau đây:\n"
            "1. Khẩn trương rà soát quy hoạch, đẩy nhanh tiến độ các dự án trọng điểm.\n"
            "2. Tập trung rà soát, sắp xếp các đơn vị sự nghiệp công lập.",
            [
                ("tỉnh Hòa Giang", "Khẩn trương rà", ""),
                ("tỉnh Hòa Giang", "Tập trung rà", ""),
            ],
        ),
        (
            "TB",  # what was asked stands before the colon, what is given behind it
            "I. VỀ KIẾN NGHỊ CỦA TỈNH\n"
            "1. Về đề nghị Bộ Tài chính bố trí vốn trong năm 2025 cho tuyến đường qua tỉnh Hòa "
            "Giang: "
            "Bộ Xây dựng chủ trì, phối hợp với các cơ quan liên quan rà soát, báo cáo Chính phủ "
            "trong "
            "tháng 6 năm 2026.\n"
            "2. Về hạ tầng số: giao Sở Nội vụ xây dựng đề án, hoàn thành trước ngày 30/5/2026.",
            [
                ("Bộ Xây dựng", "Về đề nghị", "trong tháng 6 năm 2026"),
                ("Sở Nội vụ", "Về hạ tầng", "trước ngày 30/5/2026"),
            ],
        ),
        (
            "KH",  # what is judged in a contest is no work of those whose heading stands over it
            "I. TIÊU CHÍ THI ĐUA\n1. Đối với các sở, ban, ngành\n"
            "- Hoàn thành vượt mức các chỉ tiêu được giao.\n- Tổ chức tốt công tác tuyên truyền.\n"
            "II. TỔ CHỨC THỰC HIỆN\n1. Sở Nội vụ\n- Hướng dẫn công tác khen thưởng.",
            [("Sở Nội vụ", "Hướng dẫn công", "")],
        ),
        (
            "CT",  # a paragraph under a bullet that opens with its own unit
            "1. Các đơn vị thuộc Sở\n- Trung tâm Thông tin: Tổ chức tuyên truyền trên Cổng thông "
            "tin.\n"
            "Chi cục Thủy lợi: Chuẩn bị lực lượng ứng cứu.\n2. Sở Nội vụ xây dựng kế hoạch.",
            [
                ("Trung tâm Thông tin", "Tổ chức tuyên", ""),
                ("Chi cục Thủy lợi", "Chuẩn bị lực", ""),
                ("Sở Nội vụ", "Sở Nội vụ", ""),
            ],
        ),
        (
            "KH",  # bullets go on with the work of the one actor that the words above them name
            "I. TỔ CHỨC THỰC HIỆN\n1. Các sở, ngành xây dựng kế hoạch phát động đợt thi đua.\n"
            "- Giới thiệu điển hình tiên tiến.\n- Báo cáo kết quả về Sở Nội vụ khi tổng kết.\n"
            "2. Sở Nội vụ hướng dẫn khen thưởng.",
            [
                ("Các sở, ngành", "Các sở, ngành", ""),
                ("Các sở, ngành", "Giới thiệu điển", ""),
                ("Các sở, ngành", "Báo cáo kết", ""),
                ("Sở Nội vụ", "Sở Nội vụ", ""),
            ],
        ),
    ],
    ids=[
        "letter",
        "conclusion",
        "directive",
        "lead-in",
        "subject",
        "criteria",
        "own unit",
        "bullets go on",
    ],
)
def test_forms(code: str, lines: str, expected: list[tuple[str, str, str]]) -> None:
    collected = "tổng hợp,"  # what a receiver does with a report is no work of the document
    assert [t for t in tasks(code, lines) if not t[1].startswith(collected)] == expected


def test_ditto_marks_mean_the_cell_above() -> None:
    rows = [
        ["STT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời hạn"],
        ["1", "Rà soát quy hoạch tỉnh", "Sở Tài chính", "Quý II/2026"],
        ["II", "ĐẤT ĐAI", "", ""],  # a group between parts nothing
        ["2", "Cập nhật bảng giá đất", "-nt-", "nt"],
    ]
    assert tasks("KH", "PHỤ LỤC", "DANH MỤC NHIỆM VỤ", rows) == [
        ("Sở Tài chính", "Rà soát quy", "Quý II/2026"),
        ("Sở Tài chính", "Cập nhật bảng", "Quý II/2026"),
    ]


def test_items_of_a_form_that_are_still_empty() -> None:
    assert tasks("QĐ", "Các giấy tờ kèm theo:", "1.", "2.", "3.", "Tổng số gồm: 03 loại.") == []
