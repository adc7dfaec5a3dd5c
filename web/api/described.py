"""The description of the API for programs that read it: OpenAPI 3.1, from the routes themselves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from fastapi.openapi.utils import get_openapi
from starlette.routing import BaseRoute

from vanban.web.query import ADDRESS_KEYS

PROBLEM = "application/problem+json"
_METHODS = ("get", "post")

FILTERS = {
    "parameters": [
        {"name": key, "in": "query", "required": False, "schema": {"type": "string"}}
        for key in (*ADDRESS_KEYS, "trang")
    ]
}
"""The filters of a list of tasks, as its address writes them."""


def leads_to(status: int, **links: tuple[str, str]) -> dict[int | str, dict[str, Any]]:
    """What an answer names and another request asks for: operation = (parameter, its place in the
    answer as a JSON pointer).
    """
    named = {
        operation: {"operationId": operation, "parameters": {parameter: f"$response.body#{place}"}}
        for operation, (parameter, place) in links.items()
    }
    return {status: {"links": named}}


def description(routes: Sequence[BaseRoute]) -> Mapping[str, Any]:
    """The OpenAPI document of these routes: who asks shows a key, and errors are problems."""
    made = get_openapi(title="vanban", version="1", routes=routes)
    made["components"]["securitySchemes"] = {"key": {"type": "http", "scheme": "bearer"}}
    made["security"] = [{"key": []}]
    for path in made["paths"].values():
        for method in _METHODS:
            for status, answer in path.get(method, {}).get("responses", {}).items():
                if status == "default" and "content" in answer:
                    answer["content"] = {PROBLEM: next(iter(answer["content"].values()))}
    return made
