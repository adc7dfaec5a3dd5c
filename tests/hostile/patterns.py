"""Prints every regular expression that extractors and pipeline compile, also those compiled on
first use, as lines of JSON.
"""

from __future__ import annotations

import json
import pkgutil
import re
import sys
from importlib import import_module
from pathlib import Path
from types import FrameType
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("extractors", "pipeline")


def collect() -> dict[tuple[str, int], str]:
    """Pattern and flags to the place in our code that compiled it."""
    found: dict[tuple[str, int], str] = {}
    compiler: Any = re._compiler  # type: ignore[attr-defined]
    compile_ = compiler.compile

    def recording(pattern: Any, flags: int = 0) -> Any:
        place = _place(sys._getframe(1))
        if place and isinstance(pattern, str):
            found.setdefault((pattern, int(flags)), place)
        return compile_(pattern, flags)

    compiler.compile = recording
    try:
        _use_everything()
    finally:
        compiler.compile = compile_
    return found


def _place(frame: FrameType | None) -> str | None:
    """The innermost frame that is ours, if nobody else's but the standard library's lies
    between.
    """
    while frame is not None:
        path = Path(frame.f_code.co_filename).resolve()
        if path.is_relative_to(ROOT) and path.relative_to(ROOT).parts[0] in ROOMS:
            return f"{path.relative_to(ROOT)}:{frame.f_lineno}"
        if "site-packages" in path.parts:
            return None
        frame = frame.f_back
    return None


def _use_everything() -> None:
    for room in ROOMS:
        package = import_module(f"vanban.{room}")
        for module in pkgutil.walk_packages(package.__path__, f"vanban.{room}."):
            import_module(module.name)
    from vanban import convert

    for sample in sorted((ROOT / "samples").glob("*/source.*")):
        convert(sample)


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    for (pattern, flags), place in collect().items():
        print(json.dumps([pattern, flags, place]))
