"""What of an archive is a document: litter and our own results are passed over and counted."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from vanban.pipeline.batch.inputs import discover
from vanban.pipeline.batch.litter import LOCK_WORDS, RESULT_WORDS, TRACE_WORDS, Passed
from vanban.pipeline.batch.names import member_name


def found(source: Path, output: Path | None = None) -> tuple[list[str], Passed]:
    passed = Passed()
    inputs = discover(str(source), output=str(output) if output else None, passed=passed)
    return [i.key for i in inputs], passed


def tree(root: Path, *names: str) -> None:
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("x")


def test_litter_is_passed_over_and_counted(tmp_path: Path) -> None:
    tree(tmp_path, "a.docx", "~$a.docx", ".~lock.a.docx#", "._a.docx", "b/.DS_Store", "b/Thumbs.db")
    tree(tmp_path, "__MACOSX/b/a.docx", "b/c.pdf")
    keys, passed = found(tmp_path)
    assert keys == ["a.docx", "b/c.pdf"]
    assert passed == {LOCK_WORDS: 2, TRACE_WORDS: 4}


@pytest.mark.parametrize("output", ["ket-qua", "b/ket-qua"])
def test_the_output_below_the_source_is_no_input(tmp_path: Path, output: str) -> None:
    tree(tmp_path, "a.txt", f"{output}/.vanban/lock", f"{output}/plans/a.txt.json")
    keys, passed = found(tmp_path, tmp_path / output)
    assert keys == ["a.txt"]
    assert passed == {RESULT_WORDS: 1}


def test_results_of_an_earlier_batch_are_no_inputs(tmp_path: Path) -> None:
    tree(tmp_path, "a.txt", "cu/.vanban/lock", "cu/plans/a.txt.json", "cu/manifest.jsonl")
    assert found(tmp_path)[0] == ["a.txt"]


def test_results_in_the_source_itself_are_no_inputs(tmp_path: Path) -> None:
    tree(tmp_path, "a.txt", ".vanban/lock", "plans/a.txt.json", "manifest.jsonl")
    assert found(tmp_path, tmp_path)[0] == ["a.txt"]


def test_a_folder_that_is_named_plans_is_read(tmp_path: Path) -> None:
    tree(tmp_path, "plans/a.docx")
    assert found(tmp_path)[0] == ["plans/a.docx"]


NAMES = [
    ("Kế hoạch năm.docx".encode(), "Kế hoạch năm.docx"),  # macOS: UTF-8 without the flag
    ("Quyết định số 45.docx", "Quyết định số 45.docx"),  # with the flag
    # Windows: letters with their marks apart
    (
        "Quyê\u0301t đi\u0323nh số 45.docx".replace("ố", "ô\u0301").encode("cp1258"),
        "Quyết định số 45.docx",
    ),
    ("Résumé.docx".encode("cp1252"), "Résumé.docx"),
]


@pytest.mark.parametrize(("stored", "meant"), NAMES, ids=["utf-8", "flag", "cp1258", "cp1252"])
def test_names_in_a_zip(stored: str | bytes, meant: str) -> None:
    if isinstance(stored, bytes):
        member = zipfile.ZipInfo(stored.decode("cp437"))
    else:
        member = zipfile.ZipInfo(stored)
        member.flag_bits |= 0x800
    assert member_name(member) == meant


def test_a_zip_gives_the_bytes_under_the_name_that_was_meant(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("Kế hoạch.txt", "chữ")
        archive.writestr("__MACOSX/._Kế hoạch.txt", "x")
    data = path.read_bytes()
    path.write_bytes(_without_flag(data))
    (one,) = discover(str(path))
    assert one.key == "Kế hoạch.txt"
    assert one.open(100) == "chữ".encode()


def _without_flag(data: bytes) -> bytes:
    """The archive as a tool would write it that does not say which encoding its names are in."""
    out = bytearray(data)
    for sign, place in ((b"PK\x03\x04", 7), (b"PK\x01\x02", 9)):
        start = out.find(sign)
        while start >= 0:
            out[start + place] &= 0xF7
            start = out.find(sign, start + 4)
    return bytes(out)
