"""What running text says of the documents that it cites: below each text its citations, as
type | number | title | issuer | day | units.
"""

import re
from collections.abc import Iterator

import pytest

from vanban.extractors.citations import find_citations, flatten
from vanban.schemas import Citation

CASES = """
Nghị định số 95/2017/NĐ-CP ngày 16 tháng 8 năm 2017 của Chính phủ về quản lý cây, sông, núi
  NĐ | 95/2017/NĐ-CP | về quản lý cây, sông, núi | Chính phủ | 2017-08-16 | -
Quyết định số 12/QĐ-BYT ngày 01/02/2026 của Bộ Y tế, Nghị quyết số 3/NQ-CP
  QĐ | 12/QĐ-BYT | - | Bộ Y tế | 2026-02-01 | -
  NQ | 3/NQ-CP | - | - | - | -
Quyết định số 12/QĐ-UBND của Ủy ban nhân dân tỉnh Hà Giang, theo đó
  QĐ | 12/QĐ-UBND | - | Ủy ban nhân dân tỉnh Hà Giang | - | -
Luật Giáo dục nghề nghiệp
  L | - | Luật Giáo dục nghề nghiệp | - | - | -
Luật Giáo dục nghề nghiệp năm 2014
  L | - | Luật Giáo dục nghề nghiệp | - | - | -
Pháp lệnh Bảo vệ công trình
  PL | - | Pháp lệnh Bảo vệ công trình | - | - | -
Luật Ngân sách nhà nước ngày 25 tháng 6 năm 2015
  L | - | Luật Ngân sách nhà nước | - | 2015-06-25 | -
Nghị định số 55
  NĐ | 55 | - | - | - | -
Nghị định 111 và Thông tư 12
  NĐ | 111 | - | - | - | -
  TT | 12 | - | - | - | -
Công văn 55
Thông tư số 05/2015/TT-BNV, 06/2016/TT-BNV và 07/2017/TT-BNV
  TT | 05/2015/TT-BNV | - | - | - | -
  TT | 06/2016/TT-BNV | - | - | - | -
  TT | 07/2017/TT-BNV | - | - | - | -
Nghị định số 1/2020/NĐ-CP, Nghị định số 2/2021/NĐ-CP
  NĐ | 1/2020/NĐ-CP | - | - | - | -
  NĐ | 2/2021/NĐ-CP | - | - | - | -
Quyết định số 1/QĐ-BYT và số 2/QĐ-BYT ngày 5/6/2026
  QĐ | 1/QĐ-BYT | - | - | - | -
  QĐ | 2/QĐ-BYT | - | - | 2026-06-05 | -
điểm a khoản 2 Điều 5 Nghị định số 1/2020/NĐ-CP
  NĐ | 1/2020/NĐ-CP | - | - | - | diem a khoan 2 dieu 5
khoản 1, khoản 3 Điều 5 và Điều 6 Nghị định số 1/2020/NĐ-CP
  NĐ | 1/2020/NĐ-CP | - | - | - | khoan 1 khoan 3 dieu 5 dieu 6
Điều 5, 6, 7 Nghị định số 1/2020/NĐ-CP
  NĐ | 1/2020/NĐ-CP | - | - | - | dieu 5 dieu 6 dieu 7
Điều 3 Quyết định này
  QĐ | - | - | - | - | dieu 3
Chương II Luật Đất đai
  L | - | Luật Đất đai | - | - | chuong II
điểm b, c khoản 1 Điều 9 Luật số 64/2025/QH15
  L | 64/2025/QH15 | - | - | - | diem b diem c khoan 1 dieu 9
Phụ lục I Nghị định số 1/2020/NĐ-CP
  NĐ | 1/2020/NĐ-CP | - | - | - | phu_luc I
Nghị định số 3/2021/NĐ-CP sửa đổi, bổ sung một số điều của Nghị định số 1/2020/NĐ-CP
  NĐ | 3/2021/NĐ-CP | sửa đổi, bổ sung một số điều của Nghị định số 1/2020/NĐ-CP | - | - | -
  NĐ | 1/2020/NĐ-CP | - | - | - | -
Nghị định số 3/2021/NĐ-CP sửa đổi Nghị định số 1/2020/NĐ-CP và Nghị định số 2/2020/NĐ-CP
  NĐ | 3/2021/NĐ-CP | sửa đổi Nghị định số 1/2020/NĐ-CP | - | - | -
  NĐ | 1/2020/NĐ-CP | - | - | - | -
  NĐ | 2/2020/NĐ-CP | - | - | - | -
Thông tư số 3/2021/TT-BYT hướng dẫn Nghị định số 1/2020/NĐ-CP, Thông tư số 4/2021/TT-BYT
  TT | 3/2021/TT-BYT | hướng dẫn Nghị định số 1/2020/NĐ-CP | - | - | -
  NĐ | 1/2020/NĐ-CP | - | - | - | -
  TT | 4/2021/TT-BYT | - | - | - | -
Nghị quyết số 18-NQ/TW ngày 25/10/2017 của Ban Chấp hành Trung ương Đảng khóa XII
  NQ | 18-NQ/TW | - | Ban Chấp hành Trung ương Đảng khóa XII | 2017-10-25 | -
Kết luận số 12-KL/TW của Bộ Chính trị
  KL | 12-KL/TW | - | Bộ Chính trị | - | -
Tờ trình số 5/TTr-SYT ngày 3/3/2026 của Giám đốc Sở Y tế
  TTr | 5/TTr-SYT | - | Giám đốc Sở Y tế | 2026-03-03 | -
Quyết định số 1/QĐ-TTg của Thủ tướng Chính phủ
  QĐ | 1/QĐ-TTg | - | Thủ tướng Chính phủ | - | -
Hiến pháp năm 2013
  HP | - | Hiến pháp | - | - | -
Bộ luật Lao động năm 2019
  BL | - | Bộ luật Lao động | - | - | -
Quyết định số 12/QĐ-UBND ngày   tháng 02 năm 2026
  QĐ | 12/QĐ-UBND | - | - | - | -
Nghị định số 1/2020/NĐ-CP đã được sửa đổi, bổ sung bởi Nghị định số 3/2021/NĐ-CP
  NĐ | 1/2020/NĐ-CP | - | - | - | -
  NĐ | 3/2021/NĐ-CP | - | - | - | -
theo quy định của Luật Đầu tư công, Luật Đấu thầu
  L | - | Luật Đầu tư công | - | - | -
  L | - | Luật Đấu thầu | - | - | -
Luật Tổ chức chính quyền địa phương số 65/2025/QH15
  L | 65/2025/QH15 | Luật Tổ chức chính quyền địa phương | - | - | -
Công văn số 123/SYT-NVY ngày 02/3/2026 của Sở Y tế về việc báo cáo
  CV | 123/SYT-NVY | về việc báo cáo | Sở Y tế | 2026-03-02 | -
Nghị định số 1/2020/NĐ-CP của Chính phủ và Quyết định số 2/QĐ-BYT của Bộ Y tế
  NĐ | 1/2020/NĐ-CP | - | Chính phủ | - | -
  QĐ | 2/QĐ-BYT | - | Bộ Y tế | - | -
"""


def _cases() -> Iterator[tuple[str, list[str]]]:
    for case in re.split(r"\n(?!  )", CASES.strip()):
        text, *expected = case.split("\n  ")
        yield text, expected


def _said(citation: Citation) -> str:
    said = (
        citation.doc_type and citation.doc_type.code,
        citation.number_symbol,
        citation.title,
        citation.issuer and citation.issuer.name,
        citation.issued_on and str(citation.issued_on),
        " ".join(f"{unit.unit} {unit.label}" for unit in citation.pinpoint),
    )
    return " | ".join(part or "-" for part in said)


@pytest.mark.parametrize(("text", "expected"), list(_cases()))
def test_what_is_said_of_a_citation(text: str, expected: list[str]) -> None:
    found = list(flatten(find_citations(text)))
    assert [_said(citation) for citation in found] == expected
    assert all(citation.span.of(text) == citation.text for citation in found)
