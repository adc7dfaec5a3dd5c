"""Articles, sections, attachments and appendices of made documents."""

import json
from pathlib import Path

import pytest

from tests.extractors.outline.paper import outline
from vanban.extractors import structure
from vanban.extractors.outline.model import Outline
from vanban.schemas import Section

DECREE = """NGHỊ ĐỊNH
Về cây
Chương I
QUY ĐỊNH CHUNG
Điều 1. Phạm vi điều chỉnh
Nghị định này quy định về cây.
Chương II
TRỒNG CÂY
Mục 1
GIỐNG CÂY
Điều 2. Giống
1. Giống phải:
a) Tốt;
đ) Khỏe.
2. Giống cũ.
Mục 2
PHÂN BÓN
Điều 3. Nghị định này có hiệu lực từ ngày ký.
"""
PLAN = """QUYẾT ĐỊNH
Điều 1. Ban hành kèm theo Quyết định này Kế hoạch trồng cây.
Nơi nhận:
- Như trên.
KẾ HOẠCH
TRỒNG CÂY
(Kèm theo Quyết định số 12/QĐ-BSN ngày 01 tháng 02 năm 2030)
I. MỤC TIÊU
1. Nhiều cây.
II. NHIỆM VỤ
1. Sở Sông:
- Đào hố;
- Lấp hố.
PHỤ LỤC
DANH MỤC CÂY
1. Cây cao
"""


@pytest.fixture
def decree() -> Outline:
    return outline(DECREE)


@pytest.fixture
def decision() -> Outline:
    return outline(PLAN)


def walk(sections: tuple[Section, ...]) -> list[Section]:
    return [s for section in sections for s in (section, *walk(section.children))]


def test_articles_know_their_chapter(decree: Outline) -> None:
    found = structure.articles(decree, decree.parts[0])
    assert [(a.id, a.section) for a in found] == [
        ("dieu_1", "chuong_i"),
        ("dieu_2", "chuong_ii.muc_1"),
        ("dieu_3", "chuong_ii.muc_2"),
    ]


def test_headings_of_articles(decree: Outline) -> None:
    found = structure.articles(decree, decree.parts[0])
    assert [a.heading for a in found] == ["Phạm vi điều chỉnh", "Giống", None]


def test_texts_are_whole_units_as_written(decree: Outline) -> None:
    giong = structure.articles(decree, decree.parts[0])[1]
    assert giong.text == "Điều 2. Giống\n1. Giống phải:\na) Tốt;\nđ) Khỏe.\n2. Giống cũ."
    assert [(c.number, c.text) for c in giong.clauses] == [
        ("1", "1. Giống phải:\na) Tốt;\nđ) Khỏe."),
        ("2", "2. Giống cũ."),
    ]
    assert [(p.label, p.text) for p in giong.clauses[0].points] == [
        ("a", "a) Tốt;"),
        ("đ", "đ) Khỏe."),
    ]


def test_points_may_stand_straight_under_an_article() -> None:
    found = outline("Điều 1. Giống\na) Tốt;\nb) Khỏe.")
    article = structure.articles(found, found.parts[0])[0]
    assert [p.label for p in article.points] == ["a", "b"] and article.clauses == ()


def test_chapters_are_sections_and_articles_are_not(decree: Outline) -> None:
    found = walk(structure.sections(decree, decree.parts[0]))
    assert [(s.id, s.unit, s.label, s.level, s.heading) for s in found] == [
        ("chuong_i", "chuong", "I", 1, "QUY ĐỊNH CHUNG"),
        ("chuong_ii", "chuong", "II", 1, "TRỒNG CÂY"),
        ("chuong_ii.muc_1", "muc", "1", 2, "GIỐNG CÂY"),
        ("chuong_ii.muc_2", "muc", "2", 2, "PHÂN BÓN"),
    ]


def test_attachment(decision: Outline) -> None:
    (plan,) = structure.attachments(decision, {})
    assert (plan.id, plan.type.code, plan.title) == ("ke_hoach", "KH", "TRỒNG CÂY")
    assert [(s.id, s.unit, s.heading) for s in walk(plan.sections)] == [
        ("i", "item", "MỤC TIÊU"),
        ("i.1", "item", None),
        ("ii", "item", "NHIỆM VỤ"),
        ("ii.1", "item", "Sở Sông"),
        ("ii.1.gach_1", "bullet", None),
        ("ii.1.gach_2", "bullet", None),
    ]
    assert plan.sections[1].children[0].path == ("II", "1")
    assert plan.issued_with and plan.issued_with.relation == "issued_with"
    assert plan.issued_with.number_symbol == "12/QĐ-BSN"


def test_appendix_belongs_to_the_attachment_before_it(decision: Outline) -> None:
    (appendix,) = structure.appendices(decision, {})
    assert (appendix.id, appendix.label, appendix.title, appendix.parent) == (
        "phu_luc",
        "PHỤ LỤC",
        "DANH MỤC CÂY",
        "ke_hoach",
    )


def test_ids_are_given_once() -> None:
    found = outline("I. MỘT\n1. x\n2. x\n1. x\n2. x\nII. HAI")
    ids = [s.id for s in walk(structure.sections(found, found.parts[0]))]
    assert len(ids) == len(set(ids))


def test_texts_are_the_words_of_their_spans(decision: Outline) -> None:
    for part in decision.parts:
        for section in walk(structure.sections(decision, part)):
            assert section.text == section.span.of(decision.source.text)


SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "corpus" / "vbpl"
UNITS = ("phan", "chuong", "muc", "tieu_muc")


@pytest.mark.shared
@pytest.mark.slow
@pytest.mark.skipif(not SHARED.exists(), reason="the corpus is not beside the project")
def test_structure_of_real_laws() -> None:
    """F1 over the Ministry of Justice's own addresses."""
    from vanban.extractors.outline.build import build_outline
    from vanban.pipeline.options import Limits
    from vanban.pipeline.readers.html.reader import read_html

    right = wrong = 0
    for line in (SHARED / "gold.jsonl").read_text(encoding="utf-8").splitlines()[::6]:
        gold = json.loads(line)
        name = f"{gold['name']}.html"
        found = build_outline(
            read_html((SHARED / "docs" / name).read_bytes(), filename=name, limits=Limits())
        )
        want, got = set(gold["addresses"]), set(addresses(found))
        right += 2 * len(want & got)
        wrong += len(want ^ got)
    assert right / (right + wrong) > 0.985


def addresses(found: Outline) -> list[str]:
    document = found.parts[0]
    out = []
    for a in structure.articles(found, document):
        out += [f"dieu_{a.number}", *(f"dieu_{a.number}/diem_{p.label}" for p in a.points)]
        for c in a.clauses:
            out += [
                f"dieu_{a.number}/khoan_{c.number}",
                *(f"dieu_{a.number}/khoan_{c.number}/diem_{p.label}" for p in c.points),
            ]
    for s in walk(structure.sections(found, document)):
        if s.unit in UNITS:
            out.append(s.id.replace(".", "/").replace(s.id.rsplit("_", 1)[-1], s.label))
    return out
