"""How near a converted plan is to the truth of a made document: right, missed and extra by measure,
and what went wrong.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

_SAME = str.maketrans({"–": "-", "—": "-", "−": "-", "“": None, "”": None, '"': None, "…": None})
_UNITS = {"phan": "Phần ", "chuong": "Chương ", "muc": "Mục ", "tieu_muc": "Tiểu mục "}
_NEAR = 0.8  # how alike two texts of one task must be


def fold(words: str | None) -> str:
    """A key for comparing: one form of letters, dashes and spaces, no case, no outer
    punctuation.
    """
    key = unicodedata.normalize("NFC", words or "").lower().translate(_SAME)
    key = re.sub(r"\s*([-/])\s*", r"\1", re.sub(r"\s+", " ", key))
    return key.strip(" .,;:/-")


def alike(one: str | None, other: str | None) -> float:
    """From 0 to 1. A text that ends with an ellipsis says only how it opens."""
    a, b = fold(one), fold(other)
    if (one or "").endswith("…"):
        b = b[: len(a)]
    return 1.0 if a == b else SequenceMatcher(None, a, b, autojunk=False).ratio()


class Tally:
    """Counts by measure."""

    def __init__(self) -> None:
        self.right: Counter[str] = Counter()
        self.missed: Counter[str] = Counter()
        self.extra: Counter[str] = Counter()
        self.notes: defaultdict[str, list[str]] = defaultdict(list)

    def add(self, other: Tally) -> None:
        for mine, theirs in (
            (self.right, other.right),
            (self.missed, other.missed),
            (self.extra, other.extra),
        ):
            mine.update(theirs)
        for measure, notes in other.notes.items():
            self.notes[measure] += notes

    def many(self, measure: str, where: str, truth: Iterable[str], found: Iterable[str]) -> None:
        """Two lists whose order does not matter."""
        want, got = Counter(map(fold, truth)), Counter(map(fold, found))
        self.right[measure] += (want & got).total()
        self.missed[measure] += (want - got).total()
        self.extra[measure] += (got - want).total()
        if want != got:
            self.notes[measure].append(
                f"{where}: missed {sorted((want - got).elements())} extra "
                f"{sorted((got - want).elements())}"
            )

    def value(
        self, measure: str, where: str, truth: str | None, found: str | None, near: float = 1.0
    ) -> None:
        """One value, which must be as near as said; None on both sides is nothing to count."""
        if not truth and not found:
            return
        if truth and found and alike(truth, found) >= near:
            self.right[measure] += 1
            return
        self.missed[measure] += bool(truth)
        self.extra[measure] += bool(found)
        self.notes[measure].append(f"{where}: truth {truth!r} found {found!r}")

    def f1(self, measure: str) -> float:
        of = 2 * self.right[measure] + self.missed[measure] + self.extra[measure]
        return 2 * self.right[measure] / of if of else 1.0

    def measures(self) -> list[str]:
        return sorted({*self.right, *self.missed, *self.extra})


def score(truth: Mapping[str, Any], plan: Mapping[str, Any], where: str) -> Tally:
    """``plan`` as JSON against ``truth``; a key that the truth leaves out is not scored."""
    tally = Tally()
    _header(tally, where, truth["header"], plan["document"])
    _bases(tally, where, truth["legal_bases"], plan["legal_bases"])
    attachments = plan["attachments"]
    tally.many("articles", where, truth["articles"], [a["number"] for a in plan["articles"]])
    tally.many(
        "attachments",
        where,
        [a["type"] for a in truth["attachments"]],
        [(a["type"] or {}).get("code", "") for a in attachments],
    )
    for known, attachment in zip(truth["attachments"], attachments, strict=False):
        tally.value("attachment titles", where, known["title"], attachment["title"], near=0.95)
    nodes = [*plan["sections"], *(s for a in attachments for s in a["sections"])]
    tally.many("sections", where, truth["sections"], _paths(nodes, ()))
    for origin in ("table", "text"):
        mine = [t for t in plan["tasks"] if (t["origin"] == "table") == (origin == "table")]
        _tasks(tally, where, origin, truth[f"{origin}_tasks"], mine)
    return tally


def _header(tally: Tally, where: str, truth: Mapping[str, Any], found: Mapping[str, Any]) -> None:
    tally.value("header.doc_type", where, truth["doc_type"], (found["doc_type"] or {}).get("code"))
    for key in ("number", "symbol", "issued_on", "place"):
        tally.value(f"header.{key}", where, truth[key], found[key])
    tally.value("header.title", where, truth["title"], found["title"], near=0.95)
    if "issuer" in truth:
        said = found["issuer"] or {}
        best = max((said.get("name"), said.get("text")), key=lambda s: alike(truth["issuer"], s))
        tally.value("header.issuer", where, truth["issuer"], best, near=0.97)
    tally.many(
        "header.signers",
        where,
        truth["signers"],
        [s["name"] for s in found["signers"] if s["name"]],
    )


def _bases(
    tally: Tally, where: str, truth: Sequence[Mapping[str, Any]], found: Sequence[Mapping[str, Any]]
) -> None:
    tally.many("bases.kind", where, [b["kind"] for b in truth], [b["kind"] for b in found])
    want, got = ([c for b in side for c in b["citations"]] for side in (truth, found))
    tally.many("bases.citations", where, map(_key, want), map(_key, got))
    dates = (
        [f"{_key(c)} @ {c['issued_on']}" for c in side if c.get("issued_on")]
        for side in (want, got)
    )
    tally.many("bases.dates", where, *dates)


def _key(citation: Mapping[str, Any]) -> str:
    return citation.get("number_symbol") or citation.get("title") or citation.get("text") or ""


def _paths(nodes: Sequence[Mapping[str, Any]], above: tuple[str, ...]) -> list[str]:
    found: list[str] = []
    for node in nodes:
        if node["unit"] == "bullet":
            continue
        here = (*above, _UNITS.get(node["unit"], "") + node["label"])
        found += ["/".join(here), *_paths(node["children"], here)]
    return found


def _tasks(
    tally: Tally,
    where: str,
    origin: str,
    truth: Sequence[Mapping[str, Any]],
    found: Sequence[Mapping[str, Any]],
) -> None:
    pairs = _pairs(truth, found)
    tally.right[f"{origin}.task"] += len(pairs)
    tally.missed[f"{origin}.task"] += len(truth) - len(pairs)
    tally.extra[f"{origin}.task"] += len(found) - len(pairs)
    taken = set(pairs.values())
    tally.notes[f"{origin}.task"] += [
        f"{where}: missed {t['text'][:90]!r}" for i, t in enumerate(truth) if i not in pairs
    ]
    tally.notes[f"{origin}.task"] += [
        f"{where}: extra {t['text'][:90]!r}" for j, t in enumerate(found) if j not in taken
    ]
    for i, known in enumerate(truth):
        _fields(
            tally,
            f"{where} [{known.get('number', i + 1)} {known['text'][:60]}]",
            origin,
            known,
            found[pairs[i]] if i in pairs else {},
        )


def _pairs(
    truth: Sequence[Mapping[str, Any]], found: Sequence[Mapping[str, Any]]
) -> dict[int, int]:
    """Each known task with the found one whose words are nearest, the nearest pairs first."""
    ratios = []
    for i, known in enumerate(truth):
        for j, task in enumerate(found):
            ratio = (
                1.0
                if fold(known["text"]) == fold(task["text"])
                else alike(known["text"], task["text"])
                if abs(i - j) < 12
                else 0.0
            )
            ratios.append((ratio, -abs(i - j), i, j))
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for ratio, _, i, j in sorted(ratios, reverse=True):
        if ratio >= _NEAR and i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return pairs


def _fields(
    tally: Tally, where: str, origin: str, truth: Mapping[str, Any], found: Mapping[str, Any]
) -> None:
    due = found.get("deadline") or {}
    for key in ("leads", "cooperators"):
        tally.many(f"{origin}.{key}", where, truth[key], [a["text"] for a in found.get(key, [])])
    if "deadline" in truth and not truth.get("deadline_open"):
        tally.value(f"{origin}.deadline", where, truth["deadline"], due.get("text"), near=0.9)
    if "due" in truth:
        tally.value(
            f"{origin}.due", f"{where} {truth.get('deadline')}", truth["due"], due.get("due")
        )
    if "rrule" in truth:
        freq = re.match(r"FREQ=[A-Z]+", due.get("rrule") or "")
        tally.value(
            f"{origin}.recurring",
            f"{where} {truth['deadline']}",
            truth["rrule"],
            freq and freq.group(),
        )
    if "outputs" in truth:
        tally.value(
            f"{origin}.outputs",
            where,
            "; ".join(truth["outputs"]),
            "; ".join(o["text"] for o in found.get("outputs", [])),
            near=0.9,
        )
    if "group" in truth:
        tally.value(f"{origin}.group", where, truth["group"], found.get("group"), near=_NEAR)
