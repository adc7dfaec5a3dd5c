"""Where the names of leads and co-operators end, sentence by sentence."""

from __future__ import annotations

import pytest

from vanban.extractors.actors import document_abbreviations, find_actors
from vanban.extractors.assignments.find import find_assignments
from vanban.extractors.context import Context

# sentence | leads | co-operators
SENTENCES = """
Khoa Sau đại học tiến hành kiểm tra điều kiện. | Khoa Sau đại học |
Đề nghị các khoa trưng dụng một số sinh viên. | các khoa |
Phòng Kế hoạch và Quản trị thiết bị tổng hợp, báo cáo. | Phòng Kế hoạch và Quản trị thiết bị |
Các cơ quan thông tin đại chúng tăng cường tuyên truyền. | Các cơ quan thông tin đại chúng |
Sở A chủ trì, phối hợp với các cơ quan truyền thông, báo chí đưa tin. | Sở A | các cơ quan truyền thông, báo chí
Đề nghị thủ trưởng các cơ quan chuyên môn và Chủ tịch UBND xã rà soát. | thủ trưởng các cơ quan chuyên môn; Chủ tịch UBND xã |
Giao ban thường vụ các huyện ủy, thành ủy chỉ đạo triển khai. | ban thường vụ các huyện ủy, thành ủy |
Chủ tịch Hội đồng an toàn, vệ sinh lao động tỉnh quy định quy chế. | Chủ tịch Hội đồng an toàn, vệ sinh lao động tỉnh |
Phân công các đồng chí Phó Chủ tịch theo dõi, chỉ đạo. | các đồng chí Phó Chủ tịch |
Giao Sở A chủ trì, phối hợp với Sở B cùng các đơn vị có liên quan, tổ chức khảo sát. | Sở A | Sở B; các đơn vị có liên quan
Giao Sở A theo chức năng, nhiệm vụ chủ động phối hợp với các sở, ngành rà soát. | Sở A | các sở, ngành
Giao Công an tỉnh quản lý; phối hợp với các đơn vị liên quan kiểm tra. | Công an tỉnh | các đơn vị liên quan
Sở A phối hợp với Sở B rà soát; phối hợp với Sở C kiểm tra. | Sở A | Sở B; Sở C
Sở A xây dựng quy chế phối hợp với Sở B trong quý I. | Sở A |
Giao các Ban Hội đồng nhân dân tỉnh, Tổ đại biểu HĐND xã A giám sát. | các Ban Hội đồng nhân dân tỉnh; Tổ đại biểu HĐND xã A |
Các cơ quan, tổ chức cấp tỉnh rà soát hồ sơ. | Các cơ quan, tổ chức cấp tỉnh |
Các cơ quan, tổ chức cấp giấy phép đúng hạn. | Các cơ quan |
Thủ trưởng cơ quan, tổ chức có văn bản gửi Sở A. | Thủ trưởng cơ quan, tổ chức |
các Ban Quản lý dự án rà soát hồ sơ. | các Ban Quản lý dự án |
Khối doanh nghiệp, Sở A, UBND các xã, phường xây dựng kế hoạch. | Khối doanh nghiệp; Sở A; UBND các xã, phường |
Sở A phối hợp với Trung tâm Chuyển đổi số Thành phố xây dựng phương án. | Sở A | Trung tâm Chuyển đổi số Thành phố
Ủy ban nhân dân cấp tỉnh, cấp xã đưa chỉ tiêu vào kế hoạch. | Ủy ban nhân dân cấp tỉnh, cấp xã |
Phối hợp với UBND 04 xã: Gia Lộc, Tân Hòa, Bình An thành lập khu bảo vệ. | | UBND 04 xã: Gia Lộc, Tân Hòa, Bình An
Sở Tư pháp Chủ trì, phối hợp với các đơn vị liên quan tham mưu. | Sở Tư pháp | các đơn vị liên quan
Công an tỉnh Chỉ đạo các đơn vị trực thuộc rà soát. | Công an tỉnh |
Phối hợp với các phòng thuộc UBND xã, cơ quan Thuế. | | các phòng thuộc UBND xã; cơ quan Thuế
Phối hợp với Công an, lực lượng Hải quan triển khai các giải pháp. | | Công an; lực lượng Hải quan
Chủ tịch UBND xã chủ trì, Mặt trận Tổ quốc xã phối hợp để tiếp dân. | Chủ tịch UBND xã | Mặt trận Tổ quốc xã
Sở A chủ trì, Sở B và các đơn vị liên quan phối hợp thực hiện. | Sở A | Sở B; các đơn vị liên quan
Sở A chủ trì; Sở B, UBND các xã, phường phối hợp thực hiện. | Sở A | Sở B; UBND các xã, phường
UBND xã phối hợp với cơ sở cung ứng dịch vụ thu gom để bố trí mặt bằng. | UBND xã | cơ sở cung ứng dịch vụ
Sở A phối hợp với doanh nghiệp bố trí công tác khác. | Sở A | doanh nghiệp
Sở A phối hợp với cơ quan thường trực Ban Chỉ huy phòng thủ dân sự lập kế hoạch. | Sở A | cơ quan thường trực Ban Chỉ huy phòng thủ dân sự
Chủ trì, phối hợp với các đơn vị trong Bộ xây dựng báo cáo. | | các đơn vị trong Bộ
Phối hợp với các bộ, cơ quan Trung ương trong việc triển khai. | | các bộ, cơ quan Trung ương
Phối hợp với các lực lượng vũ trang đóng quân tại địa bàn, các sở. | | các lực lượng vũ trang đóng quân tại địa bàn; các sở
Giao Ủy ban nhân dân các xã, phường nơi đơn vị đặt trụ sở có văn bản chấp thuận. | Ủy ban nhân dân các xã, phường |
Ban Thường vụ Tỉnh ủy, Thành ủy lãnh đạo, chỉ đạo quán triệt. | Ban Thường vụ Tỉnh ủy, Thành ủy |
Các Bộ trưởng, Thủ trưởng cơ quan ngang bộ ban hành tiêu chuẩn. | Các Bộ trưởng, Thủ trưởng cơ quan ngang bộ |
Giao Đảng đoàn Hội đồng nhân dân tỉnh lãnh đạo, chỉ đạo. | Đảng đoàn Hội đồng nhân dân tỉnh |
Phối hợp với Sở A chỉ đạo hệ thống y tế cơ sở phối hợp với các cơ sở giáo dục triển khai. | | Sở A
Sở A tham mưu; chủ trì kiểm tra, phối hợp với Sở B rà soát và phối hợp với Sở B báo cáo. | Sở A | Sở B
Chủ tịch UBND xã chỉ đạo Ban Chỉ huy phòng cháy, chữa cháy rừng và các chủ rừng phối hợp với Hạt Kiểm lâm. | Chủ tịch UBND xã |
Sở A hướng dẫn các đơn vị, đồng thời phối hợp với Sở B kiểm tra. | Sở A | Sở B
Sở A phối hợp với lực lượng chức năng điều tra các vụ việc. | Sở A | lực lượng chức năng
Phối hợp với các đơn vị thuộc UBND xã, cơ quan thuế và các sở. | | các đơn vị thuộc UBND xã; cơ quan thuế; các sở
Ban Quản lý Khu Nông nghiệp ứng dụng Công nghệ cao tổ chức rà soát. | Ban Quản lý Khu Nông nghiệp ứng dụng Công nghệ cao |
Vụ Pháp luật phối hợp với Vụ Chính sách tổng hợp thẩm định đề án. | Vụ Pháp luật | Vụ Chính sách tổng hợp
Phòng Nghiệp vụ tổng hợp báo cáo của các đội. | Phòng Nghiệp vụ |
Phòng Nghiệp vụ tổng hợp, báo cáo kết quả. | Phòng Nghiệp vụ |
Giao Sở A tổng hợp kết quả. Thủ trưởng các cơ quan chịu trách nhiệm thi hành Quyết định này. | Sở A |
Các bộ, ngành căn cứ quyết định thi hành; Bộ Tài chính bố trí kinh phí. | Bộ Tài chính |
Giao các Ban của HĐND tỉnh, các Tổ đại biểu và đại biểu HĐND tỉnh giám sát. | các Ban của HĐND tỉnh; các Tổ đại biểu và đại biểu HĐND tỉnh |
Yêu cầu Chủ tịch UBND các xã, phường, đặc khu Hòn Xa triển khai. | Chủ tịch UBND các xã, phường, đặc khu Hòn Xa |
Đề nghị cá nhân, cơ quan, tổ chức có liên quan cung cấp tài liệu. | cá nhân, cơ quan, tổ chức có liên quan |
Tổng công ty Lưu ký và Bù trừ chứng khoán thực hiện đầu tư. | Tổng công ty Lưu ký và Bù trừ chứng khoán |
Cục An toàn thông tin hướng dẫn các đơn vị. | Cục An toàn thông tin |
Trung tâm Kiểm định và tư vấn thẩm định hồ sơ thiết kế. | Trung tâm Kiểm định và tư vấn |
Trung tâm Tư vấn và hỗ trợ phát triển doanh nghiệp tổ chức hội thảo. | Trung tâm Tư vấn và hỗ trợ phát triển doanh nghiệp |
Phối hợp với Ban Chấp hành công đoàn cơ sở thành lập mạng lưới. | | Ban Chấp hành công đoàn cơ sở
Cơ quan thực hiện: Sở A chủ trì, phối hợp với các sở, ngành. | Sở A | các sở, ngành
Trên cơ sở đề xuất của các bộ, Ủy ban nhân dân các tỉnh, Bộ Tài chính tổng hợp. | Bộ Tài chính |
Căn cứ chỉ tiêu được giao, các đơn vị thực hiện nghiêm chế độ báo cáo. | các đơn vị |
Tổ chuyên môn nộp báo cáo. | Tổ chuyên môn |
Giáo viên chủ nhiệm thông báo tới phụ huynh. | Giáo viên chủ nhiệm |
Nhà trường tổ chức khai giảng. | Nhà trường |
Ban giám hiệu chỉ đạo các tổ. | Ban giám hiệu |
Công chức Văn hóa - Xã hội treo băng rôn. | Công chức Văn hóa - Xã hội |
Kế toán chuẩn bị kinh phí. | Kế toán |
Bộ phận trực tổng hợp tình hình trong ngày. | Bộ phận trực |
Các đồng chí được phân công trực có mặt đúng giờ. | Các đồng chí được phân công trực |
Các tổ chức đảng được kiểm tra chuẩn bị báo cáo. | Các tổ chức đảng được kiểm tra |
Các đội cấp cứu lưu động sẵn sàng xử trí phản ứng. | Các đội cấp cứu lưu động |
Khoa Dược dự trù, tiếp nhận vắc xin. | Khoa Dược |
Chi hội Phụ nữ thôn 5 vận động hội viên. | Chi hội Phụ nữ thôn 5 |
Phân xưởng 2 rà soát thiết bị. | Phân xưởng 2 |
Đơn vị tư vấn thiết kế hoàn chỉnh hồ sơ. | Đơn vị tư vấn thiết kế |
Chủ tịch Hội đồng thành viên, Tổng giám đốc các Tập đoàn rà soát các dự án. | Chủ tịch Hội đồng thành viên; Tổng giám đốc các Tập đoàn |
Ban Kiểm tra, sát hạch xây dựng đề phỏng vấn. | Ban Kiểm tra, sát hạch |
Đ/c Lan (Văn phòng) chuẩn bị hội trường. | Đ/c Lan (Văn phòng) |
Cô Hoa phụ trách văn nghệ. | Cô Hoa |
Hội Phụ nữ thôn tuyên truyền, hướng dẫn các hộ. | Hội Phụ nữ thôn |
Ban Công tác Mặt trận khu phố 3 giám sát. | Ban Công tác Mặt trận khu phố 3 |
Tổ tự quản thu gom rác. | Tổ tự quản |
Đội dân phòng trực chốt. | Đội dân phòng |
Tổ dân phố 5 tổ chức họp. | Tổ dân phố 5 |
UBND các xã phân công cán bộ tư vấn hỗ trợ người cai nghiện. | UBND các xã |
Nhà trường phân công giáo viên chủ nhiệm lớp 9 thông báo lịch thi. | giáo viên chủ nhiệm lớp 9 |
Theo văn bản của Chính phủ, Bộ, ngành và tỉnh, phối hợp với các sở tham mưu. |  | các sở
Theo chỉ đạo của Thành ủy, UBND thành phố, Sở Y tế triển khai tiêm chủng. | Sở Y tế |
Quốc hội tán thành các giải pháp đã nêu, đồng thời, đề nghị Chính phủ tập trung thực hiện. | Chính phủ |
Chủ tịch UBND tỉnh cơ bản thống nhất với đề xuất, giao Sở Tài chính hoàn thiện. | Sở Tài chính |
"""
ROWS = [[c.strip() for c in line.split("|")] for line in SENTENCES.strip().splitlines()]


@pytest.mark.parametrize("row", ROWS, ids=[r[0][:50] for r in ROWS])
def test_boundaries(row: list[str]) -> None:
    sentence, leads, cooperators = row
    (found,) = find_assignments(sentence, Context())
    assert "; ".join(a.text for a in found.leads) == leads
    assert "; ".join(a.text for a in found.cooperators) == cooperators


@pytest.mark.parametrize(
    "sentence", ["Bảo vệ môi trường được tăng cường.", "Đồng chí Chính ủy chỉ đạo các đơn vị."]
)
def test_a_job_that_is_a_verb_names_nobody(sentence: str) -> None:
    """A verb that is also a job, and an office that is no given name."""
    assert not any(a.leads for a in find_assignments(sentence, Context()))


def test_who_directs_does_the_work() -> None:
    """'Chỉ đạo A …' gives A no work of its own: who directs stands above."""
    assert not any(a.leads for a in find_assignments("Chỉ đạo các tổ chức rà soát.", Context()))


@pytest.mark.parametrize(
    ("words", "bare"),
    [
        ("Sở A chủ trì, phối hợp các sở, ban, ngành", True),
        ("Giao Sở A chủ trì, phối hợp với Sở B:", True),
        ("Sở A chủ trì", True),
        ("Sở A chủ trì, phối hợp các sở, ngành rà soát", False),
        ("Sở A rà soát", False),
        ("Chủ trì, phối hợp với Sở B", False),  # nobody leads
    ],
)
def test_who_leads_and_helps_and_no_work(words: str, bare: bool) -> None:
    (found,) = find_assignments(words, Context())
    assert found.bare == bare


@pytest.mark.parametrize(
    "words",
    [
        "Chủ trì, phối hợp tổ chức công tác tiếp nhận.",  # a verb, no body
        "Cơ quan phối hợp: Văn phòng Chính phủ và các cơ quan có liên quan.",  # a label
        # led by whom the heading names
        "Căn cứ nhiệm vụ, chỉ đạo các trường phổ thông, các trường nghề lồng ghép nội dung.",
        "Qua kiểm tra, kiến nghị với các cấp, các ngành liên quan nhằm hạn chế sơ hở.",  # an aim
    ],
)
def test_nobody_is_named(words: str) -> None:
    assert not any(a.leads or a.cooperators for a in find_assignments(words, Context()))


def test_short_form_of_a_class() -> None:
    text = "giáo viên chủ nhiệm (GVCN) gửi biên bản; hàng tháng GVCN lập danh sách"
    context = Context(abbreviations=document_abbreviations(text))
    assert [a.text for a in find_actors(text, context)][-1] == "GVCN"
