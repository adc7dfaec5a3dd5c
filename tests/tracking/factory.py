"""Plans made by hand, with invented bodies."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from datetime import date

from vanban.extractors.citations import find_citations
from vanban.schemas import (
    ActorRef,
    Article,
    Block,
    BlockRole,
    Citation,
    Clause,
    Deadline,
    Diagnostic,
    DocType,
    Header,
    LegalBasis,
    Output,
    Plan,
    Point,
    Source,
    Span,
    Task,
    TextAnchor,
)


class Text:
    """A text that grows, giving the span of each thing added."""

    def __init__(self) -> None:
        self.text = ""
        self.blocks: list[Block] = []

    def add(self, words: str, role: BlockRole = BlockRole.SECTION) -> Span:
        start = len(self.text)
        self.text += words + "\n"
        span = Span(start=start, end=start + len(words))
        self.blocks.append(
            Block(span=span, anchor=TextAnchor(line=len(self.blocks) + 1), role=role)
        )
        return span


def actor(
    text: str,
    span: Span,
    *,
    name: str | None = None,
    actor_id: str | None = None,
    members: tuple[str, ...] = (),
) -> ActorRef:
    return ActorRef(
        text=text, name=name, actor_id=actor_id, kind="unit", members=members, span=span
    )


def cite(
    number_symbol: str,
    span: Span,
    *,
    issued_on: date | None = None,
    relation: str = "basis",
    nested: tuple[Citation, ...] = (),
) -> Citation:
    return Citation(
        number_symbol=number_symbol,
        issued_on=issued_on,
        relation=relation,
        text=number_symbol,
        span=span,
        nested=nested,
    )  # type: ignore[arg-type]


def work(
    text: str,
    *,
    leads: Sequence[str] = ("Vụ Kế hoạch",),
    cooperators: Sequence[str] = (),
    due: date | None = None,
    deadline: Deadline | None = None,
    outputs: Sequence[str] = (),
    group: str | None = None,
    key: str | None = None,
    origin: str = "table",
    linked: tuple[str, ...] = (),
    members: tuple[str, ...] = (),
) -> dict[str, object]:
    """What one task of ``plan`` says."""
    return {
        "text": text,
        "leads": leads,
        "cooperators": cooperators,
        "due": due,
        "deadline": deadline,
        "outputs": outputs,
        "group": group,
        "key": key,
        "origin": origin,
        "linked": linked,
        "members": members,
    }


def plan(
    *tasks: dict[str, object] | str,
    number: str | None = "12",
    symbol: str = "QĐ-BTN",
    issued_on: date | None = date(2026, 3, 2),
    issuer: str | None = "Bộ Thử nghiệm",
    title: str | None = "Ban hành Kế hoạch thử nghiệm",
    filename: str = "made.txt",
    citations: Sequence[tuple[str, date | None, str]] = (),
    extra: str = "",
    articles: Sequence[str] = (),
) -> Plan:
    """A decision with ``tasks`` in one table. ``articles``: words of its articles, whose citations
    are found as they are in documents; ``citations`` of another relation than basis stand in
    articles.
    """
    body = Text()
    number_symbol = f"{number}/{symbol}" if number else None
    head = body.add(f"Số: {number_symbol}", BlockRole.HEADER)
    title_span = body.add(title or "", BlockRole.TITLE)
    bases, acts = [], []
    for n, words in enumerate(articles, 1):
        span = body.add(words)
        found = find_citations(words, offset=span.start)
        acts.append(
            Article(id=f"dieu_{n}", number=str(n), text=words, span=span, citations=found,
                    clauses=_clauses(words, span.start))
        )  # fmt: skip
    for symbol_, on, relation in citations:
        if relation != "basis":
            span = body.add(f"Sửa {symbol_}")
            cited = cite(symbol_, span, issued_on=on, relation=relation)
            n = str(len(acts) + 1)
            acts.append(
                Article(id=f"dieu_{n}", number=n, text="Sửa", span=span, citations=(cited,))
            )
            continue
        span = body.add(f"Căn cứ {symbol_};", BlockRole.BASIS)
        bases.append(
            LegalBasis(
                kind="citation",
                text=body.text[span.start : span.end],
                span=span,
                citations=(cite(symbol_, span, issued_on=on, relation=relation),),
            )
        )
    made = tuple(
        _task(body, n, t if isinstance(t, dict) else work(t), f"{number_symbol}-{n}")
        for n, t in enumerate(tasks, 1)
    )
    if extra:
        body.add(extra)
    issuer_ref = (
        ActorRef(text=issuer.upper(), name=issuer, kind="agency", span=head) if issuer else None
    )
    header = Header(
        doc_type=DocType(code="QĐ", name="Quyết định"),
        number=number,
        symbol=symbol,
        number_symbol=number_symbol,
        issued_on=issued_on,
        place="Hà Nội",
        issuer=issuer_ref,
        title=title,
        is_draft=number is None,
        evidence={"number": head, "title": title_span},
    )
    digest = hashlib.sha256(body.text.encode()).hexdigest()
    source = Source(
        filename=filename,
        sha256=digest,
        media_type="text/plain",
        reader="text/1",
        text=body.text,
        blocks=tuple(body.blocks),
        coverage=1.0,
    )
    remark = Diagnostic(code="made", severity="info", message="Văn bản thử")
    return Plan(
        source=source,
        document=header,
        legal_bases=tuple(bases),
        articles=tuple(acts),
        tasks=made,
        diagnostics=(remark,),
    )


def _clauses(words: str, offset: int) -> tuple[Clause, ...]:
    """Lines of ``words`` that begin with '1.', '2.' …, each with its points 'a)', 'b)' …"""
    return tuple(
        Clause(text=part, span=span, points=tuple(
            Point(label=point[0], text=point, span=place)
            for point, place in _parts(part, span.start, r"[a-zđ]\)")
        ))
        for part, span in _parts(words, offset, r"\d+\.")
    )  # fmt: skip


def _parts(words: str, offset: int, label: str) -> list[tuple[str, Span]]:
    starts = [m.end() for m in re.finditer(rf"\n(?={label})", words)]
    ends = [*(start - 1 for start in starts[1:]), len(words)]
    return [
        (words[a:b], Span(start=offset + a, end=offset + b))
        for a, b in zip(starts, ends, strict=False)
    ]


def _task(body: Text, n: int, spec: dict[str, object], default_id: str) -> Task:
    span = body.add(str(spec["text"]), BlockRole.TABLE_CELL)
    due = spec["due"]
    deadline = spec["deadline"]
    if deadline is None and isinstance(due, date):
        words = f"trước {due:%d/%m/%Y}"
        deadline = Deadline(
            text=words, kind="date", due=due, span=body.add(words, BlockRole.TABLE_CELL)
        )
    lead_refs = [actor(name, body.add(name), members=spec["members"]) for name in spec["leads"]]  # type: ignore[attr-defined, arg-type]
    coop_refs = [actor(name, body.add(name)) for name in spec["cooperators"]]  # type: ignore[attr-defined]
    outputs = [Output(text=words, span=body.add(words)) for words in spec["outputs"]]  # type: ignore[attr-defined]
    return Task(
        id=str(spec["key"] or default_id),
        origin=spec["origin"],
        path=("PL", str(n)),
        number=str(n),
        text=str(spec["text"]),  # type: ignore[arg-type]
        group=spec["group"],
        leads=tuple(lead_refs),
        cooperators=tuple(coop_refs),
        outputs=tuple(outputs),
        linked=spec["linked"],  # type: ignore[arg-type]
        deadline=deadline or Deadline(),
        span=span,  # type: ignore[arg-type]
    )
