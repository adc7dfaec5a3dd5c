"""A plan as one Markdown page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from vanban.pipeline.render.words import SEVERITIES, actors, deadline, header_rows
from vanban.schemas import Article, Plan, Section, Task

_TASK_COLUMNS = ("TT", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Thời hạn", "Sản phẩm")


def markdown(plan: Plan) -> str:
    """The plan as Markdown: header, bases, articles, sections, tasks as a table, remarks."""
    return "\n".join(_page(plan)).rstrip() + "\n"


def _page(plan: Plan) -> Iterator[str]:
    head = plan.document
    name = (
        " ".join(filter(None, (head.doc_type.name if head.doc_type else "", head.number_symbol)))
        or plan.source.filename
    )
    yield f"# {name}\n"
    yield from (f"- **{label}:** {_line(value)}" for label, value in header_rows(head))
    yield from _chapter("Căn cứ", (f"- {_line(b.text)}" for b in plan.legal_bases))
    yield from _chapter("Điều", _articles(plan.articles))
    yield from _chapter("Nội dung", _sections(plan.sections))
    for part in plan.attachments:
        yield from _chapter(
            f"{part.type.name}: {_line(part.title or '')}",
            [*_sections(part.sections), *_articles(part.articles)],
        )
    for appendix in plan.appendices:
        yield from _chapter(
            f"{appendix.label}: {_line(appendix.title or '')}", _sections(appendix.sections)
        )
    yield from _chapter("Nhiệm vụ", _tasks(plan.tasks))
    yield from _chapter(
        "Cảnh báo",
        (f"- {SEVERITIES[d.severity]} `{d.code}`: {_line(d.message)}" for d in plan.diagnostics),
    )


def _chapter(title: str, lines: Iterable[str]) -> Iterator[str]:
    body = list(lines)
    if body:
        yield f"\n## {title}\n"
        yield from body


def _articles(articles: Iterable[Article]) -> Iterator[str]:
    for a in articles:
        yield f"- **Điều {a.number}.** {_line(a.heading or _opening(a.text))}"


def _sections(sections: Iterable[Section], depth: int = 0) -> Iterator[str]:
    for s in sections:
        own = s.heading or _opening(s.text)
        label = "" if s.heading is None else f"**{s.label}.** "
        yield f"{'  ' * depth}- {label}{_line(own)}"
        yield from _sections(s.children, depth + 1)


def _tasks(tasks: Sequence[Task]) -> Iterator[str]:
    if not tasks:
        return
    yield _row(_TASK_COLUMNS)
    yield _row(["---"] * len(_TASK_COLUMNS))
    for t in tasks:
        outputs = "; ".join(o.text for o in t.outputs)
        yield _row(
            (
                t.number or "",
                t.text,
                actors(t.leads),
                actors(t.cooperators),
                deadline(t.deadline),
                outputs,
            )
        )


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(_line(c).replace("|", "\\|") for c in cells) + " |"


def _line(text: str) -> str:
    return " ".join(text.split())


def _opening(text: str) -> str:
    return text.split("\n", 1)[0]
