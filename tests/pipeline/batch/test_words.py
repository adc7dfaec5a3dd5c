"""What ``vanban batch`` says to the person who started it."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from vanban.cli import main
from vanban.commands.batch import _MEANING
from vanban.pipeline import errors

SAMPLES = Path(__file__).resolve().parents[3] / "samples"


def run(*arguments: str | Path) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["batch", *map(str, arguments), "--runner", "in-process"])
    return result.exit_code, result.stderr


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    folder = tmp_path / "kho"
    folder.mkdir()
    (folder / "a.docx").write_bytes((SAMPLES / "chi-thi" / "source.docx").read_bytes())
    (folder / "rong.pdf").write_bytes(b"")
    return folder


def test_failures_are_said_with_what_to_do_next(archive: Path, tmp_path: Path) -> None:
    code, words = run(archive, "-o", tmp_path / "out")
    assert code == 1
    assert "rong.pdf: tệp không có nội dung (0 byte). Tệp rỗng: lấy lại bản gốc. [empty]" in words
    assert "2 văn bản: 1 đã chuyển, 0 đã có, 1 lỗi" in words
    assert "  1 tệp rỗng [empty]" in words
    assert (
        "out/manifest*.jsonl; tệp lỗi để nguyên cho đến khi nội dung đổi, muốn làm lại: "
        "--retry-failed" in words
    )
    assert "--retry-failed" not in run(archive, "-o", tmp_path / "out", "--retry-failed")[1]


@pytest.mark.parametrize(
    ("source", "output", "said"),
    [
        ("khong-co", "out", "Không có {}/khong-co. Chỉ một thư mục, tệp .zip, @danh-sách"),
        (
            "@khong.txt",
            "out",
            "Không đọc được danh sách khong.txt: không có tệp hay thư mục này. Kiểm tra đường dẫn "
            "sau dấu @.",
        ),
        ("hong.zip", "out", "Tệp nén {}/hong.zip bị hỏng hoặc không phải ZIP. Lấy lại bản gốc"),
        (
            "kho",
            "hong.zip",
            "Không ghi được vào {}/hong.zip: một phần của đường dẫn là tệp, không phải thư mục. "
            "Chọn thư mục kết quả khác.",
        ),
    ],
)
def test_a_source_or_output_that_cannot_be_used(
    archive: Path, tmp_path: Path, source: str, output: str, said: str
) -> None:
    (tmp_path / "hong.zip").write_bytes(b"PK not a zip")
    code, words = run(source if source[0] == "@" else tmp_path / source, "-o", tmp_path / output)
    assert (code, said.format(tmp_path) in words) == (2, True), words


def test_a_list_from_an_editor_on_windows(archive: Path, tmp_path: Path) -> None:
    listing = tmp_path / "danh-sach.txt"
    listing.write_bytes(b"\xef\xbb\xbf" + f"{archive / 'a.docx'}\r\n\r\n".encode())
    code, words = run(f"@{listing}", "-o", tmp_path / "out")
    assert code == 0, words
    assert "1 văn bản: 1 đã chuyển" in words


def test_an_archive_without_documents_is_said(archive: Path, tmp_path: Path) -> None:
    code, words = run(archive, "-o", tmp_path / "out", "--include", "*.xyz")
    assert code == 0
    assert "Không có văn bản nào: xem lại nguồn, --include, --exclude và --shard." in words


def test_each_code_has_a_meaning() -> None:
    codes = {
        e.code
        for e in vars(errors).values()
        if isinstance(e, type) and issubclass(e, errors.PlanError)
    }
    assert codes - {"error"} == set(_MEANING)
