"""The word lists and tables that stand beside the code as data: each file is read once a process,
whoever asks.
"""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def toml(room: str, name: str = "words.toml") -> Mapping[str, Any]:
    """The TOML file ``name`` of the package ``room``. All who ask share it: it is not to be
    changed.
    """
    return tomllib.loads((files(room) / name).read_text(encoding="utf-8"))


@cache
def rows(room: str, name: str) -> tuple[Mapping[str, str], ...]:
    """The rows of the file ``name`` of the package ``room``: separated by tabs, under one line of
    names, without quoting; lines that
    begin with # are remarks."""
    lines = (
        line
        for line in (files(room) / name).read_text(encoding="utf-8").splitlines()
        if not line.startswith("#")
    )
    return tuple(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
