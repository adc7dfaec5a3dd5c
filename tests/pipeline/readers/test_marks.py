"""Markdown's marks taken out of lines."""

from __future__ import annotations

import pytest

from vanban.pipeline.readers.text.marks import inside_strong, without_marks

STRONG = ["**QUYẾT ĐỊNH**", "", "**Điều 1.** Một."]


def plain(*lines):
    found = without_marks([*STRONG, "", *lines])
    return [found[i].text if i in found else line for i, line in enumerate(lines, start=4)]


@pytest.mark.parametrize(
    ("marked", "words"),
    [
        ("**I. MỤC TIÊU**", "I. MỤC TIÊU"),
        ("*Căn cứ Luật Lưu trữ;*", "Căn cứ Luật Lưu trữ;"),
        ("giám sát *(nếu cần) *nhằm bảo đảm", "giám sát (nếu cần) nhằm bảo đảm"),
        ("## Văn bản liên quan", "Văn bản liên quan"),
        ("#", ""),
        (r"1\. Một \- hai", "1. Một - hai"),
        ("[Luật Đê điều](https://vi.du/luat)", "Luật Đê điều"),
        ("***Có so sánh***", "Có so sánh"),
        ("** **", " "),
        ("* một việc", "* một việc"),
        ("mức thu (*)", "mức thu (*)"),
        ("***", "***"),
        ("a_b_c và ____", "a_b_c và ____"),
        ("5 * 3", "5 * 3"),
    ],
)
def test_marks(marked, words):
    assert plain(marked) == [words]


def test_emphasis_over_two_lines():
    assert plain("*Đông Hải, ngày 12", "tháng 3 năm 2026*") == [
        "Đông Hải, ngày 12",
        "tháng 3 năm 2026",
    ]


def test_a_star_without_a_partner_stays():
    assert plain("*một* hai *") == ["một hai *"]


def test_plain_text_keeps_its_stars():
    assert without_marks(["* * *", "mức thu *", "# 3"]) == {}


def test_changes_give_the_marks_back():
    line = "**Điều 1.** *Một*"
    rewritten = without_marks([line, "**Hai**"])[0]
    raw = list(rewritten.text)
    for change in reversed(rewritten.changes):
        raw[change.start : change.start + len(change.new)] = change.raw
    assert "".join(raw) == line


def test_lines_within_strong_words():
    lines = ["**II. NỘI DUNG", "THỰC HIỆN**", "", "**A** b", "**C", "D** e", "", "**lẻ", "loi"]
    assert inside_strong(lines) == {1, 5}
    assert not inside_strong(["II. NỘI DUNG", "THỰC HIỆN"])
