"""Short forms that the text defines stand for the document named in full."""

from __future__ import annotations

import pytest

from vanban import convert
from vanban.extractors.citations import find_citations
from vanban.extractors.citations.short_forms import resolved, short_forms

DECREE = "Nghị định số 95/2017/NĐ-CP ngày 16/8/2017 của Chính phủ"


@pytest.mark.parametrize(
    ("defined", "later", "number"),
    [
        (
            f"theo {DECREE} (sau đây gọi là Nghị định số 95)",
            "tại Điều 5 Nghị định số 95",
            "95/2017/NĐ-CP",
        ),
        (
            f"theo {DECREE} (Sau đây gọi tắt là Nghị định 95)",
            "tại Nghị định 95 nêu trên",
            "95/2017/NĐ-CP",
        ),
        (f"theo {DECREE} (sau đây viết tắt là Nghị định số 95)", "tại Nghị định số 96", "96"),
        (
            "theo Luật Nhà ở số 27/2023/QH15 (sau đây gọi là Luật Nhà ở)",
            "quy định của Luật Nhà ở",
            "27/2023/QH15",
        ),
        (f"theo {DECREE}\n(sau đây gọi là Nghị định số 95)", "tại Nghị định số 95", "95"),
    ],
)
def test_short_forms(defined: str, later: str, number: str) -> None:
    (citation,) = resolved(find_citations(later), short_forms(defined))
    assert citation.number_symbol == number


def test_in_a_whole_document() -> None:
    text = (
        "QUYẾT ĐỊNH\nVề việc giao nhiệm vụ\nĐiều 1. Nguyên tắc\n"
        f"Thực hiện theo {DECREE} (sau đây gọi là Nghị định số 95).\n"
        "Điều 2. Nội dung\nÁp dụng quy định tại Điều 3 Nghị định số 95.\n"
    )
    plan = convert(text.encode())
    (citation,) = plan.articles[1].citations
    assert (citation.number_symbol, citation.text) == ("95/2017/NĐ-CP", "Nghị định số 95")
    assert citation.issued_on is not None
