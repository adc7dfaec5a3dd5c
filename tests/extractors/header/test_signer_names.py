"""Names of signers: degrees before them, what stands in their place, and names that are missing."""

from __future__ import annotations

import pytest

from vanban import Options, convert

_DIRECTIVE = """ỦY BAN NHÂN DÂN
TỈNH QUẢNG SƠN
Số: 12/CT-UBND
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Quảng Sơn, ngày 06 tháng 5 năm 2026
CHỈ THỊ
Về việc tăng cường quản lý đầu tư công
Chủ tịch Ủy ban nhân dân tỉnh yêu cầu:
1. Sở Tài chính báo cáo trước ngày 20/5/2026.
Nơi nhận:
- Lưu: VT.
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
"""


@pytest.mark.parametrize(
    ("signed", "name"),
    [
        ("Trần Văn Minh", "Trần Văn Minh"),
        ("(Đã ký)\nTrần Văn Minh", "Trần Văn Minh"),
        ("[daky]\nTrần Văn Minh", "Trần Văn Minh"),
        ("Th.s Trần Văn Minh", "Trần Văn Minh"),
        ("ThS. Trần Văn Minh", "Trần Văn Minh"),
        ("BS.CKII Trần Văn Minh", "Trần Văn Minh"),
        ("PGS.TS. Trần Văn Minh", "Trần Văn Minh"),
        ("(đã ký)", None),
        ("", None),
    ],
)
def test_the_name_below_the_position(signed, name):
    plan = convert((_DIRECTIVE + signed).encode(), Options(filename="a.txt"))
    (signer,) = plan.document.signers
    assert (signer.position, signer.name) == ("PHÓ CHỦ TỊCH", name)
    assert any(d.code == "signer-missing" for d in plan.diagnostics) == (name is None)


def test_a_name_without_an_office_beside_the_recipients():
    text = _DIRECTIVE.replace("KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n", "TICH\n") + "Trần Văn Minh"
    (signer,) = convert(text.encode(), Options(filename="a.txt")).document.signers
    assert (signer.position, signer.name) == (None, "Trần Văn Minh")


def test_the_year_of_a_day_on_a_line_of_its_own():
    text = _DIRECTIVE.replace("năm 2026\n", "năm\n2026\n") + "Trần Văn Minh"
    document = convert(text.encode(), Options(filename="a.txt")).document
    assert str(document.issued_on) == "2026-05-06"


@pytest.mark.parametrize(
    "foot",
    [
        "Nơi nhận: CHỦ TỊCH\n- Như trên;\n- Lưu: VT.\nTrần Văn Minh\n",
        "Nơi nhận:\n- Như trên;\nCHỦ TỊCH\n- Lưu: VT.\nTrần Văn Minh\n",  # a scan, laid askew
    ],
)
def test_an_office_among_the_recipients_leaves_them_their_list(foot):
    text = _DIRECTIVE[: _DIRECTIVE.index("Nơi nhận")] + foot
    document = convert(text.encode(), Options(filename="a.txt")).document
    assert [r.text for r in document.recipients] == ["Như trên", "Lưu: VT"]
    assert [(s.position, s.name) for s in document.signers] == [("CHỦ TỊCH", "Trần Văn Minh")]


def test_recipients_go_on_beside_the_office():
    """Two columns of one line: '- Như trên;    KT. CHỦ TỊCH' / '- Lưu: VT.    (Đã ký)'."""
    at = _DIRECTIVE.index("Nơi nhận")
    end = (
        "Nơi nhận:\n- Như trên;\tKT. CHỦ TỊCH\n\tPHÓ CHỦ TỊCH\n"
        "- Sở Tài chính (để b/c);\n- Lưu: VT.\t(Đã ký)\n\n\tTrần Văn Minh\n"
    )
    document = convert((_DIRECTIVE[:at] + end).encode(), Options(filename="a.txt")).document
    (signer,) = document.signers
    assert (signer.position, signer.name) == ("PHÓ CHỦ TỊCH", "Trần Văn Minh")
    assert [r.text for r in document.recipients] == [
        "Như trên",
        "Sở Tài chính (để b/c)",
        "Lưu: VT",
    ]


@pytest.mark.parametrize(
    ("signed", "signers"),
    [
        (
            "KT. BỘ TRƯỞNG,\nCHỦ NHIỆM\nPHÓ CHỦ NHIỆM\nTrần Văn Minh",
            [("BỘ TRƯỞNG, CHỦ NHIỆM", "PHÓ CHỦ NHIỆM", "Trần Văn Minh")],
        ),
        (
            "KT. BỘ TRƯỞNG, CHỦ NHIỆM\nPHÓ CHỦ NHIỆM\nTrần Văn Minh",
            [("BỘ TRƯỞNG, CHỦ NHIỆM", "PHÓ CHỦ NHIỆM", "Trần Văn Minh")],
        ),
        (
            "TRƯỞNG BAN\nPHÓ THỦ TƯỚNG\nTrần Văn Minh",
            [(None, "TRƯỞNG BAN PHÓ THỦ TƯỚNG", "Trần Văn Minh")],
        ),
        (
            "KT. TRƯỞNG BAN\nPHÓ TRƯỞNG BAN\nGIÁM ĐỐC SỞ Y TẾ\n(Đã ký)\nTrần Văn Minh",
            [("TRƯỞNG BAN", "PHÓ TRƯỞNG BAN GIÁM ĐỐC SỞ Y TẾ", "Trần Văn Minh")],
        ),
        (
            "CHỦ TỊCH\nTrần Văn Minh\nTỔNG THƯ KÝ\nLê Thị Hoa",
            [(None, "CHỦ TỊCH", "Trần Văn Minh"), (None, "TỔNG THƯ KÝ", "Lê Thị Hoa")],
        ),
    ],
)
def test_offices_over_several_lines(signed, signers):
    text = _DIRECTIVE.replace("KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n", "") + signed
    document = convert(text.encode(), Options(filename="a.txt")).document
    assert [(s.on_behalf_of, s.position, s.name) for s in document.signers] == signers


def test_a_letter_whose_head_is_lost_is_named_by_its_appendix():
    text = (
        "Kính gửi: Các cơ sở đào tạo\nBộ đề nghị các cơ sở báo cáo trước ngày 20/5/2026.\n"
        "KT. BỘ TRƯỞNG\nTHỨ TRƯỞNG\nTrần Văn Minh\nPHỤ LỤC\nQUY MÔ TUYỂN SINH\n"
        "(Kèm theo Công văn số 86/BVHTTDL-KH ngày 25/4/2026 của Bộ Văn hóa, Thể thao và Du lịch)\n"
    )
    document = convert(text.encode(), Options(filename="a.txt")).document
    assert document.doc_type and document.doc_type.code == "CV"
    assert document.issuer and document.issuer.name == "Bộ Văn hóa, Thể thao và Du lịch"


_CONSOLIDATED = """VĂN BẢN HỢP NHẤT - VĂN PHÒNG QUỐC HỘI
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
THÔNG TƯ
Hướng dẫn lưu hồ sơ đê
Thông tư số 05/2015/TT-BNV ngày 17 tháng 3 năm 2015 hướng dẫn lưu hồ sơ đê, được sửa đổi, bổ sung bởi:
Thông tư số 06/2020/TT-BNV ngày 02 tháng 6 năm 2020 của Bộ trưởng Bộ Nội vụ.
Căn cứ Luật Lưu trữ ngày 11 tháng 11 năm 2011;
Điều 1. Phạm vi
Thông tư này quy định việc lưu hồ sơ đê.
Điều 2. Hiệu lực
Thông tư này có hiệu lực từ ngày 01 tháng 5 năm 2015./.
"""
_FORM = "PHỤ LỤC\nMẪU ĐƠN\nNơi nhận:\n- Lưu: VT.\nGIÁM ĐỐC\n(Ký, đóng dấu và ghi rõ họ tên)\n"
_VOUCHED = (
    "BỘ NỘI VỤ\nSố: 12/VBHN-BNV\nXÁC THỰC VĂN BẢN HỢP NHẤT\nHà Nội, ngày 03 tháng 4 năm 2023\n"
    "KT. BỘ TRƯỞNG\nTHỨ TRUỞNG\nTrần Văn Minh\n"
)


def test_who_vouches_for_a_consolidated_text_has_signed_it():
    document = convert((_CONSOLIDATED + _VOUCHED + _FORM).encode()).document
    assert [(s.position, s.name) for s in document.signers] == [("THỨ TRUỞNG", "Trần Văn Minh")]
    assert document.number_symbol == "12/VBHN-BNV"


def test_a_form_that_nobody_signed_has_no_signer():
    document = convert((_CONSOLIDATED + _FORM).encode()).document
    assert document.signers == ()
    assert document.doc_type and document.doc_type.code == "VBHN"
    assert document.issuer and document.issuer.name == "Văn phòng Quốc hội"


def test_a_consolidated_text_is_known_by_the_line_that_lists_what_amended_it():
    text = _CONSOLIDATED.split("\n", 1)[1]
    document = convert(text.encode()).document
    assert document.doc_type and document.doc_type.code == "VBHN"


@pytest.mark.parametrize(
    "signed",
    [
        "PHÓ CHỦ TỊCHy]\nTrần Văn Minh",
        "PHÓ CHỦ TỊCH\n[ Trần Văn Minh",
        "PHÓ CHỦ TICH\nTrần Văn Minh",
    ],
)
def test_what_is_left_of_a_mark_and_a_lost_accent(signed):
    text = _DIRECTIVE.replace("PHÓ CHỦ TỊCH\n", "") + signed
    (signer,) = convert(text.encode(), Options(filename="a.txt")).document.signers
    assert (signer.on_behalf_of, signer.name) == ("CHỦ TỊCH", "Trần Văn Minh")
