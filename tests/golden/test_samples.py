"""Each sample gives its expected plan, and the same plan in every format."""

from __future__ import annotations

from pathlib import Path

import pytest

from vanban import convert
from vanban.schemas import Plan

from .essence import as_lines, difference, essence, expected_text

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
CASES = sorted(p.parent for p in SAMPLES.glob("*/source.txt"))
MADE = [case for case in CASES if (case / "source.docx").exists()]


def main_source(case: Path) -> Path:
    docx = case / "source.docx"
    return docx if docx.exists() else case / "source.txt"


@pytest.mark.parametrize("case", CASES, ids=lambda p: p.name)
def test_expected_plan(
    case: Path, request: pytest.FixtureRequest, capsys: pytest.CaptureFixture[str]
) -> None:
    golden = case / "expected.json"
    converted = expected_text(convert(main_source(case)))
    changed = difference(golden.read_text(encoding="utf-8") if golden.exists() else "", converted)
    if request.config.getoption("--regenerate") and changed:
        golden.write_text(converted, encoding="utf-8")
        with capsys.disabled():
            print(f"\n{case.name}:\n{changed}")
        return
    assert not changed, (
        f"{case.name} is not as expected (make samples writes it again):\n{changed[:8000]}"
    )


@pytest.mark.parametrize("form", ["pdf", "html", "txt"])
@pytest.mark.parametrize("case", MADE, ids=lambda p: p.name)
def test_same_plan_in_every_format(case: Path, form: str) -> None:
    plans = [convert(case / f"source.{f}") for f in ("docx", form)]
    first, second = (as_lines(essence(p, merges=form != "txt")) for p in plans)
    changed = difference(first, second)
    assert not changed, f"{case.name}: docx and {form} differ:\n{changed[:8000]}"


@pytest.mark.parametrize("case", CASES, ids=lambda p: p.name)
def test_spans_hold_and_nothing_is_lost(case: Path) -> None:
    for source in sorted(case.glob("source.*")):
        plan = convert(source)
        assert plan.source.coverage >= 0.99, source.name
        assert not list(broken_spans(plan)), source.name


def broken_spans(plan: Plan) -> list[str]:
    """Values whose span does not give their own words."""
    text = plan.source.text
    found: list[str] = []

    def walk(value: object, trail: str) -> None:
        if isinstance(value, dict):
            span, words = value.get("span"), value.get("text")
            if (
                isinstance(span, dict)
                and isinstance(words, str)
                and text[span["start"] : span["end"]].split() != words.split()
            ):
                found.append(
                    f"{trail}: {words[:60]!r} is not {text[span['start'] : span['end']][:60]!r}"
                )
            for key, inner in value.items():
                walk(inner, f"{trail}.{key}")
        elif isinstance(value, list):
            for i, inner in enumerate(value):
                walk(inner, f"{trail}[{i}]")

    walk(plan.model_dump(mode="json", exclude={"source"}), "plan")
    return found
