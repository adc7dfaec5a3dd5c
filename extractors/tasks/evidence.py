"""Evidence: what speaks for and against a candidate being work, each with a readable name.

A name is ``family`` or ``family:value``; ``reasons.toml`` says the families in Vietnamese.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from itertools import zip_longest

from vanban.extractors.language.data import toml
from vanban.extractors.language.folding import fold
from vanban.extractors.language.forms import any_of
from vanban.extractors.tasks import headings
from vanban.extractors.tasks.action import action_of, after_actors
from vanban.extractors.tasks.draft import Draft
from vanban.extractors.tasks.passages import Passage
from vanban.schemas import Deadline, Header

Evidence = Mapping[str, float]

_BEHIND = 4  # characters between a unit and the words that its colon opens
_SHORT, _LONG = 40, 500  # characters of few words and of many


def evidence(candidates: Sequence[Passage], header: Header) -> tuple[Evidence, ...]:
    """The evidence of each candidate of a document: its own, that of its list, and that of the
    document.
    """
    if not candidates:
        return ()
    own = [_own(c) for c in candidates]
    lists: defaultdict[int, list[int]] = defaultdict(list)
    for at, candidate in enumerate(candidates):
        lists[candidate.beside].append(at)
    whole = dict(_shares("document", own))
    near = {
        key: {**dict(_shares("list", [own[i] for i in ats])), "list alike": _alike(candidates, ats)}
        for key, ats in lists.items()
    }
    kind = header.doc_type.code if header.doc_type else "không rõ"
    title = header.title or ""
    subject = _subject(title)
    return tuple(
        {
            **own[at],
            **(above := _above(c, "lead:heading" in own[at])),
            **_about(c, kind, title),
            **dict(_together(own[at], above, c.form, _class_of(c, kind, subject))),
            **near[c.beside],
            **whole,
        }
        for at, c in enumerate(candidates)
    )


# what the words themselves say


def _own(candidate: Passage) -> dict[str, float]:
    draft = candidate.draft
    at = draft.span.start
    actors = [
        (a.span.start - at, a.span.end - at)
        for a in (*draft.leads, *draft.cooperators)
        if a.span.start >= at
    ]
    begin = after_actors(draft.text, actors, headings.about(draft.text))
    found = dict.fromkeys(_signs(candidate, begin), 1.0)
    found |= {f"says:{cue}": 0.5 for cue in _cues().findall(fold(draft.text).lower())}
    return found


_CALENDAR = ("date", "window", "several")


def is_dated(deadline: Deadline, issued_on: date | None) -> bool:
    """True for a day of the calendar by which something can still be done: no day gone by when the
    document was issued, and no term that begins with an event ("trong 05 ngày kể từ ngày nhận …").
    """
    due = deadline.due if deadline.kind in _CALENDAR else None
    return due is not None and (issued_on is None or due >= issued_on)


@cache
def _cues() -> re.Pattern[str]:
    words = toml("vanban.extractors.tasks", "cues.toml")["cues"]
    return re.compile(rf"(?<!\w){any_of(words)}(?!\w)")


def _signs(candidate: Passage, begin: int) -> Iterator[str]:
    draft = candidate.draft
    yield f"form:{candidate.form}"
    if len(draft.text) < _SHORT:
        yield "short"
    if len(draft.text) > _LONG:
        yield "long"
    yield from _who(candidate, begin)
    yield f"deadline:{draft.deadline.kind}"
    if draft.reports_to:
        yield "reports"
    if draft.outputs:
        yield "outputs"
    words = draft.text
    if action_of(words, begin) or action_of(words):
        yield "verb"
    if headings.is_formula(words):
        yield "formula"
    if headings.is_closing(words):
        yield "appeal"
    if headings.answers_only(words):
        yield "answers"
    if words[:1].islower() and not (draft.ordered or draft.requested or _behind_unit(draft)):
        yield "small letter"
    yield from headings.signs(words, begin)
    if words.rstrip().endswith(":"):
        yield "colon"
    yield from _topic(words, begin)


def _topic(words: str, begin: int) -> Iterator[str]:
    """What a passage is about, where it says so before it comes to the work."""
    if headings.about(words):
        yield "subject"
    elif headings.verdict(words) == "other":  # "Địa điểm treo pano": a fact, as such headings have
        yield "opens as no work"
    if begin == 0 and ":" in words[:60]:
        yield "topic"


def _behind_unit(draft: Draft) -> bool:
    """'Phòng Tài vụ: | kiểm tra chứng từ': words go on in a small letter behind their unit."""
    gap = draft.span.start - draft.leads[-1].span.end if draft.leads else -1
    return 0 <= gap < _BEHIND


def _who(candidate: Passage, begin: int) -> Iterator[str]:
    draft = candidate.draft
    if draft.ordered:
        yield "ordered"
    if draft.requested:
        yield "requested"
    if not draft.leads:
        yield "lead:none"
    elif "leads" in draft.inherited or draft.leads[0].span.start < draft.span.start:
        yield "lead:heading"
    else:
        yield "lead:own"
        yield f"lead kind:{draft.leads[0].kind}"
        place = draft.leads[0].span.start - draft.span.start - headings.about(draft.text)
        yield "lead first" if place < 3 else "lead later"
    if draft.cooperators:
        yield "cooperators"
    if draft.collected:
        yield "collected"


# what stands above


def _above(candidate: Passage, led: bool) -> dict[str, float]:
    """``led``: the passage has its lead from above; a heading that says nothing else names it."""
    found: dict[str, float] = {}
    said = list(_verdicts(candidate.above))
    if led and said and said[-1] == "none" and not candidate.above[-1].endswith(":"):
        said[-1] = "unit"
    if any(headings.consists(h) for h in candidate.above):
        found["any heading:consists"] = 1.0
    for verdict in set(said):
        found[f"any heading:{verdict}"] = 1.0
    found[f"heading:{said[-1] if said else 'missing'}"] = 1.0
    # "Tiêu chí thi đua", then "Đối với các doanh nghiệp": the unit says who, the heading over it
    # what
    ruling = next((v for v in reversed(said) if v not in ("none", "unit")), "missing")
    found[f"ruling heading:{ruling}"] = 1.0
    lead_in = next((h for h in reversed(candidate.above) if h.rstrip().endswith(":")), None)
    if lead_in:
        found |= {f"lead-in:{name}": 1.0 for name in _lead_in(lead_in)}
    return found


def _verdicts(above: Sequence[str]) -> Iterator[str]:
    """Of each heading; that of one which gives no work counts for nothing where the sentence below
    it takes up its words: 'III. KẾT LUẬN', then 'Chủ trì cuộc họp kết luận:'.
    """
    for heading, below in zip_longest(above, above[1:], fillvalue=""):
        verdict = _verdict(heading)
        words = headings.flat(heading).strip(" .:")
        taken_up = below.rstrip().endswith(":") and words in headings.flat(below)
        yield "none" if verdict == "other" and taken_up else verdict


def _verdict(heading: str) -> str:
    """'Thời gian tới, … thực hiện các nhiệm vụ sau đây:' opens work, with whatever it begins."""
    return "work" if headings.orders_all(heading) else headings.verdict(heading) or "none"


def _lead_in(sentence: str) -> Iterator[str]:
    if headings.asks(sentence):
        yield "asks"
    if headings.orders_all(sentence):
        yield "orders all"
    if headings.announces(sentence):
        yield "announces"
    if headings.gives_duties(sentence):
        yield "gives duties"
    if headings.requests(sentence):
        yield "requests"
    if headings.consists(sentence):
        yield "consists"
    yield "any"


def _about(candidate: Passage, kind: str, title: str) -> dict[str, float]:
    part = candidate.part
    where = part.type.code if part.type else part.kind
    found = {f"part:{where}": 1.0}
    # "…, Chính phủ yêu cầu theo chức năng, nhiệm vụ:" opens a list; it is no heading of standing
    # rules
    over = [h for h in candidate.above if not h.rstrip().endswith(":")]
    if headings.is_standing(title) or any(map(headings.is_standing, over[:1])):
        found["title:standing"] = 1.0
    if any(map(headings.is_standing, over)):
        found["any heading:standing"] = 1.0
    if part.kind == "document":
        found[f"document itself:{kind}"] = 1.0
    if candidate.article is not None:
        gives = headings.assigns(candidate.article)
        plan = not gives and _subject(candidate.article) == "plan"
        found[f"article:{'assigns' if gives else 'plan' if plan else 'other'}"] = 1.0
        found[f"article in:{where if part.kind != 'document' else kind}:{gives}"] = 1.0
    return found


# what speaks only together: a sum of weights cannot say "a request, in a paragraph of a letter"

_ORDERS = ("ordered", "requested")
_LEADS = ("lead:own", "lead:heading", "lead:none")
_BODIES = ("lead kind:agency", "lead kind:unit")
_CLOSES = ("appeal", "above")
_DUTIES = ("says:có trách nhiệm", "says:chủ trì", "says:đầu mối")


def _together(
    own: Mapping[str, float], above: Mapping[str, float], form: str, kind: str
) -> Iterator[tuple[str, float]]:
    told = "asked" if any(sign in own for sign in _ORDERS) else "plain"
    verb = "verb" if "verb" in own else "no verb"
    lead = next(sign for sign in _LEADS if sign in own)
    heading = next(name for name in above if name.startswith("heading:"))
    yield f"together:{form}, {told}", 1.0
    yield f"together:{form}, {kind}", 1.0
    yield f"together:{kind}, {told}", 1.0
    yield f"together:{kind}, {heading}", 1.0
    yield f"together:{heading}, {lead}", 1.0
    yield f"together:{heading}, {verb}", 1.0
    who, order = _named(own), _order(own)
    yield f"together:{who}, {order}, {verb}", 1.0
    yield f"together:{kind}, {order}, {who}", 1.0


def _named(own: Mapping[str, float]) -> str:
    """Who is given the work in its own words: a body by name, a class, or another or nobody."""
    if any(sign in own for sign in _BODIES):
        return "body"
    return "class" if "lead kind:class" in own else "other"


def _order(own: Mapping[str, float]) -> str:
    """'Giao A …', 'Đề nghị A …' ask, unless that closes what was asked above ('Đề nghị A nghiêm
    túc thực hiện'); 'A có trách nhiệm …', 'A chủ trì …', 'A là đầu mối …' say a duty.
    """
    if any(sign in own for sign in _CLOSES):
        return "plain"
    if any(sign in own for sign in _ORDERS):
        return "asked"
    return "duty" if any(sign in own for sign in _DUTIES) else "plain"


@cache
def _classes() -> Mapping[str, str]:
    kept = toml("vanban.extractors.tasks", "cues.toml")["classes"]
    return {code: name for name, codes in kept.items() for code in codes}


def _class_of(candidate: Passage, kind: str, subject: str | None) -> str:
    """The class of the document or attachment that holds a candidate; a decision or a resolution is
    told by its subject: rules that it lays down, or a plan that it issues.
    """
    code = candidate.part.type.code if candidate.part.type else kind
    found = _classes().get(code, "other")
    return f"decision on {subject}" if subject and found == "decision" else found


def _subject(title: str) -> str | None:
    """What a decision is about by its title, "rules" or "plan"; None where it does not say."""
    words = headings.flat(title)
    return next((name for name, pattern in _titles().items() if pattern.search(words)), None)


@cache
def _titles() -> Mapping[str, re.Pattern[str]]:
    kept = toml("vanban.extractors.tasks", "cues.toml")["titles"]
    return {name: re.compile("|".join(patterns)) for name, patterns in kept.items()}


# what stands beside

_SAME = 4  # syllables with which the items of a list open alike


def _alike(candidates: Sequence[Passage], places: Sequence[int]) -> float:
    """The share of a list that opens with the same words: 'Sắp xếp toàn bộ diện tích …' again and
    again is what an act does, not what it asks.
    """
    openings = Counter(" ".join(candidates[i].draft.text.split()[:_SAME]) for i in places)
    same = max(openings.values())
    return round(same / len(places), 3) if same > 1 else 0.0


_COUNTED = (
    "verb",
    "ordered",
    "requested",
    "lead:own",
    "lead:none",
    "deadline:none",
    "colon",
    "topic",
)


def _shares(where: str, found: Sequence[Mapping[str, float]]) -> Iterator[tuple[str, float]]:
    """Of a list or document: the share of its candidates that have a sign."""
    for sign in _COUNTED:
        share = sum(sign in one for one in found) / len(found)
        yield f"{where} has:{sign}", round(share, 3)
    if len(found) == 1:
        yield f"{where} alone", 1.0
