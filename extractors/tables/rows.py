"""What each row of a table is: header, group, data or note (domain brief 3.4, "table
behaviour").
"""

from __future__ import annotations

import re
from typing import Literal

from vanban.extractors.language.folding import key
from vanban.extractors.language.list_markers import BULLET, CAPITAL, DECIMAL, LETTER, ROMAN_ITEM
from vanban.extractors.tables.cells import (
    is_column_number,
    is_group_label,
    is_note,
    label_of,
    looks_like_actors,
    looks_like_deadline,
    opens_heading,
)
from vanban.extractors.tables.roles import header_role, plain
from vanban.extractors.tables.view import Covered, TableView

RowKind = Literal["header", "group", "data", "note"]

_LONGEST_HEADER = 120
_MOST_SAME = 0.5  # share of cells of a header pasted again that say the same; others name a role
_LONGEST_HEADING = 200  # letters of a heading that stands alone in its row
_TOP = 6  # rows in which a header may begin
_TIME = re.compile(
    r"(?:(?:năm|quý|tháng)\s*)?(?:(?:19|20)\d\d|[IVX]{1,4}|\d{1,2})(?:/(?:19|20)\d\d)?$",
    re.IGNORECASE,
)  # a column for each year
_BULLET = re.compile(rf"\s*{BULLET}\s")
_TERMINATORS = (".", ";", ":", "!", "?", "/")
_INNER_ITEM = re.compile(rf"(?<=[\s.;:]){BULLET}\s|\n\s*(?:\d{{1,2}}[.)]|{LETTER}\))\s")
_GROUP = re.compile(rf"(?:{ROMAN_ITEM}|{CAPITAL})\s*[.)/:]\s*\w")
_LABELLED = re.compile(rf"\s*(?:{DECIMAL}[.)]|{LETTER}\)|(?:{ROMAN_ITEM}|{CAPITAL})\.)\s")


def header_rows(
    view: TableView, marked: int = 0, bold: frozenset[int] = frozenset()
) -> tuple[int, ...]:
    """Rows of the header at the top, number row included; empty where the table has none.

    ``marked`` is how many rows the file itself marks as header; they count only where their words
    are those of headers. ``bold`` are the rows whose words are all bold.
    """
    start = next(
        (r for r in range(min(_TOP, len(view.table.rows))) if _names_columns(view, r)), None
    )
    if start is None:
        start = _unknown_header(view, bold)
    if start is None:
        return ()
    end = start + 1
    while end < len(view.table.rows) and (
        _covered_from(view, end, start)
        or _under_header(view, end, start)
        or is_number_row(view, end)
    ):
        end += 1
    return tuple(range(start, max(end, min(marked, start + 4))))


def _names_columns(view: TableView, row: int) -> bool:
    cells = [c for c in view.covering(row) if c.text and not c.inherited]
    roles = [role for c in cells if (role := header_role(c.text))]
    return len(set(roles) - {"other"}) >= 2 and len(roles) * 2 >= len(cells)


def _unknown_header(view: TableView, bold: frozenset[int]) -> int | None:
    """The first row where it heads columns of which nobody knows what they hold: it opens with "TT"
    ("TT | Họ và tên | Năm sinh"), or it alone is in bold ("**Mã hiệu** | **Công tác xây dựng**").
    """
    filled = [r for r, row in enumerate(view.table.rows) if view.filled(row)]
    if len(filled) < 2:
        return None
    first, second = filled[:2]
    cells = [c for c in view.covering(first) if c.text]
    if len(cells) < 2 or any(len(c.text) > _LONGEST_HEADER for c in cells):
        return None
    counted = header_role(cells[0].text) == "order"
    lettered = all(any(map(str.isalpha, c.text)) for c in cells)
    alone = first in bold and second not in bold and lettered and len(cells) * 2 > view.width
    return first if counted or alone else None


def _covered_from(view: TableView, row: int, start: int) -> bool:
    """True while a cell of the header reaches down into ``row``."""
    return any(
        c.inherited
        and c.row >= start
        and c.text
        and c.row + c.cell.row_span > row
        and _is_headerish(c.text)
        for c in view.covering(row)
    )


def _is_headerish(text: str) -> bool:
    return header_role(text) is not None


def _under_header(view: TableView, row: int, start: int) -> bool:
    """True for a second header row that the file did not merge: header words only, or words under a
    header over several columns.
    """
    cells = [c for c in view.covering(row) if c.text]
    if (
        not cells
        or any(len(c.text) > 60 or _across(view, c.cell.col_span) for c in cells)
        or _is_narrow(view, cells, start)
    ):
        return False
    if all(
        _TIME.match(c.text) and (above := view.at(start, c.cell.column)) and above.cell.col_span > 1
        for c in cells
    ):
        return True
    known = [c for c in cells if header_role(c.text) not in (None, "other")]
    wide = any(c.cell.col_span > 1 for c in view.covering(start))
    return len(known) == len(cells) or (wide and bool(known) and label_of(cells[0].text) is None)


def _is_narrow(view: TableView, cells: list[Covered], start: int) -> bool:
    """True for one lone cell under a header cell of its own width: a heading over the rows, whose
    cells the file did not merge.
    """
    above = view.at(start, cells[0].cell.column)
    return len(cells) == 1 and above is not None and bool(above.text) and above.cell.col_span == 1


def is_number_row(view: TableView, row: int) -> bool:
    """True for (1) (2) (3), or A B 1 2 3."""
    cells = [c for c in view.covering(row) if c.text]
    if len(cells) < 3 or len(cells) * 2 < view.width:
        return False
    numbers = [int(found.group()) for c in cells if (found := re.search(r"\d+", c.text))]
    return (
        all(is_column_number(c.text) for c in cells)
        and numbers == sorted(set(numbers))
        and bool(numbers)
    )


def kinds(
    view: TableView, header: tuple[int, ...], bold: frozenset[int] = frozenset()
) -> tuple[RowKind, ...]:
    """The kind of every row. ``view`` must have its columns' roles; ``bold`` are the rows whose
    words are all bold.
    """
    titles = {_signature(view, r) for r in header}
    words = frozenset(plain(c.text) for r in header for c in view.covering(r))
    out: list[RowKind] = []
    for r in range(len(view.table.rows)):
        if r in header:
            out.append("header")
        elif header and r < header[0]:
            out.append("note")
        elif (
            _signature(view, r) in titles and any(view.filled(view.table.rows[r]))
        ) or _is_repeated(view, r, words):
            out.append("header")
        else:
            out.append(_kind(view, r, r in bold))
    return tuple(out)


def _signature(view: TableView, row: int) -> str:
    return "|".join(key(c.text) for c in view.covering(row))


def _is_repeated(view: TableView, row: int, words: frozenset[str]) -> bool:
    """A header pasted again, perhaps merged otherwise or in part in other words; or its number row.
    ``words`` are those of the header's cells.
    """
    if not words:
        return False
    if is_number_row(view, row):
        return True
    cells = [c.text for c in view.covering(row) if c.text and not c.inherited]
    if any(len(c) > _LONGEST_HEADER for c in cells):
        return False
    others = [c for c in cells if plain(c) not in words]
    same = len(cells) - len(others)
    if same < 2 or same < _MOST_SAME * len(cells):
        return False
    return all(map(header_role, others))


def _kind(view: TableView, row: int, bold: bool) -> RowKind:
    filled = [c for c in view.covering(row) if c.text and not c.inherited]
    if not filled:
        return "data"
    if is_note(filled[0].text) and _alone(view, row):
        return "note"
    return "group" if _is_group(view, row) or _is_bare_heading(view, row, bold) else "data"


def _alone(view: TableView, row: int) -> bool:
    """True when a row says nothing in the columns of actors, time and product."""
    wanted = view.columns("lead", "cooperators", "due", "outputs")
    return not any(
        (c := view.at(row, i)) and c.text and not _across(view, c.cell.col_span) for i in wanted
    )


def _across(view: TableView, span: int) -> bool:
    return span >= 2 and span >= view.width - 2


def _is_group(view: TableView, row: int) -> bool:
    """A heading over the rows that follow: merged across, or Roman numeral or capital with a
    heading and no actor.
    """
    cells = [c for c in view.covering(row) if c.text and not c.inherited]
    if any(c.inherited and c.text for c in view.covering(row)):
        return False
    last = cells[-1]
    if len(cells) <= 2 and _across(view, last.cell.col_span):
        return (
            label_of(cells[0].text) is None
            or is_group_label(label_of(cells[0].text) or "")
            or len(cells) == 1
            or last.cell.col_span >= 3
        )
    # a heading may stand in the first column of words, whatever that holds
    heading_only = len(cells) == 2 and not looks_like_actors(last.text)
    acting = any(view.text(row, i) for i in view.columns("lead", "cooperators"))
    label = row_label(view, row)
    if label is None or (acting and not heading_only):
        return False
    if acting and not any(view.text(row, i) for i in view.columns("task")):
        return True  # "5.1 | | Thương mại": no work, and nobody who does any
    if is_group_label(label):
        return len(cells) <= 3
    return heading_only and _alone(view, row) and _counts_anew_below(view, row, label)


def _counts_anew_below(view: TableView, row: int, label: str) -> bool:
    """Whether the row below begins a list of its own, with somebody or a day: "3 | Chuyển đổi số"
    over "1 | Số hóa hồ sơ | Văn phòng". A scan's "I" is often read as 1.
    """
    below = row + 1
    if not label.isdigit() or below >= len(view.table.rows):
        return False
    return row_label(view, below) == "1" and not _alone(view, below)


def _is_bare_heading(view: TableView, row: int, bold: bool) -> bool:
    """A heading that stands alone in its row: in the column of numbers, behind "I." or "A.", in
    bold or in capitals, or in the words of one ("Nhiệm vụ giao Bộ trưởng …").
    """
    filled = [c for c in view.covering(row) if c.text]
    if (
        len(filled) != 1
        or filled[0].inherited
        or not view.columns("lead", "cooperators", "due")
        or row_label(view, row)
    ):
        return False
    text = filled[0].text
    if len(text) >= _LONGEST_HEADING:
        return False
    in_numbers = filled[0].cell.column in view.columns("order") and label_of(text) is None
    if in_numbers or _GROUP.match(text) or opens_heading(text):
        return True
    return not _BULLET.match(text) and (text.isupper() or (bold and text[:1].isupper()))


def row_label(view: TableView, row: int) -> str | None:
    """The label in the number columns of a row: the last one, which is the finest ("TT | Chi
    tiết").
    """
    labels = [label_of(view.text(row, i)) for i in view.columns("order")]
    found = [x for x in labels if x]
    return found[-1] if found else None


def continues(view: TableView, row: int) -> bool:
    """True when a data row only carries on the cells of the row above, as at a page's end: no
    number, no lead, and the sentence goes on.
    """
    above = _data_above(view, row)
    tasks = view.columns("task")
    if above is None or not tasks or any(_own_words(view, row, i) for i in view.columns("order")):
        return False
    if any(_starts_anew(view, row, i) for i in view.columns("lead", "cooperators", "due")):
        return False
    words = _own_words(view, row, tasks[0])
    if words:
        numbered = bool(view.columns("order"))
        return _goes_on(view.text(above, tasks[0]), words, numbered=numbered)
    own = [text for i in range(view.width) if (text := _own_words(view, row, i))]
    if _inherited(view, row, tasks[0]):  # the cell of the work is merged: a new product opens anew
        return bool(own) and all(text[:1].islower() or text[:1] in "(,;" for text in own)
    return bool(own) and not _has_time_of_its_own(view, row, above)


def _has_time_of_its_own(view: TableView, row: int, above: int) -> bool:
    """A whole time below another whole one: "3/2026" over "6/2026", but not "Tháng" over
    "6/2026".
    """
    return any(
        looks_like_deadline(_own_words(view, row, i)) and looks_like_deadline(view.text(above, i))
        for i in view.columns("due")
    )


def starts_midway(view: TableView, row: int) -> bool:
    """True for the first row of a table on a new page that carries on the last row before: no
    number, no lead, words in lower case.
    """
    tasks = view.columns("task")
    if not tasks or any((c := view.at(row, i)) and c.text for i in view.columns("order")):
        return False
    if any(_starts_anew(view, row, i) for i in view.columns("lead", "cooperators", "due")):
        return False
    words = view.text(row, tasks[0])
    if _BULLET.match(words):
        return not any(view.text(row, i) for i in view.columns("lead", "cooperators", "due"))
    return words[:1].islower() or (not words and bool(view.columns("order")))


def _goes_on(before: str, words: str, *, numbered: bool) -> bool:
    """The list or sentence of the cell above goes on. A bullet row under a row without bullets is a
    sub-row, not a continuation.
    """
    if _BULLET.match(words) or _LABELLED.match(words + " "):
        return _INNER_ITEM.search(before) is not None
    if (
        words[:1].islower()
        or words[:1] in "(,;"
        or before.endswith((",", ";", "-", " và", " các", " của"))
    ):
        return True
    return numbered and not before.endswith(_TERMINATORS)


def _starts_anew(view: TableView, row: int, column: int) -> bool:
    covered = view.at(row, column)
    return covered is not None and not covered.inherited and covered.text[:1].isupper()


def _own_words(view: TableView, row: int, column: int) -> str:
    """The words of a cell that begins in this row."""
    return "" if _inherited(view, row, column) else view.text(row, column)


def _inherited(view: TableView, row: int, column: int) -> bool:
    covered = view.at(row, column)
    return covered is not None and covered.inherited


def _data_above(view: TableView, row: int) -> int | None:
    for r in range(row - 1, -1, -1):
        kind = view.table.rows[r].kind
        if kind == "data":
            return r
        if kind == "group":
            return None
    return None
