"""The table of expressions: what each means on its issue date (tests/extractors/deadlines.tsv)."""

import csv
import unicodedata
from datetime import date
from pathlib import Path

from hypothesis import example, given
from hypothesis import strategies as st

from vanban.extractors.context import Context
from vanban.extractors.deadlines import parse_deadline

TABLE = Path(__file__).resolve().parents[1] / "deadlines.tsv"
KINDS = {
    "POINT": "date",
    "WINDOW": "window",
    "MULTI": "several",
    "RECUR": "recurring",
    "REL": "relative",
    "EVENT": "event",
    "REF": "reference",
    "CONT": "ongoing",
    "NONE": "none",
    "ERROR": "error",
}
BOUNDARIES = {
    "at-latest": "at_latest",
    "through": "at_latest",
    "after": None,
    "none": None,
    "": None,
}
EMPTY = {"(ô trống)": ""}


def rows() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def context(row: dict[str, str]) -> Context:
    horizon = date.fromisoformat(row["until"]) if row["until"] else None
    return Context(issued_on=date.fromisoformat(row["issue_date"]), horizon=horizon)


def said(text: str, row: dict[str, str]) -> tuple[object, ...]:
    found = parse_deadline(EMPTY.get(text, text), context(row))
    return found.kind, str(found.due or ""), found.rrule or "", found.boundary


def meant(row: dict[str, str]) -> tuple[object, ...]:
    return (
        KINDS[row["kind"]],
        row["due"][:10],
        row["rrule"],
        BOUNDARIES.get(row["boundary"], row["boundary"]),
    )


def test_the_table_is_read_as_it_says() -> None:
    misses = [
        (r["expression"], said(r["expression"], r), meant(r))
        for r in rows()
        if said(r["expression"], r) != meant(r)
    ]
    for miss in misses:
        print(miss)
    assert not misses


SPACES = st.sampled_from([" ", "  ", "\u00a0", " \u200a"])
DASHES = st.sampled_from(["-", "–", "—", "‑"])


@given(st.data())
def test_typing_variants_mean_the_same(data: st.DataObject) -> None:
    row = data.draw(st.sampled_from([r for r in rows() if r["expression"] not in EMPTY]))
    text = row["expression"]
    changed = text.replace("–", "-").replace("-", data.draw(DASHES))
    changed = changed.replace(" ", data.draw(SPACES))
    if data.draw(st.booleans()):
        changed = changed.replace("hằng", "hàng").replace("Hằng", "Hàng")
    form = data.draw(st.sampled_from(["NFC", "NFD"]))
    changed = unicodedata.normalize(form, changed.upper() if data.draw(st.booleans()) else changed)
    assert said(changed, row) == said(text, row)


WORDS = st.sampled_from(
    [
        "trước",
        "ngày",
        "15",
        "/",
        "6",
        "-",
        "2025",
        "quý",
        "IV",
        "hằng",
        "năm",
        ",",
        "tháng",
        "đến",
        "từ",
        "lần",
    ]
)


@given(st.text(max_size=80) | st.lists(WORDS, max_size=14).map(" ".join))
@example("QV")
def test_any_text_is_survived_and_its_span_holds(text: str) -> None:
    found = parse_deadline(text, Context(issued_on=date(2025, 3, 10)), offset=7)
    if found.span:
        assert text[found.span.start - 7 : found.span.end - 7] == found.text
