"""What the tagger adds, on hand-checked sentences and on the cells of gold tables: grammar and
registry, underthesea, tagger, both.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from time import perf_counter
from typing import Any

from benchmarks.report import replace_part
from benchmarks.tagger.markup import Labelled, Sentence, read
from benchmarks.tagger.silver import CONTEXT, disjoint, labelled
from vanban import convert
from vanban.extractors.actors import split_actors
from vanban.extractors.language.folding import key
from vanban.extractors.language.words import align
from vanban.pipeline.errors import PlanError
from vanban.schemas import Plan, Task

RESULTS = Path(__file__).resolve().parents[2] / "docs" / "RESULTS.md"

Finder = Callable[[str], tuple[Labelled, ...]]
Score = tuple[float, float, float]  # precision, recall, F1


def run(shared: Path, model: Path) -> None:
    """Print the tables and write them into docs/RESULTS.md."""
    checked = list(read())
    cells = list(gold_cells(shared / "corpus" / "plans"))
    lines = ["## A tagger of our own: what it adds", "", *_notes(checked, cells), ""]
    lines += [
        *_actor_table(_actor_finders(model), checked, cells),
        "",
        *_part_table(model, checked),
    ]
    print("\n".join(lines))
    replace_part(RESULTS, "tagger", "\n".join(lines))


def _notes(checked: list[Sentence], cells: list[tuple[str, frozenset[str]]]) -> list[str]:
    return [
        f"`make train` and `python -m benchmarks.tagger`: {len(checked)} hand-checked sentences "
        f"(exact spans) and {len(cells)} cells "
        "of the gold tables (names must be those of the gold). “Both” is the grammar's answer and, "
        "where it says nothing, the tagger's."
    ]


def _load(model: Path) -> Any:
    import spacy

    return spacy.load(model)


def tagger(model: Path) -> Finder:
    """The entities that a trained tagger sees."""
    nlp = _load(model)
    return lambda text: tuple((e.start_char, e.end_char, e.label_) for e in nlp(text).ents)


def underthesea_ner(text: str) -> tuple[Labelled, ...]:
    """Organisations and persons that underthesea sees, with offsets."""
    from underthesea import ner

    tagged = ner(text)
    out: list[Labelled] = []
    for span, (_, _, _, tag) in zip(align(text, (t[0] for t in tagged)), tagged, strict=False):
        begin, _, name = tag.partition("-")
        if name not in ("ORG", "PER"):
            continue
        kind = "agency" if name == "ORG" else "person"
        if begin == "I" and out and out[-1][2] == kind:
            out[-1] = (out[-1][0], span.end, kind)
        else:
            out.append((span.start, span.end, kind))
    return tuple(out)


def grammar(text: str) -> tuple[Labelled, ...]:
    """Grammar and registry in running text."""
    return labelled(text).actors


def splitter(text: str) -> tuple[Labelled, ...]:
    """Grammar and registry in a cell that holds only actors."""
    return tuple((a.span.start, a.span.end, a.kind) for a in split_actors(text, CONTEXT))


def joined(first: Finder, second: Finder) -> Finder:
    """What ``first`` finds, and what ``second`` finds where ``first`` has nothing."""

    def find(text: str) -> tuple[Labelled, ...]:
        kept = first(text)
        more = [s for s in second(text) if all(s[1] <= a or b <= s[0] for a, b, _ in kept)]
        return disjoint((*kept, *more))

    return find


def _actor_finders(model: Path) -> dict[str, tuple[Finder, Finder]]:
    """By name: the finder for sentences and the one for cells."""
    own = tagger(model / "actors")
    return {
        "underthesea ner": (underthesea_ner, underthesea_ner),
        "grammar and registry": (grammar, splitter),
        "tagger": (own, own),
        "both": (joined(grammar, own), joined(splitter, own)),
    }


def _actor_table(
    finders: dict[str, tuple[Finder, Finder]],
    checked: list[Sentence],
    cells: list[tuple[str, frozenset[str]]],
) -> list[str]:
    out = [
        "| actors | precision | recall | F1 | F1 with kind | F1 in cells | ms a sentence |",
        "|---|---|---|---|---|---|---|",
    ]
    for name, (find, in_cell) in finders.items():
        began = perf_counter()
        found = [find(s.text) for s in checked]
        spent = (perf_counter() - began) / len(checked) * 1000
        places = score((_places(f), _places(s.actors)) for f, s in zip(found, checked, strict=True))
        kinds = score(
            (frozenset(f), frozenset(s.actors)) for f, s in zip(found, checked, strict=True)
        )
        names = score(
            (frozenset(key(text[a:b]) for a, b, _ in in_cell(text)), gold) for text, gold in cells
        )
        out.append(
            f"| {name} | {places[0]:.3f} | {places[1]:.3f} | {places[2]:.3f} | {kinds[2]:.3f} | "
            f"{names[2]:.3f} | {spent:.1f} |"
        )
    return out


def _places(found: Iterable[Labelled]) -> frozenset[tuple[int, int]]:
    return frozenset((a, b) for a, b, _ in found)


def score(pairs: Iterable[tuple[frozenset[Any], frozenset[Any]]]) -> Score:
    """Precision, recall and F1 over (found, expected) sets."""
    right = found = expected = 0
    for mine, theirs in pairs:
        right, found, expected = (
            right + len(mine & theirs),
            found + len(mine),
            expected + len(theirs),
        )
    p, r = right / max(found, 1), right / max(expected, 1)
    return p, r, 2 * p * r / max(p + r, 1e-9)


def _part_table(model: Path, checked: list[Sentence]) -> list[str]:
    own = tagger(model / "parts")

    def by_grammar(text: str) -> tuple[Labelled, ...]:
        s = labelled(text)
        return (*s.parts, *([(s.work, s.work + 1, "work")] if s.work is not None else []))

    finders = {"grammar and registry": by_grammar, "tagger": own, "both": joined(by_grammar, own)}
    roles = ("lead", "coop", "to", "due", "work")
    out = [
        "| F1 of parts | lead | co-operating | recipient | deadline | where the work begins |",
        "|---|---|---|---|---|---|",
    ]
    for name, find in finders.items():
        found = [find(s.text) for s in checked]
        figures = [
            score(
                (_role(f, role), _role(_gold(s), role)) for f, s in zip(found, checked, strict=True)
            )[2]
            for role in roles
        ]
        out.append(f"| {name} | " + " | ".join(f"{f:.3f}" for f in figures) + " |")
    return out


def _gold(sentence: Sentence) -> tuple[Labelled, ...]:
    return (
        *sentence.parts,
        *([(sentence.work, sentence.work + 1, "work")] if sentence.work is not None else []),
    )


def _role(found: Iterable[Labelled], role: str) -> frozenset[tuple[int, int]]:
    """Places of a role; of the work only where it begins, the first of a sentence."""
    spans = sorted((a, b) for a, b, label in found if label == role)
    return frozenset((a, 0) for a, _ in spans[:1]) if role == "work" else frozenset(spans)


def gold_cells(plans: Path) -> Iterator[tuple[str, frozenset[str]]]:
    """Cells of actors in the documents whose tables have gold, with the actors that a careful
    reader names in them.
    """
    for file in sorted(plans.glob("*.gold.json")):
        gold = json.loads(file.read_text(encoding="utf-8"))
        tasks = gold.get("table_tasks") or []
        document = next((plans / "docs").glob(file.name.removesuffix(".gold.json") + ".*"), None)
        if (
            not tasks or document is None or "scan" in document.stem
        ):  # what OCR misreads says nothing of taggers
            continue
        try:
            plan = convert(document)
        except PlanError:
            continue
        rows = [t for t in plan.tasks if t.origin == "table"]
        if len(rows) == len(tasks):
            yield from _cells(plan, rows, tasks)


def _cells(
    plan: Plan, rows: list[Task], tasks: list[dict[str, Any]]
) -> Iterator[tuple[str, frozenset[str]]]:
    seen: set[int] = set()
    for row, task in zip(rows, tasks, strict=True):
        for actors, field in ((row.leads, "leads"), (row.cooperators, "cooperators")):
            block = next(
                (b for b in plan.source.blocks if actors and b.span.covers(actors[0].span)), None
            )
            if block and block.span.start not in seen:
                seen.add(block.span.start)
                yield (
                    block.span.of(plan.source.text),
                    frozenset(key(name) for name in task.get(field, [])),
                )
