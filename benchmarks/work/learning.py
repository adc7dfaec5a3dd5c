"""Logistic regression with the evidence by name: fitting, folds by document, calibration.

Everything is in a fixed order and nothing is drawn at random but the folds, from a seed.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from benchmarks.work.dataset import Judged
from vanban.extractors.tasks.decision import Model

SEED = 20261129
FOLDS = 10
RIDGE = 4.0
"""Weight of the squared weights: 1 and 8 are no better on documents left out."""
WORDS = frozenset({"says", "together"})
SIGNS = 0.25
"""Signs are few and known from many documents: they are held back less than words."""
FAMILIES = 2  # documents in which a piece of evidence must stand to be learnt
_STEPS = 150
_POWER = 15  # steps by which the largest curvature is found

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Sample:
    """Evidence of passages with label, weight and the family of their document."""

    evidence: list[Mapping[str, float]]
    labels: Floats
    weights: Floats
    families: list[str]


def sample(documents: Sequence[Judged]) -> Sample:
    """All passages on which gold speaks. The forms of one document weigh together as one."""
    forms = Counter(d.family for d in documents)
    rows = [
        (found, label, d.weight / forms[d.family] / 2, d.family)
        for d in documents
        for view in (d.evidence, d.alone)
        for found, label in zip(view, d.labels, strict=True)
        if label is not None
    ]
    return Sample(
        [r[0] for r in rows],
        np.array([r[1] for r in rows], dtype=np.float64),
        np.array([r[2] for r in rows]),
        [r[3] for r in rows],
    )


class Matrix:
    """The evidence as a sparse matrix, with a last column of ones."""

    def __init__(self, evidence: Sequence[Mapping[str, float]], names: Mapping[str, int]) -> None:
        columns: list[int] = []
        values: list[float] = []
        starts = []
        for found in evidence:
            starts.append(len(columns))
            known = [(names[n], v) for n, v in found.items() if n in names]
            columns += [c for c, _ in known] + [len(names)]
            values += [v for _, v in known] + [1.0]
        self.width = len(names) + 1
        self._columns = np.array(columns)
        self._values = np.array(values)
        self._starts = np.array(starts)
        self._rows = np.repeat(np.arange(len(starts)), np.diff([*starts, len(columns)]))

    def times(self, weights: Floats) -> Floats:
        """A sum for each row."""
        found: Floats = np.add.reduceat(weights[self._columns] * self._values, self._starts)
        return found

    def back(self, rows: Floats) -> Floats:
        """A sum for each column."""
        weighted = self._values * rows[self._rows]
        return np.bincount(self._columns, weights=weighted, minlength=self.width).astype(np.float64)


def fit(data: Sample) -> Model:
    """The weights by Nesterov's accelerated gradient; the bias is hardly held back."""
    names = _names(data)
    matrix = Matrix(data.evidence, names)
    hold = np.array([_hold(name) for name in names] + [1e-3])
    step = 1 / (_curvature(matrix, data.weights) / 4 + RIDGE)
    weights = ahead = np.zeros(matrix.width)
    pace = 1.0
    for _ in range(_STEPS):
        miss = _sigmoid(matrix.times(ahead)) - data.labels
        moved = ahead - step * (matrix.back(data.weights * miss) + hold * ahead)
        quicker = (1 + (1 + 4 * pace * pace) ** 0.5) / 2
        ahead = moved + (pace - 1) / quicker * (moved - weights)
        weights, pace = moved, quicker
    learnt = {name: float(weights[at]) for name, at in names.items()}
    return Model(learnt, float(weights[-1]))


def _hold(name: str) -> float:
    return RIDGE if name.partition(":")[0] in WORDS else SIGNS * RIDGE


def _names(data: Sample) -> dict[str, int]:
    families: defaultdict[str, set[str]] = defaultdict(set)
    for found, family in zip(data.evidence, data.families, strict=True):
        for name in found:
            families[name].add(family)
    kept = sorted(name for name, where in families.items() if len(where) >= FAMILIES)
    return {name: at for at, name in enumerate(kept)}


def _curvature(matrix: Matrix, weights: Floats) -> float:
    direction: Floats = np.ones(matrix.width, dtype=np.float64)
    largest = 0.0
    for _ in range(_POWER):
        direction = matrix.back(weights * matrix.times(direction))
        largest = float(np.linalg.norm(direction))
        direction = direction / largest
    return largest


def _sigmoid(odds: Floats) -> Floats:
    found: Floats = 1 / (1 + np.exp(-np.clip(odds, -30, 30)))
    return found


def folds(documents: Sequence[Judged]) -> list[list[Judged]]:
    """Documents in FOLDS lots; all forms of one document in the same."""
    families = sorted({d.family for d in documents})
    random.Random(SEED).shuffle(families)
    lot = {family: at % FOLDS for at, family in enumerate(families)}
    return [[d for d in documents if lot[d.family] == at] for at in range(FOLDS)]


def left_out(
    documents: Sequence[Judged], made: Sequence[Judged]
) -> list[tuple[Model, list[Judged]]]:
    """For each lot the model that was trained without it."""
    lots = folds(documents)
    others = ([d for other in lots if other is not lot for d in other] for lot in lots)
    return [(fit(sample([*rest, *made])), lot) for rest, lot in zip(others, lots, strict=True)]


def calibrated(model: Model, odds: Floats, labels: Floats, weights: Floats) -> Model:
    """The model with slope and shift (Platt) from log-odds given to documents left out."""
    slope, shift = 1.0, 0.0
    for _ in range(50):  # Newton's method on two numbers
        p = _sigmoid(slope * odds + shift)
        miss, bend = weights * (p - labels), weights * p * (1 - p)
        gradient = np.array([miss @ odds, miss.sum()])
        hessian = np.array([[bend @ odds**2, bend @ odds], [bend @ odds, bend.sum()]])
        change = np.linalg.solve(hessian + 1e-9 * np.eye(2), gradient)
        slope, shift = slope - float(change[0]), shift - float(change[1])
    return replace(model, slope=round(slope, 4), shift=round(shift, 4))
