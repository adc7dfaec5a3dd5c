"""The plans of the made samples, each converted once."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from vanban import convert
from vanban.schemas import Plan

SAMPLES = Path(__file__).resolve().parents[3] / "samples"
NAMES = (
    "1678-qd-bkhcn",
    "chi-thi",
    "ke-hoach-tinh",
    "nghi-dinh-sua-doi",
    "quyet-dinh-phan-cong",
    "thong-tu",
)


@cache
def sample(name: str) -> Plan:
    """The plan of ``samples/<name>/source.txt``."""
    return convert(SAMPLES / name / "source.txt")
