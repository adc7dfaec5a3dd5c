"""``python -m benchmarks.work``: trains the decision what is work and says how good it is.

Writes ``extractors/tasks/work_model.json`` and the part "work" of docs/RESULTS.md. The figures are
those of documents left out: each is converted with a model that has not seen it in any form.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import numpy as np

from benchmarks.gold import ROOT, SETS, WORKERS, Count, convert_into, documents, score
from benchmarks.report import keep
from benchmarks.work.dataset import Judged, judged_documents, made_documents
from benchmarks.work.learning import Floats, calibrated, fit, left_out, sample
from vanban.extractors.tasks import decision
from vanban.extractors.tasks.decision import Model

MODEL = ROOT / "extractors" / "tasks" / "work_model.json"
MEASURES = (
    "text.task",
    "text.leads",
    "text.cooperators",
    "text.deadline_text",
    "text.due",
    "false tasks where none is asked",
)
_BINS = 10


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--no-convert", action="store_true", help="leave out the figures by set")
    args = parser.parse_args()
    documents_ = judged_documents()
    made = made_documents()
    lots = left_out(documents_, made)
    told = _told(lots)
    odds, labels, weights = (np.array(column) for column in zip(*told, strict=True))
    model = calibrated(fit(sample([*documents_, *made])), odds, labels, weights)
    MODEL.write_text(model.to_json() + "\n", encoding="utf-8")
    lots = [(replace(m, slope=model.slope, shift=model.shift), lot) for m, lot in lots]
    sure = 1 / (1 + np.exp(-(model.slope * odds + model.shift)))
    parts = [_heading(documents_, model), _reliability(sure, labels)]
    if not args.no_convert:
        parts.append(_by_set(lots))
    text = "\n\n".join(parts)
    print(text)
    keep("work", "What is work", "python -m benchmarks.work", text)


def _told(lots: Sequence[tuple[Model, list[Judged]]]) -> list[tuple[float, float, float]]:
    """(log-odds, label, weight) of each passage by the model that has not seen its document."""
    forms: dict[str, int] = {}
    for _, lot in lots:
        for d in lot:
            forms[d.family] = forms.get(d.family, 0) + 1
    return [
        (model.odds(found), float(label), 1 / forms[d.family])
        for model, lot in lots
        for d in lot
        for found, label in zip(d.evidence, d.labels, strict=True)
        if label is not None
    ]


def _heading(documents_: Sequence[Judged], model: Model) -> str:
    passages = sum(len(d.labels) for d in documents_)
    work = sum(label == 1 for d in documents_ for label in d.labels)
    wanted = sum(d.wanted for d in documents_)
    families = len({d.family for d in documents_})
    return (
        f"{len(documents_)} files of {families} documents, {passages} passages; of {wanted} tasks of "
        f"the gold {work} are among them. {len(model.weights)} names of evidence; "
        f"{MODEL.stat().st_size // 1024} KB. All figures are of documents left out, every form of "
        f"a document together, in ten lots."
    )


def _reliability(sure: Floats, labels: Floats) -> str:
    """What share is work among the passages of each confidence, and the expected calibration error."""
    lines = [
        "| confidence | passages | mean confidence | share that is work |",
        "|---|---|---|---|",
    ]
    error = 0.0
    bins = np.minimum((sure * _BINS).astype(int), _BINS - 1)
    for at in range(_BINS):
        here = bins == at
        if here.any():
            mean, share = float(sure[here].mean()), float(labels[here].mean())
            error += abs(mean - share) * float(here.mean())
            lines.append(
                f"| {at / _BINS:.1f} to {(at + 1) / _BINS:.1f} | {int(here.sum())} | {mean:.3f} | {share:.3f} |"
            )
    high = sure >= 0.9
    share = float(labels[high].mean()) if high.any() else 1.0
    auc = _auc(sure, labels)
    return "\n".join(lines) + (
        f"\n\nExpected calibration error {error:.3f}; of {int(high.sum())} passages with confidence "
        f"0.9 or more {share:.1%} are work; area under the ROC curve {auc:.3f}."
    )


def _auc(sure: Floats, labels: Floats) -> float:
    ranks = np.empty(len(sure))
    ranks[np.argsort(sure, kind="stable")] = np.arange(len(sure))
    good = int(labels.sum())
    return float((ranks[labels == 1].sum() - good * (good - 1) / 2) / (good * (len(sure) - good)))


def _by_set(lots: Sequence[tuple[Model, list[Judged]]]) -> str:
    """Counts by set, each document converted with the model that has not seen it."""
    sums: dict[tuple[str, str], Count] = {}
    with tempfile.TemporaryDirectory() as scratch, ProcessPoolExecutor(WORKERS) as pool:
        jobs = [(model, d, Path(scratch)) for model, lot in lots for d in lot]
        for name, counts in pool.map(_converted, jobs):
            for measure in MEASURES:
                key = (name.partition("/")[0], measure)
                sums[key] = sums.get(key, Count(0, 0, 0)) + counts.get(measure, Count(0, 0, 0))
    lines = [
        "| set | measure | right | missed | extra | precision | recall |",
        "|---|---|---|---|---|---|---|",
    ]
    for measure in MEASURES:
        whole = Count(0, 0, 0)
        for name in SETS:
            count = sums.get((name, measure), Count(0, 0, 0))
            whole += count
            lines.append(_row(name, measure, count))
        lines.append(_row("all", measure, whole))
    return "\n".join(lines)


def _row(name: str, measure: str, c: Count) -> str:
    return f"| {name} | {measure} | {c.right} | {c.missed} | {c.extra} | {c.precision:.3f} | {c.recall:.3f} |"


def _converted(job: tuple[Model, Judged, Path]) -> tuple[str, dict[str, Count]]:
    model, document, scratch = job
    out = scratch / document.name.replace("/", "-")
    out.mkdir()
    with patch.object(decision, "shipped", return_value=model):
        convert_into(document.path, out)
    set_, _, stem = document.name.partition("/")
    gold = next(g for g, d in documents(set_, stem) if d.stem == stem)
    return document.name, score(gold, out)[0]


if __name__ == "__main__":
    main()
