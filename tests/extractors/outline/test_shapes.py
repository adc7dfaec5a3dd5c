"""Parts of made documents, whole. Below each text its parts: role and label | type | title | how
"kèm theo" begins | units, items by their labels | blocks in front and behind.
"""

from __future__ import annotations

import pytest

from tests.extractors.outline.paper import labels, outline
from tests.extractors.outline.test_parts import DECISION, PLAN, SIGNATURE
from vanban.extractors.outline.model import Outline, Part

SHAPES = """
# a label of two numbers
@decision
@signature
PHỤ LỤC I-1
DANH MỤC
1. Một
= document - | - | - | - | dieu 1, dieu 2, dieu 3 | 6 6
= appendix PHỤ LỤC I-1 | - | DANH MỤC | - | 1 | 2 0

# the title on the line of the label
@decision
@signature
Phụ lục I: Danh mục cây
1. Một
= document - | - | - | - | dieu 1, dieu 2, dieu 3 | 6 6
= appendix Phụ lục I | - | - | - | 1 | 1 0

# a sentence names an appendix
@decision
@signature
Phụ lục I Danh mục cây.
1. Một
= document - | - | - | - | dieu 1, dieu 2, dieu 3 | 6 8

# a label goes on in small letters
@decision
@signature
Phụ lục I danh mục cây
1. Một
= document - | - | - | - | dieu 1, dieu 2, dieu 3 | 6 8

# without a signature above it a label in small letters is none
@decision
Phụ lục I
Danh mục
1. Một
= document - | - | - | - | dieu 1, dieu 2, dieu 3, dieu 3/khoan 1 | 6 0

# in capitals it is one
@decision
PHỤ LỤC I
Danh mục
1. Một
= document - | - | - | - | dieu 1, dieu 2, dieu 3 | 6 0
= appendix PHỤ LỤC I | - | - | - | 1 | 2 0

# and where it says what it is issued with
@decision
Phụ lục I
(Kèm theo Quyết định số 1/QĐ)
1. Một
= document - | - | - | - | dieu 1, dieu 2, dieu 3 | 6 0
= appendix Phụ lục I | - | - | (Kèm theo | 1 | 2 0

# a form of its own
@decision
@signature
Mẫu số 05
BÁO CÁO
1. Một
= document - | - | - | - | dieu 1, dieu 2, dieu 3 | 6 6
= appendix Mẫu số 05 | - | BÁO CÁO | - | 1 | 2 0

# a form without a signature above it
@decision
Mẫu số 05
BÁO CÁO
1. Một
= document - | - | - | - | dieu 1, dieu 2, dieu 3, dieu 3/khoan 1 | 6 0

# but with what it is issued with
@decision
Mẫu số 05
(Kèm theo Quyết định số 1/QĐ)
1. Một
= document - | - | - | - | dieu 1, dieu 2, dieu 3 | 6 0
= appendix Mẫu số 05 | - | - | (Kèm theo | 1 | 2 0

# a type alone on its line
@decision
@signature
Quy chế
Làm việc
Điều 1. Một
Hai.
= document - | - | - | - | dieu 1, dieu 2, dieu 3 | 6 6
= attachment - | QC | - | - | dieu 1 | 2 0

# a type in a sentence
@decision
@signature
Quy chế làm việc của Ban
Điều 1. Một
Hai.
= document - | - | - | - | dieu 1, dieu 2, dieu 3 | 6 9

# what an appendix is called and what it is issued with
@decision
@signature
PHỤ LỤC
Mẫu số 01
KẾ HOẠCH
(Kèm theo Quyết định số 1/QĐ)
1. Một
= document - | - | - | - | dieu 1, dieu 2, dieu 3 | 6 6
= appendix PHỤ LỤC | - | Mẫu số 01 / KẾ HOẠCH | (Kèm theo | 1 | 4 0

# two attachments
@decision
@signature
@plan
QUY CHẾ
LÀM VIỆC
(Kèm theo Quyết định số 1/QĐ-BSN)
Điều 1. Một
= document - | - | - | - | dieu 1, dieu 2, dieu 3 | 6 6
= attachment - | KH | TRỒNG CÂY NĂM 2030 | (Ban hành | I, I/1, II | 4 0
= attachment - | QC | LÀM VIỆC | (Kèm theo | dieu 1 | 3 0

# a second one has to say with what it is issued
@decision
@signature
@plan
QUY CHẾ
LÀM VIỆC
Điều 1. Một
= document - | - | - | - | dieu 1, dieu 2, dieu 3 | 6 6
= attachment - | KH | TRỒNG CÂY NĂM 2030 | (Ban hành | I, I/1, II, II/dieu 1 | 4 0

# nothing but an appendix
PHỤ LỤC I
DANH MỤC
1. Một
2. Hai
= document - | - | - | - | - | 0 0
= appendix PHỤ LỤC I | - | DANH MỤC | - | 1, 2 | 2 0

# nothing but an appendix, issued with a decision
PHỤ LỤC I
DANH MỤC
(Kèm theo Quyết định số 1/QĐ-BSN)
1. Một
2. Hai
= document - | - | - | - | - | 0 0
= appendix PHỤ LỤC I | - | DANH MỤC | (Kèm theo | 1, 2 | 3 0

# lines of a title and of its bracket
@decision
@signature
QUY CHẾ
LÀM VIỆC
CỦA BAN
(Kèm theo Quyết định số 1/QĐ-BSN
của Bộ trưởng)
Điều 1. Một
= document - | - | - | - | dieu 1, dieu 2, dieu 3 | 6 6
= attachment - | QC | LÀM VIỆC / CỦA BAN | (Kèm theo | dieu 1 | 5 0

# issued with, without a bracket
@decision
@signature
QUY CHẾ
LÀM VIỆC
Ban hành kèm theo Quyết định số 1/QĐ-BSN
của Bộ trưởng)
Điều 1. Một
= document - | - | - | - | dieu 1, dieu 2, dieu 3 | 6 6
= attachment - | QC | LÀM VIỆC | Ban hành  | dieu 1 | 4 0

# a bracket that is never closed
@decision
@signature
QUY CHẾ
LÀM VIỆC
(Kèm theo Quyết định số 1/QĐ-BSN
Một
Hai
Ba
Bốn)
Điều 1. Một
= document - | - | - | - | dieu 1, dieu 2, dieu 3 | 6 6
= attachment - | QC | LÀM VIỆC | (Kèm theo | dieu 1 | 7 0

# a bracket of three lines
@decision
@signature
QUY CHẾ
LÀM VIỆC
(Kèm theo Quyết định số 1/QĐ-BSN
Một
Hai
Ba)
Điều 1. Một
= document - | - | - | - | dieu 1, dieu 2, dieu 3 | 6 6
= attachment - | QC | LÀM VIỆC | (Kèm theo | dieu 1 | 6 0

# a title of four lines at most
@decision
@signature
QUY CHẾ
MỘT
HAI
BA
BỐN
NĂM
Điều 1. Một
= document - | - | - | - | dieu 1, dieu 2, dieu 3 | 6 6
= attachment - | QC | MỘT / HAI / BA / BỐN | - | dieu 1 | 6 0

# a title ends with its capitals
@decision
@signature
QUY CHẾ
MỘT
Hai ba
Điều 1. Một
= document - | - | - | - | dieu 1, dieu 2, dieu 3 | 6 6
= attachment - | QC | MỘT | - | dieu 1 | 3 0

# the body above the office
QUYẾT ĐỊNH
Điều 1. Một
Hai.
SỞ Y TẾ
GIÁM ĐỐC
Nguyễn Văn Mẫu
= document - | - | - | - | dieu 1 | 1 3

# a body above the recipients
QUYẾT ĐỊNH
Điều 1. Một
Hai.
SỞ Y TẾ
Nơi nhận:
- Lưu: VT.
= document - | - | - | - | dieu 1 | 1 2

# in whose place
QUYẾT ĐỊNH
Điều 1. Một
Hai.
TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Nguyễn Văn Mẫu
= document - | - | - | - | dieu 1 | 1 2

# a letter
Kính gửi: Sở Y tế
Đề nghị các đơn vị báo cáo kết quả trước ngày 30.
GIÁM ĐỐC
Nguyễn Văn Mẫu
= document - | - | - | - | - | 2 2

# a letter that says nothing
Kính gửi: Sở Y tế.
GIÁM ĐỐC
Nguyễn Văn Mẫu
= document - | - | - | - | - | 3 0

# too few words for a sentence
Đề nghị các đơn vị.
GIÁM ĐỐC
Nguyễn Văn Mẫu
= document - | - | - | - | - | 3 0

# an office as a title
1. Một
GIÁM ĐỐC
Một
Hai
2. Hai
= document - | - | - | - | 1, 2 | 0 0

# an office with names below
1. Một
GIÁM ĐỐC
Một
Hai
Ba
2. Hai
= document - | - | - | - | 1 | 0 5

# the header again
@decision
@signature
ỦY BAN NHÂN DÂN
Số: 1/KH
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
@plan
= document - | - | - | - | dieu 1, dieu 2, dieu 3 | 6 6
= attachment - | KH | TRỒNG CÂY NĂM 2030 | (Ban hành | I, I/1, II | 7 0

# the header seven lines above
@decision
@signature
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Một
Hai
Ba
Bốn
Năm
Sáu
@plan
= document - | - | - | - | dieu 1, dieu 2, dieu 3 | 6 6
= attachment - | KH | TRỒNG CÂY NĂM 2030 | (Ban hành | I, I/1, II | 11 0

# the header eight lines above
@decision
@signature
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Một
Hai
Ba
Bốn
Năm
Sáu
Bảy
@plan
= document - | - | - | - | dieu 1, dieu 2, dieu 3 | 6 14
= attachment - | KH | TRỒNG CÂY NĂM 2030 | (Ban hành | I, I/1, II | 4 0

# an appendix with a label that looks like a form
@decision
@signature
PHỤ LỤC
Mẫu số 01
BIỂU MỨC
(Kèm theo Quyết định số 1/QĐ)
1. Một
= document - | - | - | - | dieu 1, dieu 2, dieu 3 | 6 6
= appendix PHỤ LỤC | - | Mẫu số 01 / BIỂU MỨC | (Kèm theo | 1 | 4 0

# a title without a type
@decision
@signature
Biểu mức
(Kèm theo Quyết định số 1/QĐ)
1. Một
= document - | - | - | - | dieu 1, dieu 2, dieu 3 | 6 6
= appendix - | - | Biểu mức | (Kèm theo | 1 | 2 0

# its last line in small letters
@decision
@signature
BIỂU MỨC
trồng cây
(Kèm theo Quyết định số 1/QĐ)
1. Một
= document - | - | - | - | dieu 1, dieu 2, dieu 3 | 6 6
= appendix - | - | BIỂU MỨC / trồng cây | (Kèm theo | 1 | 3 0

# a form with its header
@decision
@signature
PHỤ LỤC
Mẫu số 01
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 1
BÁO CÁO TRỒNG CÂY
NĂM 2030
1. Một
= document - | - | - | - | dieu 1, dieu 2, dieu 3 | 6 6
= appendix PHỤ LỤC | - | - | - | - | 1 0
= appendix Mẫu số 01 | - | BÁO CÁO TRỒNG CÂY | - | 1 | 6 0

# numbering begins anew
@decision
QUY CHẾ
TRỒNG CÂY
I. Một
1. Hai
= document - | - | - | - | dieu 1, dieu 2, dieu 3 | 6 0
= attachment - | QC | TRỒNG CÂY | - | I, I/1 | 2 0

# numbering that goes on
@decision
QUY CHẾ
TRỒNG CÂY
II. Một
1. Hai
= document - | - | - | - | dieu 1, dieu 2, dieu 3, dieu 3/khoan 1 | 6 0

# Arabic numerals may be clauses
@decision
QUY CHẾ
TRỒNG CÂY
1. Hai
2. Ba
= document - | - | - | - | dieu 1, dieu 2, dieu 3, dieu 3/khoan 1, dieu 3/khoan 2 | 6 0
"""

_NAMED = {"@decision": DECISION, "@signature": SIGNATURE, "@plan": PLAN}


def _said(found: Outline, part: Part) -> str:
    said = (
        f"{part.kind} {part.label or '-'}",
        part.type.code if part.type else "-",
        found.words(part.title).replace("\n", " / ") if part.title else "-",
        found.words(part.issued_with)[:9] if part.issued_with else "-",
        ", ".join(labels(part)).replace("item ", "") or "-",
        f"{len(part.front)} {len(part.back)}",
    )
    return " | ".join(said)


@pytest.mark.parametrize("case", SHAPES.strip().split("\n\n"))
def test_a_shape(case: str) -> None:
    _, *lines = case.split("\n")
    text = [_NAMED.get(line, line) for line in lines if not line.startswith("= ")]
    found = outline(*text)
    assert [f"= {_said(found, part)}" for part in found.parts] == [
        line for line in lines if line.startswith("= ")
    ]
