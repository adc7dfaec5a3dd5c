"""``python -m benchmarks.work``: trains the decision what is work and says how good it is.

Writes ``extractors/tasks/work_model.json`` and the part "work" of docs/RESULTS.md. The figures are
those of documents left out: each is judged by a model that has not seen it in any form.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np

from benchmarks.gold import ROOT, SETS, Count
from benchmarks.report import keep
from benchmarks.work.dataset import Judged, judged_documents, made_documents, matched
from benchmarks.work.learning import Floats, calibrated, fit, left_out, sample
from benchmarks.work.texts import read_documents
from vanban.extractors.tasks.decision import WORK, Model

MODEL = ROOT / "extractors" / "tasks" / "work_model.json"
_BINS = 10


def main() -> None:
    documents_ = judged_documents()
    texts = read_documents()
    made = [*made_documents(), *texts]
    lots = left_out(documents_, made)
    told = _told(lots)
    odds, labels, weights = (np.array(column) for column in zip(*told, strict=True))
    model = calibrated(fit(sample([*documents_, *made])), odds, labels, weights)
    MODEL.write_text(model.to_json() + "\n", encoding="utf-8")
    lots = [(replace(m, slope=model.slope, shift=model.shift), lot) for m, lot in lots]
    sure = 1 / (1 + np.exp(-(model.slope * odds + model.shift)))
    judges = (
        (replace(m, slope=model.slope, shift=model.shift), lot)
        for m, lot in left_out(texts, documents_)
    )
    parts = (
        _heading(documents_, model),
        _by_set(lots),
        _on_texts(judges),
        _reliability(sure, labels),
    )
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
    wanted = sum(len(d.wanted) for d in documents_)
    families = len({d.family for d in documents_})
    return (
        f"{len(documents_)} files of {families} documents, {passages} passages; of {wanted} tasks "
        f"of "
        f"the gold {work} are among them. {len(model.weights)} names of evidence; "
        f"{MODEL.stat().st_size // 1024} KB. All figures are of documents left out, every form of "
        f"a document together, in ten lots."
    )


def _reliability(sure: Floats, labels: Floats) -> str:
    """What share is work among the passages of each confidence, and the expected
    calibration error.
    """
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
                f"| {at / _BINS:.1f} to {(at + 1) / _BINS:.1f} | {int(here.sum())} | {mean:.3f} | "
                f"{share:.3f} |"
            )
    high = sure >= 0.9
    share = float(labels[high].mean()) if high.any() else 1.0
    auc = _auc(sure, labels)
    return "\n".join(lines) + (
        f"\n\nExpected calibration error {error:.3f}; of {int(high.sum())} passages with "
        f"confidence "
        f"0.9 or more {share:.1%} are work; area under the ROC curve {auc:.3f}."
    )


def _auc(sure: Floats, labels: Floats) -> float:
    ranks = np.empty(len(sure))
    ranks[np.argsort(sure, kind="stable")] = np.arange(len(sure))
    good = int(labels.sum())
    return float((ranks[labels == 1].sum() - good * (good - 1) / 2) / (good * (len(sure) - good)))


def _by_set(lots: Sequence[tuple[Model, list[Judged]]]) -> str:
    """Tasks by set as the scorer counts them, each document judged by the model that has not seen
    it.
    """
    sums = {name: Count(0, 0, 0) for name in SETS}
    asking_nothing, invented = 0, 0
    for model, lot in lots:
        for document in lot:
            count = _counted(model, document)
            sums[document.name.partition("/")[0]] += count
            if not document.wanted:
                asking_nothing, invented = asking_nothing + 1, invented + count.extra
    whole = Count(0, 0, 0)
    lines = [
        "| set | right | missed | extra | precision | recall |",
        "|---|---|---|---|---|---|",
    ]
    for name, count in sums.items():
        whole += count
        lines.append(_row(name, count))
    lines.append(_row("all", whole))
    said = (
        f"{asking_nothing} files ask nothing of anybody: {invented} passages of them are taken "
        f"for work."
    )
    return "\n".join(lines) + f"\n\n{said}"


def _counted(model: Model, document: Judged) -> Count:
    seen = zip(document.texts, document.evidence, document.bounds, strict=True)
    found = [text for text, e, bounds in seen if model.certainty(e, bounds) >= WORK]
    right = len(matched(document.wanted, found))
    return Count(right, len(document.wanted) - right, len(found) - right)


def _on_texts(judges: Iterable[tuple[Model, list[Judged]]]) -> str:
    """The same for the texts without gold that were read, passage by passage."""
    seen = Counter(
        (model.certainty(found, bounds) >= WORK, label)
        for model, lot in judges
        for text in lot
        for found, bounds, label in zip(text.evidence, text.bounds, text.labels, strict=True)
    )
    whole = Count(seen[True, 1], seen[False, 1], seen[True, 0])
    return (
        "Documents without gold that were read by eye (`benchmarks/work/read.tsv`), each "
        "judged by a model that has not seen it: "
        f"{whole.right} passages right, {whole.missed} missed, {whole.extra} extra "
        f"(precision {whole.precision:.3f}, recall {whole.recall:.3f})."
    )


def _row(name: str, c: Count) -> str:
    return f"| {name} | {c.right} | {c.missed} | {c.extra} | {c.precision:.3f} | {c.recall:.3f} |"


if __name__ == "__main__":
    main()
