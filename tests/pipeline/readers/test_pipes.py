"""Tables whose rows stand on lines, their cells parted by bars."""

from __future__ import annotations

import pytest

from vanban.pipeline.options import Options
from vanban.pipeline.reading import read

HEAD = "TT | Nhiệm vụ | Chủ trì | Thời gian"
RULED = (
    f"| {HEAD} |\n|---|:---|:-:|---|\n| 1 | Rà soát | Sở Y tế | Quý II/2026 |\n| 2 | Lập kế "
    f"hoạch | Sở Nội vụ | |"
)
ROWS = [
    ["TT", "Nhiệm vụ", "Chủ trì", "Thời gian"],
    ["1", "Rà soát", "Sở Y tế", "Quý II/2026"],
    ["2", "Lập kế hoạch", "Sở Nội vụ"],
]
WORDS = "\n\nHết bảng."


def rows_of(text: str) -> list[list[str]]:
    source = read(text.encode(), Options(filename="a.md"))
    found: dict[tuple[int, int], list[str]] = {}
    for block in source.blocks:
        if block.cell:
            words = " ".join(block.span.of(source.text).split())
            found.setdefault((block.cell.table, block.cell.row), []).extend(
                [words] if words else []
            )
    return [found[place] for place in sorted(found)]


@pytest.mark.parametrize(
    "text",
    [
        RULED,
        RULED.replace("|---|:---|:-:|---|\n", ""),
        RULED.replace("\n| ", "\n").removeprefix("| "),  # rows lost their first bars
        RULED.replace("Rà soát", "Rà\nsoát").replace("Sở Nội vụ", "Sở\nNội\nvụ"),
        RULED.replace("Rà soát", "Rà<br>soát"),
        RULED.replace("\n", " "),  # run together
        RULED.replace("\n", " ").replace("|---|:---|:-:|---| ", "") + " | 3 | A | B | C |",
        f"{HEAD}\n---|---|---|---\n1 | Rà soát | Sở Y tế | Quý II/2026\n2 | Lập kế hoạch | Sở Nội "
        f"vụ |",
        f"Như sau: {RULED}".replace("\n", " ") + " Hết.",
    ],
    ids=["ruled", "no rule", "no first bar", "wrapped", "br", "joined", "no rule", "bare", "words"],
)
def test_the_rows_of_a_table_however_they_are_written(text):
    assert rows_of(f"I. NHIỆM VỤ\n\n{text}{WORDS}")[:3] == ROWS


@pytest.mark.parametrize(
    "text",
    [
        "Trang chủ | Văn bản",
        "a) Mức | và b) mức khác.",
        "Nội dung một dòng |",
        "| CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |\nSố: 21/2025/TT-BGDĐT |\n|\n",
    ],
)
def test_no_table(text):
    assert not rows_of(text + WORDS)


def test_bars_at_the_ends_of_lines_are_no_words():
    source = read(b"Chu tich\nLo Van Son |\n\nHet.", Options(filename="a.txt"))
    assert source.text.split("\n") == ["Chu tich", "Lo Van Son", "Het."]


def test_a_cell_that_never_closes_is_no_cell_of_the_words_below():
    text = f"| {HEAD} |\n| 1 | Rà soát | Sở Y tế | Quý II\n\n" + "Đoạn văn dài hơn một ô. " * 90
    assert len(rows_of(text)) == 2


def test_rows_with_too_many_cells_put_the_columns_in_doubt():
    text = f"| {HEAD} |\n|---|---|---|---|\n| 1 | a | b | c | d |\n| 2 | a | b | c | d |"
    source = read(text.encode(), Options(filename="a.md"))
    assert source.tables[0].damaged


def test_a_rule_with_nothing_above_or_below_it_is_no_table():
    assert rows_of("Điều 1. Phạm vi\n\n" + "|" + "---|" * 40 + "\n\nHết bảng.") == []
