"""Pages drawn with boxes: on the right words."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from vanban import convert
from vanban.pipeline.options import Limits
from vanban.pipeline.readers.page.model import shown_box
from vanban.pipeline.readers.pdf.document import opened
from vanban.pipeline.readers.pdf.reader import pages_of
from vanban.pipeline.render.align import aligned
from vanban.pipeline.render.facts import facts
from vanban.pipeline.render.pages import draw_pages
from vanban.pipeline.render.places import Places

SAMPLES = Path(__file__).resolve().parents[3] / "samples"


@pytest.mark.parametrize("case", ["quyet-dinh-phan-cong", "ke-hoach-tinh"])
def test_boxes_hold_the_words_of_their_facts(case: str) -> None:
    path = SAMPLES / case / "source.pdf"
    plan = convert(path)
    with opened(path.read_bytes(), Limits()) as document:
        pages, _ = pages_of(document, Limits())
    places = Places(plan.source, pages)
    words = {
        p.number: [(w.text, shown_box(p, (w.x0, w.top, w.x1, w.bottom))) for w in p.words]
        for p in pages
    }
    for fact in facts(plan):
        found = []
        for number, box in places.of(fact.span):
            found += [
                t
                for t, b in words[number]
                if box[0] - 1 <= b[0]
                and b[2] <= box[2] + 1
                and box[1] - 1 <= b[1]
                and b[3] <= box[3] + 1
            ]
        wanted = {w for w in fact.span.of(plan.source.text).split() if any(map(str.isalnum, w))}
        missing = wanted - set(" ".join(found).split())
        assert all(any(m in f or f in m for f in found) for m in missing), (fact, found)


def test_pages_are_written(tmp_path: Path) -> None:
    path = SAMPLES / "quyet-dinh-phan-cong" / "source.pdf"
    plan = convert(path)
    drawn = draw_pages(plan, path.read_bytes(), tmp_path)
    assert [p.name for p in drawn] == [
        f"page-{n:03d}.png" for n in range(1, (plan.source.pages or 0) + 1)
    ]
    colours = {c for _, c in Image.open(drawn[0]).convert("RGB").getcolors(1 << 24) or []}
    assert (0x1F, 0x77, 0xB4) in colours


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("form", ["docx", "html"])
def test_other_formats_through_a_rendering(form: str, tmp_path: Path) -> None:
    path = SAMPLES / "quyet-dinh-phan-cong" / f"source.{form}"
    assert len(draw_pages(convert(path), path.read_bytes(), tmp_path)) >= 2


@given(st.lists(st.sampled_from("abcđê 1.-\n"), max_size=60).map("".join))
def test_a_text_lies_on_itself(text: str) -> None:
    assert all(i == j for i, j in aligned(text, text).items())


def test_parts_in_another_order_are_found() -> None:
    left, right = "bộ phát triển bền vững số mười hai", "cộng hòa xã hội chủ nghĩa việt nam"
    body = "căn cứ luật tổ chức chính phủ ngày mười tám tháng hai " * 1
    first, second = f"{left} {right} {body}", f"{right} {left} {body}"
    pairs = aligned(first, second)
    assert all(first[i] == second[j] for i, j in pairs.items())
    assert len(pairs) > 0.6 * sum(c.isalnum() for c in first)
