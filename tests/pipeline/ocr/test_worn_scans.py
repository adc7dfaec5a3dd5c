"""Pages as they come from careless hands: the same plan as from the document, or it is said that
the page was not read well.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageOps

from vanban import convert
from vanban.pipeline.ocr.paper import on_white
from vanban.pipeline.options import Options
from vanban.schemas import Plan

from .making import SAMPLES, pictures, scan
from .test_scans import alike, needs_engine
from .wear import (
    Pages,
    at,
    compressed,
    each,
    faxed,
    last_upside_down,
    on,
    photographed,
    punched,
    turned,
    two_on_a_sheet,
)

Wear = Callable[[Pages], list[Image.Image]]
_KINDS: dict[str, tuple[str, Wear]] = {
    "upside down": ("chi-thi", each(turned(180))),
    "sideways": ("chi-thi", each(turned(270))),
    "askew": ("chi-thi", each(turned(-4))),
    "far askew": ("chi-thi", each(turned(12))),
    "one page upside down": ("quyet-dinh-phan-cong", last_upside_down),
    "two on a sheet": ("quyet-dinh-phan-cong", two_on_a_sheet),
    "photographed": ("chi-thi", each(photographed)),
    "faxed": ("chi-thi", each(faxed)),
    "punched": ("chi-thi", each(punched)),
    "negative": ("chi-thi", each(ImageOps.invert)),
    "JPEG of low quality": ("chi-thi", each(compressed)),
    "yellow paper": ("chi-thi", each(on(250, 235, 130))),
    "pink paper": ("chi-thi", each(on(250, 180, 190))),
    "brown paper": ("chi-thi", each(on(190, 150, 100))),
    "green paper": ("chi-thi", each(on(150, 205, 150))),
}


@pytest.fixture(autouse=True)
def _no_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VANBAN_OCR_CACHE", "off")


def _read(pages: Pages, dpi: int = 200) -> Plan:
    return convert(scan(pages, dpi), Options(filename="scan.pdf"))


def _truth(sample: str) -> Plan:
    return convert(Path(SAMPLES / sample / "source.docx"))


@needs_engine
@pytest.mark.slow
@pytest.mark.parametrize("kind", _KINDS)
def test_a_worn_scan_gives_the_same_tasks(kind: str) -> None:
    sample, wear = _KINDS[kind]
    plan, read = _truth(sample), _read(wear(pictures(sample, 200)))
    assert alike(plan.source.text, read.source.text) >= 0.99
    for field in ("number_symbol", "issued_on", "place", "authority"):
        assert getattr(read.document, field) == getattr(plan.document, field)
    assert [s.name for s in read.document.signers] == [s.name for s in plan.document.signers]
    assert len(read.tasks) == len(plan.tasks)
    for a, b in zip(plan.tasks, read.tasks, strict=True):
        assert alike(a.text, b.text) >= 0.95
        assert a.deadline.due == b.deadline.due
    assert "page-unread" not in {d.code for d in read.diagnostics}


@needs_engine
@pytest.mark.slow
@pytest.mark.parametrize(("dpi", "least"), [(120, 0.99), (100, 0.98), (75, 0.9)])
def test_a_coarse_scan_is_read_or_doubted(dpi: int, least: float) -> None:
    plan, read = _truth("chi-thi"), _read(each(at(dpi))(pictures("chi-thi", 200)), dpi)
    assert alike(plan.source.text, read.source.text) >= least
    assert len(read.tasks) == len(plan.tasks)
    told = {d.code for d in read.diagnostics}
    for field, missing in (("number_symbol", "number-missing"), ("issued_on", "date-missing")):
        right = getattr(read.document, field) == getattr(plan.document, field)
        assert right or missing in told or "header-doubtful" in told


@pytest.mark.parametrize(
    ("paper", "ink", "made"),
    [
        ((255, 255, 255), (0, 0, 0), False),
        ((245, 240, 225), (0, 0, 0), False),  # paper that is a little yellow stays as it is
        ((190, 150, 100), (0, 0, 0), True),
        ((10, 10, 10), (250, 250, 250), True),
        ((250, 235, 130), (200, 30, 40), True),  # the red of a seal stays red
    ],
)
def test_paper_is_made_white(
    paper: tuple[int, int, int], ink: tuple[int, int, int], made: bool
) -> None:
    image = Image.new("RGB", (400, 400), paper)
    image.paste(ink, (100, 100, 140, 300))
    white = on_white(image)
    assert (white is not image) == made
    dots = np.asarray(white).astype(int)
    assert np.ptp(dots[10, 10]) <= 20
    assert dots[10, 10].min() > 180
    assert dots[200, 120, 2] < 80
    assert (dots[200, 120, 0] - dots[200, 120, 1] > 40) == (ink == (200, 30, 40))


def test_a_slip_of_paper_on_a_black_table_is_no_negative() -> None:
    image = Image.new("RGB", (400, 400), (12, 12, 12))
    image.paste((230, 230, 230), (80, 80, 320, 320))
    assert np.asarray(on_white(image))[200, 200].min() > 200
