"""The decision what is work: a logistic regression over named evidence.

The weights (``work_model.json``, retrained by ``make train``) come from documents with gold;
docs/MODEL_CARD.md says which, and how far the figures go. Inference is a sum: no library is needed.
"""

from __future__ import annotations

import json
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from vanban.extractors.language.data import toml
from vanban.extractors.tasks import headings
from vanban.extractors.tasks.action import action_of
from vanban.extractors.tasks.draft import Draft
from vanban.extractors.tasks.evidence import Evidence, evidence, is_dated
from vanban.extractors.tasks.passages import Passage
from vanban.schemas import Header

WORK = 0.5
"""Probability from which a passage is a task; below it a person would have to strike more than
half.
"""
NEAR = 0.15
"""Probability from which a passage that is no task is shown for review: one in seven is work."""
PROVEN = 0.9
"""Least probability of what a rule proves; gold has 13 of 16 such passages as they stand, the other
three in parts.
"""
FACT = 0.3
"""Most that a fact ("Địa điểm treo pano" in a list of works) or a warning of who will have to
answer reaches: it is shown for review, no task.
"""
_LETTER = "CV"  # công văn
_OPENING = 3  # characters before an actor that opens a sentence: a quotation mark, a dash
_REASONS = 3  # reasons told of a passage
_WEIGHTY = 0.25  # log-odds below which a piece of evidence is not worth telling


@dataclass(frozen=True, slots=True)
class Model:
    """Weights by name of evidence, in log-odds; ``slope`` and ``shift`` calibrate their sum."""

    weights: Mapping[str, float]
    bias: float
    slope: float = 1.0
    shift: float = 0.0

    def odds(self, found: Evidence) -> float:
        """The sum of the weights, in log-odds, before it is calibrated."""
        return self.bias + sum(self.weights.get(n, 0.0) * v for n, v in found.items())

    def probability(self, found: Evidence) -> float:
        """How likely a passage with this evidence is work, 0..1."""
        return 1 / (1 + math.exp(-(self.slope * self.odds(found) + self.shift)))

    def certainty(self, found: Evidence, bounds: tuple[float, float]) -> float:
        """The probability, between what rules prove and what they allow."""
        least, most = bounds
        return min(max(self.probability(found), least), most)

    def to_json(self) -> str:
        """The model as it is kept."""
        kept = {n: round(w, 4) for n, w in sorted(self.weights.items()) if abs(w) >= 5e-4}
        head = {"bias": self.bias, "slope": self.slope, "shift": self.shift}
        return json.dumps({**head, "weights": kept}, ensure_ascii=False, indent=0)

    @classmethod
    def from_json(cls, text: str) -> Model:
        """The model that ``to_json`` wrote."""
        return cls(**json.loads(text))


@cache
def shipped() -> Model:
    """The model of the package, read once a process."""
    kept = files("vanban.extractors.tasks") / "work_model.json"
    return Model.from_json(kept.read_text(encoding="utf-8"))


def judged(passages: Sequence[Passage], header: Header) -> tuple[list[Draft], list[Draft]]:
    """(the drafts that are work, those close to it), each with ``confidence`` and ``reasons``."""
    model = shipped()
    work: list[Draft] = []
    near: list[Draft] = []
    for passage, found in zip(passages, evidence(passages, header), strict=True):
        sure = round(model.certainty(found, rules_leave(passage, found, header)), 3)
        if sure < NEAR:
            continue
        told = tuple(reasons(model, found, passage.draft))
        draft = replace(passage.draft, confidence=sure, reasons=told)
        (work if sure >= WORK else near).append(draft)
    return work, near


def _is_fact(passage: Passage, found: Evidence) -> bool:
    """A place, a time, a sum as an item: it opens so, and says no verb and nobody; when a whole
    plan is carried out; who has issued a document, where nobody is asked.
    """
    words = passage.draft.text
    says_nothing = "verb" not in found and "lead:none" in found
    if (says_nothing and headings.is_fact(words)) or headings.says_when(words):
        return True
    asks = "ordered" in found or "requested" in found
    return headings.is_issued(words) and not asks and action_of(words) is None


def rules_leave(passage: Passage, found: Evidence, header: Header) -> tuple[float, float]:
    """The bounds that rules set to the certainty of a passage."""
    return rules_prove(passage, header), rules_allow(passage, found, header)


def rules_allow(passage: Passage, found: Evidence, header: Header) -> float:
    """The most that rules leave a passage: a fact, a warning of who will answer, and what the
    receiver of a report does with it ("để tổng hợp, báo cáo …") are no work (contract, "What a
    task is"), but shown for review.
    """
    draft = passage.draft
    theirs = draft.collected and not _reports_to_its_head(draft, header)
    refused = theirs or _is_fact(passage, found) or headings.answers_only(draft.text)
    return FACT if refused else 1.0


def rules_prove(passage: Passage, header: Header) -> float:
    """How sure rules make a passage, 0 where they prove nothing: labelled lines that say who and
    when under an item, a named actor with a day of the calendar where it is ordered or asked, has
    helpers, or opens the sentence and must keep to the day, and a unit of the issuer that reports
    to its head (contract, "What a task is"). A term that begins with an event is how standing rules
    speak.
    """
    draft = passage.draft
    if _reports_to_its_head(draft, header):
        return PROVEN
    if not draft.leads or "leads" in draft.inherited or not draft.deadline.text:
        return 0.0
    if passage.form == "fields":
        return PROVEN
    if headings.tells(draft.text):  # "Ngày 24/8/2024, Thủ tướng có công văn … giao Bộ A"
        return 0.0
    # "Sở A chủ trì, phối hợp với Sở B … trong quý II": who helps says that A is given the work
    told = draft.ordered or draft.requested or draft.cooperators or _must_keep_to(passage)
    return PROVEN if told and is_dated(draft.deadline, header.issued_on) else 0.0


def _reports_to_its_head(draft: Draft, header: Header) -> bool:
    """'… gửi Vụ Công nghệ cao để | tổng hợp, báo cáo Bộ trưởng' in a plan of the Bộ: what others do
    with what they are sent is their own affair; what a unit of the issuer does is work of the plan.
    The sender of a letter only collects answers.
    """
    letter = header.doc_type is not None and header.doc_type.code == _LETTER
    if not draft.collected or letter or [a.kind for a in draft.leads] != ["unit"]:
        return False
    own = header.issuer.name if header.issuer else None
    heads = (r.kind == "office_holder" for r in draft.reports_to)
    return draft.leads[0].name != own and any(heads)


def _must_keep_to(passage: Passage) -> bool:
    """'Các đơn vị gửi hồ sơ về Sở A trước ngày 15/02/2027', under whatever heading; in an article
    whose heading gives no work ("Nghĩa vụ") it is a rule.
    """
    if passage.article and not headings.assigns(passage.article):
        return False
    draft = passage.draft
    begin = draft.span.start + headings.about(draft.text)
    opens = draft.leads[0].span.start - begin < _OPENING
    return opens and draft.deadline.boundary in ("before", "at_latest")


def reasons(model: Model, found: Evidence, draft: Draft) -> Iterable[str]:
    """What weighed most, in a person's words, the weightiest first."""
    weighed: defaultdict[str, float] = defaultdict(float)
    for name, value in found.items():
        weighed[_family(name)] += model.weights.get(name, 0.0) * value
    told = toml("vanban.extractors.tasks", "reasons.toml")
    chosen = sorted(weighed, key=lambda family: -abs(weighed[family]))
    sentences = (
        (told["for"] if weighed[f] > 0 else told["against"]).get(f)
        for f in chosen
        if abs(weighed[f]) >= _WEIGHTY
    )
    opening = " ".join(draft.text.split()[:4])
    return [s.format(opening=opening) for s in sentences if s][:_REASONS]


def _family(name: str) -> str:
    """The family of a name, with its value where the reasons tell values apart: "lead:none"."""
    told = toml("vanban.extractors.tasks", "reasons.toml")["families"]
    return str(told.get(name) or told.get(name.partition(":")[0], ""))
