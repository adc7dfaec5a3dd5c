"""Whether a paragraph goes on over a line break: one decision for each break, the sum of what is
seen for and against it.

>>> from vanban.pipeline.readers.text.breaks.signs import Break, Habits
>>> from vanban.pipeline.readers.text.breaks.verdict import judge
>>> said = judge(Break("Đông Hải, ngày", "12 tháng 3 năm 2026"), Habits())
>>> said.joins, "day" in said.signs
(True, True)

The signs are what the two lines say (an open bracket, a dangling "của", a marker), and what the
text shows (the width of its wraps, how many plain breaks are wraps). Each module holds the signs of
one idea. Weights are natural log-odds, set by hand on 680 portal and gazette texts, where the plain
signs decide nine breaks of ten alone.
"""
