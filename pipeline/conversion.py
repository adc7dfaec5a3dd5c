"""One document, from a file to its plan: load, read, plan."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from vanban.extractors.plan import plan_of
from vanban.extractors.several import documents_of
from vanban.pipeline.errors import NotADocument
from vanban.pipeline.guarded import guarded
from vanban.pipeline.loading import load
from vanban.pipeline.options import Options
from vanban.pipeline.reading import read
from vanban.pipeline.stages import stage
from vanban.schemas import Plan


def convert(document: str | Path | bytes, options: Options | None = None) -> Plan:
    """The plan of one document, given as a path or as bytes; of the first where a file holds
    several, which ``documents`` gives.

    Raises ``PlanError`` (a subclass with a code and what to do) and nothing else. Takes no signal
    and leaves the collector alone: who wants a document to end in time runs this in
    ``stages.unattended``, as the batch does. Limits of time and memory hold against libraries in C
    only with ``Options(isolated=True)``: then the work is done in a watched child process.
    """
    options = options or Options()
    if options.isolated:
        return Plan.model_validate_json(plan_json(document, options))
    return next(documents(document, options))


def documents(document: str | Path | bytes, options: Options | None = None) -> Iterator[Plan]:
    """The plan of each document that a file holds, in order: most hold one. What the caller knows
    of the header (``options.hints``) is said of the first.

    ``plan.source.part`` tells which of several it is. Raises what ``convert`` raises.
    """
    options = options or Options()
    if options.isolated:
        made = json.loads(_plans_json(document, options))
        yield from (Plan.model_validate(each) for each in made)
        return
    with stage("mở tệp"):
        data, name = load(document, options)
    with stage("đọc tệp"):
        source = read(data, options.model_copy(update={"filename": name}))
    with stage("tách các văn bản của tệp"):
        sources = documents_of(source)
    for number, each in enumerate(sources):
        yield plan_of(
            each,
            strict_before=options.strict_before,
            roll_to_working_day=options.roll_to_working_day,
            hints=() if number else options.hints,
            step=stage,
        )


def documented(plan: Plan) -> Plan:
    """``plan``, at the doors where it would pass for success. Raises ``NotADocument`` where nothing
    shows a document and nobody is asked for anything: a CV, a README, a form of blanks. A piece of
    a file with further documents, as a covering note above them, is no failure of the file.
    """
    alone = plan.source.part is None
    if alone and not plan.tasks and any(d.code == NotADocument.code for d in plan.diagnostics):
        raise NotADocument(
            "không thấy dấu hiệu của một văn bản hành chính, cũng không có nhiệm vụ nào"
        )
    return plan


def plan_json(document: str | Path | bytes, options: Options) -> bytes:
    """The plan as JSON, made in a watched child process. Raises ``PlanError``."""
    inside = options.model_copy(update={"isolated": False})

    def work() -> bytes:
        return convert(document, inside).model_dump_json().encode()

    return guarded(work, options.limits)


def _plans_json(document: str | Path | bytes, options: Options) -> bytes:
    """The plans of all documents as a list in JSON, made in a watched child process."""
    inside = options.model_copy(update={"isolated": False})

    def work() -> bytes:
        plans = (plan.model_dump_json() for plan in documents(document, inside))
        return f"[{','.join(plans)}]".encode()

    return guarded(work, options.limits)
