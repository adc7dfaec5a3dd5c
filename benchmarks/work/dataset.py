"""Passages of the documents with gold, each with what gold says of it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from benchmarks.gold import SETS, WORKERS, documents, scorer, source_of
from vanban.extractors.tasks.decision import rules_leave
from vanban.extractors.tasks.evidence import Evidence, evidence
from vanban.extractors.tasks.passages import Passage
from vanban.pipeline.options import Options
from vanban.pipeline.reading import read
from vanban.schemas import DocType, Header, Source

Label = Literal[0, 1]
_EXCERPT = 4  # passages of an excerpt
_ALIKE = 0.8  # likeness from which the scorer takes two texts for the same task
_SAME = 0.45  # share of the same words below which texts are not alike
_SHARED = 40  # opening characters by which a passage with other ends is known again
_SHORT = 15  # characters below which an opening says nothing
MADE = Path(__file__).parent / "made.txt"
INCOMPLETE = frozenset({"kh-173-hanoi"})
"""Gold that lists some of the tasks only (corpus/README.md): nothing can be learnt from the rest.
"""


@dataclass(frozen=True, slots=True)
class Judged:
    """A document: the evidence of its passages, and which are work (None: gold cannot say).

    ``alone`` is the evidence where few passages are all that there is: letters and excerpts are
    short, and what a document says as a whole must not be all that is learnt.
    """

    name: str  # "portal/cd-223-lu--plain"
    wanted: tuple[str, ...]  # the tasks of the gold
    texts: tuple[str, ...]  # the passages
    bounds: tuple[tuple[float, float], ...]  # the least that rules prove, the most they allow
    evidence: tuple[Evidence, ...]
    alone: tuple[Evidence, ...]
    labels: tuple[Label | None, ...]
    weight: float = 1.0  # of each passage

    @property
    def family(self) -> str:
        """The same for all forms of one document: they are left out together."""
        stem = self.name.partition("/")[2].removesuffix("--plain")
        return stem.removesuffix("-md")


def judged_documents() -> list[Judged]:
    """All documents of the gold sets whose tasks are all listed, in a fixed order."""
    pairs = [
        (f"{name}/{document.stem}", gold, document)
        for name in SETS
        for gold, document in documents(name, "")
        if document.stem not in INCOMPLETE
    ]
    with ProcessPoolExecutor(WORKERS) as pool:
        return [found for found in pool.map(_judged, *zip(*pairs, strict=True)) if found]


def made_documents() -> list[Judged]:
    """The documents of ``made.txt``: they are learnt from and never measured on."""
    parts = MADE.read_text("utf-8").split("\n=== ")[1:]
    return [_made(at, *part.split("\n", 1)) for at, part in enumerate(parts)]


def _made(at: int, code: str, lines: str) -> Judged:
    marked = [line.removeprefix("+ ") for line in lines.split("\n") if line.startswith("+ ")]
    text = "\n".join(line.removeprefix("+ ") for line in lines.split("\n"))
    source = read(text.encode(), Options(filename="made.txt"))
    passages, header = passages_in(source)
    header = header.model_copy(update={"doc_type": DocType(code=code, name="")})
    work = [(start := source.text.find(line), start + len(line)) for line in marked]
    labels: list[Label | None] = [
        1 if any(a <= p.draft.span.start < b for a, b in work) else 0 for p in passages
    ]
    return judged(f"made/{at}", tuple(marked), passages, header, tuple(labels))


def _judged(name: str, gold: Path, document: Path) -> Judged | None:
    wanted = json.loads(gold.read_text("utf-8")).get("text_tasks")
    if wanted is None:
        return None
    passages, header = passages_in(source_of(document))
    asked = tuple(w["text"] for w in wanted)
    labels = tuple(_labels(asked, [p.draft.text for p in passages]))
    return judged(name, asked, passages, header, labels)


def judged(
    name: str,
    wanted: tuple[str, ...],
    passages: Sequence[Passage],
    header: Header,
    labels: tuple[Label | None, ...],
) -> Judged:
    """The evidence of the passages of a document, beside what is known of them."""
    alone = (
        one
        for at in range(0, len(passages), _EXCERPT)
        for one in evidence(passages[at : at + _EXCERPT], header)
    )
    texts = tuple(p.draft.text for p in passages)
    found = evidence(passages, header)
    bounds = tuple(rules_leave(p, e, header) for p, e in zip(passages, found, strict=True))
    return Judged(name, wanted, texts, bounds, found, tuple(alone), labels)


def passages_in(source: Source) -> tuple[Sequence[Passage], Header]:
    """The passages of a source on which the decision is asked, and its header."""
    from vanban.extractors.effective import find_effective
    from vanban.extractors.header import extract_header
    from vanban.extractors.outline.build import build_outline
    from vanban.extractors.plan import context_of
    from vanban.extractors.tables import extract_tables
    from vanban.extractors.tasks.build import passages_of

    outline = build_outline(source)
    header = extract_header(outline)
    effective = find_effective(outline, header.issued_on)
    header = header.model_copy(update={"effective": effective})
    context = context_of(outline, header)
    return passages_of(outline, extract_tables(outline), header, context), header


def _labels(wanted: Sequence[str], texts: Sequence[str]) -> Iterator[Label | None]:
    """1 for a task of the gold, 0 for none; None for one that the gold has with other ends."""
    found = matched(wanted, texts)
    openings = [scorer().fold(w).rstrip("… ") for w in wanted]
    for at, text in enumerate(texts):
        if at in found:
            yield 1
        else:
            folded = scorer().fold(text)
            yield None if any(_overlap(o, folded) for o in openings) else 0


@cache
def _bag(text: str) -> Counter[str]:
    return Counter(scorer().fold(text).split())


def _alike(want: str, text: str) -> float:
    """The scorer's likeness; 0 without asking it where too few words are the same."""
    opening = want.rstrip("… ")
    words = _bag(opening)
    found = text[: len(opening) + _SHARED] if want.endswith("…") else text
    if (words & _bag(found)).total() < _SAME * words.total():
        return 0.0
    return float(scorer().alike(want, text))


def matched(wanted: Sequence[str], texts: Sequence[str]) -> set[int]:
    """Which of ``texts`` are tasks of the gold, by the scorer's likeness, each once."""
    likeness = sorted(
        (
            (_alike(want, text), -at, -which)
            for which, want in enumerate(wanted)
            for at, text in enumerate(texts)
        ),
        reverse=True,
    )
    used: set[int] = set()
    found: set[int] = set()
    for alike, at, which in likeness:
        if alike >= _ALIKE and at not in found and which not in used:
            found.add(at)
            used.add(which)
    return {-at for at in found}


def _overlap(opening: str, text: str) -> bool:
    inside = len(opening) > _SHORT and opening[:_SHARED] in text
    return inside or (len(text) > _SHORT and text[:_SHARED] in opening)
