"""Header rows of tables drawn without column lines: words that stand apart from each other and name
columns that we know.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from vanban.extractors.tables.cells import is_column_number, label_of
from vanban.extractors.tables.roles import header_role
from vanban.pipeline.readers.page.lines import Row, gaps, make_line
from vanban.pipeline.readers.page.model import Word

_APART = 0.5
"""Sizes of a gap that parts two columns: wider than the spaces of most set text."""
_LINES = 10
"""Printed lines of a header, at most."""
_NAME_LINES = 3
"""Printed lines of the name of a column, mostly."""
_STEP = 1.9
"""Sizes between two lines of one header, at most."""
_SPREAD = 1.15
"""How much farther apart than those of the header a line must stand to be no part of it."""
_WORDS = 9
"""Words of a column's header on one line, at most."""
_LONGEST = 80
"""Characters of one column's header, at most."""
_PAIR = 2
_BRIEF = 30
"""Characters of a header of two columns, at most."""
_SAME_WORDS = 0.85
"""How like two lines must be to be the same header, on pages that were read from pictures."""


@dataclass(frozen=True, slots=True)
class Part:
    """Words of one line that stand together."""

    line: int
    x0: float
    x1: float
    text: str


@dataclass(frozen=True, slots=True)
class HeadColumn:
    """Where a column's own header words stand, from the first to the last line."""

    x0: float
    x1: float
    text: str


@dataclass(frozen=True, slots=True)
class Over:
    """A header over several columns: ``first`` to ``last``, printed on ``line`` of the page."""

    line: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Head:
    """Rows ``first`` to before ``end`` of a page name the columns of a table."""

    first: int
    end: int
    columns: tuple[HeadColumn, ...]
    over: tuple[Over, ...]
    lines: tuple[str, ...]

    @property
    def roles(self) -> tuple[str | None, ...]:
        """What each column holds, as far as its header is known."""
        return tuple(header_role(c.text) for c in self.columns)

    def is_sound(self) -> bool:
        """Two columns or more are known to hold different things, as many as not; hardly one begins
        in small letters.
        """
        if any(len(c.text) > _LONGEST or _is_label(c.text) for c in self.columns):
            return False
        known = [role for role in self.roles if role]
        small = sum(c.text[0].islower() for c in self.columns)
        several = (
            len(set(known) - {"other"}) > 1 and len(known) * 2 >= len(self.columns) > 4 * small
        )
        return several and (len(self.columns) > _PAIR or self._is_sound_pair())

    def _is_sound_pair(self) -> bool:
        """Two columns say less: the work beside another thing, each in a few words."""
        return (
            "task" in self.roles
            and "other" not in self.roles
            and None not in self.roles
            and max(len(c.text) for c in self.columns) <= _BRIEF
        )

    def no_worse_than(self, other: Head) -> bool:
        """Whether the columns that ``other`` names are named here as well."""
        if len(self.columns) < len(other.columns):
            return False
        for column, role in zip(other.columns, other.roles, strict=True):
            now = next((c for c in self.columns if c.x0 <= column.x0 and column.x1 <= c.x1), None)
            if now is None or (
                role not in (None, "other") and header_role(now.text) in (None, "other")
            ):
                return False
        return True

    def same_words(self, other: Head) -> bool:
        """Whether both say the same, a few letters aside."""
        return len(self.columns) == len(other.columns) and _like(
            " ".join(self.lines), " ".join(other.lines)
        )


def find_heads(
    rows: Sequence[Row], rules: Sequence[tuple[float, float, float]], known: Head | None = None
) -> list[Head]:
    """The headers among the lines of a page, from top to bottom. ``rules``: horizontal rules of the
    page.

    ``known``: a header of the page before, which ends where it ended there.
    """
    heads: list[Head] = []
    at = 0
    while at < len(rows):
        head = _head_at(rows, at, rules, known) if _may_name_columns(rows[at]) else None
        if head and head.first >= (heads[-1].end if heads else 0):
            heads.append(head)
            at = head.end
        else:
            at += 1
    return heads


def parts(row: Row, line: int = 0) -> list[Part]:
    """The words of a line, parted where wide gaps stand."""
    cuts = _cuts(row)
    groups = [row[a:b] for a, b in zip([0, *cuts], [*cuts, len(row)], strict=True)]
    return [Part(line, g[0].x0, g[-1].x1, make_line(g, 0).text) for g in groups]


def _cuts(row: Row) -> list[int]:
    """Where wide gaps part the words of a line."""
    found = gaps(row)
    if max(found, default=0.0) <= _APART * row[0].size:
        return []
    least = _APART * size_of(row)
    return [i for i, gap in enumerate(found, 1) if gap > least]


def size_of(row: Row) -> float:
    """The size of a line's largest words."""
    return max(w.size for w in row)


def base_of(row: Row) -> float:
    """The baseline of a line's largest words."""
    return max(row, key=_size).base


def _size(word: Word) -> float:
    return word.size


def _may_name_columns(row: Row) -> bool:
    """Two parts or more that name columns: the cheap test that most lines of text fail."""
    cuts = _cuts(row)
    if not cuts:
        return False
    texts = [row[a:b] for a, b in zip([0, *cuts], [*cuts, len(row)], strict=True)]
    return (
        all(len(t) <= _WORDS for t in texts)
        and sum(header_role(" ".join(w.text for w in t)) is not None for t in texts) >= 2
    )


def _head_at(
    rows: Sequence[Row], at: int, rules: Sequence[tuple[float, float, float]], known: Head | None
) -> Head | None:
    again = _again(rows, at, known) if known else None
    if again:
        return again
    head = best = _downwards(rows, at, rules)
    while head.first and len(head.lines) < _LINES:
        higher = _read(rows, head.first - 1, head.end)
        if not _goes_up(rows, head, higher, rules):
            break
        head = higher
        if head.no_worse_than(best):
            best = head
    return best if best.is_sound() else None


def _again(rows: Sequence[Row], at: int, known: Head) -> Head | None:
    """The known header, of which row ``at`` is one of the lines."""
    size = known.end - known.first
    for first in range(max(0, at - size + 1), at + 1):
        if first + size <= len(rows):
            head = _read(rows, first, first + size)
            if head.same_words(known) and all(map(_like, head.lines, known.lines)):
                return head
    return None


def _like(one: str, other: str) -> bool:
    return one == other or SequenceMatcher(None, one, other, autojunk=False).ratio() >= _SAME_WORDS


def _downwards(rows: Sequence[Row], at: int, rules: Sequence[tuple[float, float, float]]) -> Head:
    head = _read(rows, at, at + 1)
    steps: list[float] = []
    while head.end < len(rows) and head.end - at < _LINES and _goes_down(rows, head, steps, rules):
        steps.append(base_of(rows[head.end]) - base_of(rows[head.end - 1]))
        head = _read(rows, at, head.end + 1)
    return head


def _goes_down(
    rows: Sequence[Row],
    head: Head,
    steps: Sequence[float],
    rules: Sequence[tuple[float, float, float]],
) -> bool:
    """Whether the row below a header belongs to it: it names columns itself or goes on with their
    words.
    """
    above, row = rows[head.end - 1], rows[head.end]
    step = base_of(row) - base_of(above)
    if step > _STEP * max(size_of(above), size_of(row)):
        return False
    if any(sum(c.x0 < p.x1 and p.x0 < c.x1 for c in head.columns) > 1 for p in parts(row)):
        return False  # what stands over several columns stands above them
    found = parts(row)
    if (
        steps and step > max(_SPREAD * max(steps), 1.3 * max(size_of(above), size_of(row)))
    ) or _ruled(above, row, rules):
        return _begins_header_row(rows, head.end)
    shouted = all(w.text.upper() == w.text for w in above)
    return all(_is_head_words(p.text, shouted) for p in found) or _begins_header_row(rows, head.end)


def _begins_header_row(rows: Sequence[Row], at: int) -> bool:
    """Whether what stands from row ``at`` on names columns: read with the next lines, for names may
    run over several.
    """
    for end in range(at + 1, min(at + _NAME_LINES, len(rows)) + 1):
        begun = [c.text for c in _read(rows, at, end).columns if not c.text[0].islower()]
        if begun and all(header_role(text) not in (None, "other") for text in begun):
            return True
    return False


def _is_head_words(text: str, shouted: bool) -> bool:
    if is_column_number(text) or _is_label(text):
        return False
    return (
        text[0].islower()
        or text[0] in "(/"
        or header_role(text) is not None
        or (shouted and text.isupper())
    )


def _is_label(text: str) -> bool:
    """A number or letter of a row, and not two letters of a header's last word ("đầu" / "ra")."""
    return (
        label_of(text) is not None
        and header_role(text) is None
        and not (text.islower() and text.isalpha() and len(text) > 1)
    )


def _goes_up(
    rows: Sequence[Row], head: Head, higher: Head, rules: Sequence[tuple[float, float, float]]
) -> bool:
    above, row = rows[higher.first], rows[head.first]
    found = parts(above, higher.first)
    named = all(header_role(p.text) not in (None, "other") for p in found)
    if base_of(row) - base_of(above) > _STEP * max(size_of(above), size_of(row)) or (
        _ruled(above, row, rules) and not named
    ):
        return False
    if any(
        c.text[0].islower() and found[0].x0 < c.x1 and c.x0 < found[-1].x1 for c in head.columns
    ):
        return len(higher.columns) >= len(head.columns)  # the words of a cell began higher
    if not higher.no_worse_than(head):
        return False
    if len(higher.over) > len(head.over):
        wide = [o for o in higher.over if o.line == higher.first]
        return all(o.first > 0 for o in wide) and any(header_role(p.text) for p in found)
    more = sum(role is not None for role in higher.roles) - sum(
        role is not None for role in head.roles
    )
    return not above[-1].text.endswith((".", ":", ";")) and (more > 0 or _starts_cells(found))


def _starts_cells(found: Sequence[Part]) -> bool:
    return any(header_role(p.text) is not None for p in found) or len(found) > 1


def _ruled(above: Row, below: Row, rules: Sequence[tuple[float, float, float]]) -> bool:
    """Whether a rule along most of the words stands between two lines."""
    x0, x1 = min(above[0].x0, below[0].x0), max(above[-1].x1, below[-1].x1)
    top, bottom = base_of(above), base_of(below) - 0.3 * size_of(below)
    return any(
        top - 1 < y < bottom and min(b, x1) - max(a, x0) > 0.6 * (x1 - x0) for y, a, b in rules
    )


def _read(rows: Sequence[Row], first: int, end: int) -> Head:
    """The header that these lines make: narrow words first, for what stands over two columns is
    over both.
    """
    found = sorted(
        (p for i in range(first, end) for p in parts(rows[i], i)), key=lambda p: p.x1 - p.x0
    )
    columns: list[list[Part]] = []
    wide: list[Part] = []
    for part in found:
        under = [c for c in columns if _start(c) < part.x1 and part.x0 < _end(c)]
        if len(under) > 1:
            wide.append(part)
        elif under:
            under[0].append(part)
        else:
            columns.append([part])
    columns.sort(key=_start)
    left = tuple(_over_from_left(columns))
    heads = tuple(
        HeadColumn(_start(c), _end(c), " ".join(p.text for p in sorted(c, key=_line)))
        for c in columns
    )
    over = tuple(sorted((*_over(wide, heads), *left), key=lambda o: (o.line, o.first)))
    return Head(first, end, heads, over, tuple(make_line(row, 0).text for row in rows[first:end]))


def _over_from_left(columns: list[list[Part]]) -> Iterator[Over]:
    """Headers over several columns that stand above the first of them only; they are taken out of
    its words.

    Both parts name something, and the next column begins below the upper one.
    """
    for i, column in enumerate(columns[:-1]):
        column.sort(key=_line)
        for cut in range(1, len(column)):
            upper, lower = (" ".join(p.text for p in some) for some in (column[:cut], column[cut:]))
            line = column[cut - 1].line
            if (
                header_role(upper)
                and header_role(lower)
                and lower[0].isupper()
                and _line(min(columns[i + 1], key=_line)) > line
            ):
                last = (
                    next(
                        (
                            j
                            for j in range(i + 1, len(columns))
                            if min(map(_line, columns[j])) <= line
                        ),
                        len(columns),
                    )
                    - 1
                )
                del column[:cut]
                yield Over(line, i, last)
                break


def _line(part: Part) -> int:
    return part.line


def _over(wide: Sequence[Part], columns: Sequence[HeadColumn]) -> Iterator[Over]:
    for part in sorted(wide, key=lambda p: (p.line, p.x0)):
        under = [i for i, c in enumerate(columns) if c.x0 < part.x1 and part.x0 < c.x1]
        if len(under) > 1:
            yield Over(part.line, under[0], under[-1])


def _start(column: Sequence[Part]) -> float:
    return min(p.x0 for p in column)


def _end(column: Sequence[Part]) -> float:
    return max(p.x1 for p in column)
