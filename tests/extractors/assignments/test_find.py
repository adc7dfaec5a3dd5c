"""Phrasings of assignments (domain brief 3.1): who leads, who helps, to whom, by when."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vanban.extractors.assignments import Assignment, find_assignments
from vanban.extractors.context import Context

CONTEXT = Context(issued_on=date(2021, 6, 23), issuer="Bộ Khoa học và Công nghệ")


def one(text: str) -> Assignment:
    (found,) = find_assignments(text, CONTEXT)
    return found


def names(actors: tuple) -> str:  # type: ignore[type-arg]
    return "|".join(a.text for a in actors)


@pytest.mark.parametrize(
    ("text", "leads", "cooperators", "reports_to"),
    [
        ("Vụ Thử nghiệm chủ trì, phối hợp với Cục Viễn thông và các đơn vị có liên quan xây dựng "
         "đề án.",
         "Vụ Thử nghiệm", "Cục Viễn thông|các đơn vị có liên quan", ""),
        ("Vụ Thử nghiệm chủ trì phối hợp với các đơn vị có liên quan thuộc Bộ theo dõi.",
         "Vụ Thử nghiệm", "các đơn vị có liên quan thuộc Bộ", ""),
        ("Giao Sở Y tế chủ trì, phối hợp với Công an tỉnh rà soát, trình UBND "
         "tỉnh.", "Sở Y tế", "Công an tỉnh", "UBND tỉnh"),
        ("Giao Văn phòng Bộ là cơ quan đầu mối theo dõi.", "Văn phòng Bộ", "", ""),
        ("Giao các Ban của Hội đồng nhân dân và đại biểu Hội đồng nhân dân xã giám sát việc thực "
         "hiện.",
         "các Ban của Hội đồng nhân dân|đại biểu Hội đồng nhân dân xã", "", ""),
        ("Các công đoàn cấp trên trực tiếp cơ sở căn cứ Hướng dẫn này xây dựng kế hoạch.",
         "Các công đoàn cấp trên trực tiếp cơ sở", "", ""),
        ("Nhận được công văn này, Bộ Giáo dục và Đào tạo đề nghị các sở giáo dục và đào tạo "
         "báo cáo trước ngày 20/12.", "các sở giáo dục và đào tạo", "", ""),
        ("Giao Giám đốc: Sở Y tế, Sở Nội vụ phối hợp với các sở tiếp tục tuyên truyền.",
         "Sở Y tế|Sở Nội vụ", "các sở", ""),
        ("Từ Quý III, Trung tâm Dữ liệu quốc gia bắt đầu thực hiện cung cấp hạ tầng.",
         "Trung tâm Dữ liệu quốc gia", "", ""),
        ("Đề nghị các cơ quan, đơn vị biết, triển khai thực hiện.",
         "các cơ quan, đơn vị", "", ""),
        ("Riêng Công an xã chủ trì tuần tra.", "Công an xã", "", ""),
        ("Đối với Sở Tài chính: tham mưu bố trí kinh phí.", "Sở Tài chính", "", ""),
        ("Đối với Ủy ban nhân dân cấp xã: Chủ động bố trí lực lượng trực.",
         "Ủy ban nhân dân cấp xã", "", ""),
        ("Riêng đối với các trường THPT: Tổ chức kiểm tra.", "các trường THPT", "", ""),
        ("Đối với hồ sơ quá hạn: Sở Nội vụ rà soát, xử lý.", "Sở Nội vụ", "", ""),
        ("Đối với các đơn vị chưa thực hiện, đề nghị Sở Y tế đôn đốc.", "Sở Y tế", "", ""),
        ("UBND các xã, phường: Thành lập Tổ công tác.", "UBND các xã, phường", "", ""),
        ("Yêu cầu các ông (bà) Thủ trưởng các đơn vị triển khai nghiêm túc công văn.",
         "các ông (bà) Thủ trưởng các đơn vị", "", ""),
        ("Giao các đồng chí: Giám đốc Sở Y tế, Giám đốc Sở Tài chính chỉ đạo rà soát.",
         "Giám đốc Sở Y tế|Giám đốc Sở Tài chính", "", ""),
        ("Đề nghị các TTVH, các trường THPT báo cáo kết quả.", "các TTVH|các trường THPT", "", ""),
        ("Ngoài lịch công tác trên, yêu cầu Văn phòng Sở chuẩn bị tài liệu.",
         "Văn phòng Sở", "", ""),
        ("P.KT chủ trì rà soát mạng lưới.", "P.KT", "", ""),
        ("TGĐ giao P.KD đàm phán hợp đồng.", "P.KD", "", ""),
        ("PTGĐ kỹ thuật chỉ đạo nghiệm thu.", "PTGĐ", "", ""),
        ("Yêu cầu các kíp lặn kiểm tra tàu thuyền.", "các kíp lặn", "", ""),
        ("Bí thư chi bộ, trưởng thôn tuyên truyền, vận động nhân dân.",
         "Bí thư chi bộ|trưởng thôn", "", ""),
        ("Bệnh viện Đa khoa tỉnh, TTYT các huyện, CDC tỉnh chuẩn bị thuốc.",
         "Bệnh viện Đa khoa tỉnh|TTYT các huyện|CDC tỉnh", "", ""),
        ("Thống nhất chủ trương giao UBND xã Tân Hòa làm chủ đầu tư dự án.",
         "UBND xã Tân Hòa", "", ""),
        ("Nay Sở Nội vụ đề nghị các đơn vị gửi báo cáo.", "các đơn vị", "", ""),
        ("Vậy, Sở Nội vụ thông báo kết quả và đề nghị các đơn vị gửi báo cáo.",
         "các đơn vị", "", ""),
        ("Sở Nội vụ thông báo kết quả và gửi các đơn vị.", "Sở Nội vụ", "", ""),
        ("Hiệu trưởng tổ chức phúc khảo nếu có đơn.", "Hiệu trưởng", "", ""),
        ("Ban coi thi bố trí giám thị.", "Ban coi thi", "", ""),
        ("Ban chấm thi và Ban coi thi thực hiện đúng quy chế.", "Ban chấm thi|Ban coi thi", "", ""),
        ("Giao Tổ thẩm định kiểm tra hồ sơ.", "Tổ thẩm định", "", ""),
        ("Trường mầm non tổ chức lễ khai giảng.", "Trường mầm non", "", ""),
        ("Trung tâm dữ liệu quốc gia thực hiện mở rộng.", "Trung tâm dữ liệu quốc gia", "", ""),
        ("Sở Y tế, các bộ, cơ quan liên quan xuất cấp hóa chất.",
         "Sở Y tế|các bộ, cơ quan liên quan", "", ""),
        ("Phòng Vật tư cấp phát đủ vật tư theo đăng ký của các đơn vị.", "Phòng Vật tư", "", ""),
        ("Công an tỉnh cấp giấy phép.", "Công an tỉnh", "", ""),
        ("Chủ tịch UBND cấp xã chỉ đạo.", "Chủ tịch UBND cấp xã", "", ""),
        ("Đảng ủy, chi ủy trực thuộc xây dựng kế hoạch.", "Đảng ủy|chi ủy trực thuộc", "", ""),
        ("Trưởng phòng Kế hoạch tổng hợp theo dõi tiến độ.", "Trưởng phòng Kế hoạch tổng hợp",
         "", ""),
        ("Giao Phó Thủ tướng Chính phủ Trần Hữu Nam chỉ đạo.",
         "Phó Thủ tướng Chính phủ Trần Hữu Nam", "", ""),
        ("Lực lượng xung kích thực hiện sơ tán 120 hộ dân.", "Lực lượng xung kích", "", ""),
        ("Ban đại diện cha mẹ học sinh phối hợp nhà trường vận động.",
         "Ban đại diện cha mẹ học sinh", "nhà trường", ""),
        ("Tổ trưởng chuyên môn duyệt giáo án.", "Tổ trưởng chuyên môn", "", ""),
        ("Phó Hiệu trưởng xếp thời khóa biểu.", "Phó Hiệu trưởng", "", ""),
        ("Giáo viên chấm bài xong trong 05 ngày.", "Giáo viên", "", ""),
        ("Phối hợp với Phòng Quản lý Văn hóa dàn dựng kịch.", "", "Phòng Quản lý Văn hóa", ""),
        ("Sở Y tế có trách nhiệm tổ chức tập huấn.", "Sở Y tế", "", ""),
        ("Vụ Kế hoạch - Tài chính ưu tiên xem xét, đưa vào kế hoạch những nội dung "
         "này.", "Vụ Kế hoạch - Tài chính", "", ""),
        ("Căn cứ chức năng, nhiệm vụ được giao, Thủ trưởng các đơn vị trực thuộc Bộ tổ chức thực "
         "hiện.",
         "Thủ trưởng các đơn vị trực thuộc Bộ", "", ""),
        ("Nhiệm vụ số hóa hồ sơ do Cục Sở hữu trí tuệ chủ trì thực "
         "hiện.", "Cục Sở hữu trí tuệ", "", ""),
        ("UBND tỉnh giao Sở Du lịch khẩn trương tham mưu.", "Sở Du lịch", "", ""),
        ("Các sở, ban, ngành; UBND các xã, phường: căn cứ Kế hoạch này xây dựng kế hoạch.",
         "Các sở, ban, ngành|UBND các xã, phường", "", ""),
        ("Yêu cầu Giám đốc các sở; Chủ tịch UBND các xã, phường nghiêm túc triển khai.",
         "Giám đốc các sở|Chủ tịch UBND các xã, phường", "", ""),
        ("Dưới sự chỉ đạo của UBND tỉnh, Sở Y tế triển khai thực hiện.", "Sở Y tế", "", ""),
        ("Sở Y tế chủ trì xây dựng phương án, phối hợp với Công an tỉnh kiểm "
         "tra.", "Sở Y tế", "Công an tỉnh", ""),
        ("Bộ, ngành, địa phương chủ động bố trí kinh phí.", "Bộ, ngành, địa phương", "", ""),
        ("Phân công ông Nguyễn Thanh Hải, Phó Giám đốc Sở Y tế, theo dõi các "
         "xã.", "ông Nguyễn Thanh Hải", "", ""),
        ("Đồng chí Lò Văn Bảo, Phó Bí thư Thường trực Đảng ủy phụ trách việc khắc phục hạn "
         "chế.", "Đồng chí Lò Văn Bảo", "", ""),
        ("Đồng thời, Sở Y tế rà soát danh mục thuốc.", "Sở Y tế", "", ""),
        ("Giao đồng chí Lò Văn Bảo, Phó Bí thư Tỉnh ủy, Chủ tịch UBND tỉnh làm Trưởng Ban Chỉ "
         "đạo.", "đồng chí Lò Văn Bảo", "", ""),
        ("Là cơ quan thường trực, chủ trì, phối hợp với các phòng chuyên môn tham mưu UBND "
         "xã.", "", "các phòng chuyên môn", "UBND xã"),
        ("Công an xã triển khai Đề án; phối hợp Phòng Văn hóa - Xã hội bảo đảm an "
         "toàn.", "Công an xã", "Phòng Văn hóa - Xã hội", ""),
        ("Ban Tuyên giáo hướng dẫn học tập; chỉ đạo Báo Hòa Giang tuyên "
         "truyền.", "Ban Tuyên giáo", "", ""),
        ("Cấp ủy các cấp tổ chức học tập, quán triệt Nghị quyết.", "Cấp ủy các cấp", "", ""),
        ("Các đơn vị báo cáo kết quả về Sở Y tế để tổng hợp.", "Các đơn vị", "", "Sở Y tế"),
        ("Phân loại rác tại nguồn: UBND các xã, phường tổ chức triển "
         "khai.", "UBND các xã, phường", "", ""),
        ("Chủ trì, phối hợp với Sở Xây dựng phân luồng; báo cáo UBND "
         "tỉnh.", "", "Sở Xây dựng", "UBND tỉnh"),
    ],
)  # fmt: skip
def test_roles(text: str, leads: str, cooperators: str, reports_to: str) -> None:
    found = one(text)
    assert (names(found.leads), names(found.cooperators), names(found.reports_to)) == (
        leads,
        cooperators,
        reports_to,
    )
    assert text[found.work.start : found.work.end] == text.rstrip(".")


def test_a_request_is_marked() -> None:
    assert one("Đề nghị Ban Tuyên giáo Tỉnh ủy chỉ đạo tuyên truyền.").request
    assert not one("Giao Sở Y tế rà soát.").request


def test_cooperation_alone_is_doubtful() -> None:
    found = one("Sở Y tế phối hợp với Sở Tài chính hướng dẫn thực hiện.")
    assert (names(found.leads), names(found.cooperators)) == ("Sở Y tế", "Sở Tài chính")
    assert found.needs_review
    assert found.reason


def test_the_recipient_collects() -> None:
    text = (
        "Hàng năm, các đơn vị tổng hợp tình hình và báo cáo kết quả gửi Vụ Thử nghiệm trước "
        "30/11 để tổng hợp, báo cáo Bộ trưởng."
    )
    first, second = find_assignments(text, CONTEXT)
    assert names(first.leads) == "các đơn vị"
    assert text[first.work.start : first.work.end].endswith("trước 30/11")
    assert first.deadline and first.deadline.rrule and first.deadline.due == date(2021, 11, 29)
    assert names(second.leads) == "Vụ Thử nghiệm"
    assert text[second.work.start : second.work.end] == "tổng hợp, báo cáo Bộ trưởng"
    assert (names(second.reports_to), second.deadline) == ("Bộ trưởng", None)


def test_several_actors_with_their_own_work() -> None:
    text = (
        "Giao Sở Tài chính bố trí kinh phí, hoàn thành trước ngày 15/8/2021; giao Sở Xây dựng "
        "rà soát quy hoạch. Sở Y tế tập huấn."
    )
    found = find_assignments(text, CONTEXT)
    assert [names(a.leads) for a in found] == ["Sở Tài chính", "Sở Xây dựng", "Sở Y tế"]
    assert [a.deadline is not None for a in found] == [True, False, False]


@pytest.mark.parametrize(
    "text",
    [
        "Vụ trưởng Vụ Thử nghiệm, Thủ trưởng các đơn vị chịu trách nhiệm thi hành Quyết định "
        "này./.",
        "Các doanh nghiệp có quyền khiếu nại.",
        "Mở rộng các dự án; kết nối các cộng đồng học thuật.",
        "Tổ chức kiểm tra, đôn đốc.",
        "Sở Y tế.",
        "",
    ],
)
def test_nothing_is_assigned(text: str) -> None:
    assert find_assignments(text, CONTEXT) == ()


@pytest.mark.parametrize(
    ("text", "leads"),
    [
        ("Chi cục Thủy lợi Hòa Giang nạo vét kênh chính.", "Chi cục Thủy lợi Hòa Giang"),
        (
            "Phòng Lao động - Thương binh và Xã hội tùy tình hình đề xuất.",
            "Phòng Lao động - Thương binh và Xã hội",
        ),
        ("Liên minh Hợp tác xã tỉnh nhân rộng mô hình.", "Liên minh Hợp tác xã tỉnh"),
        ("Viện Thử nghiệm Mây Trắng làm chủ công nghệ sấy.", "Viện Thử nghiệm Mây Trắng"),
        (
            "Các huyện ủy, đảng ủy trực thuộc Tỉnh ủy cụ thể hóa Nghị quyết.",
            "Các huyện ủy, đảng ủy trực thuộc Tỉnh ủy",
        ),
        ("Kinh phí do Sở Tài chính tham mưu bố trí.", "Sở Tài chính"),
        ("Sở Y tế chịu trách nhiệm trước UBND tỉnh về tiến độ; chủ trì tổng hợp.", "Sở Y tế"),
        ("Trưởng phòng Nghiệp vụ theo dõi.", "Trưởng phòng Nghiệp vụ"),
    ],
)
def test_verbs_and_names_that_no_list_has(text: str, leads: str) -> None:
    assert names(one(text).leads) == leads


@pytest.mark.parametrize(
    "text",
    [
        "Sở Y tế chịu trách nhiệm trước UBND tỉnh về tiến độ.",
        "Chủ tịch Hội đồng do Chủ tịch UBND tỉnh bổ nhiệm.",
    ],
)
def test_who_answers_or_is_appointed_is_given_no_work(text: str) -> None:
    assert not any(a.leads for a in find_assignments(text, CONTEXT))


WORDS = [
    "Giao",
    "Sở Y tế",
    "chủ trì",
    ",",
    "phối hợp với",
    "các đơn vị",
    "gửi",
    "để tổng hợp",
    "báo cáo",
    "UBND tỉnh",
    ";",
    ".",
    "trước ngày 15/7",
    "\n",
    "(",
    "“",
]


@given(st.lists(st.sampled_from(WORDS), max_size=16).map(" ".join), st.integers(0, 30))
def test_spans_hold(text: str, offset: int) -> None:
    for found in find_assignments(text, CONTEXT, offset=offset):
        assert offset <= found.work.start < found.work.end <= offset + len(text)
        for actor in (*found.leads, *found.cooperators, *found.reports_to):
            assert text[actor.span.start - offset : actor.span.end - offset] == actor.text
