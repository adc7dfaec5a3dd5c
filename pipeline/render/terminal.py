"""A readable summary of a plan in the terminal: header, bases, tree, tasks, remarks."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.markup import escape
from rich.table import Table as Grid
from rich.tree import Tree

from vanban.pipeline.render.words import SEVERITIES, actors, day, deadline, header_rows
from vanban.schemas import Article, Diagnostic, LegalBasis, Plan, Section, Task

_COLOURS = {"error": "red", "warning": "yellow", "info": "cyan"}
_CUT = 100


def show(plan: Plan, console: Console) -> None:
    """Print the summary. The console decides about colour and width."""
    console.print(_header(plan))
    if plan.legal_bases:
        console.print(_bases(plan.legal_bases))
    console.print(_tree(plan))
    if plan.tasks:
        console.print(_tasks(plan.tasks))
    for d in plan.diagnostics:
        console.print(_remark(d))
    console.print(
        f"[dim]Đã đọc {plan.source.coverage:.1%} nội dung · {len(plan.tasks)} nhiệm vụ"
        f" · {len(plan.diagnostics)} lưu ý[/dim]"
    )


def _header(plan: Plan) -> Grid:
    grid = Grid.grid(padding=(0, 2))
    grid.add_column(style="bold", no_wrap=True)
    grid.add_column()
    for label, value in header_rows(plan.document):
        grid.add_row(label, escape(" ".join(value.split())))
    return grid


def _bases(bases: Iterable[LegalBasis]) -> Tree:
    tree = Tree("[bold]Căn cứ[/bold]")
    for basis in bases:
        branch = tree.add(escape(_cut(basis.text)))
        for c in basis.citations:
            branch.add(
                escape(
                    " · ".join(
                        filter(None, (c.number_symbol or c.title or c.text, day(c.issued_on)))
                    )
                )
            )
    return tree


def _tree(plan: Plan) -> Tree:
    tree = Tree(f"[bold]{escape(plan.source.filename)}[/bold]")
    _add_articles(tree, plan.articles)
    _add_sections(tree, plan.sections)
    for part in plan.attachments:
        branch = tree.add(f"[bold]{escape(part.type.name)}[/bold] {escape(_cut(part.title or ''))}")
        _add_sections(branch, part.sections)
        _add_articles(branch, part.articles)
    for appendix in plan.appendices:
        branch = tree.add(
            f"[bold]{escape(appendix.label)}[/bold] {escape(_cut(appendix.title or ''))}"
        )
        _add_sections(branch, appendix.sections)
        for table in appendix.tables:
            data = sum(r.kind == "data" for r in table.rows)
            branch.add(
                f"bảng {len(table.columns)} cột, {data} dòng"
                + (" [yellow](hỏng)[/yellow]" if table.damaged else "")
            )
    return tree


def _add_articles(tree: Tree, articles: Iterable[Article]) -> None:
    for a in articles:
        tree.add(f"Điều {escape(a.number)}. {escape(_cut(a.heading or _after_marker(a.text)))}")


def _add_sections(tree: Tree, sections: Iterable[Section]) -> None:
    for s in sections:
        if s.unit != "bullet":
            _add_sections(tree.add(escape(_cut(_first_line(s.text)))), s.children)


def _tasks(tasks: Iterable[Task]) -> Grid:
    grid = Grid(title="Nhiệm vụ", title_justify="left", show_lines=True)
    for name, ratio in (
        ("TT", 1),
        ("Nhiệm vụ", 8),
        ("Chủ trì", 4),
        ("Phối hợp", 4),
        ("Thời hạn", 3),
        ("Sản phẩm", 3),
    ):
        grid.add_column(name, ratio=ratio, overflow="fold")
    for t in tasks:
        mark = " [yellow]?[/yellow]" if t.needs_review else ""
        outputs = "; ".join(o.text for o in t.outputs)
        cells = (
            t.number or "",
            _cut(t.text, 240),
            actors(t.leads),
            actors(t.cooperators),
            deadline(t.deadline),
            outputs,
        )
        grid.add_row(
            *(escape(" ".join(c.split())) + (mark if i == 1 else "") for i, c in enumerate(cells))
        )
    return grid


def _remark(d: Diagnostic) -> str:
    colour = _COLOURS[d.severity]
    return f"[{colour}]{SEVERITIES[d.severity]}[/{colour}] {escape(d.code)}: {escape(d.message)}"


def _first_line(text: str) -> str:
    return text.split("\n", 1)[0]


def _after_marker(text: str) -> str:
    return _first_line(text).partition(".")[2].strip()


def _cut(text: str, length: int = _CUT) -> str:
    line = " ".join(text.split())
    return line if len(line) <= length else line[: length - 1].rstrip() + "…"
