"""Plans that come as JSON from elsewhere are taken, or refused with the reason and the place."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from vanban.cli import main
from vanban.pipeline.conversion import convert
from vanban.pipeline.errors import DamagedFile, UnreadablePath
from vanban.tracking.foreign import parse_plan, read_plan

SAMPLES = Path(__file__).resolve().parents[3] / "samples"


@pytest.fixture(scope="module")
def plan() -> dict[str, Any]:
    return convert(SAMPLES / "quyet-dinh-phan-cong" / "source.txt").model_dump(mode="json")


def changed(plan: dict[str, Any], change: Callable[[dict[str, Any]], object]) -> bytes:
    copy = json.loads(json.dumps(plan))
    change(copy)
    return json.dumps(copy).encode()


def test_our_own_plans_are_taken(plan: dict[str, Any]) -> None:
    assert parse_plan(changed(plan, lambda _: None)).model_dump(mode="json") == plan


RULES = {
    "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=31": True,
    "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1": True,
    "FREQ=WEEKLY;BYDAY=MO,FR": True,
    "FREQ=MONTHLY;BYDAY=-1FR;UNTIL=20301231": True,
    "RRULE:FREQ=DAILY;COUNT=10": True,
    "FREQ=SECONDLY": False,
    "FREQ=MINUTELY;COUNT=100000000": False,
    "FREQ=DAILY;INTERVAL=0": False,
    "FREQ=DAILY;BYHOUR=1": False,
    "": False,
    "mỗi ngày": False,
}


@pytest.mark.parametrize(("rule", "taken"), RULES.items())
def test_a_rule_that_never_ends_is_refused(plan: dict[str, Any], rule: str, taken: bool) -> None:
    data = changed(plan, lambda p: p["tasks"][0]["deadline"].update(rrule=rule))
    if taken:
        assert parse_plan(data).tasks[0].deadline.rrule == rule
    else:
        with pytest.raises(
            DamagedFile, match=r"tasks\.0\.deadline\.rrule: quy tắc lặp không hợp lệ"
        ):
            parse_plan(data)


FAULTS: dict[str, Callable[[dict[str, Any]], object]] = {
    "tasks.2.deadline.due: năm 9999 không thể là năm": lambda p: p["tasks"][2]["deadline"].update(
        due="9999-12-31"
    ),
    "document.issued_on: năm 1 không thể": lambda p: p["document"].update(issued_on="0001-01-01"),
    "hai nhiệm vụ cùng mã": lambda p: p["tasks"].append(p["tasks"][0]),
    "tasks.0.span: vị trí 5-99999999 nằm ngoài": lambda p: p["tasks"][0].update(
        span={"start": 5, "end": 99999999}
    ),
    "tasks.0.span: vị trí 9-2 nằm": lambda p: p["tasks"][0].update(span={"start": 9, "end": 2}),
    "không phải là kế hoạch dạng JSON của vanban: tasks.0.text": lambda p: p["tasks"][0].pop(
        "text"
    ),
    "không phải là kế hoạch dạng JSON của vanban: tasks": lambda p: p.update(tasks=7),
}


@pytest.mark.parametrize("said", FAULTS)
def test_what_is_wrong_is_said_with_its_place(plan: dict[str, Any], said: str) -> None:
    with pytest.raises(DamagedFile) as raised:
        parse_plan(changed(plan, FAULTS[said]))
    assert said in raised.value.what


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"\xff\xfe", b'{"a": 1}', b"[" * 100_000])
def test_no_plan_at_all(data: bytes) -> None:
    with pytest.raises(DamagedFile, match="không phải là kế hoạch"):
        parse_plan(data)


def test_a_path_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(UnreadablePath):
        read_plan(tmp_path / "khong-co.json")


def test_the_command_says_it_in_a_line(plan: dict[str, Any], tmp_path: Path) -> None:
    bad = tmp_path / "x.json"
    bad.write_bytes(
        changed(plan, lambda p: p["tasks"][0]["deadline"].update(rrule="FREQ=SECONDLY"))
    )
    done = CliRunner().invoke(main, ["load", str(bad), "--db", str(tmp_path / "k.db"), "--create"])
    assert done.exit_code == 1
    assert done.stderr.startswith(f"{bad}: kế hoạch JSON không dùng được: tasks.0.deadline.rrule")
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("name", ["kho #1.db", "kho ?2.db", "kho%20a.db"])
def test_stores_of_any_name(name: str, tmp_path: Path) -> None:
    store, copy = str(tmp_path / name), str(tmp_path / f"b {name}")
    run = CliRunner().invoke
    sample = str(SAMPLES / "chi-thi" / "source.txt")
    assert run(main, ["load", sample, "--db", store, "--create"]).exit_code == 0
    assert run(main, ["backup", copy, "--db", store]).exit_code == 0
    asked = ["sql", "SELECT count(*) AS n FROM tasks", "--format", "csv", "--db"]
    answers = {run(main, [*asked, path]).stdout for path in (store, copy)}
    assert answers == {"n\n5\n"}
    assert {p.name for p in tmp_path.iterdir()} == {name, f"b {name}"}
