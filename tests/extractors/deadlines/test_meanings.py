"""What expressions mean, whole: kind, days, rule, “as stated”, boundary, @anchor, offset, and ? for
what a person must see. The document is of Tuesday, 21/7/2026.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import pytest

from vanban.extractors.context import Context
from vanban.extractors.deadlines import find_deadlines, parse_deadline
from vanban.schemas import Deadline

CONTEXT = Context(issued_on=date(2026, 7, 21))

RUNNING_TEXT = """
Đợt 1: ⟦tháng 8/2026⟧ tổ chức
  window 2026-08-01..2026-08-31 “2026-08” within
Mục 2: tháng 8/2026
6 tháng đầu năm: ⟦15/8⟧
  date 2026-08-15 “--08-15” on
Tháng 8: 15 xã hoàn thành
12. ⟦Tháng 8⟧: Rà soát hồ sơ
  window 2026-08-01..2026-08-31 “--08” within
Báo cáo tháng 8: rà soát
phần II: tháng 8/2026
⟦từ nay trước ngày 30/9/2026⟧
  window 2026-07-21..2026-09-29 “2026-09-30” before
⟦từ nay đến trước ngày 30/9/2026⟧
  window 2026-07-21..2026-09-29 “2026-09-30” before
⟦từ nay⟧ trở đi
  ongoing 2026-07-21..
⟦từ ngày 01/8/2026 đến trước ngày 30/8/2026⟧
  window 2026-08-01..2026-08-29 “2026-08-01/2026-08-30” before
nay trở về sau
Hằng tuần, các xã họp vào ⟦thứ Sáu⟧
  recurring 2026-07-24 FREQ=WEEKLY;BYDAY=FR on
⟦Hằng tháng⟧, các xã gửi trước 16 giờ
  recurring 2026-07-31 FREQ=MONTHLY;BYMONTHDAY=-1 ?
Hằng ngày, các đơn vị họp từ 8 giờ đến 9 giờ
Hằng tuần, các xã họp ⟦thứ Sáu⟧; hằng tháng gửi báo cáo ⟦trước ngày 25⟧
  recurring 2026-07-24 FREQ=WEEKLY;BYDAY=FR on
  recurring 2026-07-24 FREQ=MONTHLY;BYMONTHDAY=24 “---25” before
⟦Hằng năm⟧, sơ kết; ⟦trước ngày 30/11⟧ báo cáo
  recurring 2026-12-31 FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31 ?
  date 2026-11-29 “--11-30” before
⟦Hằng năm⟧, tổng kết năm 2027
  recurring 2026-12-31 FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31 ?
⟦hằng năm, vào ngày 15/6⟧
  recurring 2027-06-15 FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=15 “--06-15” on
⟦hằng năm, chậm nhất vào lúc ngày 15/6⟧
  recurring 2027-06-15 FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=15 “--06-15” at_latest
báo cáo ⟦hằng tuần (thứ Sáu)⟧
  recurring 2026-07-24 FREQ=WEEKLY;BYDAY=FR on
báo cáo ⟦hằng tuần, vào lúc 16 giờ thứ Sáu⟧
  recurring 2026-07-24 FREQ=WEEKLY;BYDAY=FR “T16:00+07:00” on
họp ⟦thứ Sáu cuối mỗi tuần⟧
  recurring 2026-07-24 FREQ=WEEKLY;BYDAY=FR on
gửi ⟦trước ngày 15/8, lúc 16 giờ⟧
  date 2026-08-15 “--08-15T16:00+07:00” before
báo cáo vào đầu tuần
báo cáo vào cuối tuần
báo cáo ⟦6 tháng/lần⟧
  recurring 2026-12-31 FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=-1 ?
báo cáo ⟦tháng/lần⟧
  recurring 2026-07-31 FREQ=MONTHLY;BYMONTHDAY=-1 ?
báo cáo ⟦02 lần/6 tháng⟧
  recurring 2026-09-30 FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1 ?
báo cáo ⟦02 lần trong 6 tháng⟧
  recurring 2026-09-30 FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1 ?
báo cáo ⟦01 lần mỗi 3 tháng⟧
  recurring 2026-09-30 FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1 ?
báo cáo ⟦01 lần/quý, 02 lần/năm⟧
  recurring 2026-09-30 FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1 ?
báo cáo ⟦định kỳ quý, 6 tháng, năm⟧
  recurring 2026-09-30 FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1 ?
báo cáo định kỳ tháng 8
báo cáo định kỳ năm 2026
báo cáo hằng quý/năm
⟦mỗi 2 năm một lần⟧
  recurring 2026-12-31 FREQ=YEARLY;INTERVAL=2;BYMONTH=12;BYMONTHDAY=31 ?
mỗi 6 tháng 02 lần
⟦trong vòng 24 giờ sau khi nhận⟧
  relative - at_latest @event:sau khi nhận PT24H ?
trong 24 giờ
24 giờ
⟦trước 24 giờ so với giờ họp⟧
  relative - before @event:so với giờ họp -PT24H ?
⟦trong 10 ngày sau khi kết thúc⟧
  relative - at_latest @event:sau khi kết thúc P10D ?
⟦trong 10 ngày từ ngày 01/8/2026⟧
  relative 2026-08-01..2026-08-11 at_latest @date:2026-08-01 P10D
⟦trong 10 ngày từ khi ký⟧
  relative 2026-07-21..2026-07-31 at_latest @sign_date P10D
sau 10 ngày
⟦trong thời hạn tối đa 10 ngày kể từ ngày ban hành⟧
  relative 2026-07-21..2026-07-31 at_latest @issue_date P10D
⟦chậm nhất là trong thời hạn 10 ngày kể từ ngày 01/8/2026⟧
  relative 2026-08-01..2026-08-11 at_latest @date:2026-08-01 P10D
kể từ ngày 01/8/2026 trở đi
gửi ⟦trước ngày họp 3 ngày⟧, báo cáo
  relative - before @event:ngày họp -P3D ?
gửi trước ngày họp 3 ngày và báo cáo
gửi ⟦trước khi họp tối thiểu 3 ngày⟧
  relative - before @event:khi họp -P3D ?
⟦trước 03 ngày kể từ ngày nộp⟧
  relative - before @event:kể từ ngày nộp -P3D ?
⟦trong 3 quý kể từ ngày ký⟧
  relative 2026-07-21..2027-04-21 at_latest @sign_date P9M
⟦trong 30 ngày kể từ ngày kết thúc năm⟧
  relative 2026-12-31..2027-02-01 at_latest @year-end P30D
⟦trong 30 ngày kể từ khi Luật có hiệu lực⟧
  relative - at_latest @event:kể từ khi luật có hiệu lực P30D ?
⟦trong 30 ngày kể từ ngày Quyết định có hiệu lực⟧
  relative 2026-07-21..2026-08-20 at_latest @effective_date P30D
⟦trong 30 ngày kể từ ngày quyết định này có hiệu lực⟧
  relative 2026-07-21..2026-08-20 at_latest @effective_date P30D
sau khi Quyết định này có hiệu lực
ngay sau khi kế hoạch được ban hành
theo tiến độ dự án, hoàn thành ⟦trước ngày 30/9/2026⟧
  date 2026-09-29 “2026-09-30” before
theo Kế hoạch số 1 ⟦trước ngày 30/9/2026⟧
  date 2026-09-29 “2026-09-30” before
theo tiến độ trong năm 2026
theo tiến độ trong tháng 9
theo tiến độ ⟦trong tháng 9/2026⟧
  window 2026-09-01..2026-09-30 “2026-09” within
thường xuyên, báo cáo hằng quý
(⟦2026 - 2027⟧)
  window 2026-01-01..2027-12-31 “2026/2027” within
Xây dựng đề án (⟦2026 - 2027⟧).
  window 2026-01-01..2027-12-31 “2026/2027” within
Xây dựng đề án (2026 - 2027) và trình.
Quốc hội khóa XVI (2026 - 2031)
Quốc hội nhiệm kỳ mới được bầu (2026 - 2031)
Thời gian: ⟦2026 - 2027⟧
  window 2026-01-01..2027-12-31 “2026/2027” within
⟦trong tháng 8 - 9/2026⟧
  window 2026-08-01..2026-09-30 “2026-08/2026-09” within
⟦trong ngày 20 - 21/8⟧
  window 2026-08-20..2026-08-21 “--08-20/--08-21” within
trong khoảng 20 - 21/8
vào ⟦tháng 8 - 9/2026⟧
  window 2026-08-01..2026-09-30 “2026-08/2026-09” within
dự kiến ⟦quý III - IV/2026⟧
  window 2026-07-01..2026-12-31 “2026-Q3/2026-Q4” within
⟦từ tháng 8 đến tháng 9⟧
  window 2026-08-01..2026-09-30 “--08/--09” within
từ năm 2026 đến năm 2030
⟦từ tuần 3 đến tuần 4 tháng 9⟧
  window 2026-09-15..2026-09-28 “--09-W3/--09-W4” within ?
tổ chức ⟦ngày 20 - 21/8⟧
  window 2026-08-20..2026-08-21 “--08-20/--08-21” within
tổ chức ngày 20 - 21
họp ngày 20/8 - 25/9
⟦Ngày 20/8/2026⟧, họp
  date 2026-08-20 “2026-08-20” on
⟦Quý IV/2026⟧, họp
  window 2026-10-01..2026-12-31 “2026-Q4” within
Tháng 9, họp
⟦Trong Quý IV/2026⟧, họp
  window 2026-10-01..2026-12-31 “2026-Q4” within
năm 2027, họp
xong ⟦năm 2026⟧
  window 2026-01-01..2026-12-31 “2026” within
trình ⟦đến năm 2030⟧
  date 2030-12-31 “2030” at_latest
đến năm 2030
⟦đến quý IV/2026⟧
  date 2026-12-31 “2026-Q4” at_latest
⟦trong năm 2026⟧
  window 2026-01-01..2026-12-31 “2026” within
⟦trong quý IV⟧
  window 2026-10-01..2026-12-31 “--Q4” within
⟦trong 2026⟧
  window 2026-01-01..2026-12-31 “2026” within
không quá 15/8
⟦không quá ngày 15/8⟧
  date 2026-08-15 “--08-15” at_latest
⟦tối đa 15/8/2026⟧
  date 2026-08-15 “2026-08-15” at_latest
theo Nghị định số 1/2020/NĐ-CP trong tháng 9/2026
theo Nghị định số 1/2020/NĐ-CP trong năm 2026
ban hành trong năm 2026
văn bản ban hành ngày 15/8/2026
ông A sinh ngày 15/8/2026
có hiệu lực từ ngày 15/8/2026
⟦thứ Sáu, ngày 14/8/2026⟧
  date 2026-08-14 “2026-08-14” on
vào thứ Sáu ngày 14/8
⟦ngày thứ Sáu, 14/8⟧, gửi
  date 2026-08-14 “--08-14” on
họp thứ 6 (⟦ngày 14/8/2026⟧)
  date 2026-08-14 “2026-08-14” on
gửi ⟦trước 14/8/2026 (thứ Sáu)⟧
  date 2026-08-13 “2026-08-14” before
⟦từ 14/8 đến 20/8⟧
  window 2026-08-14..2026-08-20 “--08-14/--08-20” within
trong các ngày 14, 15, 16/8/2026
trong các ngày 14, 15 và 16/8/2026
⟦trước ngày 14, 15/8/2026⟧
  several 2026-08-14 “2026-08-14;2026-08-15” before ?
⟦trước ngày 14/8, 15/9 và 16/10/2026⟧
  several 2026-10-15 “2026-08-14;2026-09-15;2026-10-16” before ?
⟦trước 12/8⟧
  date 2026-08-11 “--08-12” before
⟦trước 12-8⟧
  date 2026-08-11 “--08-12” before
⟦trước 12-8-2026⟧
  date 2026-08-11 “2026-08-12” before
⟦trước 12.8⟧
  date 2026-08-11 “--08-12” before
⟦trước 12.8.2026⟧
  date 2026-08-11 “2026-08-12” before
⟦trước 12/8/26⟧
  date 2026-08-11 “2026-08-12” before ?
trước 12/13
⟦trước 32/8⟧
  error - “--08-32” ?
⟦đến hết 31/8⟧
  date 2026-08-31 “--08-31” at_latest
hết ngày 31/8
hết 31/8
sớm hơn ngày 15/8
⟦chậm nhất: ngày 15/8⟧
  date 2026-08-15 “--08-15” at_latest
chậm nhất vào khoảng giữa tháng ngày 15/8
đến tay dân ⟦trước ngày 15/8⟧
  date 2026-08-14 “--08-15” before
hết hiệu lực ⟦trước ngày 15/8⟧
  date 2026-08-14 “--08-15” before
⟦cuối giờ chiều ngày 15/8⟧
  date 2026-08-15 “--08-15” on
⟦trước cuối giờ sáng ngày 15/8⟧
  date 2026-08-15 “--08-15” before
⟦trước sáng ngày 15/8⟧
  date 2026-08-14 “--08-15” before
⟦trước 3 giờ chiều ngày 15/8/2026⟧
  date 2026-08-15 “2026-08-15T15:00+07:00” before
⟦trước 13 giờ chiều ngày 15/8/2026⟧
  date 2026-08-15 “2026-08-15T13:00+07:00” before
⟦từ 8 giờ đến 11 giờ 30 ngày 15/8/2026⟧
  date 2026-08-15 “2026-08-15T11:30+07:00” on
8h-11h30 ngày 15/8/2026
⟦trước 16 giờ 30 phút, ngày 15/8/2026⟧
  date 2026-08-15 “2026-08-15T16:30+07:00” before
thứ 2 đến thứ 4 hằng tuần
⟦trước thứ Hai hằng tuần⟧
  recurring 2026-07-26 FREQ=WEEKLY;BYDAY=SU before
⟦trước 9 giờ thứ Hai hằng tuần⟧
  recurring 2026-07-27 FREQ=WEEKLY;BYDAY=MO “T09:00+07:00” before
⟦thứ 7, chủ nhật hằng tuần⟧
  recurring 2026-07-25 FREQ=WEEKLY;BYDAY=SA,SU on
nghỉ cố định thứ Bảy hằng tuần
nghỉ lễ cố định vào ⟦thứ Bảy hằng tuần⟧
  recurring 2026-07-25 FREQ=WEEKLY;BYDAY=SA on
cơ quan nghỉ; họp ⟦thứ Hai hằng tuần⟧
  recurring 2026-07-27 FREQ=WEEKLY;BYDAY=MO on
⟦tuần 3, 4 tháng 9/2026⟧
  several 2026-09-15..2026-09-28 “2026-09-W3;2026-09-W4” within ?
⟦tuần 3 và 4 tháng 9/2026⟧
  several 2026-09-15..2026-09-28 “2026-09-W3;2026-09-W4” within ?
⟦tuần thứ hai tháng 9⟧
  window 2026-09-08..2026-09-14 “--09-W2” within ?
⟦tuần 1 - tuần 2 tháng 9⟧
  window 2026-09-01..2026-09-14 “--09-W1/--09-W2” within ?
trong tuần tới
nửa đầu tháng
nửa đầu năm
nửa cuối năm 2026
9 tháng đầu năm 2026
3 tháng cuối năm 2026
6 tháng đầu năm
đầu quý IV/2026
xong giữa quý IV/2026
cuối quý IV/2026
đầu năm 2027
xong cuối năm
xong năm nay
xong ⟦năm học 2026/2027⟧
  window 2026-09-05..2027-05-31 “2026/2027” within ?
xong năm học 2026 - 2028
xong đầu năm học 2026 - 2027
⟦trước năm học 2026-2027⟧
  date 2026-09-04 “2026/2027” before ?
⟦trước Tết Dương lịch⟧
  date 2026-12-31 “--01-01” before @issue_date ?
⟦trước Tết Nguyên đán Đinh Mùi 2027⟧
  date 2027-02-03 “2027-02-06” before
sau Tết Nguyên đán
mùng 5 Tết
⟦ngày 15/8 âm lịch⟧
  date - “lunar:--08-15” on ?
⟦ngày 15/8 (âm lịch)⟧, họp
  date - “lunar:--08-15” on ?
ngày cuối cùng của quý III/2026
⟦ngày cuối mỗi quý⟧
  recurring 2026-09-30 FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1 “---last” on
⟦ngày cuối năm⟧
  recurring 2026-12-31 FREQ=MONTHLY;BYMONTH=12;BYMONTHDAY=-1 “---last” on
ngày làm việc cuối cùng của năm 2026
quý III, IV/2026
quý III, quý IV/2026
quý I-II/2027
tháng 13
tháng 0
tháng 8, 9
tháng 8/2026, 9/2026
⟦trước ngày 30/6 và 30/11 hằng năm⟧
  recurring 2026-11-29 FREQ=YEARLY;BYMONTH=6,11;BYMONTHDAY=29 “--06-30;--11-30” before
sau tháng 9/2026
sau ngày 15/8
sau năm 2026
Năm 2026 (quý III)
tháng 9, năm 2026
15/8, năm 2026
tháng 9 của năm 2026
⟦ngày 15 tháng 8⟧
  date 2026-08-15 “--08-15” on
⟦ngày 15 của tháng 8 năm 2026⟧
  date 2026-08-15 “2026-08-15” on
ngày 15 tháng 13
⟦ngày 31/9/2026⟧
  error - “2026-09-31” ?
30/02/2027
năm 1944
năm 2151
đến 2150
Hoàn thành ⟦từ trước ngày 30/9/2026⟧
  date 2026-09-29 “2026-09-30” before
Sở A: ⟦hằng năm⟧ các xã rà soát
  recurring 2026-12-31 FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31 ?
các xã gửi ⟦trước ngày 20 của tháng⟧ về Sở
  recurring 2026-08-19 FREQ=MONTHLY;BYMONTHDAY=19 “---20” before
các xã lập ngày 20 của tháng về Sở
⟦trước khi khai mạc lễ hội của các xã ven biển ít nhất 05 ngày⟧
  relative - before @event:khi khai mạc lễ hội của các xã ven biển -P5D ?
gửi ⟦trước ngày họp của các xã ven biển miền trung nước ít nhất 05 ngày⟧
  relative - before @event:ngày họp của các xã ven biển miền trung nước -P5D ?
gửi trước ngày họp của các xã ven biển miền trung nước ta ít nhất 05 ngày
"""

CELLS = """
Mục 2: tháng 8/2026 | window 2026-08-01..2026-08-31 “2026-08” within
phần II: tháng 8/2026 | window 2026-08-01..2026-08-31 “2026-08” within
nay trở về sau | ongoing 2026-07-21..
báo cáo vào đầu tuần | none - ?
báo cáo vào cuối tuần | none - ?
báo cáo định kỳ tháng 8 | window 2026-08-01..2026-08-31 “--08” within
báo cáo định kỳ năm 2026 | window 2026-01-01..2026-12-31 “2026” within
báo cáo hằng quý/năm | recurring 2026-09-30 FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1 ?
mỗi 6 tháng 02 lần | recurring 2026-09-30 FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1 ?
trong 24 giờ | relative - at_latest PT24H ?
24 giờ | relative - at_latest PT24H ?
sau 10 ngày | relative - P10D
kể từ ngày 01/8/2026 trở đi | window 2026-08-01.. “2026-08-01”
sau khi Quyết định này có hiệu lực | event 2026-07-21.. @effective_date ?
ngay sau khi kế hoạch được ban hành | event 2026-07-21.. @issue_date ?
theo tiến độ trong năm 2026 | reference - @ref:project
theo tiến độ trong tháng 9 | reference - @ref:project
thường xuyên, báo cáo hằng quý | ongoing 2026-07-21.. @effective_date
Xây dựng đề án (2026 - 2027) và trình. | window 2026-01-01..2027-12-31 “2026/2027” within
trong khoảng 20 - 21/8 | window 2026-08-20..2026-08-21 “--08-20/--08-21” within
từ năm 2026 đến năm 2030 | window 2026-01-01..2030-12-31 “2026/2030” within
tổ chức ngày 20 - 21 | window 2026-07-20..2026-07-21 “---20/---21” within ?
Tháng 9, họp | window 2026-09-01..2026-09-30 “--09” within
năm 2027, họp | window 2027-01-01..2027-12-31 “2027” within
đến năm 2030 | date 2030-12-31 “2030” at_latest
không quá 15/8 | date 2026-08-15 “--08-15” at_latest
theo Nghị định số 1/2020/NĐ-CP trong tháng 9/2026 | reference - @ref:law
theo Nghị định số 1/2020/NĐ-CP trong năm 2026 | reference - @ref:law
ban hành trong năm 2026 | window 2026-01-01..2026-12-31 “2026” within
có hiệu lực từ ngày 15/8/2026 | window 2026-08-15.. “2026-08-15”
vào thứ Sáu ngày 14/8 | date 2026-08-14 “--08-14” on
trong các ngày 14, 15, 16/8/2026 | several 2026-08-16 “2026-08-14;2026-08-15;2026-08-16” on ?
trong các ngày 14, 15 và 16/8/2026 | several 2026-08-16 “2026-08-14;2026-08-15;2026-08-16” on ?
trước 12/13 | none - ?
hết ngày 31/8 | date 2026-08-31 “--08-31” at_latest
hết 31/8 | date 2026-08-31 “--08-31” at_latest
sớm hơn ngày 15/8 | date 2026-08-14 “--08-15” before
8h-11h30 ngày 15/8/2026 | date 2026-08-15 “2026-08-15T11:30+07:00” on
thứ 2 đến thứ 4 hằng tuần | recurring 2026-07-21 FREQ=WEEKLY;BYDAY=MO,TU,WE on
trong tuần tới | none - ?
nửa đầu tháng | none - ?
nửa đầu năm | window 2027-01-01..2027-06-30 “--H1” within @issue_date ?
nửa cuối năm 2026 | window 2026-07-01..2026-12-31 “2026-H2” within
9 tháng đầu năm 2026 | window 2026-01-01..2026-09-30 “2026-M9” within
3 tháng cuối năm 2026 | window 2026-10-01..2026-12-31 “2026-M3” within
6 tháng đầu năm | window 2027-01-01..2027-06-30 “--H1” within @issue_date ?
đầu quý IV/2026 | date 2026-10-31 “2026-Q4” within ?
xong giữa quý IV/2026 | date 2026-11-30 “2026-Q4” within ?
cuối quý IV/2026 | date 2026-12-31 “2026-Q4” within ?
đầu năm 2027 | window 2027-01-01..2027-03-31 “2027” within ?
xong cuối năm | date 2026-12-31 “year” within ?
xong năm nay | window 2026-01-01..2026-12-31 “year” within
xong năm học 2026 - 2028 | window 2026-01-01..2028-12-31 “2026/2028” within
xong đầu năm học 2026 - 2027 | date 2027-05-31 “2026/2027” within ?
sau Tết Nguyên đán | window 2027-02-07.. “2027-02-06” @issue_date ?
mùng 5 Tết | date 2027-02-06 “2027-02-06” on @issue_date ?
ngày cuối cùng của quý III/2026 | date 2026-09-30 “2026-Q3” within ?
ngày làm việc cuối cùng của năm 2026 | date 2026-12-31 “2026” on ?
quý III, IV/2026 | several 2026-07-01..2026-12-31 “2026-Q3;2026-Q4” within ?
quý III, quý IV/2026 | several 2026-07-01..2026-12-31 “2026-Q3;2026-Q4” within ?
quý I-II/2027 | window 2027-01-01..2027-06-30 “2027-Q1/2027-Q2” within
từ ngày 25 đến ngày 05/9/2026 | window 2026-08-25..2026-09-05 “2026-08-25/2026-09-05” within
từ ngày 15 đến ngày 15/9/2026 | window 2026-09-15..2026-09-15 “2026-09-15/2026-09-15” within
từ ngày 15 đến 10/8 | window 2026-07-15..2026-08-10 “--07-15/--08-10” within
từ ngày 25 đến ngày 05/01/2027 | window 2026-12-25..2027-01-05 “2026-12-25/2027-01-05” within
từ 20/12 đến 10/01/2027 | window 2026-12-20..2027-01-10 “2026-12-20/2027-01-10” within
từ 20/12/2026 đến 10/01/2026 | window 2026-12-20..2026-01-10 “2026-12-20/2026-01-10” within ?
tuần 4 - tuần 1 tháng 9 | window 2026-08-22..2026-09-07 “--08-W4/--09-W1” within ?
mỗi năm 02 lần | recurring 2026-12-31 FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=-1 ?
mỗi năm 02 báo cáo | recurring 2026-12-31 FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31 ?
12-01/2027 | window 2026-12-01..2027-01-31 “2026-12/2027-01” within
20-12/2026 | window 2026-12-01..2026-12-31 “2026-12” within
9-2026 | window 2026-09-01..2026-09-30 “2026-09” within
9 - 2026 | window 2026-01-01..2026-12-31 “2026” within
13/2026 | error - “2026-13” ?
ngày 21 | date 2026-07-21 “---21” on ?
ngày 20 | date 2026-08-20 “---20” on ?
giữa quý III/2026 | date 2026-08-31 “2026-Q3” within ?
tháng 13 | error - “--13” ?
tháng 0 | none - ?
tháng 8, 9 | several 2026-08-01..2026-09-30 “--08;--09” within ?
tháng 8/2026, 9/2026 | several 2026-08-01..2026-09-30 “2026-08;2026-09” within ?
sau tháng 9/2026 | window 2026-10-01.. “2026-09”
sau ngày 15/8 | window 2026-08-16.. “--08-15”
sau năm 2026 | window 2027-01-01.. “2026”
Năm 2026 (quý III) | window 2026-07-01..2026-09-30 “2026-Q3” within
tháng 9, năm 2026 | window 2026-09-01..2026-09-30 “2026-09” within
15/8, năm 2026 | date 2026-08-15 “2026-08-15” on
tháng 9 của năm 2026 | window 2026-09-01..2026-09-30 “2026-09” within
ngày 15 tháng 13 | error - “--13” ?
30/02/2027 | error - “2027-02-30” ?
năm 1944 | none - ?
năm 2151 | none - ?
đến 2150 | date 2150-12-31 “2150” at_latest
quý 5/2026 | window 2026-05-01..2026-05-31 “2026-05” within
từ giữa quý III/2026 | window 2026-08-01.. “2026-Q3” ?
từ cuối quý III/2026 | window 2026-09-01.. “2026-Q3” ?
từ trước ngày 30/9/2026 | date 2026-09-29 “2026-09-30” before
trước 01/3, 15/9 hằng năm | recurring 2026-09-14 \
FREQ=YEARLY;BYMONTH=2,9;BYMONTHDAY=-1,14;BYSETPOS=2,3 “--03-01;--09-15” before
kỳ báo cáo 5 tháng/lần | recurring 2026-12-14 FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=14 ?
chốt số liệu 18 tháng/lần | recurring 2026-12-14 FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=14 ?
"""

_MARKED = re.compile("[⟦⟧]")


def _whole(d: Deadline) -> str:
    """The meaning in one line; "2026-08-01..2026-08-31" where it has a first day."""
    days = f"{d.start}..{d.due or ''}" if d.start else str(d.due or "-")
    stated = d.stated and f"“{d.stated}”"
    anchor = f"@{d.anchor}" if d.anchor not in (None, "calendar") else None
    doubt = "?" if d.needs_review else None
    said = (d.kind, days, d.rrule, stated, d.boundary, anchor, d.offset, doubt)
    return " ".join(part for part in said if part)


def _marked(text: str, found: list[Deadline]) -> str:
    for d in reversed(found):
        if d.span:
            text = f"{text[: d.span.start]}⟦{d.span.of(text)}⟧{text[d.span.end :]}"
    return text


def _sentences() -> Iterator[tuple[str, list[str]]]:
    for case in re.split(r"\n(?!  )", RUNNING_TEXT.strip("\n")):
        marked, *meanings = case.split("\n  ")
        yield marked, meanings


@pytest.mark.parametrize(("marked", "meanings"), list(_sentences()))
def test_a_sentence_sets_so_much(marked: str, meanings: list[str]) -> None:
    text = _MARKED.sub("", marked)
    found = sorted(find_deadlines(text, CONTEXT), key=lambda d: d.span.start if d.span else 0)
    assert _marked(text, found) == marked
    assert [_whole(d) for d in found] == meanings


@pytest.mark.parametrize("line", CELLS.strip("\n").splitlines())
def test_a_cell_means_so_much(line: str) -> None:
    text, meaning = line.split(" | ")
    assert _whole(parse_deadline(text, CONTEXT)) == meaning


@pytest.mark.parametrize(
    ("length", "opening"),
    [("ít nhất 05 ngày trước", "ngày khai mạc"), ("30 ngày", "kể từ ngày khai mạc")],
)
def test_an_event_is_told_by_its_first_eighty_letters(length: str, opening: str) -> None:
    event = f"{opening} {'hội nghị ' * 12}lớn"
    assert parse_deadline(f"{length} {event}", CONTEXT).anchor == f"event:{event[:80]}"
