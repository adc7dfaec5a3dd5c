"""Reading order on a page: words that stand in two columns (issuer | quốc hiệu, Nơi nhận |
signature) are read left column first.

A column pair is told by a gutter: a strip without words that goes on over several lines.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import inf
from operator import attrgetter

from vanban.extractors.language import units
from vanban.extractors.language.doc_types import by_name
from vanban.extractors.language.forms import PARTY_NAME, RECIPIENTS, STATE_NAME, opening
from vanban.extractors.language.list_markers import BULLET
from vanban.pipeline.readers.layout import has_addressee
from vanban.pipeline.readers.page.lines import Row, gaps, make_line
from vanban.pipeline.readers.page.lines import rows as put_on_rows
from vanban.pipeline.readers.page.model import TextLine

_WIDE = 1.1
"""Sizes of a gap that may be a gutter."""
_GUTTER = 9.0
"""Points that a gutter must keep over all its lines."""
_TIGHT = 2.0
"""The same beside the quốc hiệu, which is often set close to a long issuer's name."""
_SEEN = 0.8
"""Sizes of a gap that no space between words has."""
_ALIGNED = 14.0
"""Points by which a line standing alone may differ from the middle or the start of its column."""
_TALL = 150
"""Lines of a column, at most."""
_BESIDE = 0.8
"""Sizes by which the baselines of lines that stand side by side may differ."""
_DEPTH = 2
_NATIONS = frozenset(name.split(maxsplit=1)[0].upper() for name in (STATE_NAME, PARTY_NAME))
_NATION = re.compile("|".join(opening(n.upper(), 4) for n in (STATE_NAME, PARTY_NAME)))
_NOI_NHAN = re.compile(rf"\s*{RECIPIENTS}\b", re.IGNORECASE)
_LABEL = re.compile(rf"(?:{BULLET}|o|\(?[\w.]{{1,5}}[).:]?|{units.heading(units.DIEU)} \d+\.?)")
_FIGURES = re.compile(r"[\d.,/%\s-]+")
_SIZE, _TEXT, _START = attrgetter("size"), attrgetter("text"), attrgetter("x0")

Gap = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Region:
    """Lines that are read one after the other; ``column`` where they stand in one of several
    columns.
    """

    lines: tuple[TextLine, ...]
    column: bool


@dataclass(frozen=True, slots=True)
class _Pair:
    """Rows ``first`` to before ``end`` stand in two columns, parted at x ``cut``."""

    first: int
    end: int
    cut: float


def regions(rows: Sequence[Row], page: int, depth: int = 0) -> Iterator[Region]:
    """Lines in reading order, from rows over the whole width."""
    bands = _bands(rows)
    at = 0
    for pair in _pairs(bands) if depth < _DEPTH else ():
        yield from _plain(bands[at : pair.first], page, depth)
        words = [w for band in bands[pair.first : pair.end] for w in band]
        for half in ([w for w in words if w.x0 < pair.cut], [w for w in words if w.x0 >= pair.cut]):
            yield from regions(put_on_rows(half), page, depth + 1)
        at = pair.end
    yield from _plain(bands[at:], page, depth)


def _plain(bands: Sequence[Row], page: int, depth: int) -> Iterator[Region]:
    lines = tuple(make_line(row, page) for row in bands)
    if lines:
        yield Region(lines, depth > 0)


def _bands(rows: Sequence[Row]) -> list[Row]:
    """Rows that stand side by side, a little higher or lower, put together: columns seldom share
    their baselines.
    """
    out: list[Row] = []
    for row in rows:
        if out and _side_by_side(out[-1], row):
            out[-1] = sorted([*out[-1], *row], key=lambda w: w.x0)
        else:
            out.append(row)
    return out


def _side_by_side(above: Row, below: Row) -> bool:
    size = max(above[0].size, below[0].size)
    apart = below[0].x0 - above[-1].x1 > _GUTTER or above[0].x0 - below[-1].x1 > _GUTTER
    return apart and below[0].base - above[0].base < _BESIDE * size


def _pairs(rows: Sequence[Row]) -> Iterator[_Pair]:
    floor = at = 0
    while at < len(rows):
        pair = _pair_at(rows, at, floor)
        if pair:
            yield pair
            floor = at = pair.end
        else:
            at += 1


def _pair_at(rows: Sequence[Row], at: int, floor: int) -> _Pair | None:
    """The column pair whose first two-sided row is ``at``; rows above it, from ``floor`` on, may
    stand in one of its columns.
    """
    found = [_Run.of(rows, at, gap, least) for gap, least in _wide_gaps(rows[at])]
    good = [run for run in found if run.is_pair()]
    if not good:
        return None
    best = max(good, key=lambda run: (len(run.both), run.gutter[1] - run.gutter[0]))
    return _Pair(best.first(floor), best.end, sum(best.gutter) / 2)


@dataclass(frozen=True, slots=True)
class _Run:
    rows: Sequence[Row]
    at: int
    end: int
    gutter: Gap
    both: tuple[int, ...]

    @classmethod
    def of(cls, rows: Sequence[Row], at: int, gap: Gap, least: float) -> _Run:
        """As many rows from ``at`` as keep the gutter, less those at the end that belong to no
        column.
        """
        gutter, both, end = gap, [at], at + 1
        for i in range(at + 1, min(len(rows), at + _TALL)):
            kept = _kept(rows[i], gutter, least)
            if kept is None or (least == _TIGHT and _names_type(rows[i])) or _addresses(rows[i]):
                break
            if _begins_in_two_languages(rows[i], sum(gutter) / 2):
                break
            gutter, two = kept
            both += [i] if two else []
            end = i + 1
        run = cls(rows, at, end, gutter, tuple(both))
        last = both[-1] + 1
        while last < end and run.aligned(rows[last]):
            last += 1
        return cls(rows, at, last, gutter, tuple(both))

    def halves(self, i: int) -> tuple[Row, Row]:
        cut = sum(self.gutter) / 2
        return [w for w in self.rows[i] if w.x0 < cut], [w for w in self.rows[i] if w.x0 >= cut]

    def is_pair(self) -> bool:
        """Two columns of words, not labels with their text nor text with its figures."""
        if self.end - self.at < 2:
            return False
        parts = [self.halves(i) for i in self.both]
        if any(not left or not right for left, right in parts) or not self.is_seen():
            return False
        lefts, rights = (
            [" ".join(w.text for w in side) for side in sides] for sides in zip(*parts, strict=True)
        )
        return not all(_LABEL.fullmatch(t) for t in lefts) and not all(
            _FIGURES.fullmatch(t) for t in rights
        )

    def is_seen(self) -> bool:
        """A gutter is more than the space between two words of running text: in one row at least,
        or one row begins behind it.
        """
        for i in range(self.at, self.end):
            left, right = self.halves(i)
            if not left or (
                right and right[0].x0 - left[-1].x1 > _SEEN * max(left[-1].size, right[0].size)
            ):
                return True
        return False

    def aligned(self, row: Row) -> bool:
        """A row on one side only that begins or centres where its column does."""
        side = 0 if row[0].x0 < sum(self.gutter) / 2 else 1
        column = [self.halves(i)[side] for i in self.both]
        if abs(row[0].size - column[-1][0].size) > 3:
            return False
        start = min(part[0].x0 for part in column)
        middle = (start + max(part[-1].x1 for part in column)) / 2
        centred = abs((row[0].x0 + row[-1].x1) / 2 - middle) < _ALIGNED
        return centred or (side == 0 and -3 < row[0].x0 - start < _ALIGNED)

    def first(self, floor: int) -> int:
        """The first row of the columns, where one begins higher than the other."""
        first, cut = self.at, sum(self.gutter) / 2
        while (
            first > floor
            and self.rows[first - 1][0].x0 >= self.gutter[1] - 1
            and self.aligned(self.rows[first - 1])
        ):
            first -= 1
        for i in range(first - 1, max(floor, first - 4) - 1, -1):
            if self.rows[i][-1].x1 >= cut:
                break
            if _NOI_NHAN.match(" ".join(w.text for w in self.rows[i])):
                return i
        return first


def _wide_gaps(row: Row) -> Iterator[tuple[Gap, float]]:
    """Gaps of a row that may be gutters, with the width that they must keep."""
    found = gaps(row)
    least = _WIDE * min(map(_SIZE, row))
    if max(found, default=0.0) <= least and _NATIONS.isdisjoint(map(_TEXT, row)):
        return  # nearly every line of a page
    for i, gap in enumerate(found, 1):
        before, after = row[i - 1], row[i]
        if gap > _WIDE * max(before.size, after.size):
            yield (before.x1, after.x0), _GUTTER
        elif (
            gap > _TIGHT
            and after.text in _NATIONS
            and _NATION.match(" ".join(w.text for w in row[i : i + 4]))
        ):
            yield (before.x1, after.x0), _TIGHT


def _names_type(row: Row) -> bool:
    """Whether a line below the quốc hiệu is the name of the document's type alone (NĐ 30/2020, Phụ
    lục I, II.5.a): head and title are parted there, however well the title's words keep the gutter.
    """
    text = " ".join(w.text for w in row)
    return text.isupper() and by_name(text) is not None


def _begins_in_two_languages(row: Row, cut: float) -> bool:
    """Whether the document's type stands beside its translation ("QUYẾT ĐỊNH", "DECISION"): the
    head ends above, or its day would be read behind all of the left column.
    """
    left, right = ([w for w in row if (w.x0 < cut) == side] for side in (True, False))
    other = " ".join(w.text for w in right)
    return bool(left) and other.isupper() and not _NATION.match(other) and _names_type(left)


def _addresses(row: Row) -> bool:
    """Whether a row opens with "Kính gửi": the letter begins, and the columns of its head end."""
    return has_addressee(" ".join(w.text for w in row))


def _kept(row: Row, gutter: Gap, least: float) -> tuple[Gap, bool] | None:
    """What a row leaves of the gutter, and whether it has words on both sides; None where it
    crosses it.
    """
    first = bisect_left(row, gutter[0] + least, key=_START)
    after = bisect_right(row, gutter[1] - least, key=_START)
    best: tuple[Gap, bool] | None = None
    for i in range(first, after + 1):  # the gaps before and behind the words that begin in it
        inner = 0 < i < len(row)
        left = row[i - 1].x1 if i else -inf
        right = row[i].x0 if i < len(row) else inf
        low, high = max(left, gutter[0]), min(right, gutter[1])
        if (
            high - low >= least
            and (not inner or least == _TIGHT or right - left > 0.8 * row[0].size)
            and (best is None or high - low > best[0][1] - best[0][0])
        ):
            best = (low, high), inner
    return best
