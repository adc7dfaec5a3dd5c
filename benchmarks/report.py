"""How figures are compared and kept."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

RESULTS = Path(__file__).resolve().parents[1] / "docs" / "RESULTS.md"
Figures = dict[str, dict[str, float]]
_LESS_IS_BETTER = ("structure, differences", "spans bad")


def compare(before: Figures, after: Figures) -> str:
    """Gains and losses by group and measure, losses first, then the totals."""
    changes = sorted(_changes(before, after))
    lines = [
        f"{'LOSS' if worse else 'gain'} {where}: {old:g} -> {new:g}"
        for worse, where, old, new in reversed(changes)
    ]
    totals = [
        f"{group} {measure}: {value:g}"
        for group in ("plans", "structure", "citations")
        for measure, value in after.get(group, {}).items()
    ]
    return "\n".join([*totals, "", *(lines or ["no change since the figures that were kept"])])


def _changes(before: Figures, after: Figures) -> Iterator[tuple[bool, str, float, float]]:
    for group, measures in after.items():
        for measure, new in measures.items():
            old = before.get(group, {}).get(measure)
            if old is not None and abs(old - new) >= 1e-4:
                less = group in _LESS_IS_BETTER or measure in _LESS_IS_BETTER
                yield (new > old) == less, f"{group} / {measure}", old, new


def write_results(docs: Path, figures: Figures, facts: dict[str, Any]) -> None:
    """docs/results.json for the next comparison, and the accuracy part of docs/RESULTS.md."""
    docs.mkdir(exist_ok=True)
    kept = {"facts": facts, "figures": figures}
    (docs / "results.json").write_text(
        json.dumps(kept, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8"
    )
    replace_part(docs / "RESULTS.md", "accuracy", _accuracy(figures, facts))


def replace_part(page: Path, name: str, content: str) -> None:
    """The words between ``<!-- name:begin -->`` and ``<!-- name:end -->``; a page or part that is
    not there yet is begun at the end.
    """
    begin, end = f"<!-- {name}:begin -->", f"<!-- {name}:end -->"
    text = page.read_text(encoding="utf-8") if page.exists() else "# Results\n"
    head, found, rest = text.partition(begin)
    head = head if found else f"{head.rstrip()}\n\n"
    tail = rest.partition(end)[2] if found else "\n"
    page.parent.mkdir(exist_ok=True)
    page.write_text(f"{head}{begin}\n{content}\n{end}{tail}", encoding="utf-8")


def keep(name: str, title: str, command: str, finding: str) -> None:
    """One finding of a benchmark in docs/RESULTS.md, with the command that gives it and the day."""
    content = f"## {title}\n\n`{command}`, {date.today()}:\n{finding}"
    replace_part(RESULTS, name, content)


def _accuracy(figures: Figures, facts: dict[str, Any]) -> str:
    lines = [
        "## Accuracy",
        "",
        f"`make eval`, {facts['date']}: hand-made gold for plans, {facts['laws']} laws and decrees "
        "with the Ministry of Justice's own "
        "markup, and the VNLegalText validation sentences.",
        "",
    ]
    for group in ("plans", "structure", "citations"):
        lines += [f"### {group.capitalize()}", "", "| measure | figure |", "|---|---|"]
        lines += [f"| {measure} | {value:g} |" for measure, value in figures.get(group, {}).items()]
        lines.append("")
    means = {g: m for g, m in figures.items() if g.startswith("plans/")}
    lines += [
        "### Plans by document",
        "",
        "| document | header | bases | sections | table | text |",
        "|---|---|---|---|---|---|",
    ]
    for group, m in means.items():
        cells = (
            f"{m[k]:g}" if k in m else ""
            for k in ("header.*", "bases.*", "sections", "table.*", "text.*")
        )
        lines.append(f"| {group.removeprefix('plans/')} | {' | '.join(cells)} |")
    lines += ["", *(f"Not converted: {f}" for f in facts["failures"])]
    return "\n".join(lines).rstrip()
