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
    """JSON Schema (draft 2020-12) of what ``convert`` writes: every field is there, and every list
    of values has a name, so that generated clients are as good as the models.
    """
    generated = _with_named_values(Plan.model_json_schema(mode="serialization"))
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "vanban plan",
        "version": SCHEMA_VERSION,
    } | generated


def schema_text() -> str:
    """The schema as the committed file holds it."""
    return json.dumps(schema(), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _with_named_values(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema with each list of values in ``$defs``: those of ``Deadline.kind`` are
    ``DeadlineKind``.
    """
    named: dict[str, Any] = {}

    def moved(part: Any, name: str) -> Any:
        if isinstance(part, list):
            return [moved(one, name) for one in part]
        if not isinstance(part, dict):
            return part
        inside = {key: moved(value, name) for key, value in part.items()}
        if "enum" not in inside:
            return inside
        named[name] = {"enum": inside.pop("enum"), "title": name, "type": inside.pop("type")}
        inside.pop("title", None)
        return {"$ref": f"#/$defs/{name}", **inside}

    for model, definition in [("Plan", schema), *schema["$defs"].items()]:
        fields = definition.get("properties", {})
        for field, part in fields.items():
            fields[field] = moved(part, model + field.title().replace("_", ""))
    return schema | {"$defs": schema["$defs"] | named}
