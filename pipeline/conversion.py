"""From one file to its plan: the stages, in order, each a pure function of what came before."""

from __future__ import annotations

from pathlib import Path

from extractors.actors import document_abbreviations
from extractors.actors.canonical import home_place
from extractors.bases import extract_bases
from extractors.checks import check
from extractors.citations.short_forms import with_short_forms
from extractors.context import Context
from extractors.effective import find_effective
from extractors.header import extract_header
from extractors.horizon import horizon
from extractors.outline.build import build_outline
from extractors.outline.model import Outline
from extractors.structure import appendices, articles, attachments, sections
from extractors.tables import extract_tables
from extractors.tasks import extract_tasks
from pipeline.doubts import with_doubts
from pipeline.loading import load
from pipeline.options import Options
from pipeline.readers.read import read
from pipeline.roles import with_roles
from pipeline.stages import stage, time_limit, without_collector
from schemas import Header, Plan, Source


def convert(document: str | Path | bytes, options: Options | None = None) -> Plan:
    """The plan of one document, given as a path or as bytes.

    Raises ``PlanError`` (a subclass with a code and what to do) and nothing else.
    """
    options = options or Options()
    with time_limit(options.limits.seconds), without_collector():
        with stage("mở tệp"):
            data, name = load(document, options)
        with stage("đọc tệp"):
            source = read(data, options.model_copy(update={"filename": name}))
        return plan_of(source, options)


def plan_of(source: Source, options: Options) -> Plan:
    """The plan of a source that has been read. Raises ``PlanError``."""
    with stage("dựng cấu trúc"):
        outline = build_outline(source)
    with stage("đọc phần đầu văn bản"):
        header = extract_header(outline)
        header = header.model_copy(update={"effective": find_effective(outline, header.issued_on)})
    context = _context(outline, header, options)
    with stage("đọc căn cứ"):
        bases = extract_bases(outline, context)
    with stage("đọc bảng"):
        tables = extract_tables(outline)
    with stage("rút nhiệm vụ"):
        tasks = with_doubts(extract_tasks(outline, tables, header, context), source)
    with stage("ghép kế hoạch"):
        document = outline.parts[0]
        plan = Plan(
            source=source,
            document=header,
            legal_bases=bases,
            sections=sections(outline, document),
            articles=articles(outline, document),
            tables=tuple(tables[i] for i in document.tables if i in tables),
            attachments=attachments(outline, tables),
            appendices=appendices(outline, tables),
            tasks=tasks,
        )
        plan = with_short_forms(plan)
    with stage("kiểm tra kế hoạch"):
        plan = with_roles(plan, outline)
        return plan.model_copy(update={"diagnostics": (*source.notes, *check(plan))})


def _context(outline: Outline, header: Header, options: Options) -> Context:
    return Context(
        issued_on=header.issued_on,
        effective_on=header.effective.date or header.issued_on,
        issuer=_issuer(header),
        horizon=horizon(outline, header),
        abbreviations=document_abbreviations(outline.source.text),
        strict_before=options.strict_before,
        roll_to_working_day=options.roll_to_working_day,
    )


def _issuer(header: Header) -> str | None:
    """The issuer's name; one that says no place ("Văn phòng", "Sở Nội vụ") with the province or city of the body above it."""
    if header.issuer is None:
        return None
    name = header.issuer.name or header.issuer.text
    above = header.parent_body
    place = home_place((above.name or above.text) if above else None)
    return f"{name} {place}" if place and home_place(name) is None else name
