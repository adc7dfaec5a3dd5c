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
