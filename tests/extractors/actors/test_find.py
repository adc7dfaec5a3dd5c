"""Actors in running text, marked in the test as [actor]."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from vanban.extractors.actors import find_actors, split_actors
from vanban.extractors.context import Context

PIECES = [
    "Sở Y tế",
    "các",
    "bộ",
    "ngành",
    "và",
    ",",
    ";",
    "\n",
    "UBND",
    "xã",
    "Tân Lập",
    "Ban",
    "Bộ",
    "chủ trì",
    "(",
    ")",
    "-",
    "của",
    "thuộc",
    "Vụ Pháp chế",
    "Giám đốc",
    "trường hợp",
    ":",
    "1.",
    "Hà Nội",
    "có liên quan",
    "TW",
    "ấ",
    "“",
]


@pytest.mark.parametrize(
    "marked",
    [
        "Giao [Sở Y tế] tổng hợp, báo cáo [UBND tỉnh] trước ngày 15/7.",
        "[Vụ Công nghệ cao] chủ trì phối hợp với [các đơn vị có liên quan thuộc Bộ] theo dõi.",
        "[Thủ trưởng các cơ quan, đơn vị trực thuộc Bộ Tư pháp] tổ chức thực hiện.",
        "Trong trường hợp cần thiết, [Cục Thử nghiệm và Đo lường số] xây dựng dự thảo.",
        "Theo Bộ luật Dân sự, các trường hợp khác, cơ sở dữ liệu và Hội nghị không phải là chủ "
        "thể.",
        "Số 12/QĐ-BTC ngày 1/2/2025",
        "Giao [Ngân hàng Nhà nước chi nhánh khu vực 9] rà soát các khoản vay.",
        "[Đảng ủy các cơ quan Đảng tỉnh] chủ trì, phối hợp với [các cơ quan liên quan] thí điểm "
        "mô hình.",
        "Hồ sơ gửi về [Bộ Tài chính] (qua [Cục Quản lý công sản]).",
        "[UBND các tỉnh, thành phố trực thuộc Trung ương] báo cáo.",
        "[Chủ tịch UBND tỉnh] giao [Sở Nội vụ], [Công an tỉnh] và [Ủy ban MTTQ Việt Nam tỉnh] "
        "phối hợp.",
        "[Trung tâm Hỗ trợ phát triển doanh nghiệp] tổ chức tập huấn.",
        "[Các đơn vị sự nghiệp công lập] thực hiện công khai.",
        "[Ban Quản lý dự án các công trình giao thông] rà soát.",
        "[Thủ trưởng các đơn vị thuộc Bộ] xây dựng kế hoạch chi tiết.",
        "[Thủ trưởng các đơn vị thuộc Bộ Xây dựng] kế thừa số liệu đã có.",
        "[Các đơn vị thuộc Bộ] xây dựng, ban hành kế hoạch.",
        "Đề nghị [Bộ xây dựng], [Bộ Tài chính] rà soát; [Bộ xây dựng] chủ trì.",
        "[Các đơn vị thuộc Sở] xây dựng dự toán.",
        "[Các trường học trực thuộc Sở Giáo dục và Đào tạo] tổ chức ôn tập.",
        "[Các chi bộ trực thuộc] quán triệt Chương trình.",
        "[Sở Nội vụ] và [các địa phương] thăm, tặng quà người có công.",
        "[Ủy ban nhân dân các tỉnh, thành phố ven biển] căn cứ Chương trình này xây dựng kế hoạch.",
        "[Các doanh nghiệp viễn thông trên địa bàn] phủ sóng vùng lõm.",
        "[Kho bạc Nhà nước khu vực Hòa Giang] và [Thuế cơ sở 5] hướng dẫn.",
        "[Trưởng các phòng, đơn vị thuộc Sở] căn cứ nhiệm vụ xây dựng chương trình; [Trưởng phòng "
        "Kế hoạch] tổng hợp.",
        "[Bí thư đảng ủy các xã, phường] trực tiếp chỉ đạo.",
        "Lãnh đạo cụ thể hóa Nghị quyết, báo cáo [Lãnh đạo Sở].",
        "[Trung tâm Khuyến nông] kiểm tra đồng ruộng; [Trung tâm Kiểm định và Tư vấn] tổ chức lớp.",
        "[Quỹ Bảo vệ và phát triển rừng tỉnh] báo cáo [Sở Y tế], [Trung tâm Y tế] và tổ chức liên "
        "quan.",
        "[Hội LHPN các xã, phường] xây dựng kế hoạch.",
        "[Thủ trưởng các đơn vị thuộc, trực thuộc Cục] xây dựng kế hoạch.",
        "Giao [phòng Kinh tế, Hạ tầng và Đô thị] chủ trì.",
        "Văn bản của cơ sở Hòa Giang được gửi lại.",
        "Giao [Phó Thủ tướng Trần Văn Đông] trực tiếp chỉ đạo.",
        "Giao [đồng chí Lò Văn Bảo An] - [Phó Chủ tịch UBND tỉnh] theo dõi.",
        "[Ban Quản lý dự án đầu tư xây dựng các công trình hạ tầng thành phố] khởi công.",
        "[Thuế cơ sở số 4] đôn đốc; [Bảo hiểm xã hội cơ sở Đông Sơn] rà soát.",
        "[Điện lực Tân Hòa] cắt điện tại các khu vực ngập sâu.",
        "[Báo và Phát thanh, truyền hình Hòa Giang] cử phóng viên dự, đưa tin.",
        "[Thành viên Tổ công tác] báo cáo [Tổ trưởng].",
        "[Các thành viên Ban Chỉ huy] xây dựng kế hoạch chi tiết.",
        "[Các Phó Chủ tịch UBND xã] trực tiếp chỉ đạo.",
        "[Sở Y tế tỉnh, thành phố trực thuộc Trung ương] phản hồi về [Bộ Y tế].",
        "[Đoàn giám sát] làm việc với [Sở Xây dựng].",
        "[Các cơ quan quản lý nhà nước, tổ chức, cá nhân liên quan] có trách nhiệm phối hợp.",
        "[Các đơn vị được cấp kinh phí mua thiết bị y tế, xe cứu thương] có trách nhiệm sử dụng "
        "đúng.",
        "[Các cơ quan được lấy ý kiến] phải trả lời bằng văn bản.",
        "[Các đơn vị chưa nộp báo cáo] khẩn trương hoàn thiện.",
        "[Các sở có liên quan tới việc thực hiện Kế hoạch này] có trách nhiệm phối hợp.",
        "[Các cơ quan] thực hiện kiểm tra và chịu trách nhiệm về kết quả.",
        "[Các đơn vị] quản lý chặt [các hộ] phải di dời.",
        "[Các đơn vị] thực hiện nghiêm chế độ báo cáo phải có số liệu.",
        "[Các sở, ngành] có trách nhiệm chủ động bố trí kinh phí.",
        "[Các đơn vị sử dụng nước ngầm], [UBND xã Tân Hòa] có trách nhiệm khai báo.",
        "[UBND các tỉnh, thành phố: Hà Tĩnh, Huế] chỉ đạo [các chủ đầu tư các công trình trọng "
        "điểm] khởi công.",
        "Đề nghị [các sở giáo dục và đào tạo] chỉ đạo [các trường THPT, THCS] và [các Trung tâm "
        "GDTX, GDNN-GDTX] báo cáo.",
        "[Văn phòng đăng ký đất đai các huyện] cập nhật; [các phòng giáo dục và đào tạo] hướng "
        "dẫn.",
        "Giao [trung tâm Y tế], [phòng Giáo dục và Đào tạo] chủ trì rà soát.",
        "[Các cơ sở GDMN] phối hợp với [UBND xã]; [CÁC TRƯỜNG] THPT THỰC HIỆN.",
        "[Các trường mầm non, tiểu học, THCS] xây dựng kế hoạch; [các chủ hồ chứa] vận hành.",
    ],
)
def test_marked(marked: str) -> None:
    text = marked.replace("[", "").replace("]", "")
    assert [a.text for a in find_actors(text, Context())] == re.findall(r"\[([^]]+)]", marked)


@example("các các Sở Y tế \n các Sở Y tế", 0)  # both paragraphs have a class at their second token
@given(st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join), st.integers(0, 50))
def test_spans_hold(text: str, offset: int) -> None:
    for finder in (find_actors, split_actors):
        last = 0
        for actor in finder(text, Context(issuer="Bộ Tư pháp"), offset=offset):
            start, end = actor.span.start - offset, actor.span.end - offset
            assert text[start:end] == actor.text
            assert actor.text.strip() == actor.text != ""
            assert start >= last
            last = end


@given(st.text(max_size=80))
def test_any_text_is_read(text: str) -> None:
    for actor in (*find_actors(text, Context()), *split_actors(text, Context())):
        assert actor.span.of(text) == actor.text


@pytest.mark.parametrize(
    "word",
    ["Sở ", "Giám đốc ", "thuộc các cơ quan ", "Sở Y tế ", "các bộ, ", "Văn phòng UBND ", "( "],
)
def test_damaged_text_ends(word: str, no_hang: None) -> None:
    text = word * 1500
    for actor in (*find_actors(text, Context()), *split_actors(text, Context())):
        assert actor.span.of(text) == actor.text
