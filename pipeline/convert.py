"""From one file to its plan."""

from __future__ import annotations

from pathlib import Path

from pipeline.options import Options
from schemas import Plan


def convert(document: str | Path | bytes, options: Options | None = None) -> Plan:
    """The plan of one document, given as a path or as bytes. Raises ``PlanError`` and nothing else."""
    raise NotImplementedError
