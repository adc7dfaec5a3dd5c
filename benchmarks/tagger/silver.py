"""Sentences for training, labelled by grammar and registry. Made anew at each training; nothing of
the corpus is kept in the project.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from benchmarks.tagger.markup import Labelled, Sentence
from vanban.extractors.actors import find_actors
from vanban.extractors.actors.registry import entries
from vanban.extractors.assignments import find_assignments
from vanban.extractors.context import Context
from vanban.extractors.tasks.action import after_actors
from vanban.pipeline.options import Options
from vanban.pipeline.reading import read
from vanban.schemas import ActorRef, Deadline

CONTEXT = Context(issued_on=date(2025, 6, 1), issuer="Ủy ban nhân dân tỉnh Hòa Giang")
_CANDIDATE = re.compile(
    r"chủ trì|phối hợp|[Gg]iao |có trách nhiệm|[Đđ]ề nghị|báo cáo|trình |gửi "
    r"|(?:Sở|Bộ|Ủy ban|Cục|Vụ|Phòng|Ban|Trung tâm) [A-ZĐ]"
)
_SENTENCE = re.compile(r"[^.;\n]{30,360}[.;]")
_UNDERSCORE = re.compile(r"(?<=\w)_(?=\w)")


def sentences(shared: Path, seed: int, *, laws: int, made: int) -> list[Sentence]:
    """``laws`` sentences of laws and decrees and of VNLegalText, some with invented names, and
    ``made`` from templates; shuffled.
    """
    rng = random.Random(seed)
    known = [
        s
        for s in map(labelled, _some(_candidates(shared), laws, rng))
        if s.actors or rng.random() < 0.3
    ]
    syllables = sorted({w for s in known for w in re.findall(r"[a-zà-ỹđ]{2,6}", s.text)})
    works = [
        s.text[s.work :].rstrip(" .;")
        for s in known
        if s.work is not None and 20 < len(s.text) - s.work < 160 and not s.parts[1:]
    ]
    out = [renamed(s, rng, syllables) if rng.random() < 0.4 else s for s in known]
    out += [from_template(rng, syllables, works) for _ in range(made)]
    rng.shuffle(out)
    return out


def _candidates(shared: Path) -> Iterator[str]:
    for path in sorted((shared / "corpus" / "vbpl" / "docs").iterdir()):
        source = read(path.read_bytes(), Options(filename=path.name))
        yield from (
            m.group().strip()
            for m in _SENTENCE.finditer(source.text)
            if _CANDIDATE.search(m.group())
        )
    for line in (
        (shared / "corpus" / "vnlegaltext" / "dev.jsonl").read_text(encoding="utf-8").splitlines()
    ):
        text = _UNDERSCORE.sub(" ", json.loads(line)["data"]["value"])
        if _CANDIDATE.search(text) and len(text) < 360:
            yield text


def _some(found: Iterable[str], count: int, rng: random.Random) -> list[str]:
    distinct = sorted(set(found))
    return rng.sample(distinct, min(count, len(distinct)))


def labelled(text: str) -> Sentence:
    """A sentence with what grammar and registry see in it."""
    actors = tuple(
        (a.span.start, a.span.end, a.kind) for a in find_actors(text, CONTEXT) if a.kind != "other"
    )
    parts: list[Labelled] = []
    work: int | None = None
    for one in find_assignments(text, CONTEXT):
        groups: tuple[tuple[str, tuple[ActorRef, ...]], ...] = (
            ("lead", one.leads),
            ("coop", one.cooperators),
            ("to", one.reports_to),
        )
        parts += [(a.span.start, a.span.end, role) for role, group in groups for a in group]
        parts += due_of(one.deadline)
        if work is None and one.leads:
            work = (
                after_actors(
                    text, ((a.span.start, a.span.end) for a in (*one.leads, *one.cooperators))
                )
                or None
            )
    return Sentence(text, actors, disjoint(parts), work)


def due_of(deadline: Deadline | None) -> list[Labelled]:
    """The deadline as a labelled span."""
    return [(deadline.span.start, deadline.span.end, "due")] if deadline and deadline.span else []


def disjoint(found: Iterable[Labelled]) -> tuple[Labelled, ...]:
    """Spans in order, without those that overlap an earlier one."""
    out: list[Labelled] = []
    for one in sorted(set(found)):
        if not out or one[0] >= out[-1][1]:
            out.append(one)
    return tuple(out)


def renamed(sentence: Sentence, rng: random.Random, syllables: list[str]) -> Sentence:
    """The sentence with invented names for some of its bodies: the words around must tell what is
    an actor.
    """
    for start, end, kind in reversed(sentence.actors):
        if kind in ("agency", "unit") and rng.random() < 0.6:
            sentence = _replaced(sentence, start, end, invented(rng, syllables))
    return sentence


def _replaced(sentence: Sentence, start: int, end: int, words: str) -> Sentence:
    shift = len(words) - (end - start)

    def moved(spans: tuple[Labelled, ...]) -> tuple[Labelled, ...]:
        return tuple(
            (a + shift * (a >= end), b + shift * (b >= end), label) for a, b, label in spans
        )

    work = None if sentence.work is None else sentence.work + shift * (sentence.work >= end)
    text = sentence.text[:start] + words + sentence.text[end:]
    return replace(
        sentence, text=text, actors=moved(sentence.actors), parts=moved(sentence.parts), work=work
    )


def invented(rng: random.Random, syllables: list[str]) -> str:
    """A name that no list has: a capital, small words, perhaps a second group."""
    groups = [
        " ".join(rng.choices(syllables, k=rng.randint(1, 3))).capitalize()
        for _ in range(rng.randint(1, 3))
    ]
    return rng.choice((" ", " và ", " - ", " ", " ")).join(groups)


_CLASSES = (
    "các đơn vị có liên quan",
    "các sở, ban, ngành",
    "UBND các xã, phường",
    "các địa phương",
    "các cơ quan liên quan",
    "các doanh nghiệp",
)
_HOLDERS = (
    "Chủ tịch UBND tỉnh",
    "Giám đốc Sở {}",
    "Thủ trưởng các đơn vị",
    "Bộ trưởng",
    "Chánh Văn phòng",
)
_DUES = (
    "trước ngày {d}/{m}/{y}",
    "trong tháng {m}/{y}",
    "trong quý {q}/{y}",
    "chậm nhất ngày {d}/{m}/{y}",
    "trước ngày {d} hằng tháng",
    "năm {y}",
)
_TEMPLATES = (
    "{lead} chủ trì, phối hợp với {coop} > {work}, hoàn thành {due}.",
    "Giao {lead} chủ trì, phối hợp với {coop}, {coop} > {work}.",
    "Giao {lead} > {work}, báo cáo {to} {due}.",
    "{lead} > {work}.",
    "{lead}, {lead} và {lead} > {work} {due}.",
    "Đề nghị {lead} > {work}.",
    "{lead} có trách nhiệm > {work}; báo cáo {to} {due}.",
    "{lead} phối hợp {coop} > {work}.",
    "Nhiệm vụ do {lead} chủ trì, {coop} phối hợp, hoàn thành {due}.",
    "{lead} (cơ quan thường trực) > {work}, gửi {to}.",
    "Cơ quan chủ trì: {lead}; cơ quan phối hợp: {coop}; thời gian: {due}.",
    "Kết quả gửi về {to} {due} để tổng hợp.",
    "{lead}: > {work}.",
)
_SLOT = re.compile(r"\{(\w+)\}|> ")


def from_template(rng: random.Random, syllables: list[str], works: list[str]) -> Sentence:
    """A made assignment with known and invented actors."""
    text, work = "", None
    actors: list[Labelled] = []
    parts: list[Labelled] = []
    template, at = rng.choice(_TEMPLATES), 0
    for slot in _SLOT.finditer(template):
        text += template[at : slot.start()]
        at = slot.end()
        name = slot.group(1)
        if name is None:
            work = len(text)
            continue
        words, kind = _filling(name, rng, syllables, works)
        if name not in ("work", "due"):
            actors.append((len(text), len(text) + len(words), kind))
        if name != "work":
            parts.append((len(text), len(text) + len(words), name))
        text += words
    return Sentence(text + template[at:], tuple(actors), tuple(parts), work)


def _filling(
    slot: str, rng: random.Random, syllables: list[str], works: list[str]
) -> tuple[str, str]:
    if slot == "work":
        words = rng.choice(works)
        return words[:1].lower() + words[1:], ""
    if slot == "due":
        day = {
            "d": rng.randint(1, 28),
            "m": rng.randint(1, 12),
            "y": rng.randint(2021, 2030),
            "q": rng.choice(("I", "II", "III", "IV")),
        }
        return rng.choice(_DUES).format(**day), ""
    draw = rng.random()
    if draw < 0.15:
        return rng.choice(_CLASSES), "class"
    if draw < 0.27:
        return rng.choice(_HOLDERS).format(invented(rng, syllables)), "office_holder"
    if draw < 0.6:
        entry = rng.choice([e for e in entries() if e.kind not in ("tỉnh", "thành phố")])
        return rng.choice((entry.name, *entry.aliases)), entry.actor_kind
    return invented(rng, syllables), "unit"
