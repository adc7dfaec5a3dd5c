"""Cells that hold only actors, split as a person would. Places and units are made up; '|' parts
what is expected.
"""

from datetime import date

import pytest

from vanban.extractors.actors import split_actors
from vanban.extractors.context import Context

CITY = Context(issued_on=date(2026, 3, 2), issuer="Ủy ban nhân dân thành phố Hà Nội")
MINISTRY = Context(issued_on=date(2021, 6, 23), issuer="Bộ Khoa học và Công nghệ")


def texts(cell: str, context: Context = CITY) -> list[str]:
    return [" ".join(a.text.split()) for a in split_actors(cell, context)]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("Ban Tuyên giáo Trung ương; các bộ, ngành, địa phương; VTV, VOV, TTXVN",
         "Ban Tuyên giáo Trung ương|các bộ, ngành, địa phương|VTV|VOV|TTXVN"),
        ("Bộ Văn hóa, Thể thao và Du lịch, Bộ Tài chính", "Bộ Văn hóa, Thể thao và Du lịch|Bộ Tài "
                                                          "chính"),
        ("Bộ Khoa học và Công nghệ và Bộ Công an", "Bộ Khoa học và Công nghệ|Bộ Công an"),
        ("Bộ Công an Bộ Tài chính", "Bộ Công an|Bộ Tài chính"),
        ("Sở Quy hoạch - Kiến trúc; Sở Quy hoạch-Kiến trúc", "Sở Quy hoạch - Kiến trúc|Sở Quy "
                                                             "hoạch-Kiến trúc"),
        ("Sở Tài chính, Nội vụ và Xây dựng", "Sở Tài chính|Nội vụ|Xây dựng"),
        ("Các Bộ: Tài chính, Tư pháp, Nội vụ; các địa "
         "phương", "Các Bộ: Tài chính, Tư pháp, Nội vụ|các địa phương"),
        ("Tỉnh đoàn\nCác đơn vị có liên quan", "Tỉnh đoàn|Các đơn vị có liên quan"),
        ("(1) Sở Y tế\n(2) Công an tỉnh\n(3) BHXH tỉnh", "Sở Y tế|Công an tỉnh|BHXH tỉnh"),
        ("- Sở Y tế\n- Sở Du lịch", "Sở Y tế|Sở Du lịch"),
        ("Sở Y tế/các công ty quản lý lĩnh vực liên quan", "Sở Y tế|các công ty quản lý lĩnh vực "
                                                           "liên quan"),
        ("Các sở, ban, ngành, UBND các xã, phường, đặc khu", "Các sở, ban, ngành|UBND các xã, "
                                                             "phường, đặc khu"),
        ("UBND xã/phường, cơ quan có liên quan", "UBND xã/phường|cơ quan có liên quan"),
        ("UBND các phường: Bình Minh, Hòa Sơn và UBND xã Tân "
         "Lập", "UBND các phường: Bình Minh, Hòa Sơn|UBND xã Tân Lập"),
        ("UBND phường Bình Minh, Hòa Sơn", "UBND phường Bình Minh|Hòa Sơn"),
        ("Sở Y tế (chủ trì), Sở Tài chính (phối hợp)", "Sở Y tế|Sở Tài chính"),
        ("Sở Y tế (Chi cục An toàn vệ sinh thực phẩm)", "Sở Y tế (Chi cục An toàn vệ sinh thực "
                                                        "phẩm)"),
        ("Đề nghị phối hợp với các Bộ, ngành liên quan", "các Bộ, ngành liên quan"),
        ("UBND các xã trực tiếp triển khai tại địa bàn.\nSở Y tế triển khai hệ thống, dữ "
         "liệu.", "UBND các xã|Sở Y tế"),
        ("Các nghệ sĩ, nghệ nhân gốm, học sinh, sinh viên, các giám tuyển",
         "Các nghệ sĩ, nghệ nhân gốm|học sinh, sinh viên|các giám tuyển"),
        ("Các địa phương Bắc Ninh, An Giang", "Các địa phương Bắc Ninh, An Giang"),
        ("Bộ, ngành, địa phương", "Bộ, ngành, địa phương"),
        ("Cơ sở khám bệnh, chữa bệnh, cơ quan, đơn vị liên "
         "quan", "Cơ sở khám bệnh, chữa bệnh|cơ quan, đơn vị liên quan"),
        ("Bộ, cơ quan, tổ chức có liên quan, cơ sở đào tạo", "Bộ, cơ quan, tổ chức có liên "
                                                             "quan|cơ sở đào tạo"),
        ("Doanh nghiệp, sở, ban, ngành có liên quan", "Doanh nghiệp|sở, ban, ngành có liên quan"),
        ("Các doanh nghiệp, tổ chức, cá nhân có liên quan", "Các doanh nghiệp, tổ chức, cá nhân "
                                                            "có liên quan"),
        ("Bộ Ngoại giao, Ủy ban công tác người nước ngoài", "Bộ Ngoại giao|Ủy ban công tác người "
                                                            "nước ngoài"),
        ("Ban Chỉ huy phòng thủ dân sự cấp tỉnh, cấp xã", "Ban Chỉ huy phòng thủ dân sự cấp tỉnh, "
                                                          "cấp xã"),
        ("Ban Chỉ huy PTDS các cấp", "Ban Chỉ huy PTDS các cấp"),
        ("Ban Quản lý các khu công nghiệp, khu kinh tế", "Ban Quản lý các khu công nghiệp, khu "
                                                         "kinh tế"),
        ("UBND 04 xã: Gia Lộc, Tân Hòa; Sở Y tế", "UBND 04 xã: Gia Lộc, Tân Hòa|Sở Y tế"),
        ("Bộ Tài chính, Bộ", "Bộ Tài chính"),
        ("Trung tâm Văn hóa, Thông tin và Thể thao xã Tân "
         "Lập", "Trung tâm Văn hóa, Thông tin và Thể thao xã Tân Lập"),
        ("Ban Quản lý các Khu công nghiệp và Khu kinh tế "
         "tỉnh", "Ban Quản lý các Khu công nghiệp và Khu kinh tế tỉnh"),
        ("Ban Chỉ đạo quốc gia về chuyển đổi số", "Ban Chỉ đạo quốc gia về chuyển đổi số"),
        ("Văn phòng\nUBND Thành phố, Văn phòng Thành\nủy", "Văn phòng UBND Thành phố|Văn phòng "
                                                           "Thành ủy"),
        ("Vụ Pháp chế Bộ Tư pháp", "Vụ Pháp chế Bộ Tư pháp"),
        ("Văn phòng UBND tỉnh Sở Tư pháp", "Văn phòng UBND tỉnh|Sở Tư pháp"),
        ("Thanh tra tỉnh Sở Y tế", "Thanh tra tỉnh|Sở Y tế"),
        ("Trung tâm Khuyến nông Sở Y tế", "Trung tâm Khuyến nông Sở Y tế"),
        ("Sở KH&CN\nThuế tỉnh", "Sở KH&CN|Thuế tỉnh"),
        ("Đảng ủy các cơ quan Đảng tỉnh; Tỉnh đoàn", "Đảng ủy các cơ quan Đảng tỉnh|Tỉnh đoàn"),
        ("Vụ Chính sách tổng hợp và Vụ Pháp chế", "Vụ Chính sách tổng hợp|Vụ Pháp chế"),
        ("Sở Tài chính tổng hợp; Sở Y tế tổng hợp số liệu", "Sở Tài chính|Sở Y tế"),
        ("Giám đốc Sở Y tế, Thủ trưởng các đơn vị", "Giám đốc Sở Y tế|Thủ trưởng các đơn vị"),
        ("03 khoa; nhà thiết kế thời trang", "03 khoa|nhà thiết kế thời trang"),
        ("", ""), (" - ", ""),
    ],
)  # fmt: skip
def test_cells(cell: str, expected: str) -> None:
    assert texts(cell) == [x for x in expected.split("|") if x]


@pytest.mark.parametrize(
    ("cell", "context", "kind", "name", "actor_id"),
    [
        ("Sở KH&CN", CITY, "agency", "Sở Khoa học và Công nghệ", "P2-01/SKHCN"),
        ("UBND Thành phố", CITY, "agency", "Ủy ban nhân dân thành phố Hà Nội", "UBND:P2-01"),
        ("Vụ Kế hoạch-Tài chính", MINISTRY, "unit", "Vụ Kế hoạch - Tài chính", "BKHCN/KHTC"),
        ("Vụ Kế hoạch-Tài chính", CITY, "unit", "Vụ Kế hoạch - Tài chính", None),
        ("Bộ TT&TT", MINISTRY, "agency", "Bộ Thông tin và Truyền thông", "BTTTT"),
        ("Bộ", MINISTRY, "agency", "Bộ Khoa học và Công nghệ", "BKHCN"),
        ("Bộ trưởng", MINISTRY, "office_holder", "Bộ trưởng Bộ Khoa học và Công "
                                                 "nghệ", "BKHCN#Bộ trưởng"),
        ("Các sở, ban, ngành", CITY, "class", "các sở, ban, ngành", None),
        ("UBND TP. Tân Lập", CITY, "agency", "Ủy ban nhân dân thành phố Tân Lập", None),
    ],
)  # fmt: skip
def test_identity(cell: str, context: Context, kind: str, name: str, actor_id: str | None) -> None:
    (found,) = split_actors(cell, context)
    assert (found.kind, found.name, found.actor_id) == (kind, name, actor_id)


@pytest.mark.parametrize(
    ("cell", "people"),
    [
        ("Nguyễn Văn An, Trần Thị Bình", ["Nguyễn Văn An", "Trần Thị Bình"]),
        ("Đ/c Lê Văn Cường; Phòng Tổng hợp", ["Đ/c Lê Văn Cường"]),
        ("Sở Y tế; các sở, ngành", []),
    ],
)
def test_people(cell: str, people: list[str]) -> None:
    assert [a.text for a in split_actors(cell, CITY) if a.kind == "person"] == people


def test_kind_word_is_carried() -> None:
    found = split_actors("Sở Tài chính, Nội vụ", CITY)
    assert [a.name for a in found] == ["Sở Tài chính", "Sở Nội vụ"]
    (several,) = split_actors("các Vụ: KHTC, PC", MINISTRY)
    assert several.kind == "class"
    assert several.members == ("Vụ Kế hoạch - Tài chính", "Vụ Pháp chế")


def test_own_short_forms() -> None:
    context = Context(
        issuer="Bộ Tư pháp",
        abbreviations={"Trung tâm": "Trung tâm Lưu trữ số", "TTTN": "Trung tâm Thử nghiệm"},
    )
    found = split_actors("Trung tâm, TTTN", context)
    assert [(a.text, a.name) for a in found] == [
        ("Trung tâm", "Trung tâm Lưu trữ số"),
        ("TTTN", "Trung tâm Thử nghiệm"),
    ]


def test_offset() -> None:
    (found,) = split_actors("  Sở Y tế.", CITY, offset=100)
    assert (found.span.start, found.span.end) == (102, 109)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Sở Y tế; theo chức năng, nhiệm vụ được giao", ["Sở Y tế"]),
        (
            "Cảnh sát phòng cháy, chữa cháy và cứu nạn, cứu hộ",
            ["Cảnh sát phòng cháy, chữa cháy và cứu nạn, cứu hộ"],
        ),
        ("Viện kiểm sát nhân dân tối cao, Sở Y tế", ["Viện kiểm sát nhân dân tối cao", "Sở Y tế"]),
        ("Hội đồng Thi đua, Khen thưởng tỉnh", ["Hội đồng Thi đua, Khen thưởng tỉnh"]),
    ],
)
def test_names_are_not_cut_and_remarks_are_none(text: str, names: list[str]) -> None:
    assert [a.text for a in split_actors(text, Context())] == names
