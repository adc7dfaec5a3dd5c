"""Tasks from sections and articles, on made documents read as plain text."""

from __future__ import annotations

from datetime import date

import pytest

from vanban.extractors.context import Context
from vanban.extractors.outline.build import build_outline
from vanban.extractors.tables import extract_tables
from vanban.extractors.tasks import extract_tasks
from vanban.extractors.tasks.actors import named_by_heading
from vanban.pipeline.options import Options
from vanban.pipeline.reading import read
from vanban.schemas import ActorRef, DocType, Header, Span, Task

ISSUED = date(2025, 3, 5)
TOP = (
    "ỦY BAN NHÂN DÂN\nTỈNH HÒA GIANG\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh "
    "phúc\n"
    "Hòa Giang, ngày 05 tháng 3 năm 2025\n\n"
)


def header(code: str, number_symbol: str) -> Header:
    number, symbol = number_symbol.split("/", 1)
    issuer = ActorRef(
        text="UBND tỉnh Hòa Giang", name="Ủy ban nhân dân tỉnh Hòa Giang", span=Span(start=0, end=0)
    )
    return Header(
        doc_type=DocType(code=code, name=code),
        number=number,
        symbol=symbol,
        number_symbol=number_symbol,
        issued_on=ISSUED,
        issuer=issuer,
    )


def tasks_of(body: str, code: str = "KH", number_symbol: str = "45/KH-UBND") -> tuple[Task, ...]:
    title = {
        "KH": "KẾ HOẠCH",
        "QĐ": "QUYẾT ĐỊNH",
        "TB": "THÔNG BÁO",
        "CT": "CHỈ THỊ",
        "BB": "BIÊN BẢN",
        "TT": "THÔNG TƯ",
        "CV": "Kính gửi: Các đơn vị",
    }[code]
    source = read(
        f"{TOP}{title}\nVề công tác năm 2025\n\n{body}".encode(), Options(filename="a.txt")
    )
    outline = build_outline(source)
    context = Context(issued_on=ISSUED, issuer="Ủy ban nhân dân tỉnh Hòa Giang")
    tasks = extract_tasks(outline, extract_tables(outline), header(code, number_symbol), context)
    for task in tasks:
        assert task.span.of(source.text) == task.text
    return tasks


def leads(task: Task) -> list[str]:
    return [a.text for a in task.leads]


def test_only_headings_that_announce_work_hold_tasks() -> None:
    tasks = tasks_of(
        "I. MỤC ĐÍCH, YÊU CẦU\n1. Nâng cao chất lượng công tác.\n2. Các cơ quan tổ chức thực hiện "
        "nghiêm túc.\n"
        "II. NHIỆM VỤ, GIẢI PHÁP\n1. Xây dựng kế hoạch tuyên truyền.\n2. Rà soát văn bản quy phạm "
        "pháp luật.\n"
        "III. KINH PHÍ\n1. Kinh phí do ngân sách bảo đảm.\n"
    )
    assert [(t.path, t.text) for t in tasks] == [
        (("II", "1"), "Xây dựng kế hoạch tuyên truyền."),
        (("II", "2"), "Rà soát văn bản quy phạm pháp luật."),
    ]
    assert all(t.origin == "section" and t.leads == () for t in tasks)


def test_lowest_items_are_the_tasks() -> None:
    tasks = tasks_of(
        "I. NHIỆM VỤ\n1. Cải cách thể chế\na) Rà soát văn bản.\nb) Sửa đổi quy chế.\n2. Đào tạo "
        "cán bộ công chức.\n"
    )
    assert [t.path for t in tasks] == [("I", "1", "a"), ("I", "1", "b"), ("I", "2")]
    assert tasks[0].group == "Cải cách thể chế"


def test_units_as_headings_lead_their_bullets() -> None:
    tasks = tasks_of(
        "I. TỔ CHỨC THỰC HIỆN\n1. Sở Nội vụ\n- Chủ trì, phối hợp với Công an tỉnh theo dõi việc "
        "thực hiện.\n"
        "- Chỉ đạo các đơn vị trực thuộc báo cáo kết quả.\n"
        "2. Sở Tài chính: Bố trí kinh phí thực hiện.\n3. Đề nghị Ban Tuyên giáo Tỉnh ủy\nĐịnh "
        "hướng các cơ quan báo chí tuyên truyền.\n"
    )
    assert [leads(t) for t in tasks] == [
        ["Sở Nội vụ"],
        ["Sở Nội vụ"],
        ["Sở Tài chính"],
        ["Ban Tuyên giáo Tỉnh ủy"],
    ]
    assert all("leads" in t.inherited for t in tasks)
    assert [a.text for a in tasks[0].cooperators] == ["Công an tỉnh"]


def test_labelled_lines_make_their_item_a_task() -> None:
    (task,) = tasks_of(
        "I. NỘI DUNG CÁC HOẠT ĐỘNG\n1. Chủ đề năm 2025\n2. Ngày hội sách\n- Thời gian: ngày "
        "11/9/2025 (thứ Năm).\n"
        "- Địa điểm: Quảng trường.\n"
        "- Đơn vị chủ trì: Sở Văn hóa, Thể thao và Du lịch.\n- Đơn vị phối hợp: Sở Giáo dục và "
        "Đào tạo, Báo Hòa Giang.\n"
        "- Kinh phí: Ngân sách tỉnh.\n"
    )
    assert (task.text, task.path) == ("Ngày hội sách", ("I", "2"))
    assert leads(task) == ["Sở Văn hóa, Thể thao và Du lịch"]
    assert [a.text for a in task.cooperators] == ["Sở Giáo dục và Đào tạo", "Báo Hòa Giang"]
    assert (task.deadline.text, task.deadline.due) == (
        "ngày 11/9/2025 (thứ Năm)",
        date(2025, 9, 11),
    )
    assert task.funding == "Ngân sách tỉnh"


def test_fields_in_parentheses() -> None:
    (task,) = tasks_of(
        "I. NHIỆM VỤ\n1. Rà soát văn bản (Đơn vị chủ trì: Sở Tư pháp; đơn vị phối hợp: Sở Nội vụ; "
        "thời gian: Quý II/2025).\n"
    )
    assert (task.text, leads(task), task.deadline.due) == (
        "Rà soát văn bản",
        ["Sở Tư pháp"],
        date(2025, 6, 30),
    )


def test_one_item_may_give_two_actors_work() -> None:
    first, second = tasks_of(
        "I. TỔ CHỨC THỰC HIỆN\n"
        "1. Hằng năm, Sở Tài chính bố trí kinh phí trước 30/11; Sở Nội vụ chủ trì, phối hợp với "
        "các đơn vị tổ chức kiểm tra.\n"
    )
    assert leads(first) == ["Sở Tài chính"]
    assert leads(second) == ["Sở Nội vụ"]
    assert second.text.startswith("Sở Nội vụ chủ trì")
    assert first.deadline.rrule and not second.deadline.rrule
    assert first.id != second.id


def test_closing_words_are_no_task() -> None:
    (task,) = tasks_of(
        "I. TỔ CHỨC THỰC HIỆN\n1. Sở Nội vụ theo dõi việc thực hiện Kế hoạch.\nTrên đây là Kế "
        "hoạch; yêu cầu các cơ quan thực hiện./.\n"
    )
    assert task.text == "Sở Nội vụ theo dõi việc thực hiện Kế hoạch."


def test_articles_assign() -> None:
    tasks = tasks_of(
        "QUYẾT ĐỊNH:\nĐiều 1. Phê duyệt Đề án phát triển du lịch.\n"
        "Điều 2. Giao Sở Du lịch chủ trì, phối hợp với Sở Tài chính tổ chức thực hiện Đề án.\n"
        "Điều 3. Chánh Văn phòng, Giám đốc Sở Du lịch chịu trách nhiệm thi hành Quyết định "
        "này./.\n",
        "QĐ",
        "512/QĐ-UBND",
    )
    assert [(t.origin, t.path, leads(t)) for t in tasks] == [
        ("article", ("Điều 2",), ["Sở Du lịch"])
    ]


def test_clauses_of_a_normative_document_are_rules() -> None:
    tasks = tasks_of(
        "Điều 1. Phạm vi điều chỉnh\nSở Nội vụ thực hiện thống kê.\nĐiều 2. Nghĩa vụ\n1. Tổ chức, "
        "cá nhân nộp báo cáo trước ngày 30/6.\n"
        "Điều 3. Trách nhiệm tổ chức thực hiện\n1. Vụ Tổ chức cán bộ chủ trì, phối hợp với Văn "
        "phòng Bộ hướng dẫn thực hiện Thông tư này.\n"
        "2. Tổ chức, cá nhân có liên quan thực hiện Thông tư này.\n",
        "TT",
        "14/2025/TT-BNV",
    )
    assert not any(a.kind == "class" for t in tasks for a in t.leads)
    assert ("Điều 1",) not in [t.path for t in tasks]


@pytest.mark.parametrize("code", ["TB", "CT"])
def test_directives_assign_without_headings(code: str) -> None:
    tasks = tasks_of(
        "1. Về kết quả: đến hết tháng 02 giải ngân đạt 5%.\n2. Giao Sở Tài chính rà soát, điều "
        "chuyển vốn trước ngày 20/3/2025.\n"
        "3. Sở Xây dựng\na) Kiểm tra tiến độ các công trình;\nb) Báo cáo Ủy ban nhân dân tỉnh.\n",
        code,
        f"12/{code}-UBND",
    )
    assert [(t.path, leads(t)) for t in tasks] == [
        (("2",), ["Sở Tài chính"]),
        (("3", "a"), ["Sở Xây dựng"]),
        (("3", "b"), ["Sở Xây dựng"]),
    ]


def test_the_words_of_an_item_say_when_if_no_labelled_line_does() -> None:
    tasks = tasks_of(
        "I. NHIỆM VỤ\n1. Tổ chức quán triệt Nghị quyết; hoàn thành trong tháng 12/2025.\n"
        "- Chủ trì: Sở Nội vụ.\n2. Rà soát quy chế, hoàn thành trước 31/12/2025.\n"
        "- Chủ trì: Sở Nội vụ.\n- Thời gian: Quý I/2026.\n"
    )
    assert [t.deadline.text for t in tasks] == ["trong tháng 12/2025", "Quý I/2026"]


def test_items_without_labelled_lines_stand_beside_those_that_have_them() -> None:
    tasks = tasks_of(
        "I. NỘI DUNG VÀ PHÂN CÔNG THỰC HIỆN\n1. Lắp đặt trạm quan trắc.\n- Cơ quan chủ trì: Sở Y "
        "tế.\n- Thời gian: Quý III năm 2025.\n"
        "2. Kiểm tra cơ sở có nguồn thải (Chủ trì: Thanh tra tỉnh; thời gian: thường xuyên).\n3. "
        "Địa điểm treo pano.\n"
        "4. Phân loại rác tại nguồn: UBND các xã tổ chức triển khai.\n"
    )
    assert [(t.number, leads(t)) for t in tasks] == [
        ("1", ["Sở Y tế"]),
        ("2", ["Thanh tra tỉnh"]),
        ("4", ["UBND các xã"]),
    ]


@pytest.mark.parametrize(
    ("item", "texts"),
    [
        ("(1) Tổng hợp danh sách, trình UBND tỉnh trước ngày 20/11/2025; (2) Chuẩn bị hội nghị, "
         "hoàn thành trước ngày 12/12/2025.",
         ["Tổng hợp danh sách, trình UBND tỉnh trước ngày "
          "20/11/2025", "Chuẩn bị hội nghị, hoàn thành trước ngày 12/12/2025."]),
        ("Rà soát biểu mẫu; hoàn thành trước 30/9/2025. Tổ chức tập huấn trước ngày 12/12/2025; "
         "đôn đốc thực hiện.",
         ["Rà soát biểu mẫu; hoàn thành trước 30/9/2025", "Tổ chức tập huấn trước ngày "
                                                          "12/12/2025; đôn đốc thực hiện."]),
        ("Tham mưu lịch tiếp dân, gửi trước ngày 05 hằng tháng; đôn đốc các đơn vị thực hiện.",
         ["Tham mưu lịch tiếp dân, gửi trước ngày 05 hằng tháng; đôn đốc các đơn vị thực hiện."]),
        ("Sơ kết trong quý II/2026, tổng kết trong quý "
         "IV/2027.", ["Sơ kết trong quý II/2026, tổng kết trong quý IV/2027."]),
    ],
)  # fmt: skip
def test_works_with_deadlines_of_their_own_are_tasks(item: str, texts: list[str]) -> None:
    tasks = tasks_of(f"I. TỔ CHỨC THỰC HIỆN\n1. Sở Nội vụ: {item}\n")
    assert [t.text.rstrip(".") for t in tasks] == [t.rstrip(".") for t in texts]
    assert all(leads(t) == ["Sở Nội vụ"] for t in tasks)


def test_paragraphs_without_numbers_assign_in_letters() -> None:
    first, second = tasks_of(
        "Thực hiện Kế hoạch số 15/KH-UBND ngày 20/01/2025, Sở Nội vụ đề nghị các xã, phường báo "
        "cáo kết quả trước ngày 15/9/2025.\n"
        "Sở Nội vụ đã nhận được báo cáo của 03 xã.\n"
        "Giao Văn phòng Sở tổng hợp, báo cáo trước ngày 20/9/2025.\nĐề nghị các đơn vị nghiêm túc "
        "thực hiện./.\nNơi nhận:\n- Như trên;\n",
        code="CV", number_symbol="1876/SNV-CCHC",
    )  # fmt: skip
    assert (first.text, leads(first)) == (
        "đề nghị các xã, phường báo cáo kết quả trước ngày 15/9/2025.",
        ["các xã, phường"],
    )
    assert (second.text, leads(second)) == (
        "Giao Văn phòng Sở tổng hợp, báo cáo trước ngày 20/9/2025.",
        ["Văn phòng Sở"],
    )


def test_who_concludes_is_given_no_work() -> None:
    tasks = tasks_of(
        "Sau khi nghe báo cáo, đồng chí Chủ tịch kết luận như sau:\n1. Về thu ngân sách\nThuế cơ "
        "sở 5 rà soát hộ kinh doanh.\n"
        "2. Yêu cầu Công an phường xây dựng phương án.\n3. Qua báo cáo, tình hình đã ổn định, "
        "không có đơn vị vi phạm.\n",
        code="TB", number_symbol="34/TB-VP",
    )  # fmt: skip
    assert [leads(t) for t in tasks[:2]] == [["Thuế cơ sở 5"], ["Công an phường"]]
    assert not any("Chủ tịch" in a.text for t in tasks for a in t.leads)


def test_a_heading_that_gives_work_names_its_actors() -> None:
    (task,) = tasks_of(
        "1. Giám đốc các sở, Chủ tịch UBND các xã, phường tập trung thực hiện các nhiệm vụ "
        "sau:\na) Tổ chức trực ban 24/24 giờ;\n",
        code="CT", number_symbol="2/CT-UBND",
    )  # fmt: skip
    assert (task.text, leads(task)) == (
        "Tổ chức trực ban 24/24 giờ",
        ["Giám đốc các sở", "Chủ tịch UBND các xã, phường"],
    )


def test_items_of_an_article_on_work_need_no_actor() -> None:
    tasks = tasks_of(
        "QUYẾT NGHỊ:\nĐiều 1. Chỉ tiêu chủ yếu\n1. Tăng trưởng trên 10%.\nĐiều 2. Nhiệm vụ, giải "
        "pháp chủ yếu\n"
        "1. Đẩy mạnh cải cách hành chính, cắt giảm thủ tục.\n"
        "2. Tập trung tháo gỡ khó khăn cho doanh nghiệp, hợp tác xã.\n"
        "Điều 3. Phê duyệt Kế hoạch thực hiện nhiệm vụ năm 2025\n1. Vốn ngân sách là 10 tỷ đồng.\n",
        code="QĐ", number_symbol="45/QĐ-UBND",
    )  # fmt: skip
    assert tasks
    assert {t.path[0] for t in tasks} == {"Điều 2"}


def test_who_asks_leads_nothing() -> None:
    tasks = tasks_of(
        "1. Để hoàn thành kế hoạch, Ban Thường vụ Tỉnh ủy yêu cầu:\na) Bí thư đảng ủy các xã, "
        "phường chỉ đạo giải phóng mặt bằng.\n"
        "b) Rà soát dự án chậm tiến độ trước ngày 30/6/2025.\nc) Ban Tổ chức Tỉnh ủy đánh giá, "
        "xếp loại.\n",
        code="TB", number_symbol="112/TB-TU",
    )  # fmt: skip
    assert [leads(t) for t in tasks] == [
        ["Bí thư đảng ủy các xã, phường"],
        [],
        ["Ban Tổ chức Tỉnh ủy"],
    ]


def test_bullets_after_a_request_assign_in_letters() -> None:
    tasks = tasks_of(
        "Hiện nay, dịch bệnh phức tạp. Phòng Kinh tế đề nghị:\n- Trưởng các thôn rà soát số hộ, "
        "gửi danh sách trước ngày 15/8/2025.\n"
        "- Trạm Thú y khu vực kiểm tra các ổ dịch, báo cáo hằng ngày.\n"
        "Giao đồng chí Lò Thị Nga, cán bộ thú y, tổng hợp báo cáo trước ngày 20/8/2025.\n",
        code="CV", number_symbol="88/PKT",
    )  # fmt: skip
    assert [leads(t) for t in tasks] == [
        ["Trưởng các thôn"],
        ["Trạm Thú y khu vực"],
        ["đồng chí Lò Thị Nga"],
    ]


def test_an_item_with_labelled_lines_is_no_line_of_the_one_above() -> None:
    tasks = tasks_of(
        "2. NỘI DUNG, NHIỆM VỤ\n2.1. Tổ chức quán triệt văn bản.\nThời gian: Quý I/2026.\nĐơn vị "
        "thực hiện: Phòng Pháp chế.\n"
        "2.2. Kê khai tài sản\nĐơn vị chủ trì: Phòng Tổ chức cán bộ.\nThời gian trình UBND tỉnh: "
        "trước ngày 30/11/2026.\n"
        "3. PHÂN CÔNG\n3.1. Công an phường (cơ quan thường trực):\n- Lập 02 tổ lưu động.\n3.2. Sở "
        "Xây dựng: Chủ trì rà soát.\n"
    )
    assert [(t.path[-1], leads(t)) for t in tasks] == [
        ("2.1", ["Phòng Pháp chế"]), ("2.2", ["Phòng Tổ chức cán "
                                              "bộ"]), ("-", ["Công an "
                                                             "phường"]), ("3.2", ["Sở Xây dựng"]),
    ]  # fmt: skip
    assert tasks[1].deadline.due == date(2026, 11, 29)


def test_an_appeal_with_a_date_is_work() -> None:
    (task,) = tasks_of(
        "I. TỔ CHỨC THỰC HIỆN\n1. Nội dung\nĐề nghị Hội Nông dân các xã lập kế hoạch; báo cáo Hội "
        "Nông dân tỉnh trước ngày 20 hằng tháng.\n"
        "Căn cứ Kế hoạch này, các đơn vị nghiêm túc triển khai.\n"
    )
    assert leads(task) == ["Hội Nông dân các xã"]


def test_all_items_below_an_order_are_work() -> None:
    tasks = tasks_of(
        "Công đoàn ngành Giáo dục yêu cầu Công đoàn cơ sở các đơn vị triển khai các nội dung "
        "sau:\n1. Phát động phong trào thi đua.\n"
        "2. Xây dựng mô hình trường học hạnh phúc.\n",
        code="CV", number_symbol="77/CĐN-VP",
    )  # fmt: skip
    assert [leads(t) for t in tasks] == [["Công đoàn cơ sở các đơn vị"]] * 2


def test_items_below_duties_are_work() -> None:
    tasks = tasks_of(
        "QUYẾT ĐỊNH:\nĐiều 1. Thành lập Tổ bệnh án điện tử.\nĐiều 2. Tổ bệnh án điện tử có nhiệm "
        "vụ:\n1. Xây dựng quy trình, trình Viện.\n"
        "2. Tập huấn cho cán bộ các khoa.\nĐiều 3. Quyết định có hiệu lực từ ngày ký.\n",
        code="QĐ", number_symbol="305/QĐ-VPMT",
    )  # fmt: skip
    assert [t.path for t in tasks] == [("Điều 2", "1"), ("Điều 2", "2")]


def test_a_heading_of_duties_names_somebody_in_whatever_words() -> None:
    found = tasks_of(
        "I. NHIỆM VỤ\n1. Sở Tài chính\na) Tổng hợp kết quả kiểm kê.\n"
        "b) Trách nhiệm của đối tượng kiểm kê\n- Thành lập tổ kiểm kê.\n- Báo cáo kết quả kiểm "
        "kê.\n"
    )
    assert [leads(t) for t in found] == [["Sở Tài chính"], *[["đối tượng kiểm kê"]] * 2]
    assert found[1].leads[0].kind == "class"


def test_names_behind_a_colon_are_members_not_work() -> None:
    found = tasks_of(
        "I. NHIỆM VỤ\n1. Bộ trưởng các Bộ: Quốc phòng, Công an rà soát phương án, bố trí lực "
        "lượng.\n"
        "2. Sở Tài chính: Bố trí kinh phí, Chủ trì quyết toán.\n"
    )
    assert [leads(t) for t in found] == [
        ["Bộ trưởng các Bộ: Quốc phòng, Công an"],
        ["Sở Tài chính"],
    ]
    assert found[1].text.startswith("Bố trí")


@pytest.mark.parametrize(
    ("line", "lead"),
    [
        ("Tổ Truyền thông: biên soạn tin, bài cho trang của Trường", "Tổ Truyền thông"),
        (
            "Bộ phận CNTT: nâng cấp phần mềm, hoàn thành 30/4/2025",
            "Bộ phận CNTT",
        ),
    ],
)
def test_small_units_before_a_colon(line, lead):
    found = tasks_of(f"III. PHÂN CÔNG THỰC HIỆN\n1. {line}.\n2. Phòng Đào tạo chuẩn bị tài liệu.\n")
    assert leads(found[0]) == [lead]


def test_a_day_to_keep_in_an_article_without_a_heading_is_work():
    body = (
        "Điều 1. Thành lập Tổ công tác ứng phó bão.\n"
        "Điều 2. Phòng Vật tư cung ứng đủ 02 máy phát điện trước ngày 15/4/2025.\n"
        "Điều 3. Quyết định này có hiệu lực kể từ ngày ký.\n"
    )
    (found,) = tasks_of(body, "QĐ", "90/QĐ-PC")
    assert (leads(found), found.deadline.due) == (["Phòng Vật tư"], date(2025, 4, 14))


def test_what_is_told_under_a_banner_is_no_work():
    body = (
        "I. ĐÁNH GIÁ CHUNG\nThời gian qua, Sở Tài chính đã phối hợp với các ngành hoàn thành hồ "
        "sơ.\n"
        "II. NHIỆM VỤ\n1. Sở Tài chính bố trí kinh phí trước ngày 15/4/2025.\n"
    )
    (found,) = tasks_of(body, "TB", "31/TB-UBND")
    assert found.path == ("II", "1")


def test_what_minutes_conclude_is_work():
    body = (
        "I. NỘI DUNG\n1. Khối lượng đạt 62 % so với kế hoạch.\n"
        "II. KẾT LUẬN\nSau khi thảo luận, chủ trì cuộc họp kết luận:\n"
        "1. Phòng Kỹ thuật chủ trì nghiệm thu đợt 5 trong tháng 9/2026.\n"
        "2. Phòng Kế toán hoàn thiện hồ sơ, trình Giám đốc trước ngày 25/9/2026.\n"
    )
    found = tasks_of(body, "BB", "05/BB-KT")
    assert [t.path for t in found] == [("II", "1"), ("II", "2")]


def test_names_with_what_they_do_behind_them_are_no_heading():
    body = (
        "I. NHIỆM VỤ\n1. Đài Truyền hình Việt Nam, Đài Tiếng nói Việt Nam, Thông tấn xã Việt Nam "
        "kịp thời đưa tin.\n2. Sở Y tế và các đơn vị liên quan\na) Rà soát hồ sơ.\n"
    )
    first, second = tasks_of(body)
    assert (len(leads(first)), first.path) == (3, ("I", "1"))
    assert leads(second) == ["Sở Y tế", "các đơn vị liên quan"]


def test_a_person_in_charge_in_brackets_is_no_part_of_the_unit():
    unit = "Phòng Tổng hợp (TS. Trần Văn Lâm phụ trách)"
    (found,) = named_by_heading(unit, Context())
    assert found.text == "Phòng Tổng hợp"


def test_a_unit_alone_on_its_line_leads_the_paragraphs_below_it():
    body = (
        "Sau khi nghe báo cáo, Tổng Giám đốc kết luận:\n\n"
        "Phòng Kỹ thuật\nHoàn chỉnh hồ sơ trạm bơm số 2, trình duyệt trước ngày 20/5/2025.\n\n"
        "Phòng Kinh doanh\nĐôn đốc thu nợ tiền nước; hoàn thành trước ngày 31/5/2025.\n"
    )
    found = tasks_of(body, "TB", "56/TB-CN")
    assert [leads(t) for t in found] == [["Phòng Kỹ thuật"], ["Phòng Kinh doanh"]]


def test_a_heading_that_is_no_verb_is_the_group_of_the_words_under_it():
    body = (
        "II. NHIỆM VỤ, GIẢI PHÁP\n"
        "1. Công tác tuyên truyền\nĐăng tải nội dung Nghị quyết trên trang thông tin điện tử.\n"
        "2. Hạ tầng số\nNâng cấp đường truyền tại Trung tâm Phục vụ hành chính công.\n"
    )
    found = tasks_of(body)
    assert [(t.group, t.text.split()[0]) for t in found] == [
        ("Công tác tuyên truyền", "Đăng"),
        ("Hạ tầng số", "Nâng"),
    ]


def test_bodies_listed_behind_a_colon_are_who_works():
    body = "I. NHIỆM VỤ\n1. Các bộ: Xây dựng, Công Thương đẩy nhanh tiến độ các công trình.\n"
    (found,) = tasks_of(body)
    assert found.text.startswith("Các bộ: Xây dựng, Công Thương đẩy nhanh")
    assert [a.text for a in found.leads] == ["Các bộ: Xây dựng, Công Thương"]


def test_whom_a_unit_sends_of_its_own_people_does_not_lead():
    body = (
        "I. TỔ CHỨC THỰC HIỆN\n1. Ban Chỉ huy Quân sự xã:\n"
        "- Phân công lực lượng dân quân trực sẵn sàng tại các thôn.\n"
        "- Giao Phòng Kinh tế mua sắm dụng cụ.\n"
    )
    leads = [[a.text for a in t.leads] for t in tasks_of(body)]
    assert leads == [["Ban Chỉ huy Quân sự xã"], ["Phòng Kinh tế"]]


def test_a_heading_of_a_subject_is_no_part_of_the_work():
    body = "I. NHIỆM VỤ\n1. Về quốc phòng, an ninh\nTổ chức tuyển quân, xong trước 20/12/2025.\n"
    (found,) = tasks_of(body)
    assert found.text.startswith("Tổ chức tuyển quân")
    assert found.group == "Về quốc phòng, an ninh"


def test_bodies_below_a_line_that_asks_for_help_help() -> None:
    tasks = tasks_of(
        "I. TỔ CHỨC THỰC HIỆN\n1. Công an tỉnh\na) Chủ trì tham mưu UBND tỉnh triển khai.\n"
        "b) Phối hợp với:\n- Sở Tài chính cân đối, bố trí ngân sách thực hiện Chương trình.\n"
        "- Sở Xây dựng, Sở Nội vụ rà soát cơ sở vật chất của các cơ sở cai nghiện.\n"
        "c) Báo cáo kết quả trước ngày 15/12/2025.\n"
    )
    assert [(leads(t), [a.text for a in t.cooperators]) for t in tasks] == [
        (["Công an tỉnh"], []),
        (["Công an tỉnh"], ["Sở Tài chính"]),
        (["Công an tỉnh"], ["Sở Xây dựng", "Sở Nội vụ"]),
        (["Công an tỉnh"], []),
    ]


@pytest.mark.parametrize("opener", ["Cụ thể:", "Cụ thể như sau:", "Trong đó:"])
def test_a_line_that_only_opens_a_list_leaves_the_work_with_who_stands_above(opener: str) -> None:
    tasks = tasks_of(
        "I. TỔ CHỨC THỰC HIỆN\n1. Bộ Nội vụ hướng dẫn, đôn đốc các cơ quan thực hiện Đề án.\n"
        "2. Các bộ, ngành tổ chức thực hiện các nhiệm vụ của Đề án gắn với yêu cầu của ngành.\n"
        f"{opener}\n- Phối hợp với Bộ Nội vụ theo dõi, đánh giá;\n- Bố trí kinh phí hằng năm.\n"
    )
    assert [leads(t) for t in tasks][-2:] == [["Các bộ, ngành"]] * 2
