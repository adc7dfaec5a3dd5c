"""What must hold for all of web/: thin routes, no database, no words of states, all guarded."""

from __future__ import annotations

import ast
import hashlib
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from vanban.pipeline import errors as pipeline_errors
from vanban.pipeline.errors import PlanError
from vanban.tracking import errors as tracking_errors
from vanban.tracking.people.access_log import actions
from vanban.tracking.people.person import Person, permissions, roles
from vanban.tracking.states import registry
from vanban.web.app import all_routes
from vanban.web.errors import sentence
from vanban.web.guard import permission_of

ROOT = Path(__file__).resolve().parents[2]
WEB = ROOT / "web"
CODE = sorted(WEB.rglob("*.py"))
TEMPLATES = sorted((WEB / "templates").rglob("*.html"))
COMMAND = re.compile(r"--[a-z]|\bvanban [a-z]")


def test_every_route_declares_one_permission_of_the_matrix() -> None:
    found = {f"{sorted(r.methods)} {r.path}": permission_of(r) for r in all_routes()}
    assert len(found) > 10
    assert {path: p for path, p in found.items() if p not in permissions()} == {}


@pytest.mark.parametrize("path", CODE, ids=lambda p: str(p.relative_to(WEB)))
def test_no_database_in_web(path: Path) -> None:
    code = path.read_text("utf-8")
    assert "select(" not in code
    assert "sqlalchemy" not in code


def _labels() -> list[str]:
    data = registry()
    said = [state["label"] for state in data["reported"].values()]
    return [*said, *data["derived"].values()]


@pytest.mark.parametrize(
    "path", [*CODE, *TEMPLATES, *sorted(WEB.rglob("*.toml"))], ids=lambda p: str(p.relative_to(WEB))
)
def test_no_words_of_states_outside_their_table(path: Path) -> None:
    text = path.read_text("utf-8")
    strings = [*_strings(text), text] if path.suffix == ".py" else [text]
    assert [w for w in _labels() for s in strings if f'"{w}"' in s or f">{w}<" in s] == []


def _strings(code: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield f'"{node.value}"'


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda p: p.name)
def test_templates_hold_no_inline_script_or_style(path: Path) -> None:
    text = path.read_text("utf-8")
    assert not re.search(r"\son[a-z]+=|\sstyle=|hx-on|<style|<script(?! src)|javascript:", text)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda p: p.name)
def test_html_is_never_taken_as_safe(path: Path) -> None:
    """Only words of our own, none of a document, may pass as HTML."""
    for words in re.findall(r"(\S[^{}]*)\|safe", path.read_text("utf-8")):
        assert re.search(r"'<span[^']*'$", words), words


def _errors() -> list[type[PlanError]]:
    rooms = (vars(pipeline_errors), vars(tracking_errors))
    found = {v for room in rooms for v in room.values() if isinstance(v, type)}
    return sorted((e for e in found if issubclass(e, PlanError)), key=lambda e: e.__name__)


@pytest.mark.parametrize("kind", _errors(), ids=lambda e: e.code)
def test_every_error_has_a_sentence_without_command_line(kind: type[PlanError]) -> None:
    told = sentence(kind("có lỗi"))
    assert told.what and told.advice
    assert not COMMAND.search(told.what + told.advice), told


def test_the_matrix_knows_all_roles_and_the_log_all_actions() -> None:
    for role in roles():
        person = Person(1, "a", "A", role)
        assert any(person.may(p) for p in permissions())
    used = set()
    for path in [*CODE, *sorted((ROOT / "commands").glob("*.py"))]:
        used |= set(re.findall(r'\bnote(?:_access)?\([^"\n]*"([a-z-]+)"', path.read_text("utf-8")))
    assert used and used <= set(actions())


def test_all_files_of_the_pages_are_in_the_package() -> None:
    data = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    patterns = data["tool"]["setuptools"]["package-data"]["vanban.web"]
    shipped = {path for pattern in patterns for path in WEB.glob(pattern)}
    for folder in ("templates", "static"):
        assert {p for p in (WEB / folder).rglob("*") if p.is_file()} <= shipped


def test_what_comes_from_elsewhere_is_as_it_was_fetched() -> None:
    table = tomllib.loads((WEB / "static" / "VENDORED.toml").read_text("utf-8"))
    assert {"htmx", "govuk-frontend", "axe-core"} <= set(table)
    for name, row in table.items():
        assert hashlib.sha256((ROOT / row["file"]).read_bytes()).hexdigest() == row["sha256"], name
