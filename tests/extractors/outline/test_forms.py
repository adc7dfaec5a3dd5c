"""Forms in the appendices of a text: labels, titles and signatures of their own."""

from __future__ import annotations

import pytest

from vanban.extractors.plan import plan_of
from vanban.pipeline.options import Options
from vanban.pipeline.reading import read
from vanban.schemas import Plan

HEAD = """BỘ NỘI VỤ
Số: 12/2026/TT-BNV
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Hà Nội, ngày 12 tháng 3 năm 2026

THÔNG TƯ
Hướng dẫn lưu hồ sơ đê

Điều 1. Mẫu biểu

Ban hành kèm theo Thông tư này các mẫu tại Phụ lục.

Điều 2. Hiệu lực

Thông tư này có hiệu lực từ ngày 01 tháng 5 năm 2026./.

BỘ TRƯỞNG

Lò Văn Sơn

Phụ lục
CÁC MẪU BIỂU
(Ban hành kèm theo Thông tư số 12/2026/TT-BNV ngày 12 tháng 3 năm 2026 của Bộ trưởng Bộ Nội vụ)

"""
FORM = """
{label}

TÊN CƠ QUAN

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM

Độc lập - Tự do - Hạnh phúc

..., ngày ... tháng ... năm ...

ĐƠN ĐỀ NGHỊ LƯU HỒ SƠ

Kính gửi: ...

1. Tên hồ sơ: ...

GIÁM ĐỐC

(Ký, ghi rõ họ tên)

BẢN KÊ HỒ SƠ

1. Bản đồ: ...

2. Nhật ký: ...

NGƯỜI LẬP

(Ký, ghi rõ họ tên)
"""


def plan_with(*labels: str) -> Plan:
    text = HEAD + "".join(FORM.format(label=label) for label in labels)
    return plan_of(read(text.encode(), Options(filename="a.txt")))


@pytest.mark.parametrize("label", ["Mẫu số 01", "Mẫu số: 01/TNDN", "Mẫu AP01", "Mẫu 01-ĐĐN"])
def test_labels_and_titles_of_forms(label):
    appendices = plan_with(label, label.replace("1", "2")).appendices
    assert [a.label for a in appendices] == ["Phụ lục", label, label.replace("1", "2")]
    assert {a.title for a in appendices[1:]} == {"ĐƠN ĐỀ NGHỊ LƯU HỒ SƠ"}


def test_a_form_goes_on_behind_its_first_signature():
    plan = plan_with("Mẫu số 01")
    assert [s.label for s in plan.appendices[-1].sections] == ["1", "1", "2"]
    assert plan.source.coverage > 0.98
    assert [s.name for s in plan.document.signers] == ["Lò Văn Sơn"]


def test_the_name_of_a_body_above_a_page_about_it_is_no_issuer():
    text = "Bộ Khoa học và Công nghệ (Việt Nam)\n\nBộ được thành lập năm 1992 và có nhiều đơn vị.\n"
    assert plan_of(read(text.encode(), Options(filename="a.txt"))).document.issuer is None
