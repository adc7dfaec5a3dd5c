"""A readable summary of a plan in the terminal: header, tasks, remarks, bases, tree."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from rich.console import Console, Group
from rich.markup import escape
from rich.table import Table as Grid
from rich.tree import Tree

from vanban.pipeline.render.neutral import neutral
from vanban.pipeline.render.words import (
    SEVERITIES,
    TASK_FACTS,
    TO_REVIEW,
    address,
    day,
    header_rows,
    remarks,
    task_facts,
)
from vanban.schemas import Article, Diagnostic, LegalBasis, Plan, Section

_Remarks = Mapping[str, Mapping[str, str]]
"""Of each task by id, label and words."""
_Words = Callable[[str], str]
"""Our own words in the language of who reads."""
_COLOURS = {"error": "red", "warning": "yellow", "info": "cyan"}
_CUT = 100
"""Letters of a heading or basis."""
_TASK = 240
"""Letters of a task's text."""
_ADDRESS = 12
"""Columns for the address of a task, as "PL.II.12"."""
_ROOM_FOR_COLUMNS = 110
"""Columns of a terminal in which the six of a table of tasks can be read."""


def show(plan: Plan, console: Console, words: _Words = str) -> None:
    """Print the summary, what matters to a person first. The console decides about colour and
    width, ``words`` about the language of what does not come from the document.
    """
    said = remarks(plan)
    console.print(_header(plan, words))
    if plan.tasks:
        console.print(_title(words(f"Nhiệm vụ ({len(plan.tasks)})")))
        shape = _task_table if console.width >= _ROOM_FOR_COLUMNS else _task_records
        console.print(shape(plan, said, words))
    if plan.diagnostics:
        console.print(_title(words("Lưu ý")))
        console.print(*(_remark(d, words) for d in plan.diagnostics), sep="\n")
    if plan.legal_bases:
        console.print()
        console.print(_bases(plan.legal_bases, words))
    console.print(_tree(plan, words))
    doubtful = sum(TO_REVIEW in facts for facts in said.values())
    counts = (
        f"Đã đọc {plan.source.coverage:.1%} nội dung · {len(plan.tasks)} nhiệm vụ,"
        f" {doubtful} cần xem lại · {len(plan.diagnostics)} lưu ý"
    )
    console.print(f"[dim]{words(counts)}[/dim]")


def _title(words: str) -> str:
    return f"\n[bold]{words}[/bold]"


def _header(plan: Plan, words: _Words) -> Grid:
    grid = Grid.grid(padding=(0, 2))
    grid.add_column(style="bold", no_wrap=True)
    grid.add_column()
    for label, value in header_rows(plan.document):
        grid.add_row(words(label), _line(value))
    return grid


def _bases(bases: Iterable[LegalBasis], words: _Words) -> Tree:
    tree = Tree(f"[bold]{words('Căn cứ')}[/bold]")
    for basis in bases:
        branch = tree.add(escape(_cut(basis.text)))
        for c in basis.citations:
            named = c.number_symbol or c.title or c.text
            branch.add(_line(" · ".join(filter(None, (named, day(c.issued_on))))))
    return tree


def _tree(plan: Plan, words: _Words) -> Tree:
    tree = Tree(f"[bold]{_line(plan.source.filename)}[/bold]")
    _add_articles(tree, plan.articles)
    _add_sections(tree, plan.sections)
    for part in plan.attachments:
        branch = tree.add(f"[bold]{_line(part.type.name)}[/bold] {escape(_cut(part.title or ''))}")
        _add_sections(branch, part.sections)
        _add_articles(branch, part.articles)
    for appendix in plan.appendices:
        branch = tree.add(
            f"[bold]{_line(appendix.label)}[/bold] {escape(_cut(appendix.title or ''))}"
        )
        _add_sections(branch, appendix.sections)
        for table in appendix.tables:
            data = sum(r.kind == "data" for r in table.rows)
            damaged = f" [yellow]{words('(hỏng)')}[/yellow]" if table.damaged else ""
            branch.add(words(f"bảng {len(table.columns)} cột, {data} dòng") + damaged)
    return tree


def _add_articles(tree: Tree, articles: Iterable[Article]) -> None:
    for a in articles:
        tree.add(f"Điều {_line(a.number)}. {escape(_cut(a.heading or _after_marker(a.text)))}")


def _add_sections(tree: Tree, sections: Iterable[Section]) -> None:
    for s in sections:
        if s.unit != "bullet":
            _add_sections(tree.add(escape(_cut(_first_line(s.text)))), s.children)


def _task_records(plan: Plan, said: _Remarks, words: _Words) -> Grid:
    """Where columns would be a few letters wide: each task as a record, its address before it."""
    grid = Grid.grid(padding=(0, 1))
    grid.add_column(style="cyan", max_width=_ADDRESS, overflow="fold")
    grid.add_column()
    for task in plan.tasks:
        facts = Grid.grid(padding=(0, 2, 0, 0))
        facts.add_column(style="dim", no_wrap=True)
        facts.add_column()
        for name, value in zip(TASK_FACTS, task_facts(task), strict=True):
            if value:
                facts.add_row(words(name), _line(value))
        for name, value in said[task.id].items():
            facts.add_row(f"[yellow]{words(name)}[/yellow]", _line(words(value)))
        grid.add_row(address(task), Group(_line(_cut(task.text, _TASK)), facts, ""))
    return grid


def _task_table(plan: Plan, said: _Remarks, words: _Words) -> Grid:
    grid = Grid(show_lines=True)
    ratios = (1, 8, 4, 4, 3, 3)
    for name, ratio in zip(("Mục", "Nhiệm vụ", *TASK_FACTS), ratios, strict=True):
        grid.add_column(words(name), ratio=ratio, overflow="fold")
    for task in plan.tasks:
        doubts = "".join(
            f"\n[yellow]{words(name)}: {_line(words(value))}[/yellow]"
            for name, value in said[task.id].items()
        )
        text = _line(_cut(task.text, _TASK)) + doubts
        grid.add_row(address(task), text, *map(_line, task_facts(task)))
    return grid


def _remark(d: Diagnostic, words: _Words) -> str:
    colour = _COLOURS[d.severity]
    return (
        f"[{colour}]{words(SEVERITIES[d.severity])}[/{colour}]: {_line(words(d.message))} "
        f"[dim]({escape(d.code)})[/dim]"
    )


def _first_line(text: str) -> str:
    return text.split("\n", 1)[0]


def _after_marker(text: str) -> str:
    return _first_line(text).partition(".")[2].strip()


def _line(text: str) -> str:
    """Words of a document in one line, as the console takes them."""
    return escape(neutral(" ".join(text.split())))


def _cut(text: str, length: int = _CUT) -> str:
    line = neutral(" ".join(text.split()))
    return line if len(line) <= length else line[: length - 1].rstrip() + "…"
