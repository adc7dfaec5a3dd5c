"""The API against its own description: ``python -m benchmarks.api SCHEMATHESIS [--examples 100]``.

Schemathesis, in an environment of its own, makes requests from the description of the API, by the
key of one person of each role, one by one and in sequences (what one answer names, the next asks
for). No answer may be a fault of the server (5xx), and each has to fit its schema. ``make
api-check`` installs the tool and runs it.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import httpx

from benchmarks.report import keep
from benchmarks.served import PATIENCE, Service, make_workplace, served

_SETTINGS = """
# what is right may be refused: a step that a task does not take now, words without a letter
[checks]
positive_data_acceptance.enabled = false
[[operations]]
include-name = "POST /api/v1/uploads"  # a file may hold anything: its worker says what is wrong
[operations.checks]
negative_data_rejection.enabled = false
"""


def checked(tool: str, service: Service, role: str, examples: int, seed: int) -> dict[str, Any]:
    """What schemathesis reports of the API as this role sees it."""
    bearer = f"Authorization: Bearer {service.place.keys[role]}"
    folder = service.place.folder
    description, report = folder / "openapi.json", folder / f"{role}.json"
    answer = httpx.get(
        f"{service.url}/api/v1/openapi.json",
        headers={"authorization": bearer.partition(": ")[2]},
        timeout=PATIENCE,
    )
    description.write_bytes(answer.raise_for_status().content)
    (folder / "schemathesis.toml").write_text(_SETTINGS, "utf-8")
    command = [
        *(tool, "run", str(description), "--url", service.url, "--header", bearer),
        *("--max-examples", str(examples), "--seed", str(seed)),
        *("--phases", "coverage,fuzzing,stateful", "--continue-on-failure", "--no-color"),
        *("--report", "json", "--report-json-path", str(report), "--generation-database", "none"),
    ]
    ended = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if ended.returncode:
        print(f"--- {role}\n{ended.stdout}{ended.stderr}")
    return {"failed": ended.returncode, **json.loads(report.read_text("utf-8"))}


def line(role: str, found: dict[str, Any]) -> str:
    """A row of the table of results."""
    operations, cases = found["operations"], found["test_cases"]
    kinds = ", ".join(f"{f['title']} ({f['count']})" for f in found["failures"]) or "none"
    return f"| {role} | {operations['tested']} | {cases['generated']} | {kinds} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("tool", help="the program schemathesis")
    parser.add_argument("--examples", type=int, default=100, help="requests made up per operation")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--roles", nargs="*")
    parser.add_argument("--no-write", dest="write", action="store_false")
    wanted = parser.parse_args()
    tool = str(Path(wanted.tool).absolute())
    with tempfile.TemporaryDirectory() as scratch, served(make_workplace(Path(scratch))) as service:
        roles = wanted.roles or list(service.place.keys)
        found = {r: checked(tool, service, r, wanted.examples, wanted.seed) for r in roles}
    rows = ["| role | operations | requests | failures |", "|---|---|---|---|"]
    table = "\n".join([*rows, *(line(role, one) for role, one in found.items())])
    print(table)
    if wanted.write:
        command = f"make api-check EXAMPLES={wanted.examples}"
        keep("api", "The API against its description (schemathesis)", command, f"\n{table}")
    sys.exit(any(one["failed"] for one in found.values()))


if __name__ == "__main__":
    main()
