"""One document, from a file to its plan: load, read, plan."""

from __future__ import annotations

from pathlib import Path

from vanban.extractors.plan import plan_of
from vanban.pipeline.guarded import guarded
from vanban.pipeline.loading import load
from vanban.pipeline.options import Options
from vanban.pipeline.reading import read
from vanban.pipeline.stages import stage
from vanban.schemas import Plan


def convert(document: str | Path | bytes, options: Options | None = None) -> Plan:
    """The plan of one document, given as a path or as bytes.

    Raises ``PlanError`` (a subclass with a code and what to do) and nothing else. Takes no signal
    and leaves the collector alone: who wants a document to end in time runs this in
    ``stages.unattended``, as the batch does. Limits of time and memory hold against libraries in C
    only with ``Options(isolated=True)``: then the work is done in a watched child process.
    """
    options = options or Options()
    if options.isolated:
        return Plan.model_validate_json(plan_json(document, options))
    with stage("mở tệp"):
        data, name = load(document, options)
    with stage("đọc tệp"):
        source = read(data, options.model_copy(update={"filename": name}))
    return plan_of(
        source,
        strict_before=options.strict_before,
        roll_to_working_day=options.roll_to_working_day,
        hints=options.hints,
        step=stage,
    )


def plan_json(document: str | Path | bytes, options: Options) -> bytes:
    """The plan as JSON, made in a watched child process. Raises ``PlanError``."""
    inside = options.model_copy(update={"isolated": False})

    def work() -> bytes:
        return convert(document, inside).model_dump_json().encode()

    return guarded(work, options.limits)
