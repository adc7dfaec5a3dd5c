"""What a phrase of a deadline cell means, by what it gives: a line of a table is the phrase | first
day | last day | rule, or what is written as a date | ? where a person is to look at it.

The document is of Tuesday, 10/3/2026.
"""

from datetime import date

import pytest

from vanban.extractors.context import Context
from vanban.extractors.deadlines import parse_deadline

CONTEXT = Context(issued_on=date(2026, 3, 10))

DAYS = """
15 giờ chiều ngày 20/8/2026              |            | 2026-08-20 | 2026-08-20T15:00+07:00
2 giờ chiều ngày 20/8/2026               |            | 2026-08-20 | 2026-08-20T14:00+07:00
8 giờ sáng ngày 20/8/2026                |            | 2026-08-20 | 2026-08-20T08:00+07:00
12 giờ trưa ngày 20/8/2026               |            | 2026-08-20 | 2026-08-20T12:00+07:00
trước 16h30 ngày 20/8/2026               |            | 2026-08-20 | 2026-08-20T16:30+07:00
trước 24 giờ ngày 20/8/2026              |            | 2026-08-20 | 2026-08-20T24:00+07:00
14h-16h ngày 20/8/2026                   |            | 2026-08-20 | 2026-08-20T16:00+07:00
ngày 31                                  |            | 2026-03-31 | ---31 | ?
giữa năm 2027                            |            | 2027-06-30 | 2027 | ?
cuối năm 2027                            |            | 2027-12-31 | 2027 | ?
đầu tháng 6/2026                         |            | 2026-06-10 | 2026-06 | ?
giữa tháng 6/2026                        |            | 2026-06-20 | 2026-06 | ?
cuối tháng 6/2026                        |            | 2026-06-30 | 2026-06 | ?
thượng tuần tháng 6/2026                 |            | 2026-06-10 | 2026-06 | ?
trung tuần tháng 6/2026                  |            | 2026-06-20 | 2026-06 | ?
20/8                                     |            | 2026-08-20 | --08-20
20/8/26                                  |            | 2026-08-20 | 2026-08-20 | ?
20-8-2026                                |            | 2026-08-20 | 2026-08-20
20.8.2026                                |            | 2026-08-20 | 2026-08-20
20 tháng 8                               |            | 2026-08-20 | --08-20
ngày 20 tháng 8 năm 2026                 |            | 2026-08-20 | 2026-08-20
ngày 20-8                                |            | 2026-08-20 | --08-20
ngày 20.8                                |            | 2026-08-20 | --08-20
29/2/2028                                |            | 2028-02-29 | 2028-02-29
trước 20/8                               |            | 2026-08-19 | --08-20
trước ngày 20/8/2026                     |            | 2026-08-19 | 2026-08-20
đến ngày 20/8/2026                       |            | 2026-08-20 | 2026-08-20
đến hết ngày 20/8/2026                   |            | 2026-08-20 | 2026-08-20
hết năm 2026                             |            | 2026-12-31 | 2026
hết quý II                               |            | 2026-06-30 | --Q2
hết tháng 6                              |            | 2026-06-30 | --06
mùng 5 Tết                               |            | 2027-02-06 | 2027-02-06 | ?
trước Tết Nguyên đán 2027                |            | 2027-02-03 | 2027-02-06
đến năm 2030                             |            | 2030-12-31 | 2030
trước năm 2030                           |            | 2029-12-31 | 2030
trước ngày 10 tháng 4 năm 2026 (thứ Sáu) |            | 2026-04-09 | 2026-04-10
cuối năm                                 |            | 2026-12-31 | year | ?
12 giờ chiều ngày 20/8/2026              |            | 2026-08-20 | 2026-08-20T12:00+07:00
ngày cuối cùng của tháng 6/2026          |            | 2026-06-30 | 2026-06 | ?
thứ Tư (25/3/2026) | | 2026-03-25 | 2026-03-25
17 giờ 00, ngày 15/4/2026 | | 2026-04-15 | 2026-04-15T17:00+07:00
17 giờ 00 (ngày 15/4/2026) | | 2026-04-15 | 2026-04-15T17:00+07:00
"""

STRETCHES = """
6/2026                        | 2026-06-01 | 2026-06-30 | 2026-06
06-2026                       | 2026-06-01 | 2026-06-30 | 2026-06
06.2026                       | 2026-06-01 | 2026-06-30 | 2026-06
6-8/2026                      | 2026-06-01 | 2026-08-31 | 2026-06/2026-08
Tháng 6-8/2026                | 2026-06-01 | 2026-08-31 | 2026-06/2026-08
Quý II                        | 2026-04-01 | 2026-06-30 | --Q2
Quý II - Quý IV/2026          | 2026-04-01 | 2026-12-31 | 2026-Q2/2026-Q4
Quý 2 năm 2026                | 2026-04-01 | 2026-06-30 | 2026-Q2
6 tháng đầu năm 2026          | 2026-01-01 | 2026-06-30 | 2026-H1
6 tháng cuối năm              | 2026-07-01 | 2026-12-31 | --H2 | ?
nửa đầu năm 2026              | 2026-01-01 | 2026-06-30 | 2026-H1
đầu năm 2027                  | 2027-01-01 | 2027-03-31 | 2027 | ?
tuần 1 tháng 6/2026           | 2026-06-01 | 2026-06-07 | 2026-06-W1 | ?
tuần cuối tháng 6/2026        | 2026-06-24 | 2026-06-30 | 2026-06-Wlast | ?
tuần thứ 2 tháng 6            | 2026-06-08 | 2026-06-14 | --06-W2 | ?
từ 20/8 đến 25/8/2026         | 2026-08-20 | 2026-08-25 | 2026-08-20/2026-08-25
từ ngày 20 đến ngày 25/8/2026 | 2026-08-20 | 2026-08-25 | 2026-08-20/2026-08-25
20/8 - 25/9/2026              | 2026-08-20 | 2026-09-25 | 2026-08-20/2026-09-25
từ tháng 8 đến tháng 10       | 2026-08-01 | 2026-10-31 | --08/--10
từ nay đến hết năm            | 2026-03-10 | 2026-12-31 | year
từ nay đến 30/6               | 2026-03-10 | 2026-06-30 | --06-30
trong năm                     | 2026-01-01 | 2026-12-31 | year
trong năm 2027                | 2027-01-01 | 2027-12-31 | 2027
năm nay                       | 2026-01-01 | 2026-12-31 | year
năm học 2026-2027             | 2026-09-05 | 2027-05-31 | 2026/2027 | ?
sau Tết                       | 2027-02-07 |            | 2027-02-06 | ?
2026                          | 2026-01-01 | 2026-12-31 | 2026
năm 2026                      | 2026-01-01 | 2026-12-31 | 2026
2026-2028                     | 2026-01-01 | 2028-12-31 | 2026/2028
giai đoạn 2026 - 2030         | 2026-01-01 | 2030-12-31 | 2026/2030
từ năm 2026                   | 2026-01-01 |            | 2026
sau năm 2026                  | 2027-01-01 |            | 2026
20/8/2026 - 20/9/2026         | 2026-08-20 | 2026-09-20 | 2026-08-20/2026-09-20
Từ tháng 6                    | 2026-06-01 |            | --06
Sau tháng 6/2026              | 2026-07-01 |            | 2026-06
sau ngày 20/8/2026            | 2026-08-21 |            | 2026-08-20
trong quý III/2026            | 2026-07-01 | 2026-09-30 | 2026-Q3
Quý IV/2026 - Quý I/2027      | 2026-10-01 | 2027-03-31 | 2026-Q4/2027-Q1
Quý IV - Quý I/2027           | 2026-10-01 | 2027-03-31 | 2026-Q4/2027-Q1
8/2026 - 10/2026              | 2026-08-01 | 2026-10-31 | 2026-08/2026-10
8-2026 đến 10-2026            | 2026-08-01 | 2026-10-31 | 2026-08/2026-10
"""

SEVERAL = """
Tháng 6, 7, 8/2026         | 2026-06-01 | 2026-08-31 | 2026-06;2026-07;2026-08 | ?
Tháng 6 và tháng 8/2026    | 2026-06-01 | 2026-08-31 | 2026-06;2026-08 | ?
Quý II, III/2026           | 2026-04-01 | 2026-09-30 | 2026-Q2;2026-Q3 | ?
2026, 2027                 | 2026-01-01 | 2027-12-31 | 2026;2027 | ?
trước 15/4/2026; 15/7/2026 |            | 2026-07-15 | 2026-04-15;2026-07-15 | ?
"""

RECURRING = """
01 lần/tháng                              |            | 2026-03-31 | FREQ=MONTHLY;BYMONTHDAY=-1 | ?
03 lần/năm                                |            | 2026-04-30 | FREQ=YEARLY;BYMONTH=4,8,12;BYMONTHDAY=-1 | ?
một lần mỗi quý                           |            | 2026-03-31 | FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1 | ?
mỗi năm 02 lần                            |            | 2026-06-30 | FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=-1 | ?
02 năm/lần                                |            | 2026-12-31 | FREQ=YEARLY;INTERVAL=2;BYMONTH=12;BYMONTHDAY=31 | ?
3 tháng một lần                           |            | 2026-03-31 | FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1 | ?
2 tháng/lần                               |            | 2026-04-30 | FREQ=YEARLY;BYMONTH=2,4,6,8,10,12;BYMONTHDAY=-1 | ?
4 tháng/lần                               |            | 2026-04-30 | FREQ=YEARLY;BYMONTH=4,8,12;BYMONTHDAY=-1 | ?
05 năm một lần                            |            | 2026-12-31 | FREQ=YEARLY;INTERVAL=5;BYMONTH=12;BYMONTHDAY=31 | ?
mỗi tuần một lần                          |            | 2026-03-13 | FREQ=WEEKLY;BYDAY=FR | ?
ngày 31 hằng tháng                        |            | 2026-03-31 | FREQ=MONTHLY;BYMONTHDAY=31
ngày 05 hằng tháng                        |            | 2026-04-05 | FREQ=MONTHLY;BYMONTHDAY=5
trước ngày 05 hằng tháng                  |            | 2026-04-04 | FREQ=MONTHLY;BYMONTHDAY=4
trước ngày 01 hằng tháng                  |            | 2026-03-31 | FREQ=MONTHLY;BYMONTHDAY=-1
trước ngày 01 tháng đầu quý               |            | 2026-03-31 | FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1
ngày 10 tháng cuối quý                    |            | 2026-03-10 | FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=10
trước ngày 20 của tháng cuối quý          |            | 2026-03-19 | FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=19
trước ngày 15 hằng quý                    |            | 2026-03-14 | FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=14 | ?
tuần đầu hằng tháng                       |            | 2026-04-07 | FREQ=MONTHLY;BYMONTHDAY=7
tuần 2 hằng tháng                         |            | 2026-03-14 | FREQ=MONTHLY;BYMONTHDAY=14
tuần cuối hằng tháng                      |            | 2026-03-31 | FREQ=MONTHLY;BYMONTHDAY=-1
tuần thứ tư hằng tháng                    |            | 2026-03-28 | FREQ=MONTHLY;BYMONTHDAY=28
định kỳ 6 tháng                           |            | 2026-06-30 | FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=-1 | ?
định kỳ 6 tháng, năm                      |            | 2026-06-30 | FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=-1 | ?
định kỳ hằng năm trước ngày 15/12         |            | 2026-12-14 | FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=14
trước ngày 15/6 hằng năm                  |            | 2026-06-14 | FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=14
thứ Sáu hằng tuần                         |            | 2026-03-13 | FREQ=WEEKLY;BYDAY=FR
thứ hai hằng tuần                         |            | 2026-03-16 | FREQ=WEEKLY;BYDAY=MO
chủ nhật hằng tuần                        |            | 2026-03-15 | FREQ=WEEKLY;BYDAY=SU
hằng ngày                                 |            | 2026-03-10 | FREQ=DAILY
hằng tháng                                |            | 2026-03-31 | FREQ=MONTHLY;BYMONTHDAY=-1 | ?
hàng quý                                  |            | 2026-03-31 | FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1 | ?
hằng năm                                  |            | 2026-12-31 | FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31 | ?
trước 30/6 và 31/12 hằng năm              |            | 2026-06-29 | FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=29,30;BYSETPOS=1,4
30/6, 31/12 hằng năm                      |            | 2026-06-30 | FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=-1
Quý I hằng năm                            |            | 2026-03-31 | FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=31
tháng 12 hằng năm                         |            | 2026-12-31 | FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31
tháng 6 và tháng 12 hằng năm              |            | 2026-06-30 | FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=-1
cuối quý                                  |            | 2026-03-31 | FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1 | ?
cuối tháng                                |            | 2026-03-31 | FREQ=MONTHLY;BYMONTHDAY=-1 | ?
ngày 05, 15, 25 hằng tháng                |            | 2026-03-15 | FREQ=MONTHLY;BYMONTHDAY=5,15,25
trước ngày 02 hằng tháng                  |            | 2026-04-01 | FREQ=MONTHLY;BYMONTHDAY=1
trước ngày 01/01 hằng năm                 |            | 2026-12-31 | FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31
trước ngày 01/3 hằng năm                  |            | 2027-02-28 | FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1
hằng quý, trước ngày 05 tháng đầu quý sau |            | 2026-04-04 | FREQ=MONTHLY;BYMONTH=1,4,7,10;BYMONTHDAY=4
hằng tháng trước ngày 25                  |            | 2026-03-24 | FREQ=MONTHLY;BYMONTHDAY=24
thứ Hai, thứ Năm hằng tuần                |            | 2026-03-12 | FREQ=WEEKLY;BYDAY=MO,TH
hằng tuần vào thứ Tư                      |            | 2026-03-11 | FREQ=WEEKLY;BYDAY=WE
năm 2026 và các năm tiếp theo             | 2026-01-01 | 2026-12-31 | FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31 | ?
ngày làm việc cuối cùng của tháng         |            | 2026-03-31 | FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1
ngày cuối quý                             |            | 2026-03-31 | FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1
01 tuần/lần                               |            | 2026-03-13 | FREQ=WEEKLY;BYDAY=FR | ?
02 năm một lần trước ngày 15/6            |            | 2026-06-14 | FREQ=YEARLY;INTERVAL=2;BYMONTH=6;BYMONTHDAY=14
trước ngày 15/6, 02 năm một lần           |            | 2026-06-14 | FREQ=YEARLY;INTERVAL=2;BYMONTH=6;BYMONTHDAY=14
ngày 20 hằng năm                          |            | 2026-12-20 | FREQ=MONTHLY;BYMONTH=12;BYMONTHDAY=20 | ?
trước ngày 20 hằng năm                    |            | 2026-12-19 | FREQ=MONTHLY;BYMONTH=12;BYMONTHDAY=19 | ?
tuần cuối của tháng                       |            | 2026-03-31 | FREQ=MONTHLY;BYMONTHDAY=-1
tuần đầu của tháng                        |            | 2026-04-07 | FREQ=MONTHLY;BYMONTHDAY=7
01 lần trong quý                          |            | 2026-03-31 | FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1 | ?
02 lần trong năm                          |            | 2026-06-30 | FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=-1 | ?
01 lần của năm                            |            | 2026-12-31 | FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31 | ?
"""

COUNTED = """
trong 10 ngày kể từ ngày ban hành               | 2026-03-10 | 2026-03-20
trong vòng 10 ngày làm việc kể từ ngày ban hành | 2026-03-10 | 2026-03-24
sau 30 ngày kể từ ngày ký                       | 2026-04-10
trong 15 ngày làm việc, kể từ ngày ban hành     | 2026-03-10 | 2026-03-31
trong 45 ngày kể từ ngày ban hành Kết luận      | 2026-03-10 | 2026-04-24
trước 05 ngày so với ngày 20/8/2026             |            | 2026-08-15 |  | ?
trước ngày khai giảng 5 ngày                    |            |            |  | ?
trong 02 tuần kể từ ngày ký                     | 2026-03-10 | 2026-03-24
trong 1 tháng kể từ ngày ký                     | 2026-03-10 | 2026-04-10
trong 2 năm kể từ ngày ký                       | 2026-03-10 | 2028-03-10
"""

EVENTS = """
ngay
ngay sau khi ban hành
khi có yêu cầu
theo yêu cầu
sau khi Luật có hiệu lực
đột xuất
"""

ONGOING = """
thường xuyên | 2026-03-10
liên tục     | 2026-03-10
"""

IMPOSSIBLE = """
29/02/2027 |            |            | 2027-02-29 | ?
30/2       |            |            | --02-30 | ?
"""

NOT_UNDERSTOOD = """
ngày 32 |            |            |  | ?
20-8    |            |            |  | ?
"""

TABLES = {
    "date": DAYS,
    "window": STRETCHES,
    "several": SEVERAL,
    "recurring": RECURRING,
    "relative": COUNTED,
    "event": EVENTS,
    "ongoing": ONGOING,
    "error": IMPOSSIBLE,
    "none": NOT_UNDERSTOOD,
}
ROWS = [(kind, line) for kind, table in TABLES.items() for line in table.strip().splitlines()]


@pytest.mark.parametrize(("kind", "line"), ROWS)
def test_a_phrase(kind: str, line: str) -> None:
    phrase, start, due, written, doubt = (part.strip() for part in f"{line}||||".split("|")[:5])
    found = parse_deadline(phrase, CONTEXT)
    days = (str(found.start or ""), str(found.due or ""))
    assert (found.kind, *days) == (kind, start, due)
    assert (found.rrule or found.stated or "", found.needs_review) == (written, doubt == "?")
