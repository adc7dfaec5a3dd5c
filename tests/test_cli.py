"""The commands as their users type them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from vanban.cli import main

SAMPLES = Path(__file__).resolve().parents[1] / "samples"
GOOD = SAMPLES / "chi-thi" / "source.txt"


def vanban(*arguments: object, text: str | None = None) -> Result:
    return CliRunner().invoke(main, [str(a) for a in arguments], input=text)


def make_bad(folder: Path, kind: str) -> Path:
    """An input that cannot be converted."""
    docx = (SAMPLES / "chi-thi" / "source.docx").read_bytes()
    contents = {
        "rong.pdf": b"",
        "chu.docx": GOOD.read_bytes(),
        "cut.docx": docx[: len(docx) // 2],
        "anh.jpg": bytes.fromhex("ffd8ffe000104a46494600010100000100010000ffd9"),
    }
    path = folder / kind
    if kind in contents:
        path.write_bytes(contents[kind])
    elif kind == "thu-muc":
        path.mkdir()
    return path


@pytest.mark.parametrize(
    "kind", ["rong.pdf", "chu.docx", "cut.docx", "anh.jpg", "thu-muc", "khong-co.pdf"]
)
def test_bad_input_gives_one_line_and_the_others_are_converted(kind: str, tmp_path: Path) -> None:
    bad = make_bad(tmp_path, kind)
    result = vanban("convert", bad, GOOD, "-o", tmp_path / "out")
    assert result.exit_code == 1
    (line,) = result.stderr.splitlines()
    assert line.startswith(f"{bad}: ")
    assert line.endswith("]")
    assert [p.name for p in (tmp_path / "out").iterdir()] == ["source.json"]


def test_encrypted_pdf(tmp_path: Path) -> None:
    from tests.pipeline.readers.pdf_maker import Page, make_pdf

    path = tmp_path / "khoa.pdf"
    locked = (
        f"/ID [<{'0' * 32}> <{'0' * 32}>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O "
        f"<{'1' * 64}> /U <{'2' * 64}> >>"
    )
    path.write_bytes(make_pdf(Page().text(100, 100, "Điều 1. Kín."), trailer=locked))
    result = vanban("convert", path)
    assert (result.exit_code, result.stderr.count("\n")) == (1, 1)
    assert "[encrypted]" in result.stderr


def test_convert_prints_json_without_output_folder() -> None:
    result = vanban("convert", GOOD)
    assert result.exit_code == 0
    assert json.loads(result.stdout)["document"]["number_symbol"] == "07/CT-UBND"


def test_several_inputs_print_one_line_each() -> None:
    result = vanban("convert", GOOD, SAMPLES / "thong-tu" / "source.txt")
    assert [json.loads(line)["document"]["symbol"] for line in result.stdout.splitlines()] == [
        "CT-UBND",
        "TT-BPTBV",
    ]


def test_inputs_with_one_stem_do_not_overwrite_each_other(tmp_path: Path) -> None:
    inputs = [SAMPLES / "chi-thi" / f"source.{f}" for f in ("docx", "txt", "html")]
    assert (
        vanban("convert", *inputs, SAMPLES / "thong-tu" / "source.txt", "-o", tmp_path).exit_code
        == 0
    )
    assert sorted(p.name for p in tmp_path.iterdir()) == [
        "chi-thi-source.txt.json",
        "source.docx.json",
        "source.html.json",
        "thong-tu-source.txt.json",
    ]


def test_standard_input_is_a_document() -> None:
    from_pipe, from_file = (
        vanban("convert", "-", text=GOOD.read_text("utf-8")),
        vanban("convert", GOOD),
    )
    assert from_pipe.exit_code == 0
    one, other = json.loads(from_pipe.stdout), json.loads(from_file.stdout)
    assert one["tasks"] == other["tasks"]
    assert vanban("convert", "-", text="").exit_code == 1


def test_chunks_are_lines_of_json(tmp_path: Path) -> None:
    printed = vanban("convert", GOOD, "--format", "chunks").stdout
    kinds = {json.loads(line)["kind"] for line in printed.splitlines()}
    assert {"section", "task"} <= kinds
    assert vanban("convert", GOOD, "-o", tmp_path, "--format", "chunks").exit_code == 0
    assert (tmp_path / "source.chunks.jsonl").read_text("utf-8") == printed


def test_markdown(tmp_path: Path) -> None:
    result = vanban("convert", GOOD, "--format", "md")
    assert result.stdout.startswith("# Chỉ thị 07/CT-UBND\n")
    assert "| 2 | Sở Tài chính tham mưu" in result.stdout


def test_show_names_what_staff_look_for() -> None:
    result = vanban("show", SAMPLES / "quyet-dinh-phan-cong" / "source.docx", "--width", "200")
    assert result.exit_code == 0
    for words in (
        "215/QĐ-BPTBV",
        "41/2025/NĐ-CP",
        "II. NHIỆM VỤ VÀ GIẢI PHÁP",
        "Vụ Pháp chế",
        "Quý II/2026 → 30/06/2026",
    ):
        assert words in result.stdout


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        ((), "theo Nghị định số 95/2017/NĐ-CP ngày 16/8/2017\n"),
        (("--jsonl",), '{"text": "theo Nghị định số 95/2017/NĐ-CP ngày 16/8/2017"}\n'),
    ],
)
def test_cite(arguments: tuple[str, ...], text: str) -> None:
    (line,) = vanban("cite", *arguments, text=text).stdout.splitlines()
    (citation,) = json.loads(line)["citations"]
    assert (citation["doc_type"]["code"], citation["number_symbol"], citation["issued_on"]) == (
        "NĐ",
        "95/2017/NĐ-CP",
        "2017-08-16",
    )
    assert citation["core"] == {"start": 5, "end": 31}


def test_cite_gives_a_line_for_each_line() -> None:
    assert len(vanban("cite", text="một\n\nba\n").stdout.splitlines()) == 3


@pytest.mark.parametrize(
    "arguments",
    [("convert",), ("khong-co",), ("convert", "--format", "xml", "a"), ("cite", "--jsonl")],
)
def test_wrong_usage(arguments: tuple[str, ...]) -> None:
    assert vanban(*arguments, text="không phải JSON").exit_code == 2


def test_schema_is_the_committed_one() -> None:
    committed = Path(__file__).resolve().parents[1] / "schemas" / "plan.schema.json"
    assert vanban("schema").stdout == committed.read_text(encoding="utf-8"), "run `make schema`"


def test_plans_obey_the_schema() -> None:
    jsonschema = pytest.importorskip("jsonschema")
    plan = json.loads(vanban("convert", SAMPLES / "quyet-dinh-phan-cong" / "source.docx").stdout)
    jsonschema.validate(plan, json.loads(vanban("schema").stdout))


@pytest.mark.parametrize(
    ("code", "absent"),
    [
        ("import vanban.cli", {"spacy", "underthesea", "pdfplumber", "pydantic", "lxml", "rich"}),
        (
            f"from vanban import convert; convert({str(GOOD)!r})",
            {"spacy", "underthesea", "pdfplumber"},
        ),
    ],
)
def test_start_up_loads_nothing_heavy(code: str, absent: set[str]) -> None:
    program = f"{code}\nimport sys\nprint([m for m in {absent!r} if m in sys.modules])"
    result = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        cwd=SAMPLES.parent,
    )
    assert result.stdout.strip() == "[]"
