"""The JSON Schema of a plan, generated from the models; the committed copy is checked against it by
a test.
"""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

from vanban.schemas.plan import SCHEMA_VERSION, Plan

COMMITTED = files("vanban.schemas") / "plan.schema.json"


def schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of what ``convert`` writes."""
    generated = Plan.model_json_schema(mode="serialization")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "vanban plan",
        "version": SCHEMA_VERSION,
    } | generated


def schema_text() -> str:
    """The schema as the committed file holds it."""
    return json.dumps(schema(), ensure_ascii=False, indent=1, sort_keys=True) + "\n"
