"""Rows of data sets are documents: the same plans as from files, other columns kept beside them."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from vanban.pipeline.batch.datasets import Columns, documents, is_dataset
from vanban.pipeline.batch.inprocess import InProcessRunner
from vanban.pipeline.batch.inputs import discover
from vanban.pipeline.batch.litter import Passed
from vanban.pipeline.batch.model import Settings
from vanban.pipeline.batch.run import Summary, run_batch
from vanban.pipeline.batch.store import FolderStore
from vanban.pipeline.errors import DamagedFile, UnsupportedFormat
from vanban.pipeline.options import Options

SAMPLE = Path(__file__).resolve().parents[3] / "samples" / "chi-thi" / "source.txt"
ROWS = [
    {"id": "a/1", "noi_dung": "một\ndòng", "ngay": "2026-01-02", "so": 1},
    {"id": "b", "noi_dung": "hai, ba", "ngay": None, "so": 2},
    {"id": "b", "noi_dung": "trùng", "ngay": "", "so": 3},
]
COLUMNS = Columns("noi_dung", "id")


def write(folder: Path, form: str) -> Path:
    path = folder / f"kho.{form}"
    lines = "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in ROWS)
    if form == "jsonl":
        path.write_text("\ufeff" + lines, "utf-8")
    elif form == "jsonl.gz":
        path.write_bytes(gzip.compress(lines.encode()))
    elif form == "jsonl.zst":
        zstandard = pytest.importorskip("zstandard")
        path.write_bytes(zstandard.compress(lines.encode()))
    elif form == "json":
        path.write_text(json.dumps({"data": ROWS}), "utf-8")
    elif form == "parquet":
        arrow = pytest.importorskip("pyarrow")
        parquet = pytest.importorskip("pyarrow.parquet")
        parquet.write_table(arrow.Table.from_pylist(ROWS), path)
    else:
        import csv

        with path.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, list(ROWS[0]), delimiter="\t" if form == "tsv" else ",")
            writer.writeheader()
            writer.writerows(ROWS)
    return path


FORMS = ["jsonl", "jsonl.gz", "jsonl.zst", "json", "csv", "tsv", "parquet"]


@pytest.mark.parametrize("form", FORMS)
def test_each_form_gives_the_same_documents(tmp_path: Path, form: str) -> None:
    inputs = list(documents(write(tmp_path, form), COLUMNS))
    assert [i.key for i in inputs] == ["a/1", "b", "b/0000003"]
    assert [i.open(1000).decode() for i in inputs] == ["một\ndòng", "hai, ba", "trùng"]
    assert [str(json.loads(i.extra)["so"]) for i in inputs] == ["1", "2", "3"]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("a.jsonl", True), ("a.csv.gz", True), ("train-0.parquet", True), ("a.JSON", True),
        ("a.txt", False), ("a.gz", False), ("a.docx", False), ("csv", False),
    ],
)  # fmt: skip
def test_which_files_are_data_sets(name: str, said: bool) -> None:
    assert is_dataset(name) is said


def test_a_column_that_is_not_there_names_those_that_are(tmp_path: Path) -> None:
    path = write(tmp_path, "csv")
    with pytest.raises(UnsupportedFormat, match="không có cột text; các cột có: id, noi_dung"):
        list(documents(path, Columns("text")))


@pytest.mark.parametrize("content", ['{"a": 1}\nkhông phải JSON', '["a"]\n', '{"a"'])
def test_rows_that_are_none_are_said(tmp_path: Path, content: str) -> None:
    path = tmp_path / "kho.jsonl"
    path.write_text(content, "utf-8")
    with pytest.raises(DamagedFile):
        list(documents(path, Columns("a")))


def run(source: Path, out: Path, columns: Columns | None) -> Summary:
    inputs = discover(str(source), columns=columns)
    return run_batch(inputs, InProcessRunner(), Settings(Options(), FolderStore(str(out))))


def test_a_row_gives_the_bytes_that_its_file_gives(tmp_path: Path) -> None:
    text = SAMPLE.read_text("utf-8")
    (tmp_path / "one.txt").write_text(text, "utf-8")
    (tmp_path / "kho.jsonl").write_text(json.dumps({"id": "one", "t": text, "x": "y"}), "utf-8")
    run(tmp_path / "one.txt", tmp_path / "files", None)
    run(tmp_path / "kho.jsonl", tmp_path / "rows", Columns("t", "id"))
    rows = (tmp_path / "rows/plans/one.json").read_bytes()
    assert rows == (tmp_path / "files/plans/one.txt.json").read_bytes()
    line = json.loads((tmp_path / "rows/manifest.jsonl").read_text("utf-8"))
    assert line["extra"] == {"x": "y"}


def test_a_hint_fills_what_the_text_lost_and_stands_over_nothing(tmp_path: Path) -> None:
    rows = [
        {"id": "lost", "t": "1. Giao Sở Y tế báo cáo trước ngày 05/3/2026.", "d": "09/03/2026"},
        {"id": "said", "t": SAMPLE.read_text("utf-8"), "d": "1999-01-01"},
    ]
    (tmp_path / "kho.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    columns = Columns("t", "id", (("issued_on", "d"),))
    run(tmp_path / "kho.jsonl", tmp_path / "out", columns)
    lost, said = (
        json.loads((tmp_path / f"out/plans/{r['id']}.json").read_text("utf-8"))["document"]
        for r in rows
    )
    assert (lost["issued_on"], lost["hinted"]) == ("2026-03-09", ["issued_on"])
    assert said["issued_on"] != "1999-01-01"
    assert said["hinted"] == []


def test_a_second_run_has_nothing_to_do_until_a_hint_changes(tmp_path: Path) -> None:
    path, out = tmp_path / "kho.csv", tmp_path / "out"
    path.write_text("t,d\nmột,2026-01-01\n", "utf-8")
    columns = Columns("t", None, (("issued_on", "d"),))
    assert run(path, out, columns).statuses == {"ok": 1}
    assert run(path, out, columns).statuses == {"skipped": 1}
    path.write_text("t,d\nmột,2026-01-02\n", "utf-8")
    assert run(path, out, columns).statuses == {"ok": 1}


def test_without_a_text_column_the_columns_are_named(tmp_path: Path) -> None:
    write(tmp_path, "jsonl")
    summary = run(tmp_path, tmp_path / "out", None)
    assert summary.codes == {"unsupported-format": 1}
    manifest = (tmp_path / "out/manifest.jsonl").read_text("utf-8")
    assert "id, noi_dung, ngay, so" in manifest
    assert "--text-column" in manifest


def test_a_folder_as_hubs_lay_it_out(tmp_path: Path) -> None:
    """Parts with one name in two splits, files that describe them, an id that comes again."""
    for split in ("train", "test"):
        (tmp_path / split).mkdir()
        write(tmp_path / split, "jsonl")
    (tmp_path / "README.md").write_text("# Kho", "utf-8")
    (tmp_path / "dataset_infos.json").write_text('{"kho": {"splits": []}}', "utf-8")
    passed: Passed = Passed()
    keys = [i.key for i in discover(str(tmp_path), passed=passed, columns=COLUMNS)]
    assert keys == ["a/1", "b", "b/0000003", "a/1/0000001", "b/0000002", "train/kho/0000003"]
    assert sum(passed.values()) == 2
    nameless = [i.key for i in discover(str(tmp_path), columns=Columns("noi_dung"))]
    assert nameless == [f"{split}/kho/{n:07}" for split in ("test", "train") for n in (1, 2, 3)]


def test_chunks_of_all_rows_in_one_file(tmp_path: Path) -> None:
    rows = [{"id": f"k{n}", "t": SAMPLE.read_text("utf-8")} for n in (2, 1)]
    kho = tmp_path / "kho.jsonl"
    kho.write_text("".join(json.dumps(r) + "\n" for r in rows), "utf-8")
    store = FolderStore(str(tmp_path / "out"))
    inputs = discover(str(kho), columns=Columns("t", "id"))
    run_batch(inputs, InProcessRunner(), Settings(Options(), store), form="chunks")
    found = [json.loads(line) for line in store.lines("chunks.jsonl")]
    assert sorted({c["document"] for c in found}) == ["k1", "k2"]
    assert [c["document"] for c in found] == sorted(c["document"] for c in found)
