"""From a source to its plan: outline, then facts, then what is doubtful and what was left out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, nullcontext

from vanban.extractors.actors import document_abbreviations
from vanban.extractors.actors.canonical import home_place
from vanban.extractors.bases import extract_bases
from vanban.extractors.checks import check
from vanban.extractors.citations.short_forms import with_short_forms
from vanban.extractors.context import Context
from vanban.extractors.coverage import with_roles
from vanban.extractors.doubts import with_doubts
from vanban.extractors.effective import find_effective
from vanban.extractors.header import extract_header
from vanban.extractors.header.framed import with_attributes
from vanban.extractors.header.hints import Hint, with_hints
from vanban.extractors.horizon import horizon
from vanban.extractors.outline.build import build_outline
from vanban.extractors.outline.model import Outline
from vanban.extractors.pages import is_page, without_work
from vanban.extractors.structure import appendices, articles, attachments, sections
from vanban.extractors.tables import extract_tables
from vanban.extractors.tasks import find_work
from vanban.schemas import Header, Plan, Source

Step = Callable[[str], AbstractContextManager[None]]
"""Called with the words for a step, in Vietnamese: the caller may name the step in its errors."""


def _silently(_name: str) -> AbstractContextManager[None]:
    return nullcontext()


def plan_of(
    source: Source,
    *,
    strict_before: bool = True,
    roll_to_working_day: bool = False,
    hints: Iterable[Hint] = (),
    step: Step = _silently,
) -> Plan:
    """The plan of a source that has been read.

    ``strict_before``: "trước 30/11" is due on the 29th. ``roll_to_working_day``: Điều 148 k.5 BLDS
    for written dates as well. ``hints``: what is known of header fields; it stands where the text
    says nothing. Raises nothing of its own.
    """
    with step("dựng cấu trúc"):
        outline = build_outline(source)
    with step("đọc phần đầu văn bản"):
        header = with_hints(with_attributes(extract_header(outline), outline.source), hints)
        effective = find_effective(outline, header.issued_on)
        doubted = tuple(dict.fromkeys(n.field for n in source.notes if n.field))
        header = header.model_copy(update={"effective": effective, "needs_review": doubted})
    context = context_of(outline, header, strict_before, roll_to_working_day)
    with step("đọc căn cứ"):
        bases = extract_bases(outline, context)
    with step("đọc bảng"):
        tables = extract_tables(outline)
    with step("rút nhiệm vụ"):
        work = find_work(outline, tables, header, context)
        tasks = with_doubts(work.tasks, source)
    with step("ghép kế hoạch"):
        document = outline.parts[0]
        plan = Plan(
            source=outline.source,
            document=header,
            legal_bases=bases,
            sections=sections(outline, document),
            articles=articles(outline, document),
            tables=tuple(tables[i] for i in document.tables if i in tables),
            attachments=attachments(outline, tables),
            appendices=appendices(outline, tables),
            tasks=tasks,
            candidates=work.candidates,
        )
        plan = with_short_forms(without_work(plan) if is_page(plan) else plan)
    with step("kiểm tra kế hoạch"):
        plan = with_roles(plan, outline)
        return plan.model_copy(update={"diagnostics": (*source.notes, *check(plan))})


def context_of(
    outline: Outline,
    header: Header,
    strict_before: bool = True,
    roll_to_working_day: bool = False,
) -> Context:
    """What extractors may know of the document while they read one of its sentences."""
    return Context(
        issued_on=header.issued_on,
        effective_on=header.effective.date or header.issued_on,
        issuer=_issuer(header),
        horizon=horizon(outline, header),
        abbreviations=document_abbreviations(outline.source.text),
        strict_before=strict_before,
        roll_to_working_day=roll_to_working_day,
    )


def _issuer(header: Header) -> str | None:
    """The issuer's name, with the place of the body above it where the name itself says none.

    For "Văn phòng" or "Sở Nội vụ" under the name of a province or city.
    """
    if header.issuer is None:
        return None
    name = header.issuer.name or header.issuer.text
    above = header.parent_body
    place = home_place((above.name or above.text) if above else None)
    return f"{name} {place}" if place and home_place(name) is None else name
