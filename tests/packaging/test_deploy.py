"""The examples of deploy/: their commands, variables and folders are those of the program."""

from __future__ import annotations

import json
import re
import shlex
import tomllib
from collections.abc import Iterator
from configparser import ConfigParser
from pathlib import Path

import pytest

from tests.test_docs_commands import said_wrong
from vanban.pipeline.options import Limits
from vanban.tracking.people.person import Person
from vanban.web.app import all_routes
from vanban.web.guard import permission_of

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
UNITS = sorted(DEPLOY.glob("*.service"))
CONTAINER = (DEPLOY / "Containerfile").read_text("utf-8")


def _unit(path: Path) -> ConfigParser:
    parser = ConfigParser(strict=True, interpolation=None)
    parser.optionxform = str  # type: ignore[assignment, method-assign]
    parser.read_string(path.read_text("utf-8"))
    return parser


def _entry() -> list[str]:
    """What the container runs: entry point, then its default arguments."""
    parts = [re.search(rf"^{word} (\[.*\])$", CONTAINER, re.M) for word in ("ENTRYPOINT", "CMD")]
    return [word for part in parts if part for word in json.loads(part[1])]


def _commands() -> Iterator[str]:
    yield from (_unit(path)["Service"]["ExecStart"] for path in UNITS)
    yield shlex.join(_entry())


@pytest.mark.parametrize("command", list(_commands()))
def test_what_is_started_is_there_with_its_options(command: str) -> None:
    program, _, rest = command.partition(" ")
    assert Path(program).name == "vanban"
    assert said_wrong(rest) is None


def test_the_pages_stand_behind_a_proxy_only() -> None:
    for command in _commands():
        if " serve " in command:
            assert "--secure" in command and "--name" in command


def _variables(text: str) -> set[str]:
    return set(re.findall(r"\b(VANBAN_[A-Z_]+)", text))


def test_the_variables_are_read_by_the_program() -> None:
    code = "".join(
        path.read_text("utf-8")
        for room in ("commands", "tracking", "web", "pipeline")
        for path in (ROOT / room).rglob("*.py")
    )
    named = set().union(*(_variables(p.read_text("utf-8")) for p in DEPLOY.iterdir()))
    assert {"VANBAN_DB", "VANBAN_HOME"} <= named <= _variables(code)


def test_the_units_write_where_their_data_stand() -> None:
    """With all of the system read-only, what is written has to be named."""
    for path in UNITS:
        service = _unit(path)["Service"]
        data = re.findall(r"=(/\S+)", service["Environment"])
        state = service.get("StateDirectory")
        allowed = [f"/var/lib/{state}"] if state else service["ReadWritePaths"].split()
        assert data and all(any(d.startswith(a) for a in allowed) for d in data), path.name
        assert service["ProtectSystem"] == "strict"
        watched = re.search(r"--watch (\S+)", service["ExecStart"])
        assert watched is None or watched[1] in allowed


def test_the_container_keeps_its_data_in_the_volume_and_is_not_root() -> None:
    (volume,) = re.findall(r"^VOLUME (\S+)$", CONTAINER, re.M)
    assert all(path.startswith(volume) for path in re.findall(r"VANBAN_\w+=(\S+)", CONTAINER))
    assert re.search(r"^USER [1-9]\d*$", CONTAINER, re.M)
    for copied in re.findall(r"^COPY (?!--from)(\S+)", CONTAINER, re.M):
        assert (ROOT / copied).exists()


def test_the_container_installs_what_the_pages_need() -> None:
    (named,) = re.findall(r"\.whl\)\[([a-z0-9,]+)\]", CONTAINER)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert "web" in named.split(",")
    assert set(named.split(",")) <= set(project["optional-dependencies"])


def test_the_proxy_lets_the_largest_file_through() -> None:
    text = (DEPLOY / "nginx.conf").read_text("utf-8")
    (most,) = re.findall(r"client_max_body_size (\d+)m;", text)
    assert int(most) * 2**20 > Limits().file_bytes
    assert "X-Forwarded-For $remote_addr" in text  # never what the browser says of itself


def test_figures_are_asked_for_at_their_address() -> None:
    (path,) = re.findall(r"metrics_path: (\S+)", (DEPLOY / "prometheus.yml").read_text("utf-8"))
    route = next(route for route in all_routes() if route.path == path)
    assert Person(1, "a", "A", "admin").may(permission_of(route) or "")
