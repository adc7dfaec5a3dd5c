"""The data package: checked by frictionless."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from tests.tracking.exports.made import made, snapshots
from vanban.tracking.exports.datapackage import data_package
from vanban.tracking.exports.model import Snapshot
from vanban.tracking.words import safe_cell


def rows(files: dict[str, bytes], name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(files[f"{name}.csv"].decode(), newline="")))


def checked(files: dict[str, bytes], folder: Path) -> Any:
    from frictionless import Package, system

    for name, data in files.items():
        (folder / name).write_bytes(data)
    with system.use_context(trusted=True):
        return Package(str(folder / "datapackage.json")).validate()


def test_frictionless_finds_it_valid(tmp_path: Path) -> None:
    report = checked(data_package(made()), tmp_path)
    assert report.valid, report.flatten(["type", "message"])


def test_frictionless_sees_a_broken_key(tmp_path: Path) -> None:
    files = data_package(made())
    files["outputs.csv"] += b"999,1,x\r\n"
    assert not checked(files, tmp_path).valid


@pytest.mark.parametrize(
    ("name", "n"),
    [
        ("documents", 2),
        ("units", 5),
        ("tasks", 11),
        ("assignments", 12),
        ("outputs", 2),
        ("dates", 6),
    ],
)
def test_rows(name: str, n: int) -> None:
    assert len(rows(data_package(made()), name)) == n


def test_no_word_is_a_formula() -> None:
    """A person opens the package in a spreadsheet: an apostrophe keeps words what they are."""
    tasks = rows(data_package(made()), "tasks")
    assert tasks[1]["text"] == "'=CONG(A1;B1) là tên một biểu mẫu cần thay"
    cells = [
        c
        for name in ("tasks", "outputs")
        for row in rows(data_package(made()), name)
        for c in row.values()
    ]
    assert not any(c.startswith(("=", "+", "@", "\t")) for c in cells)
    assert (tasks[2]["text"], tasks[2]["due"], tasks[2]["time_state"], tasks[2]["days"]) == (
        "12/2021",
        "2026-11-01",
        "overdue",
        "22",
    )


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(snapshots())
def test_what_went_in_comes_back(taken: Snapshot) -> None:
    files = data_package(taken)
    back = [
        (r["id"], r["text"], r["group"], r["due"], r["state"], r["progress"], r["report_note"])
        for r in rows(files, "tasks")
    ]
    assert back == [
        (
            str(t.id),
            safe_cell(t.text),
            safe_cell(t.group or ""),
            t.due.isoformat() if t.due else "",
            t.state,
            str(t.progress),
            safe_cell(t.report_note or ""),
        )
        for t in taken.tasks
    ]
    for resource in json.loads(files["datapackage.json"])["resources"]:
        own = rows(files, resource["name"])
        keys = [tuple(row[k] for k in resource["schema"]["primaryKey"]) for row in own]
        assert len(set(keys)) == len(keys)
        for key in resource["schema"].get("foreignKeys", ()):
            known = {
                row[key["reference"]["fields"][0]]
                for row in rows(files, key["reference"]["resource"])
            }
            assert {row[key["fields"][0]] for row in own} <= known
