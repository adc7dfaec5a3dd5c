"""Phiếu giao việc, công văn đôn đốc, sổ theo dõi: what stands in them, in the form of the
decree.
"""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import pytest
from docx import Document

from tests.tracking.exports.made import made
from vanban.tracking.exports.letterhead import Letterhead
from vanban.tracking.exports.letters import LETTERS, for_each_unit, told_of
from vanban.tracking.exports.model import Snapshot

HEAD = Letterhead("Văn phòng Bộ", "Bộ Thử nghiệm", "Hà Nội", "VP")
UNIT = "Cục Chuyển đổi số"


def _read(kind: str, taken: Snapshot) -> tuple[Any, str]:
    paper = Document(io.BytesIO(LETTERS[kind](taken, HEAD)))
    cells = [c.text for t in paper.tables for r in t.rows for c in r.cells]
    return paper, "\n".join([*(p.text for p in paper.paragraphs), *cells])


@pytest.mark.parametrize(
    ("kind", "number", "words"),
    [
        ("phieu-giao-viec", "/PGV-VP", ("PHIẾU GIAO VIỆC", f"Kính gửi: {UNIT}", "- Như trên;")),
        ("cong-van-don-doc", "/VP", ("V/v đôn đốc thực hiện nhiệm vụ được giao",
                                     "còn 2 nhiệm vụ quá hạn", "1. Nhiệm vụ quá hạn")),
        ("so-theo-doi", "/STD-VP", ("SỔ THEO DÕI NHIỆM VỤ", f"Nhiệm vụ của {UNIT}")),
    ],
)  # fmt: skip
def test_papers(kind: str, number: str, words: tuple[str, ...]) -> None:
    _, text = _read(kind, for_each_unit(made())[UNIT])
    assert f"Số:        {number}" in text
    for part in (*words, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "ngày 23 tháng 11 năm 2026"):
        assert part in text, part


def test_the_latest_stands_first_in_a_letter() -> None:
    paper, _ = _read("cong-van-don-doc", for_each_unit(made())[UNIT])
    late = [[c.text for c in row.cells][3:] for row in paper.tables[1].rows[2:]]
    assert late == [["25/10/2026", "29"], ["01/11/2026", "22"]]


def test_the_register_runs_across_and_lists_everything() -> None:
    taken = made()
    paper, _ = _read("so-theo-doi", taken)
    section = paper.sections[0]
    assert section.page_width > section.page_height
    assert len(paper.tables[1].rows) == 2 + len(taken.tasks)


@pytest.mark.parametrize("kind", ["phieu-giao-viec", "cong-van-don-doc"])
def test_what_there_is_none_of_is_not_named(kind: str) -> None:
    """Neither a count of nothing, nor work that a later document did away with, nor finished
    work.
    """
    taken = for_each_unit(made())[UNIT]
    first, second, *rest = (task for task in taken.tasks if task.phase == "open")
    gone = replace(first, text="Việc đã bị bãi bỏ", repealed_by="950/QĐ-BTN")
    done = replace(second, text="Việc đã xong", state="done", done_on=taken.as_of)
    _, text = _read(kind, replace(taken, tasks=(gone, done, *rest)))
    assert "0 nhiệm vụ" not in text
    assert gone.text not in text and done.text not in text
    assert told_of(kind, replace(taken, tasks=(gone, done))) == []
