"""The JSON Schema is good for who generates a client from it (datamodel-code-generator,
quicktype).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from vanban.schemas import Deadline, Diagnostic, Frozen, Plan, Task
from vanban.schemas.export import schema

SCHEMA = schema()
OBJECTS = {"Plan": SCHEMA} | {
    name: part for name, part in SCHEMA["$defs"].items() if part.get("type") == "object"
}


@pytest.mark.parametrize("name", OBJECTS)
def test_what_is_written_has_every_field(name: str) -> None:
    part = OBJECTS[name]
    assert sorted(part.get("required", ())) == sorted(part["properties"])
    assert part["additionalProperties"] is False


def below(part: Any) -> Iterator[Any]:
    yield part
    for inner in (
        part.values() if isinstance(part, dict) else part if isinstance(part, list) else ()
    ):
        yield from below(inner)


def test_every_list_of_values_has_a_name() -> None:
    inline = [
        (name, field)
        for name, part in OBJECTS.items()
        for field, value in part["properties"].items()
        if any(isinstance(one, dict) and "enum" in one for one in below(value))
    ]
    assert inline == []


@pytest.mark.parametrize(
    ("name", "model", "field"),
    [
        ("DeadlineKind", Deadline, "kind"),
        ("TaskOrigin", Task, "origin"),
        ("DiagnosticSeverity", Diagnostic, "severity"),
    ],
)
def test_the_name_is_that_of_the_field(name: str, model: type[Frozen], field: str) -> None:
    named = SCHEMA["$defs"][name]
    assert {"$ref": f"#/$defs/{name}"}.items() <= SCHEMA["$defs"][model.__name__]["properties"][
        field
    ].items()
    assert set(named["enum"]) >= {"date"} if name == "DeadlineKind" else len(named["enum"]) > 1


def test_every_reference_leads_somewhere() -> None:
    wanted = {one["$ref"] for one in below(SCHEMA) if isinstance(one, dict) and "$ref" in one}
    assert wanted == {f"#/$defs/{name}" for name in SCHEMA["$defs"]}


def test_a_plan_of_an_older_version_without_newer_fields_is_read() -> None:
    """What is written has every field; what is read may lack those with a default."""
    plan = Plan.model_validate_json('{"source": %s, "document": {}}' % _SOURCE)  # noqa: UP031
    assert (plan.tasks, plan.diagnostics) == ((), ())


_SOURCE = (
    '{"filename": "a.txt", "sha256": "", "media_type": "text/plain", "reader": "text/1", '
    '"text": ""}'
)
