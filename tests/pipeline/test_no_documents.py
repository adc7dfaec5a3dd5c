"""What is data is said to be data, and never becomes an empty plan."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from tests.hostile.packing import docx, pack, para
from vanban import Options, PlanError, convert
from vanban.pipeline.conversion import documented
from vanban.pipeline.errors import DamagedFile, NotADocument, UnsupportedFormat

PLAN = Path(__file__).resolve().parents[2] / "samples" / "chi-thi" / "expected.json"

CASES = [
    (PLAN.read_bytes(), "ke-hoach.json", "not-a-document"),
    (PLAN.read_bytes(), "ke-hoach.txt", "not-a-document"),
    (b'[{"a": 1}]', "a.txt", "not-a-document"),
    (b'{"t": "x"}\n{"t": "y"}\n', "kho.jsonl", "unsupported-format"),
    (b"id,text\n1,x\n", "kho.csv", "unsupported-format"),
]


@pytest.mark.parametrize(
    ("data", "name", "code"), CASES, ids=[f"{c[1]}-{i}" for i, c in enumerate(CASES)]
)
def test_data_is_no_document(data: bytes, name: str, code: str) -> None:
    with pytest.raises(PlanError) as caught:
        convert(data, Options(filename=name))
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("# vanban\n\nReads documents.\n\n    make demo\n", False),
        ("NGUYỄN VĂN MẪU\nSinh ngày 01/01/1990\nKinh nghiệm: kế toán, 5 năm\n", False),
        ("Họ và tên: ........\nNơi công tác: ........\n", False),
        ("Sở Y tế chủ trì, phối hợp với Sở Nội vụ báo cáo trước ngày 30/6/2026.\n", True),
        ("THÔNG BÁO\nVề việc nghỉ lễ\n", True),
    ],
)
def test_what_is_no_document_is_no_success(text: str, known: bool) -> None:
    plan = convert(text.encode(), Options(filename="a.txt"))
    if known:
        assert documented(plan) is plan
        return
    with pytest.raises(NotADocument):
        documented(plan)


def test_an_archive_of_documents_is_an_archive() -> None:
    """Its members are stored as they are: their own members are no members of it."""
    document = docx(para("QUYẾT ĐỊNH"))
    with pytest.raises(UnsupportedFormat, match="ZIP"):
        convert(pack({"a.docx": document}, zipfile.ZIP_STORED), Options(filename="kho.zip"))
    cut = document[:-40]
    with pytest.raises(DamagedFile):
        convert(cut, Options(filename="a.docx"))


def test_a_text_that_opens_with_a_bracket_is_a_text() -> None:
    plan = convert(
        "[Dự thảo] KẾ HOẠCH\nTriển khai công tác năm 2026".encode(), Options(filename="a.txt")
    )
    assert "KẾ HOẠCH" in plan.source.text
