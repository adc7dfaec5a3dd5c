"""Scans of made samples: the same plan as from the file itself; turned, askew and stamped pages;
pictures; the cache.
"""

from __future__ import annotations

import io
import random
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from vanban import convert
from vanban.pipeline.batch.inputs import discover
from vanban.pipeline.batch.model import Outcome, Settings
from vanban.pipeline.batch.processes import ProcessRunner
from vanban.pipeline.batch.run import run_batch
from vanban.pipeline.batch.store import FolderStore
from vanban.pipeline.errors import DamagedFile, NoText, ToolMissing
from vanban.pipeline.ocr import cache
from vanban.pipeline.ocr.page import read_page
from vanban.pipeline.ocr.tesseract import tesseract
from vanban.pipeline.options import Options
from vanban.pipeline.progress import listening
from vanban.schemas import OcrAnchor, Plan

from .making import SAMPLES, pictures, scan, word
from .making import page as made_page

MADE = sorted(p.parent.name for p in SAMPLES.glob("*/source.pdf"))
needs_engine = pytest.mark.skipif(
    tesseract() is None, reason="tesseract with Vietnamese data is not installed"
)


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("VANBAN_OCR_CACHE", str(tmp_path / "cache"))
    yield


def alike(first: str | None, second: str | None) -> float:
    return SequenceMatcher(
        None, " ".join((first or "").split()), " ".join((second or "").split()), autojunk=False
    ).ratio()


def converted(data: bytes, name: str = "scan.pdf") -> Plan:
    return convert(data, Options(filename=name))


@needs_engine
@pytest.mark.slow
def test_a_scan_fits_a_batch_worker(tmp_path: Path) -> None:
    archive = tmp_path / "archive"
    archive.mkdir()
    (archive / "scan.pdf").write_bytes(scan(pictures("quyet-dinh-phan-cong")))
    found: list[Outcome] = []
    run_batch(
        discover(str(archive)),
        ProcessRunner(1),
        Settings(Options(), FolderStore(str(tmp_path / "out"))),
        seen=found.append,
    )
    assert [(o.status, o.code) for o in found] == [("ok", "")]


@needs_engine
@pytest.mark.slow
@pytest.mark.parametrize("case", MADE)
def test_a_clean_scan_gives_the_same_plan(case: str) -> None:
    plan, read = convert(SAMPLES / case / "source.docx"), converted(scan(pictures(case)))
    assert alike(plan.source.text, read.source.text) >= 0.975
    for field in ("number_symbol", "issued_on", "place", "authority"):
        assert getattr(read.document, field) == getattr(plan.document, field)
    assert alike(plan.document.title, read.document.title) >= 0.98
    assert [s.name for s in read.document.signers] == [s.name for s in plan.document.signers]
    assert len(read.tasks) == len(plan.tasks)
    for a, b in zip(plan.tasks, read.tasks, strict=True):
        assert alike(a.text, b.text) >= 0.98
        assert alike("; ".join(x.text for x in a.leads), "; ".join(x.text for x in b.leads)) >= 0.98
        assert a.deadline.due == b.deadline.due
    anchors = [b.anchor for b in read.source.blocks]
    assert all(isinstance(a, OcrAnchor) and 0 <= a.confidence <= 1 for a in anchors)


@needs_engine
@pytest.mark.slow
@pytest.mark.parametrize("turn", [90, 180, 270, 2, -3])
def test_turned_and_leaning_pages(turn: float) -> None:
    engine = tesseract()
    image = pictures("chi-thi")[0]
    straight_words = [
        w.text for w in read_page(image, 1, (image.width * 0.24, image.height * 0.24), engine).words
    ]  # type: ignore[arg-type]
    turned = image.rotate(turn, Image.Resampling.BICUBIC, expand=turn % 90 == 0, fillcolor=255)
    read = read_page(turned, 1, (turned.width * 0.24, turned.height * 0.24), engine)  # type: ignore[arg-type]
    assert alike(" ".join(straight_words), " ".join(w.text for w in read.words)) > 0.97


@needs_engine
def test_red_stamp_over_the_text() -> None:
    image = pictures("chi-thi")[0].convert("RGB")
    stamp = Image.new("RGB", image.size, "white")
    pen = ImageDraw.Draw(stamp)
    for r in (380, 300, 290):
        pen.ellipse((900 - r, 1200 - r, 900 + r, 1200 + r), outline=(225, 30, 40), width=9)
    image = Image.composite(image, stamp, image.convert("L").point(lambda v: 255 if v < 128 else 0))
    size = image.width * 0.24, image.height * 0.24
    clean = read_page(pictures("chi-thi")[0], 1, size, tesseract())  # type: ignore[arg-type]
    stamped = read_page(image, 1, size, tesseract())  # type: ignore[arg-type]
    assert (
        alike(" ".join(w.text for w in clean.words), " ".join(w.text for w in stamped.words)) > 0.99
    )


@needs_engine
@pytest.mark.parametrize("form", ["JPEG", "PNG", "TIFF"])
def test_picture_files_are_scans(form: str) -> None:
    out = io.BytesIO()
    pictures("chi-thi", dpi=150)[0].save(out, form)
    plan = converted(out.getvalue(), f"anh.{form.lower()}")
    assert plan.source.media_type == f"image/{form.lower()}"
    assert (
        plan.document.number_symbol
        == convert(SAMPLES / "chi-thi" / "source.docx").document.number_symbol
    )


@pytest.mark.parametrize("size", [(16, 16), (300, 200)])
@needs_engine
def test_a_picture_without_text_is_one_clear_error(size: tuple[int, int]) -> None:
    out = io.BytesIO()
    Image.new("RGB", size, "white").save(out, "JPEG")
    with pytest.raises(NoText):
        converted(out.getvalue(), "a.jpg")


def test_a_broken_picture() -> None:
    with pytest.raises(DamagedFile):
        converted(b"\x89PNG\r\n\x1a\n" + bytes(50), "a.png")


def test_without_the_engine_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vanban.pipeline.ocr.pdf.installed_engine", lambda: None)
    with pytest.raises(ToolMissing, match="nhận dạng chữ") as error:
        converted(scan(pictures("chi-thi", dpi=50)))
    assert "tesseract-ocr-vie" in error.value.advice


@needs_engine
def test_nothing_is_read_twice_and_progress_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    data, told = scan(pictures("chi-thi", dpi=150)), list[tuple[int, int]]()
    with listening(lambda _, done, total: told.append((done, total))):
        first = converted(data)
    assert told == [(1, 1)]
    monkeypatch.setattr("vanban.pipeline.ocr.pages.read_grey", lambda *_: pytest.fail("read again"))
    assert converted(data).source.text == first.source.text


def test_the_cache_keeps_pages_and_stays_small(tmp_path: Path) -> None:
    page = made_page([[word("Điều", 80), word("1.", 120)]])
    keys = [f"{random.Random(i).getrandbits(256):064x}" for i in range(20)]
    for key in keys:
        assert cache.remembered(key, 1, lambda: page) == page
    assert cache.remembered(keys[0], 7, lambda: pytest.fail("not kept")).number == 7
    place = tmp_path / "cache"
    total = sum(f.stat().st_size for f in place.glob("*/*.gz"))
    cache.tidy(place, total // 2)
    assert sum(f.stat().st_size for f in place.glob("*/*.gz")) <= total // 2


def test_a_damaged_entry_is_read_anew(tmp_path: Path) -> None:
    page = made_page([[word("Điều", 80)]])
    cache.remembered("a" * 64, 1, lambda: page)
    next((tmp_path / "cache").glob("*/*.gz")).write_bytes(b"broken")
    assert cache.remembered("a" * 64, 1, lambda: page) == page


def test_the_cache_can_be_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VANBAN_OCR_CACHE", "off")
    page = made_page([[word("Điều", 80)]])
    cache.remembered("b" * 64, 1, lambda: page)
    assert not (tmp_path / "cache").exists()
