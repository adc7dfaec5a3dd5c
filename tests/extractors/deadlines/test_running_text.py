"""Deadlines in running text, by the kind of phrase: what is marked ⟦so⟧ is what is found.

The document is of Tuesday, 21/7/2026. A line is: sentence | due | rule or kind; a line without
marks sets nobody a time.
"""

import re
from datetime import date

import pytest

from vanban.extractors.context import Context
from vanban.extractors.deadlines import find_deadlines
from vanban.schemas import Deadline

CONTEXT = Context(issued_on=date(2026, 7, 21))

EVERY_DAY_BY_AN_HOUR = """
báo cáo ⟦hằng ngày trước 16h00⟧ về Chi cục                  | 2026-07-21 | FREQ=DAILY
⟦Trước 15h00 hằng ngày⟧, bộ phận trực tổng hợp              | 2026-07-21 | FREQ=DAILY
Gửi báo cáo nhanh ⟦trước 16 giờ 30 mỗi ngày⟧                | 2026-07-21 | FREQ=DAILY
Cập nhật số liệu vào lúc ⟦17:00 hàng ngày⟧                  | 2026-07-21 | FREQ=DAILY
Hằng ngày, các đơn vị báo cáo ⟦trước 16 giờ⟧                | 2026-07-21 | FREQ=DAILY
báo cáo ⟦02 lần/ngày (trước 9h00 và 16h00)⟧ về Sở           | 2026-07-21 | FREQ=DAILY
Bộ phận trực báo cáo hằng ngày về tình hình
Hằng ngày, các đơn vị trực ban nghiêm túc
"""

IN_LAST_BRACKETS = """
Tham mưu ban hành Kế hoạch (⟦Quý III/2026⟧).                | 2026-09-30 | window
Rà soát quy chế (⟦tháng 9/2026⟧)                            | 2026-09-30 | window
Rà soát quy chế (tháng 9/2026) và báo cáo
Tổ chức hội nghị (năm 2027).
"""

BEHIND_HAN = """
xử lý văn bản nêu tại Phụ lục kèm theo Kết luận này ⟦trong thời hạn 30 ngày kể từ ngày ký⟧ | 2026-08-20 | relative
nghiệm thu tuyến ống, hạn ⟦15/9/2026⟧                       | 2026-09-15 | date
rà soát hồ sơ, ⟦hạn chót 15/9/2026⟧                         | 2026-09-15 | date
nộp báo cáo (hạn ⟦15/9/2026⟧)                               | 2026-09-15 | date
rà soát hồ sơ, ⟦thời hạn ngày 15/9/2026⟧                    | 2026-09-15 | date
giấy phép hết hạn 15/9/2026
hồ sơ quá hạn ngày 15/9/2026
chống hạn 15/9
"""

EVERY_WEEK = """
Báo cáo tiến độ ⟦hằng tuần vào thứ Năm⟧                     | 2026-07-23 | FREQ=WEEKLY;BYDAY=TH
báo cáo ⟦trước 16 giờ thứ Sáu hằng tuần⟧                    | 2026-07-24 | FREQ=WEEKLY;BYDAY=FR
họp giao ban vào ⟦sáng thứ Hai hằng tuần⟧                   | 2026-07-27 | FREQ=WEEKLY;BYDAY=MO
gửi báo cáo ⟦chiều thứ 6 hàng tuần⟧                         | 2026-07-24 | FREQ=WEEKLY;BYDAY=FR
báo cáo vào ⟦thứ Hai đầu tuần⟧                              | 2026-07-27 | FREQ=WEEKLY;BYDAY=MO
báo cáo ⟦trước thứ Sáu hằng tuần⟧                           | 2026-07-23 | FREQ=WEEKLY;BYDAY=TH
giao ban ⟦thứ Ba và thứ Năm hằng tuần⟧                      | 2026-07-21 | FREQ=WEEKLY;BYDAY=TU,TH
kiểm tra vào ⟦thứ 2, 4, 6 hằng tuần⟧                        | 2026-07-22 | FREQ=WEEKLY;BYDAY=MO,WE,FR
Định kỳ ⟦thứ Hai hàng tuần⟧ tổng hợp tình hình              | 2026-07-27 | FREQ=WEEKLY;BYDAY=MO
Hằng tuần, các xã gửi kết quả ⟦trước 15 giờ thứ Năm⟧        | 2026-07-23 | FREQ=WEEKLY;BYDAY=TH
nghỉ hằng tuần vào thứ Bảy và Chủ nhật
làm việc từ thứ Hai đến thứ Sáu hằng tuần
tiếp tục thực hiện trong tuần thứ 2
"""

DAYS_OF_A_PERIOD = """
báo cáo UBND tỉnh vào ⟦ngày 20 tháng cuối quý⟧  | 2026-09-20 | FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=20
gửi vào ⟦ngày 15 của tháng đầu quý sau⟧         | 2026-10-15 | FREQ=MONTHLY;BYMONTH=1,4,7,10;BYMONTHDAY=15
⟦Trước ngày 25 tháng đầu mỗi quý⟧ gửi dự toán   | 2026-07-24 | FREQ=MONTHLY;BYMONTH=1,4,7,10;BYMONTHDAY=24
báo cáo vào ⟦ngày 25 hằng tháng⟧                | 2026-07-25 | FREQ=MONTHLY;BYMONTHDAY=25
báo cáo ⟦hằng tháng vào ngày 25⟧                | 2026-07-25 | FREQ=MONTHLY;BYMONTHDAY=25
báo cáo vào ⟦ngày 20 của tháng⟧                 | 2026-08-20 | FREQ=MONTHLY;BYMONTHDAY=20
báo cáo ⟦trong tuần đầu hằng tháng⟧             | 2026-08-07 | FREQ=MONTHLY;BYMONTHDAY=7
báo cáo ⟦15 ngày/lần⟧ về Sở                     | 2026-07-21 | FREQ=DAILY;INTERVAL=15
"""

STAGES = """
Đợt 1: ⟦tháng 8/2026⟧                            | 2026-08-31 | window
Đợt II: ⟦tháng 8/2026⟧                           | 2026-08-31 | window
Giai đoạn 2: ⟦tháng 8/2026⟧ rà soát              | 2026-08-31 | window
Mục 2: tháng 8/2026 là tháng cao điểm
gửi báo cáo ⟦trước 16 giờ, ngày 29/7/2026⟧       | 2026-07-29 | date
họp giao ban thứ 4 (⟦29/7/2026⟧)                 | 2026-07-29 | date
"""

WEEKS_AND_PARTS_OF_A_MONTH = """
tiêm vét ⟦tuần cuối tháng 8⟧                            | 2026-08-31 | window
hoàn thành ⟦trong tuần cuối tháng 8/2026⟧               | 2026-08-31 | window
⟦trong tuần thứ 2 của tháng 9/2026⟧ gửi báo cáo         | 2026-09-14 | window
tổ chức vào ⟦tuần 3 tháng 10⟧                           | 2026-10-21 | window
tổ chức vào ⟦tuần đầu tiên của tháng 11⟧                | 2026-11-07 | window
tổ chức ⟦trong tuần 3 - 4 tháng 9/2026⟧                 | 2026-09-28 | window
tổ chức vào ⟦tuần thứ ba và tuần thứ tư tháng 9⟧        | 2026-09-28 | several
nghiệm thu ⟦trước tuần II tháng 10⟧                     | 2026-10-07 | date
tổ chức vào ⟦tuần 5 tháng 9⟧                            | 2026-09-30 | window
hoàn thành ⟦trung tuần tháng 8⟧                         | 2026-08-20 | date
xong ⟦trước hạ tuần tháng 9⟧                            | 2026-09-20 | date
gửi ⟦chậm nhất nửa đầu tháng 9⟧                         | 2026-09-15 | date
tổ chức ⟦trong nửa cuối tháng 9/2026⟧                   | 2026-09-30 | date
tổ chức ⟦trong những ngày đầu tháng 9⟧                  | 2026-09-10 | date
tổ chức hội thi vào ⟦tháng 10⟧                          | 2026-10-31 | window
hoàn thành ⟦quý III-IV/2026⟧                            | 2026-12-31 | window
ông được bầu vào tháng 2 năm 1912
học trong 2 tuần
"""

HOURS_OF_A_DAY = """
gửi về Sở ⟦trước 10 giờ sáng ngày 01/8⟧                     | 2026-08-01 | date
nộp ⟦trước 15 giờ chiều ngày 20/9⟧                          | 2026-09-20 | date
gửi ⟦trước 11g30 ngày 5/8⟧                                  | 2026-08-05 | date
gửi ⟦trước 16:30 ngày 5/8/2026⟧                             | 2026-08-05 | date
gửi ⟦chậm nhất 17h, thứ Sáu, ngày 14/8/2026⟧                | 2026-08-14 | date
gửi ⟦trước cuối giờ chiều thứ Sáu, ngày 14/8⟧               | 2026-08-14 | date
gửi ⟦đến hết giờ làm việc ngày 14/8/2026⟧                   | 2026-08-14 | date
⟦trong buổi sáng ngày 14/8/2026⟧ phải có mặt                | 2026-08-14 | date
Thời gian: ⟦Từ 08h00 đến 17h00 ngày 20/8/2026⟧              | 2026-08-20 | date
Gửi báo cáo ⟦ngày 15/8/2026, trước 17 giờ⟧.                 | 2026-08-15 | date
⟦Ngày 15/8⟧ chấm thi, báo cáo ⟦trước 17 giờ cùng ngày⟧      | 2026-08-15 | date
nộp ⟦trễ nhất ngày 30/8⟧                                    | 2026-08-30 | date
xong ⟦trước ngày 10/3 âm lịch⟧                              | None       | date
Thời gian: ⟦ngày 15/8/2026⟧ (03/7 âm lịch)                  | 2026-08-15 | date
báo cáo ⟦trước ngày mùng 5 hằng tháng⟧                      | 2026-08-04 | FREQ=MONTHLY;BYMONTHDAY=4
trực 24/7, bảo đảm 24/24 giờ
trong 24/24 giờ
"""

LABELS = """
⟦Ngày 20 - 21/8/2026⟧: Tổ chức phỏng vấn                        | 2026-08-21 | window
- ⟦Ngày 20 - 21/8/2026⟧: Tổ chức phỏng vấn                      | 2026-08-21 | window
⟦Từ ngày 05/8/2026 đến ngày 10/8/2026⟧: Thông báo kết quả       | 2026-08-10 | window
⟦Chậm nhất ngày 30/9/2026⟧: Trình UBND tỉnh                     | 2026-09-30 | date
⟦Sáng 15/8⟧: Họp Hội đồng                                       | 2026-08-15 | date
- ⟦Thứ Hai, ngày 03/8⟧: Họp Hội đồng                            | 2026-08-03 | date
b) ⟦Tháng 8⟧: Rà soát                                           | 2026-08-31 | window
1. ⟦Quý IV/2026⟧: Tổng kết                                      | 2026-12-31 | window
* ⟦Cuối tháng 9⟧: Tổng kết                                      | 2026-09-30 | date
Đợt 1: ⟦từ ngày 01/8/2026 đến ngày 10/8/2026⟧                   | 2026-08-10 | window
Đợt 2: ⟦tháng 9/2026⟧                                           | 2026-09-30 | window
Năm 2027: 45 tỷ đồng
6 tháng đầu năm: 100%
"""

BACK_FROM_AN_EVENT = """
bàn giao ⟦trước 01 ngày làm việc so với ngày phỏng vấn⟧             | None       | relative
hoàn thành ⟦trước khai giảng ít nhất 3 ngày⟧                        | None       | relative
gửi danh sách ⟦trước mỗi đợt ít nhất 3 ngày⟧                        | None       | relative
gửi tài liệu ⟦ít nhất 05 ngày trước ngày họp⟧                       | None       | relative
gửi ⟦chậm nhất 02 ngày làm việc trước khi diễn ra hội nghị⟧         | None       | relative
gửi giấy mời ⟦trước ngày khai mạc 10 ngày⟧                          | None       | relative
gửi tài liệu ⟦05 ngày làm việc trước ngày 20/8/2026⟧                | 2026-08-13 | relative
gửi tài liệu ⟦trước ngày 20/8/2026 05 ngày⟧                         | 2026-08-15 | relative
trình hồ sơ ⟦trước kỳ họp 20 ngày⟧                                  | None       | relative
hoàn thành ⟦trước ngày 15/9/2026 ít nhất 3 ngày⟧                    | 2026-09-12 | relative
⟦chậm nhất 03 ngày trước ngày 15/9/2026⟧ gửi danh sách              | 2026-09-12 | relative
chi trả ⟦trước Tết Nguyên đán ít nhất 10 ngày⟧                      | 2027-01-27 | relative
xong ⟦trước khai giảng năm học mới⟧ để đón học sinh                 | None       | event
gia cố đê điều ⟦trước mùa mưa bão năm 2027⟧, bảo đảm an toàn        | None       | event
hoàn thành ⟦trước Đại hội⟧                                          | None       | event
xong ⟦trước khi bước vào năm học mới 2026 - 2027⟧                   | None       | event
kiểm tra đập ⟦trước mùa mưa hằng năm⟧, báo cáo Sở                    | None       | event
ảnh chụp không quá 06 tháng trước ngày nộp hồ sơ
nộp lệ phí trước bạ nhà đất chậm nhất là 30 ngày
bên chấm dứt trước hạn phải báo trước ít nhất 30 ngày
báo cáo trước Đại hội kết quả nhiệm kỳ
chịu trách nhiệm trước Hội nghị
thông báo trước ít nhất 30 ngày
lưu trữ trong thời gian tối thiểu 30 ngày kể từ ngày thi
"""

NO_DEADLINE = """
không quá 1/2 số thành viên
tối đa 10/1
hoàn thành 9/12 đơn vị
đến nay 9/12 đơn vị đã hoàn thành
chào mừng ngày 8/3
trong 3 năm qua, tỉnh đã tổ chức
hội nghị kéo dài 2 ngày
đường dây nóng 0912.345.678
theo Nghị quyết số 57-NQ/TW ngày 22 tháng 12 năm 2024
giai đoạn 2021 - 2030, giai đoạn I: từ năm 2021 đến năm 2025
"""

_MARKED = re.compile("⟦(.*?)⟧")


def lines(*tables: str) -> list[str]:
    return [line for table in tables for line in table.strip().splitlines()]


def means(found: tuple[Deadline, ...]) -> tuple[str, str]:
    """Due day, and rule or kind, of the last one."""
    last = max(found, key=lambda d: d.span.start if d.span else 0)
    return str(last.due), last.rrule or last.kind


@pytest.mark.parametrize(
    "line",
    lines(
        EVERY_DAY_BY_AN_HOUR, EVERY_WEEK, DAYS_OF_A_PERIOD, STAGES, WEEKS_AND_PARTS_OF_A_MONTH,
        HOURS_OF_A_DAY, LABELS, IN_LAST_BRACKETS, BEHIND_HAN, BACK_FROM_AN_EVENT, NO_DEADLINE,
    ),
)  # fmt: skip
def test_what_running_text_sets(line: str) -> None:
    sentence, *meant = (part.strip() for part in line.split(" | "))
    found = find_deadlines(_MARKED.sub(r"\1", sentence), CONTEXT)
    assert sorted(d.text or "" for d in found) == sorted(_MARKED.findall(sentence))
    assert not found or means(found) == tuple(meant)
