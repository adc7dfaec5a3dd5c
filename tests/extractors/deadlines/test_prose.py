"""Deadlines in running text."""

from datetime import date

import pytest

from vanban.extractors.context import Context
from vanban.extractors.deadlines import find_deadlines

CONTEXT = Context(issued_on=date(2021, 6, 23))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Hằng năm, các đơn vị báo cáo kết quả gửi Vụ A trước 30/11 để tổng hợp.",
            [("trước 30/11", "recurring", "2021-11-29")],
        ),
        (
            "Trình trước ngày 30/9/2021; báo cáo trong quý IV năm 2021.",
            [
                ("trước ngày 30/9/2021", "date", "2021-09-29"),
                ("trong quý IV năm 2021", "window", "2021-12-31"),
            ],
        ),
        (
            "Báo cáo trước ngày 20 hằng tháng về Bộ.",
            [("trước ngày 20 hằng tháng", "recurring", "2021-07-19")],
        ),
        (
            "Định kỳ 6 tháng, hằng năm báo cáo về Bộ.",
            [("Định kỳ 6 tháng, hằng năm", "recurring", "2021-06-30")],
        ),
        (
            "Trong vòng 30 ngày kể từ ngày ký, các đơn vị rà soát.",
            [("Trong vòng 30 ngày kể từ ngày ký", "relative", "2021-07-23")],
        ),
        (
            "Thời gian: ngày 11/9/2026 (thứ Sáu).",
            [("ngày 11/9/2026 (thứ Sáu)", "date", "2026-09-11")],
        ),
        ("Căn cứ Nghị định số 12/2021/NĐ-CP ngày 15 tháng 6 năm 2021 của Chính phủ;", []),
        (
            "Quý I/2022, các đơn vị đánh giá kết quả.",
            [("Quý I/2022", "window", "2022-03-31")],
        ),
        ("Số liệu quý I/2022, quý II/2022 do Sở A lập.", []),
        ("Năm 2022, các đơn vị đánh giá kết quả.", []),
        ("Đào tạo cán bộ trong 03-06 tháng.", []),
        ("theo Nghị quyết số 57-NQ/TW ngày 22 tháng 12 năm 2024", []),
        ("Quyết định này có hiệu lực thi hành từ ngày 01/7/2021.", []),
        ("Triển khai Chiến lược đến năm 2030, tổ chức thường xuyên các hoạt động.", []),
        ("Lập dự toán hằng năm và báo cáo năm.", []),
        (
            "trình Bộ trưởng ban hành trong tháng 8/2021",
            [("trong tháng 8/2021", "window", "2021-08-31")],
        ),
        ("ban hành trong quý III/2021", [("trong quý III/2021", "window", "2021-09-30")]),
        (
            "báo cáo theo Nghị định số 95/2017/NĐ-CP ngày 16/8/2017 trước ngày 30/11/2021.",
            [("trước ngày 30/11/2021", "date", "2021-11-29")],
        ),
        (
            "bảo đảm quà đến tay người dân trước ngày 10/02/2022",
            [("trước ngày 10/02/2022", "date", "2022-02-09")],
        ),
        ("thông qua trước kỳ họp cuối năm 2022 của HĐND tỉnh", []),
        (
            "Định kỳ 6 tháng (trước 15/6) báo cáo về Bộ.",
            [("Định kỳ 6 tháng (trước 15/6)", "recurring", "2022-06-14")],
        ),
        (
            "sơ kết 02 năm một lần, tổng kết vào năm 2030",
            [("năm 2030", "window", "2030-12-31"), ("02 năm một lần", "recurring", "2021-12-31")],
        ),
        (
            "tổ chức sơ kết vào quý II/2023; dự kiến tháng 3/2022",
            [("quý II/2023", "window", "2023-06-30"), ("tháng 3/2022", "window", "2022-03-31")],
        ),
        ("Báo cáo tổng kết năm 2022.", []),
        ("bãi bỏ các quy định ban hành trước ngày 01/01/2020", []),
    ],
)
def test_prose(text: str, found: list[tuple[str, str, str]]) -> None:
    deadlines = find_deadlines(text, CONTEXT, offset=11)
    assert [(d.text, d.kind, str(d.due)) for d in deadlines] == found
    assert all(d.span and text[d.span.start - 11 : d.span.end - 11] == d.text for d in deadlines)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # hours as they are typed
        (
            "gửi Văn phòng trước 11g00 ngày 06/11/2021",
            ("trước 11g00 ngày 06/11/2021", "2021-11-06"),
        ),
        ("gửi trước 16h30 ngày 06/11/2021", ("trước 16h30 ngày 06/11/2021", "2021-11-06")),
        # behind a verb that is also a type of document
        (
            "trình Ủy ban xem xét, quyết định trong tháng 12/2021.",
            ("trong tháng 12/2021", "2021-12-31"),
        ),
        # a frequency that closes the sentence, and one that describes a noun
        ("báo cáo kết quả giải ngân hằng năm theo quy định.", ("hằng năm", "2021-12-31")),
        ("kiểm tra lịch họp lớp hàng tháng.", ("hàng tháng", "2021-06-30")),
        ("bố trí trong dự toán hằng năm.", None),
        ("đưa vào kế hoạch phát triển kinh tế - xã hội hằng năm.", None),
        # stretches behind a label and in closing brackets
        ("Thời gian thực hiện: Tháng 11 - 12/2021.", ("Tháng 11 - 12/2021", "2021-12-31")),
        ("Xây dựng đề án số hóa (2021 - 2022).", ("2021 - 2022", "2022-12-31")),
        # behind words that only say by what the work goes
        (
            "bàn giao theo đúng tiến độ để giải tỏa công suất trong tháng 11 năm 2021.",
            ("trong tháng 11 năm 2021", "2021-11-30"),
        ),
        ("gửi trước 9h30' ngày 06/11/2021", ("trước 9h30' ngày 06/11/2021", "2021-11-06")),
        (
            "khử trùng trong 24-48 giờ sau khi nước rút",
            ("trong 24-48 giờ sau khi nước rút", "None"),
        ),
        (
            "chậm nhất 48 giờ kể từ ngày 01/11/2021",
            ("chậm nhất 48 giờ kể từ ngày 01/11/2021", "2021-11-03"),
        ),
        # school years are no calendar years
        ("Hoàn thành trong năm học 2021-2022.", ("trong năm học 2021-2022", "2022-05-31")),
        # the report of a month is due in the next one
        (
            "báo cáo trước ngày 05 tháng sau liền kề",
            ("trước ngày 05 tháng sau liền kề", "2021-07-04"),
        ),
        (
            "gửi báo cáo định kỳ tháng (trước ngày 25 hằng tháng)",
            ("định kỳ tháng (trước ngày 25 hằng tháng)", "2021-06-24"),
        ),
        ("Cuối tháng, cố vấn học tập lập danh sách.", ("Cuối tháng", "2021-06-30")),
        ("họp vào cuối tháng để rà soát", None),
        # what is over is no limit
        (
            "bãi bỏ văn bản đã hết hiệu lực trước ngày 30/6/2022",
            ("trước ngày 30/6/2022", "2022-06-29"),
        ),
        # a frequency that describes what stands before it
        ("trợ cấp từ ngân sách Nhà nước cân đối hằng năm.", None),
        ("là chỉ tiêu để đánh giá, xếp loại cán bộ hằng năm.", None),
        # a season is a limit without a day, a term of office no work
        ("xong trước mùa mưa bão năm 2022", ("trước mùa mưa bão năm 2022", "None")),
        ("cơ cấu tổ chức nhiệm kỳ Quốc hội khóa XVI (2026 - 2031);", None),
        # rhythms that are over
        ("nghỉ hưởng trợ cấp hằng tháng trước ngày 01/01/1995", None),
        ("kiểm tra hằng năm trong giai đoạn 2011 - 2015.", None),
        # what is told, not set
        ("GDP quý I/2022 tăng 8%", None),
        ("kỷ niệm 80 năm ngày 02/9/2025", None),
    ],
)
def test_times_of_work_and_times_of_other_things(text: str, found: tuple[str, str] | None) -> None:
    said = [(d.text, str(d.due)) for d in find_deadlines(text, CONTEXT)]
    assert said == ([found] if found else [])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Rà soát.\nThời gian thực hiện: Tháng 11 - 12/2021.",
            ("Tháng 11 - 12/2021", "2021-12-31"),
        ),
        # a line of its own sets a time, whenever the document was signed
        (
            "Rà soát.\nThời gian hoàn thành: Trước ngày 15/6/2021.",
            ("Trước ngày 15/6/2021", "2021-06-14"),
        ),
        (
            "Tổng hợp. Thời hạn hoàn thành: Trước ngày 15/4/2022.",
            ("Trước ngày 15/4/2022", "2022-04-14"),
        ),
        ("Mở lớp (Thời gian: Quý II/2022)", ("Quý II/2022", "2022-06-30")),
    ],
)
def test_lines_that_say_the_time(text: str, found: tuple[str, str]) -> None:
    assert [(d.text, str(d.due)) for d in find_deadlines(text, CONTEXT)] == [found]


def test_each_rhythm_has_its_day() -> None:
    text = "Định kỳ 6 tháng (gửi trước ngày 15/6) và hằng năm (gửi trước ngày 15/11), báo cáo."
    said = [(d.text, d.kind, str(d.due)) for d in find_deadlines(text, CONTEXT)]
    assert said == [
        ("Định kỳ 6 tháng (gửi trước ngày 15/6)", "recurring", "2022-06-14"),
        ("hằng năm (gửi trước ngày 15/11)", "recurring", "2021-11-14"),
    ]


def test_the_next_month_comes_every_month() -> None:
    (found,) = find_deadlines("báo cáo trước ngày 05 của tháng tiếp theo", CONTEXT)
    assert found.rrule == "FREQ=MONTHLY;BYMONTHDAY=4"
