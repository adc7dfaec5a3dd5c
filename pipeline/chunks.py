"""A plan as pieces for retrieval: one for each article, clause, section, row and task, in order."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from vanban.schemas import Article, Citation, Clause, Plan, Section, Span, Table, Task
from vanban.schemas.chunk import Chunk, ChunkKind


def chunks(plan: Plan, document: str | None = None) -> list[Chunk]:
    """The pieces of ``plan`` by where they begin; a task stands behind the words that give it.

    ``document``: the key of the document in a batch; without one, the name of its file.
    """
    made = _Pieces(plan, document or plan.source.filename)
    found = list(made.below(None, (), plan.sections, plan.articles))
    for part in plan.attachments:
        titles = _titles(part.type.name, part.title)
        found += made.below(part.id, titles, part.sections, part.articles)
    for appendix in plan.appendices:
        titles = _titles(appendix.label, appendix.title)
        found += made.below(appendix.id, titles, appendix.sections, appendix.articles)
    found += _rows(plan, made, [c.span for c in found])
    found += map(made.of_task, plan.tasks)
    return sorted(found, key=lambda c: (c.span.start, c.kind == "task"))


def _rows(plan: Plan, made: _Pieces, told: Sequence[Span]) -> Iterator[Chunk]:
    """The rows of the tables that stand in no other piece, but those that are tasks."""
    work = sorted(task.span.start for task in plan.tasks if task.origin == "table")
    for above, table in _tables(plan):
        if not any(span.overlaps(table.span) for span in told):
            yield from made.of_rows(table, above, work)


def _tables(plan: Plan) -> Iterator[tuple[_Above, Table]]:
    """All tables, each with what stands above it."""
    for table in plan.tables:
        yield _Above(None), table
    for part in plan.attachments:
        for table in part.tables:
            yield _Above(part.id, _titles(part.type.name, part.title)), table
    for appendix in plan.appendices:
        for table in appendix.tables:
            yield _Above(appendix.id, _titles(appendix.label, appendix.title)), table


def chunk_lines(plan: Plan, document: str | None = None) -> str:
    """The pieces as lines of JSON."""
    return "".join(c.model_dump_json() + "\n" for c in chunks(plan, document))


def _titles(*words: str | None) -> tuple[str, ...]:
    return tuple(" ".join(w.split()) for w in words if w)


@dataclass(frozen=True, slots=True)
class _Above:
    """Where a piece stands: its part, the headings above it, the address of what holds it."""

    part: str | None
    headings: tuple[str, ...] = ()
    address: tuple[str, ...] = ()


class _Pieces:
    """Makes the pieces of one plan."""

    def __init__(self, plan: Plan, document: str) -> None:
        self._document = document
        self._head = plan.document
        self._text = plan.source.text
        timed = [(t.deadline.span, t) for t in plan.tasks if t.deadline.span]
        self._timed = sorted(timed, key=lambda pair: pair[0].start)
        self._starts = [span.start for span, _ in self._timed]
        self._longest = max((span.end - span.start for span, _ in timed), default=0)

    def below(
        self,
        part: str | None,
        titles: tuple[str, ...],
        sections: Sequence[Section],
        articles: Sequence[Article],
    ) -> Iterator[Chunk]:
        """The pieces of one part of the document."""
        headings = dict(_headings(sections, titles))
        yield from self._sections(sections, _Above(part, titles), _starts(articles))
        for article in articles:
            above = headings.get(article.section or "", titles)
            yield from self._article(article, _Above(part, above))

    def of_task(self, task: Task) -> Chunk:
        """A task, in its own words; when it is due may stand elsewhere (in another cell)."""
        above = _Above(None, _titles(task.group))
        return self._piece("task", above, task.path, task.span, task.citations, _days([task]))

    def of_rows(self, table: Table, above: _Above, work: Sequence[int]) -> Iterator[Chunk]:
        """The rows of a table below its header, each with its number in the table. ``work``: where
        tasks begin, sorted; a row that holds one is none of these.
        """
        heads = " | ".join(column.header for column in table.columns)
        inner = _Above(above.part, (*above.headings, *_titles(heads.strip(" |"))))
        for number, row in enumerate(table.rows, 1):
            filled = [cell.span for cell in row.cells if cell.text.strip()]
            if row.kind == "header" or not filled:
                continue
            span = Span(start=filled[0].start, end=filled[-1].end)
            if bisect_left(work, span.start) == bisect_left(work, span.end):
                address = (table.id, str(number))
                yield self._piece("row", inner, address, span, (), self._days_within(span))

    def _sections(
        self, sections: Iterable[Section], above: _Above, others: Sequence[int]
    ) -> Iterator[Chunk]:
        for section in sections:
            starts = [*_starts(section.children), *others]
            own = _until(section.span, starts)
            days = self._days_within(own)
            yield self._piece("section", above, section.path, own, section.citations, days)
            inner = _Above(above.part, (*above.headings, *_titles(section.heading)))
            yield from self._sections(section.children, inner, others)

    def _article(self, article: Article, above: _Above) -> Iterator[Chunk]:
        address = (f"Điều {article.number}",)
        own = _until(article.span, _starts(article.clauses))
        days = self._days_within(own)
        yield self._piece("article", above, address, own, article.citations, days)
        name = f"{address[0]}. {article.heading}" if article.heading else address[0]
        inner = _Above(above.part, (*above.headings, name), address)
        for clause in article.clauses:
            yield self._clause(clause, inner, article.citations)

    def _clause(self, clause: Clause, above: _Above, cited: Sequence[Citation]) -> Chunk:
        address = (*above.address, *filter(None, (clause.number,)))
        days = self._days_within(clause.span)
        return self._piece("clause", above, address, clause.span, cited, days)

    def _days_within(self, span: Span) -> tuple[date, ...]:
        """The days of all deadlines that the words of ``span`` state."""
        low = bisect_right(self._starts, span.start - self._longest)
        high = bisect_left(self._starts, span.end)
        return _days(task for stated, task in self._timed[low:high] if span.overlaps(stated))

    def _piece(
        self,
        kind: ChunkKind,
        above: _Above,
        address: Sequence[str],
        span: Span,
        cited: Iterable[Citation],
        days: tuple[date, ...],
    ) -> Chunk:
        text = span.of(self._text).rstrip()
        named = (c.number_symbol or c.title for c in cited if c.span.overlaps(span))
        return Chunk(
            document=self._document,
            number_symbol=self._head.number_symbol,
            issued_on=self._head.issued_on,
            kind=kind,
            part=above.part,
            address=tuple(address),
            headings=above.headings,
            text=text,
            citations=tuple(dict.fromkeys(filter(None, named))),
            days=days,
            span=Span(start=span.start, end=span.start + len(text)),
        )


def _days(tasks: Iterable[Task]) -> tuple[date, ...]:
    days = {day for t in tasks for day in (t.deadline.start, t.deadline.due, *t.deadline.dates)}
    return tuple(sorted(day for day in days if day))


def _headings(
    sections: Iterable[Section], above: tuple[str, ...]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Of each section its id and the headings down to it, its own among them."""
    for section in sections:
        named = (*above, *_titles(section.heading))
        yield section.id, named
        yield from _headings(section.children, named)


def _starts(units: Iterable[Section | Article | Clause]) -> list[int]:
    return [unit.span.start for unit in units]


def _until(span: Span, starts: Iterable[int]) -> Span:
    """The span up to where the first of what it holds begins."""
    inside = (start for start in starts if span.start < start < span.end)
    return Span(start=span.start, end=min(inside, default=span.end))
