"""Texts without gold that were read by eye (``read.tsv``): which of their passages are work.

They are decisions and resolutions that lay down rules, of which the gold sets hold few, and
notices, plans and directives. They are learnt from, and the figures do not count them.
"""

from __future__ import annotations

import csv
import gzip
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import cache
from pathlib import Path

from benchmarks.gold import SHARED, WORKERS
from benchmarks.work.dataset import Judged, Label, judged, passages_in
from vanban.pipeline.options import Options
from vanban.pipeline.reading import read

READ = Path(__file__).parent / "read.tsv"
TEXTS = SHARED / "corpus" / "unlabelled"
_LABELS: Mapping[str, Label | None] = {"+": 1, "?": None}
_READ_WHOLE = "-"
_OPENING = 60  # characters by which a passage is known again
WEIGHT = 0.2
"""What one of their passages weighs beside one with gold: read fast, and of one kind. With 0.5 and
more the gold that is left out suffers, below 0.1 these kinds gain nothing."""
Openings = dict[str, Label | None]


@cache
def _read() -> Mapping[str, Openings]:
    """The labels of the passages of each text, by opening."""
    lines = (line for line in READ.read_text("utf-8").splitlines() if not line.startswith("#"))
    labels: defaultdict[str, Openings] = defaultdict(dict)
    for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
        found = labels[row["id"]]
        if row["label"] != _READ_WHOLE:
            found[row["opening"]] = _LABELS[row["label"]]
    return labels


def read_documents() -> list[Judged]:
    """The texts of ``read.tsv`` with the labels of their passages, in a fixed order."""
    with ProcessPoolExecutor(WORKERS) as pool:
        found = pool.map(_judged, *zip(*sorted(_texts()), strict=True), chunksize=4)
        return [document for document in found if document.labels]


def _texts() -> Iterator[tuple[str, str]]:
    known = _read()
    for file in sorted(TEXTS.glob("*.jsonl.gz")):
        with gzip.open(file, "rt", encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                if row["id"] in known:
                    yield row["id"], row["text"]


def _judged(name: str, text: str) -> Judged:
    passages, header = passages_in(read(text.encode(), Options(filename=f"{name}.md")))
    labels = _read()[name]
    openings = (" ".join(p.draft.text.split())[:_OPENING] for p in passages)
    found = tuple(labels.get(opening, 0) for opening in openings)
    return replace(judged(f"read/{name}", (), passages, header, found), weight=WEIGHT)
