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
Khối doanh nghiệp, Sở A, UBND các xã, phường xây dựng kế hoạch. | Khối doanh nghiệp; Sở A; UBND các xã, phường |
Sở A phối hợp với Trung tâm Chuyển đổi số Thành phố xây dựng phương án. | Sở A | Trung tâm Chuyển đổi số Thành phố
Ủy ban nhân dân cấp tỉnh, cấp xã đưa chỉ tiêu vào kế hoạch. | Ủy ban nhân dân cấp tỉnh, cấp xã |
Trên cơ sở đề xuất của các bộ, Ủy ban nhân dân các tỉnh, Bộ Tài chính tổng hợp. | Bộ Tài chính |
"""
ROWS = [[c.strip() for c in line.split("|")] for line in SENTENCES.strip().splitlines()]


@pytest.mark.parametrize("row", ROWS, ids=[r[0][:50] for r in ROWS])
def test_boundaries(row: list[str]) -> None:
    sentence, leads, cooperators = row
    (found,) = find_assignments(sentence, Context())
    assert "; ".join(a.text for a in found.leads) == leads
    assert "; ".join(a.text for a in found.cooperators) == cooperators


def test_who_directs_does_the_work() -> None:
    """'Chỉ đạo A …' gives A no work of its own: who directs stands above."""
    assert not any(a.leads for a in find_assignments("Chỉ đạo các tổ chức rà soát.", Context()))


def test_short_form_of_a_class() -> None:
    text = "giáo viên chủ nhiệm (GVCN) gửi biên bản; hàng tháng GVCN lập danh sách"
    context = Context(abbreviations=document_abbreviations(text))
    assert [a.text for a in find_actors(text, context)][-1] == "GVCN"
