"""What of a plan must be the same whatever file it came from: all but places."""

from __future__ import annotations

import difflib
import json
from typing import Any

from vanban.schemas import Plan

_PLACES = frozenset({"span", "core"})
_MERGES = frozenset(
    {"row_span", "col_span", "rows", "header", "inherited"}
)  # what plain text cannot say

_OF_THE_FILE = frozenset(
    {"page-clutter", "format-mismatch", "tracked-changes", "scan-page", "unread-part"}
)  # the reader's remarks


def essence(plan: Plan, *, merges: bool = True) -> dict[str, Any]:
    """The plan without source, spans and remarks on the file; white space folded; evidence as a
    list of fields.

    ``merges=False`` leaves out how cells are merged, for comparison with plain text.
    """
    data = plan.model_dump(mode="json", exclude={"source"})
    data["diagnostics"] = [d for d in data["diagnostics"] if d["code"] not in _OF_THE_FILE]
    data["document"]["evidence"] = sorted(data["document"]["evidence"])
    stripped: dict[str, Any] = _stripped(data, _PLACES if merges else _PLACES | _MERGES)
    return stripped


def expected_text(plan: Plan) -> str:
    """The golden file of a plan: everything but the bulk of the source."""
    data = plan.model_dump(mode="json")
    data["source"] = {
        k: data["source"][k] for k in ("filename", "media_type", "reader", "coverage")
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def difference(before: str, after: str) -> str:
    """A unified diff, empty where both are the same."""
    return "\n".join(
        difflib.unified_diff(
            before.splitlines(), after.splitlines(), "expected", "converted", lineterm="", n=2
        )
    )


def as_lines(value: object) -> str:
    """JSON, one fact a line, for readable differences."""
    return json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True)


def _stripped(value: Any, without: frozenset[str]) -> Any:
    if isinstance(value, dict):
        return {k: _stripped(v, without) for k, v in value.items() if k not in without}
    if isinstance(value, list):
        return [_stripped(v, without) for v in value]
    return " ".join(value.split()) if isinstance(value, str) else value
