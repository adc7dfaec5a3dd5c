"""Akoma Ntoso: valid against the schema of OASIS, and without loss of words."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from tests.tracking.exports.plans import NAMES, sample
from tests.tracking.factory import plan as made_plan
from vanban.schemas import Article, Clause, DocType, Header, Plan, Point, Section, Source, Span
from vanban.tracking.exports.akn import akoma_ntoso
from vanban.tracking.exports.akn.body import NS
from vanban.tracking.exports.akn.names import document_uri, document_urn, slug

SCHEMA = Path(__file__).resolve().parents[2] / "data" / "akn" / "akomantoso30.xsd"


@cache
def schema() -> Any:
    return etree.XMLSchema(etree.parse(SCHEMA))


def written(plan: Plan) -> Any:
    root = etree.fromstring(akoma_ntoso(plan))
    assert schema().validate(root), list(schema().error_log)[:3]
    return root


def found(root: Any, path: str) -> list[Any]:
    return list(root.xpath(path, namespaces={"a": NS}))


def letters(words: str) -> str:
    return "".join(words.split())


@pytest.mark.parametrize("name", NAMES)
def test_samples_are_valid_and_no_article_section_or_basis_loses_a_word(name: str) -> None:
    plan, root = sample(name), written(sample(name))
    words = letters("".join(root.itertext()))
    parts = [*plan.articles, *plan.sections, *plan.attachments, *plan.appendices, *plan.legal_bases]
    lines = [
        line
        for part in parts
        for line in plan.source.text[part.span.start : part.span.end]
        .replace("\t", "\n")
        .split("\n")
    ]  # type: ignore[attr-defined]
    assert not [line for line in lines if letters(line) not in words]


def test_the_hierarchy_is_that_of_the_decree() -> None:
    root = written(sample("thong-tu"))
    assert found(root, "//a:act/@name") == ["thong-tu"]
    assert found(root, "//a:chapter/@eId")[:2] == ["chuong_i", "chuong_ii"]
    assert found(root, "//a:article/a:num/text()")[0] == "Điều 1."
    assert found(root, "//a:chapter/a:section/a:article/a:num/text()") == [
        "Điều 3.",
        "Điều 4.",
        "Điều 5.",
    ]
    assert not found(root, "//a:body/a:article")
    points = found(root, "//a:paragraph/a:point/@eId")
    assert points and all("__khoan_" in p and "__diem_" in p for p in points)


def test_what_is_attached_is_attached() -> None:
    root = written(sample("quyet-dinh-phan-cong"))
    assert found(root, "//a:attachment/a:doc/@name") == ["ke-hoach", "phu-luc"]
    assert len(found(root, "//a:attachment//a:table")) == 1
    assert found(root, "//a:preamble//a:citation//a:ref/@href")[0].startswith("/akn/vn/act/")


def test_the_number_the_day_and_the_title_are_in_the_metadata() -> None:
    root = written(sample("quyet-dinh-phan-cong"))
    assert found(root, "/a:akomaNtoso/a:act/a:meta//a:FRBRWork/a:FRBRuri/@value") == [
        "/akn/vn/act/quyet-dinh/2026-03-09/215-qd-bptbv"
    ]
    assert found(root, "//a:act/a:meta//a:FRBRnumber/@value") == ["215/QĐ-BPTBV"]
    assert found(root, "//a:preface//a:docDate/@date") == ["2026-03-09"]


def test_a_decision_with_nothing_is_valid() -> None:
    source = Source(filename="x", sha256="0", media_type="text/plain", reader="text/1", text="")
    written(Plan(source=source, document=Header()))


def test_made_plans_are_valid() -> None:
    written(made_plan("Một", "Hai", citations=[("12/2021/NĐ-CP", None, "basis")]))


_LABELS = st.sampled_from(["1", "2", "a", "đ", "IV", "1.2", "-"])


@st.composite
def _plans(draw: st.DrawFn) -> Plan:
    """Articles and sections with any labels, nested at random, over random words."""
    text = draw(st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=200))

    def span(low: int = 0, high: int = len(text)) -> Span:
        start = draw(st.integers(low, high))
        return Span(start=start, end=draw(st.integers(start, high)))

    def points(whole: Span) -> tuple[Point, ...]:
        spans = [span(whole.start, whole.end) for _ in range(draw(st.integers(0, 2)))]
        return tuple(Point(label=draw(_LABELS), text="", span=s) for s in spans)

    articles = []
    for n in range(draw(st.integers(0, 3))):
        whole = span()
        clauses = tuple(
            Clause(number=draw(_LABELS), text="", span=s, points=points(s))
            for s in [span(whole.start, whole.end)]
        )
        heading = text[whole.start + 1 : whole.start + 5] or None
        articles.append(
            Article(
                id=f"dieu_{n}",
                number=draw(_LABELS),
                heading=heading,
                text="",
                clauses=clauses,
                points=points(whole),
                span=whole,
            )
        )
    sections = tuple(
        Section(
            id="s",
            unit=draw(st.sampled_from(["phan", "chuong", "muc", "tieu_muc", "item", "bullet"])),
            label=draw(_LABELS),
            path=(),
            level=1,
            text="",
            span=span(),
        )
        for _ in range(draw(st.integers(0, 3)))
    )
    source = Source(filename="x", sha256="0", media_type="text/plain", reader="text/1", text=text)
    return Plan(
        source=source,
        document=Header(title=text[:9] or None),
        articles=tuple(articles),
        sections=sections,
    )


@settings(max_examples=150, deadline=None)
@given(_plans())
def test_any_plan_is_valid(plan: Plan) -> None:
    written(plan)


@pytest.mark.parametrize(
    ("words", "expected"),
    [("QĐ-BKHCN", "qd-bkhcn"), ("Ủy ban nhân dân", "uy-ban-nhan-dan"), (None, ""), ("…", "")],
)
def test_slug(words: str | None, expected: str) -> None:
    assert slug(words) == expected


def test_names_of_works() -> None:
    header = Header(doc_type=DocType(code="ĐA", name="Đề án"), number_symbol="05/ĐA-UBND")
    assert document_uri(header) == "/akn/vn/act/de-an/khong-ro/05-da-ubnd"
    assert document_urn(sample("quyet-dinh-phan-cong").document) == (
        "urn:lex:vn:bo.phat.trien.ben.vung:quyet.dinh:2026-03-09;215-qd-bptbv"
    )
