"""The forms of citations, whole: below each text what it names, those in a title further in, as
words¦date | type | number | title | issuer | day | relation.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import pytest

from vanban.extractors.citations import find_citations
from vanban.schemas import Citation

CASES = """
báo cáo 12/UBND-VX
  báo cáo 12/UBND-VX | BC | 12/UBND-VX | - | - | - | refers
theo 64/2025/QH15
  64/2025/QH15 | - | 64/2025/QH15 | - | - | - | refers
theo 123-CV/TU
  123-CV/TU | CV | 123-CV/TU | - | - | - | refers
theo 95/2017/NĐ-CP
  95/2017/NĐ-CP | NĐ | 95/2017/NĐ-CP | - | - | - | refers
Biểu mẫu 01/QĐ-BTC
Phụ lục Mẫu 01/QĐ-BTC
văn bản số …/QĐ-UBND
  văn bản số …/QĐ-UBND | QĐ | - | - | - | - | refers
số ..../2021/NĐ-CP
  số ..../2021/NĐ-CP | NĐ | - | - | - | - | refers
Kế hoạch số ____/KH-UBND
  Kế hoạch số ____/KH-UBND | KH | - | - | - | - | refers
số 999-TC/QĐ-CĐKT
  số 999-TC/QĐ-CĐKT | TC | 999-TC/QĐ-CĐKT | - | - | - | refers
số 20/2005/LĐTBXH-TT
  số 20/2005/LĐTBXH-TT | TT | 20/2005/LĐTBXH-TT | - | - | - | refers
Quyết định số 131/TTg
  Quyết định số 131/TTg | QĐ | 131/TTg | - | - | - | refers
Quyết định số 131/QĐTTg
  Quyết định số 131/QĐTTg | QĐ | 131/QĐTTg | - | - | - | refers
Nghị định 55 người
Nghị định 5
Nghị định số 5
  Nghị định số 5 | NĐ | 5 | - | - | - | refers
Quyết định 12 điều
Nghị định 111 triệu
Tờ trình 55
Tờ trình số 55
Luật sửa đổi, bổ sung một số điều của các luật về thuế năm 2014
  Luật sửa đổi, bổ sung một số điều của các luật về thuế¦ năm 2014 | L | - | = | - | - | refers
Luật sửa đổi, bổ sung một số điều của Luật Giá và Luật Dược quy định
  Luật sửa đổi, bổ sung một số điều của Luật Giá | L | - | = | - | - | refers
    Luật Giá | L | - | = | - | - | amends
  Luật Dược | L | - | = | - | - | refers
Luật Đất đai (sửa đổi) số 31/2024/QH15
  Luật Đất đai (sửa đổi) số 31/2024/QH15 | L | 31/2024/QH15 | Luật Đất đai | - | - | refers
Luật Đất đai (sửa đổi)
  Luật Đất đai¦ (sửa đổi) | L | - | = | - | - | refers
Luật Giao thông đường bộ, Luật Dược
  Luật Giao thông đường bộ | L | - | = | - | - | refers
  Luật Dược | L | - | = | - | - | refers
hiến pháp
hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam
  hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam | HP | - | = | - | - | refers
HIẾN PHÁP
  HIẾN PHÁP | HP | - | = | - | - | refers
luật Đất đai
  luật Đất đai | L | - | = | - | - | refers
luật đất đai
Pháp lệnh Vũ trụ
  Pháp lệnh Vũ trụ | PL | - | = | - | - | refers
Pháp lệnh về Vũ trụ
  Pháp lệnh về Vũ trụ | PL | - | = | - | - | refers
pháp Luật Đất đai
pháp luật Đất đai
Luật về đất đai
Luật Vũ trụ, hành tinh được
  Luật Vũ trụ, hành tinh | L | - | = | - | - | refers
Luật Vũ trụ xa, hành tinh được
  Luật Vũ trụ xa | L | - | = | - | - | refers
Luật Vũ trụ xa xôi, hành tinh được
  Luật Vũ trụ xa xôi | L | - | = | - | - | refers
Luật Vũ trụ, Hành tinh được
  Luật Vũ trụ | L | - | = | - | - | refers
Bộ luật Dân sự số 9/2015/QH13
  Bộ luật Dân sự số 9/2015/QH13 | BL | 9/2015/QH13 | Bộ luật Dân sự | - | - | refers
Luật Giá số 16/2023/QH15 của Quốc hội
  Luật Giá số 16/2023/QH15 | L | 16/2023/QH15 | Luật Giá | Quốc hội | - | refers
Luật số: 16/2023/QH15
  Luật số: 16/2023/QH15 | L | 16/2023/QH15 | - | - | - | refers
Luật Giá (Luật số 16/2023/QH15)
  Luật Giá (Luật số 16/2023/QH15 | L | 16/2023/QH15 | Luật Giá | - | - | refers
Luật Dược 105/2016/QH13
  Luật Dược 105/2016/QH13 | L | 105/2016/QH13 | Luật Dược | - | - | refers
Thông tư Hướng dẫn Luật Giá; Căn cứ Luật Dược
  Thông tư Hướng dẫn Luật Giá | TT | - | Hướng dẫn Luật Giá | - | - | self
    Luật Giá | L | - | = | - | - | refers
  Luật Dược | L | - | = | - | - | refers
Luật Hướng dẫn Luật Giá
  Luật Giá | L | - | = | - | - | refers
Nghị định Quy định chi tiết Luật Giá
  Nghị định Quy định chi tiết Luật Giá | NĐ | - | Quy định chi tiết Luật Giá | - | - | self
    Luật Giá | L | - | = | - | - | refers
Nghị định quy định chi tiết Luật Giá
  Luật Giá | L | - | = | - | - | refers
Nghị quyết Về việc giao biên chế năm 2024
  Nghị quyết Về việc giao biên chế năm 2024 | NQ | - | Về việc giao biên chế năm 2024 | - | - | self
theo quyết định này
theo Quyết định này
  Quyết định này | QĐ | - | - | - | - | self
theo Báo cáo này
Quyết định số 12/QĐ-BYT (A11) ngày 01/02/2026
  Quyết định số 12/QĐ-BYT¦ (A11) ngày 01/02/2026 | QĐ | 12/QĐ-BYT | - | - | 2026-02-01 | refers
Quyết định số 12/QĐ-BYT của Bộ Y tế về việc giao vốn ngày 01/02/2026
  Quyết định số 12/QĐ-BYT | QĐ | 12/QĐ-BYT | về việc gi…ngày 01/02/2026 | Bộ Y tế | - | refers
Quyết định số 12/QĐ-BYT của Bộ Y tế ban hành quy định giá
  Quyết định số 12/QĐ-BYT | QĐ | 12/QĐ-BYT | ban hành quy định giá | Bộ Y tế | - | refers
Thông tư số 1/2010/TT-BTTTT của Bộ Thông tin và Truyền thông
  Thông tư số 1/2010/TT-BTTTT | TT | 1/2010/TT-BTTTT | - | Bộ Thông tin và Truyền thông | - | refers
Quyết định số 1/QĐ-BYT của Bộ Y tế, Bộ Tài chính
  Quyết định số 1/QĐ-BYT | QĐ | 1/QĐ-BYT | - | Bộ Y tế, Bộ Tài chính | - | refers
Quyết định số 1/QĐ-BYT của Bộ Y tế, quy định giá
  Quyết định số 1/QĐ-BYT | QĐ | 1/QĐ-BYT | quy định giá | Bộ Y tế | - | refers
Quyết định số 1/QĐ-BYT của Bộ Y tế, Nghị định số 2/2020/NĐ-CP
  Quyết định số 1/QĐ-BYT | QĐ | 1/QĐ-BYT | - | Bộ Y tế | - | refers
  Nghị định số 2/2020/NĐ-CP | NĐ | 2/2020/NĐ-CP | - | - | - | refers
Thông tư số 1/2010/TT-BYT của Bộ Y tế về giá (sau đây gọi là Thông tư 1)
  Thông tư số 1/2010/TT-BYT | TT | 1/2010/TT-BYT | về giá | Bộ Y tế | - | refers
Nghị định số 1/2020/NĐ-CP sửa đổi Nghị định số 2/2019/NĐ-CP, Nghị định số 3/2019/NĐ-CP
  Nghị định số 1/2020/NĐ-CP | NĐ | 1/2020/NĐ-CP | sửa đổi Ng…số 2/2019/NĐ-CP | - | - | refers
    Nghị định số 2/2019/NĐ-CP | NĐ | 2/2019/NĐ-CP | - | - | - | amends
  Nghị định số 3/2019/NĐ-CP | NĐ | 3/2019/NĐ-CP | - | - | - | refers
Thông tư số 1/2020/TT-BYT sửa đổi Nghị định số 2/2019/NĐ-CP, Nghị định số 3/2019/NĐ-CP và Luật Giá
  Thông tư số 1/2020/TT-BYT | TT | 1/2020/TT-BYT | sửa đổi Ng…số 3/2019/NĐ-CP | - | - | refers
    Nghị định số 2/2019/NĐ-CP | NĐ | 2/2019/NĐ-CP | - | - | - | amends
    Nghị định số 3/2019/NĐ-CP | NĐ | 3/2019/NĐ-CP | - | - | - | refers
  Luật Giá | L | - | = | - | - | refers
Thông tư số 1/2020/TT-BYT hướng dẫn Luật Giá và Bộ luật Lao động
  Thông tư số 1/2020/TT-BYT | TT | 1/2020/TT-BYT | hướng dẫn …ộ luật Lao động | - | - | refers
    Luật Giá | L | - | = | - | - | refers
    Bộ luật Lao động | BL | - | = | - | - | refers
Thông tư số 1/2020/TT-BYT hướng dẫn Luật Giá, Thông tư số 3/2020/TT-BYT
  Thông tư số 1/2020/TT-BYT | TT | 1/2020/TT-BYT | hướng dẫn Luật Giá | - | - | refers
    Luật Giá | L | - | = | - | - | refers
  Thông tư số 3/2020/TT-BYT | TT | 3/2020/TT-BYT | - | - | - | refers
Thông tư số 1/2020/TT-BYT hướng dẫn Luật Giá và Nghị định số 3/2020/NĐ-CP
  Thông tư số 1/2020/TT-BYT | TT | 1/2020/TT-BYT | hướng dẫn Luật Giá | - | - | refers
    Luật Giá | L | - | = | - | - | refers
  Nghị định số 3/2020/NĐ-CP | NĐ | 3/2020/NĐ-CP | - | - | - | refers
Nghị định số 1/2020/NĐ-CP hướng dẫn Luật số 2/2019/QH14
  Nghị định số 1/2020/NĐ-CP | NĐ | 1/2020/NĐ-CP | hướng dẫn Luật số 2/2019/QH14 | - | - | refers
    Luật số 2/2019/QH14 | L | 2/2019/QH14 | - | - | - | refers
Luật sửa đổi, bổ sung một số điều của Luật Giá quy định tại Nghị định số 3/2020/NĐ-CP
  Luật sửa đổi, bổ sung một số điều của Luật Giá | L | - | = | - | - | refers
    Luật Giá | L | - | = | - | - | amends
  Nghị định số 3/2020/NĐ-CP | NĐ | 3/2020/NĐ-CP | - | - | - | refers
TCVN ISO 9001:2015
  TCVN ISO 9001:2015 | TCVN | TCVN ISO 9001:2015 | - | - | - | refers
QCVN 01/BYT
  QCVN 01/BYT | QCVN | QCVN 01/BYT | - | - | - | refers
QCVN 01-1:2018/BYT
  QCVN 01-1:2018/BYT | QCVN | QCVN 01-1:2018/BYT | - | - | - | refers
Công văn số 1/UBND-VX, số 2/UBND-VX, số 3/UBND-TH
  Công văn số 1/UBND-VX | CV | 1/UBND-VX | - | - | - | refers
  số 2/UBND-VX | CV | 2/UBND-VX | - | - | - | refers
  số 3/UBND-TH | CV | 3/UBND-TH | - | - | - | refers
Công văn số 1/UBND-VX và báo cáo số 2/BC-UBND
  Công văn số 1/UBND-VX | CV | 1/UBND-VX | - | - | - | refers
  báo cáo số 2/BC-UBND | BC | 2/BC-UBND | - | - | - | refers
Quyết định số 1/QĐ-BYT, 2/QĐ-BTC
  Quyết định số 1/QĐ-BYT | QĐ | 1/QĐ-BYT | - | - | - | refers
  2/QĐ-BTC | QĐ | 2/QĐ-BTC | - | - | - | refers
khoản 5 đến 7 Điều 9 Luật Giá
  Luật Giá | L | - | = | - | - | refers
các Điều 3, 4 Luật Giá
  Luật Giá | L | - | = | - | - | refers
Mục 2 Phần II Nghị quyết số 1/NQ-CP
  Nghị quyết số 1/NQ-CP | NQ | 1/NQ-CP | - | - | - | refers
Tiểu mục 1 Mục 2 Chương III Luật Giá
  Luật Giá | L | - | = | - | - | refers
Luật Giá, quy định
  Luật Giá | L | - | = | - | - | refers
Nghị định số 1/2020/NĐ-CP ngày 5 tháng 2
  Nghị định số 1/2020/NĐ-CP | NĐ | 1/2020/NĐ-CP | - | - | - | refers
Nghị định số 1/2020/NĐ-CP năm 2020
  Nghị định số 1/2020/NĐ-CP¦ năm 2020 | NĐ | 1/2020/NĐ-CP | - | - | - | refers
Nghị định số 1/2020/NĐ-CP ngày 5/2
  Nghị định số 1/2020/NĐ-CP | NĐ | 1/2020/NĐ-CP | - | - | - | refers
Luật Giá năm 2012 của Quốc hội
  Luật Giá¦ năm 2012 | L | - | = | Quốc hội | - | refers
Thông tư liên bộ số 12/TTLB ngày 3/4/1992
  Thông tư liên bộ số 12/TTLB¦ ngày 3/4/1992 | TTLT | 12/TTLB | - | - | 1992-04-03 | refers
Nghị quyết liên tịch số 88/2016/NQLT/CP-MTTQ
  Nghị quyết liên tịch số 88/2016/NQLT/CP-MTTQ | NQLT | 88/2016/NQLT/CP-MTTQ | - | - | - | refers
Nghị định 55, Thông tư 66
  Nghị định 55 | NĐ | 55 | - | - | - | refers
  Thông tư 66 | TT | 66 | - | - | - | refers
theo 12/BNV-VP
tại (Công văn 55)
Nghị quyết số 5/2024/NQ-HĐND, số 6/2024/NQ-HĐND và Quyết định số 7/QĐ-BYT
  Nghị quyết số 5/2024/NQ-HĐND | NQ | 5/2024/NQ-HĐND | - | - | - | refers
  số 6/2024/NQ-HĐND | NQ | 6/2024/NQ-HĐND | - | - | - | refers
  Quyết định số 7/QĐ-BYT | QĐ | 7/QĐ-BYT | - | - | - | refers
Bãi bỏ Quyết định số 1/QĐ-BYT, Quyết định số 2/QĐ-BYT; trừ Quyết định số 3/QĐ-BYT
  Quyết định số 1/QĐ-BYT | QĐ | 1/QĐ-BYT | - | - | - | repeals
  Quyết định số 2/QĐ-BYT | QĐ | 2/QĐ-BYT | - | - | - | repeals
  Quyết định số 3/QĐ-BYT | QĐ | 3/QĐ-BYT | - | - | - | refers
Bãi bỏ Quyết định số 1/QĐ-BYT có hiệu lực, Quyết định số 2/QĐ-BYT
  Quyết định số 1/QĐ-BYT | QĐ | 1/QĐ-BYT | - | - | - | repeals
  Quyết định số 2/QĐ-BYT | QĐ | 2/QĐ-BYT | - | - | - | refers
Quyết định số 1/QĐ-BYT (gọi tắt là Quyết định 1) theo Quyết định số 2/QĐ-BYT
  Quyết định số 1/QĐ-BYT | QĐ | 1/QĐ-BYT | - | - | - | refers
  Quyết định số 2/QĐ-BYT | QĐ | 2/QĐ-BYT | - | - | - | refers
Quyết định số 1/QĐ-BYT của
  Quyết định số 1/QĐ-BYT | QĐ | 1/QĐ-BYT | - | - | - | refers
theo 33-TB/VPTW
  33-TB/VPTW | TB | 33-TB/VPTW | - | - | - | refers
Quyết định số 1/QĐ-BYT của Bộ Y tế, Điều 3
  Quyết định số 1/QĐ-BYT | QĐ | 1/QĐ-BYT | - | Bộ Y tế | - | refers
Luật sửa đổi Luật Giá, Luật Dược ngày 1/2/2030
  Luật sửa đổi Luật Giá, Luật Dược¦ ngày 1/2/2030 | L | - | = | - | 2030-02-01 | refers
    Luật Giá | L | - | = | - | - | amends
    Luật Dược | L | - | = | - | - | amends
tài khoản số 12/QĐ-BTC
Mẫu kèm theo Quyết định số 12/QĐ-BTC
  Quyết định số 12/QĐ-BTC | QĐ | 12/QĐ-BTC | - | - | - | issued_with
"""


def _cases() -> Iterator[tuple[str, list[str]]]:
    for case in re.split(r"\n(?!  )", CASES.strip("\n")):
        text, *expected = case.split("\n")
        yield text, expected


def _brief(title: str | None, words: str) -> str | None:
    """ "=" for a title that is all the words; of a long one both ends."""
    if title == words:
        return "="
    return f"{title[:10]}…{title[-15:]}" if title and len(title) > 30 else title


def _lines(text: str, citations: Iterable[Citation], depth: int = 1) -> Iterator[str]:
    for c in citations:
        core = c.core or c.span
        words, date = core.of(text), text[core.end : c.span.end]
        said = (
            words + (f"¦{date}" if date else ""),
            c.doc_type and c.doc_type.code,
            c.number_symbol,
            _brief(c.title, words),
            c.issuer and c.issuer.text,
            c.issued_on and str(c.issued_on),
            c.relation,
        )
        yield "  " * depth + " | ".join(part or "-" for part in said)
        yield from _lines(text, c.nested, depth + 1)


@pytest.mark.parametrize(("text", "expected"), list(_cases()))
def test_a_form(text: str, expected: list[str]) -> None:
    assert list(_lines(text, find_citations(text))) == expected


@pytest.mark.parametrize(
    ("words", "is_name"),
    [
        (16, True),
        (17, False),  # no law is called by so many words: running text
    ],
)
def test_how_long_the_name_of_a_law_can_be(words: int, is_name: bool) -> None:
    name = "Luật" + " Xa" * words
    assert [c.title for c in find_citations(name)] == ([name] if is_name else [])


@pytest.mark.parametrize(("letters", "is_title"), [(700, True), (701, False)])
def test_how_far_a_title_reaches(letters: int, is_title: bool) -> None:
    opens, of = " quy định ", " của "
    title = opens + "a" * (letters - len(opens + of)) + of
    (first, *others) = find_citations(f"Nghị định số 1/2020/NĐ-CP{title}Nghị định số 2/2019/NĐ-CP")
    assert (len(first.nested), len(others)) == ((1, 0) if is_title else (0, 1))


def test_the_offset_moves_every_span() -> None:
    text = (
        "Quyết định số 1/QĐ-BYT ngày 1/2/2026 của Bộ Y tế - Bộ Tài chính sửa đổi Quyết định số "
        "2/QĐ-BYT"
    )
    here, there = find_citations(text)[0], find_citations(text, offset=7)[0]
    assert here.issuer and here.issuer.span and there.issuer and there.issuer.span
    assert here.issuer.span.of(text) == here.issuer.text
    assert there.issuer.span.start == here.issuer.span.start + 7
    assert there.nested[0].span.start == here.nested[0].span.start + 7
