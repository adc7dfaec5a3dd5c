"""What `vanban cite` prints for a line."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from vanban.extractors.citations.jsonl import cite_line

_SHARED = Path(__file__).resolve().parents[3].parent / "shared"


def test_listed_spans_do_not_overlap_and_own_mentions_stand_apart() -> None:
    out = cite_line(
        "Thông tư này hướng dẫn Luật sửa đổi, bổ sung một số điều của Luật Giá ngày 1/2/2024 và "
        "Nghị định số 1/2025/NĐ-CP"
    )
    assert [c["number_symbol"] or c["title"] for c in out["citations"]] == [
        "Luật sửa đổi, bổ sung một số điều của Luật Giá",
        "1/2025/NĐ-CP",
    ]
    assert [n["title"] for n in out["citations"][0]["nested"]] == ["Luật Giá"]
    assert [c["text"] for c in out["self"]] == ["Thông tư này"]
    assert json.loads(json.dumps(out)) == out


def test_nested_ones_are_listed() -> None:
    out = cite_line("Nghị định số 1/2025/NĐ-CP của Chính phủ quy định chi tiết Luật Giá")
    assert [c["doc_type"]["code"] for c in out["citations"]] == ["NĐ", "L"]


@pytest.mark.shared
@pytest.mark.skipif(not _SHARED.exists(), reason="the corpus is not there")
def test_score_on_the_marked_sentences(tmp_path: Path) -> None:
    gold, scorer = _SHARED / "corpus/vnlegaltext/dev.jsonl", _SHARED / "eval/score_citations.py"
    sentences = subprocess.run(
        [sys.executable, scorer, gold, "--text"], capture_output=True, text=True, check=True
    ).stdout
    found = tmp_path / "found.jsonl"
    found.write_text(
        "\n".join(
            json.dumps(cite_line(json.loads(line)["text"])) for line in sentences.splitlines()
        ),
        encoding="utf-8",
    )
    report = subprocess.run(
        [sys.executable, scorer, gold, found], capture_output=True, text=True, check=True
    ).stdout
    near, exact = map(float, report.splitlines()[-1].split()[-2:])
    assert near >= 0.97
    assert exact >= 0.95
