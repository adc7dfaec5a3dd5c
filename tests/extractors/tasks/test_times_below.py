"""A line below the work that says when, with or without its colon."""

from __future__ import annotations

import pytest

from vanban import Options, convert
from vanban.extractors.tasks.fields import field_line, times_below

HEAD = (
    "ỦY BAN NHÂN DÂN\nTỈNH ĐÔNG HẢI\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 46/KH-UBND\n"
    "Đông Hải, ngày 12 tháng 3 năm 2026\nKẾ HOẠCH\nSố hóa hồ sơ đê điều\nII. NHIỆM VỤ\n"
)


@pytest.mark.parametrize(
    ("line", "kind", "due"),
    [
        ("Thời gian thực hiện sau khi Quy chế lưu trữ được ban hành.", "event", "None"),
        ("Thời gian thực hiện: sau khi Quy chế lưu trữ được ban hành.", "event", "None"),
        ("- Thời gian hoàn thành trước ngày 31 tháng 12 năm 2026.", "date", "2026-12-30"),
        ("Thời hạn hoàn thành trong quý III năm 2026.", "window", "2026-09-30"),
        ("Tiến độ thực hiện hằng năm.", "recurring", "2026-12-31"),
    ],
)
@pytest.mark.parametrize(
    ("work", "leads"),
    [
        ("Sở Nội vụ kiểm tra việc lưu trữ hồ sơ của các hạt quản lý đê", ["Sở Nội vụ"]),
        ("Sở Nội vụ kiểm tra việc lưu trữ hồ sơ của các hạt quản lý đê.", ["Sở Nội vụ"]),
        ("Kiểm tra việc lưu trữ hồ sơ của các hạt quản lý đê", []),
    ],
)
def test_when(work: str, leads: list[str], line: str, kind: str, due: str) -> None:
    text = f"{HEAD}1. {work}\n{line}\n"
    (task,) = convert(text.encode(), Options(filename="a.txt")).tasks
    assert [a.text for a in task.leads] == leads
    assert (task.deadline.kind, str(task.deadline.due)) == (kind, due)


@pytest.mark.parametrize(
    "line",
    [
        "Thời gian qua, các địa phương đã hoàn thành 12 km đê.",
        "Thời gian thực hiện dự án",
        "Tiến độ thực hiện các mục tiêu đầu tư",
        "Thời gian thực hiện môn học",
    ],
)
def test_other_words_of_time_say_nothing(line: str) -> None:
    assert field_line(line) is None


def test_the_first_line_is_the_work() -> None:
    text = "Thời gian thực hiện trong năm 2026\nThời gian: Quý II/2026"
    assert [text[f.start : f.end] for f in times_below(text)] == ["Quý II/2026"]
