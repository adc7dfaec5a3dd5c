"""The same plan from a sample as .doc, .odt and .rtf, and typed in the fonts of the old
encodings.
"""

from __future__ import annotations

import io
import shutil
import zipfile
from collections.abc import Iterator
from copy import deepcopy
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from tests.golden.essence import as_lines, difference, essence
from vanban.pipeline.conversion import convert
from vanban.pipeline.legacy.encodings import TCVN3, VNI, table
from vanban.pipeline.options import Options
from vanban.pipeline.readers.docx import office

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
CASES = ("quyet-dinh-phan-cong", "ke-hoach-tinh")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def sample(case: str) -> bytes:
    return (SAMPLES / case / "source.docx").read_bytes()


@cache
def expected(case: str) -> dict[str, Any]:
    return essence(convert(sample(case), Options(filename="a.docx")))


def same(data: bytes, name: str, case: str) -> None:
    found = essence(convert(data, Options(filename=name)))
    assert not difference(as_lines(expected(case)), as_lines(found))


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice")
@pytest.mark.parametrize("target", ["doc:MS Word 97", "odt:writer8", "rtf:Rich Text Format"])
@pytest.mark.parametrize("case", CASES)
def test_old_formats(case: str, target: str) -> None:
    same(office.convert(sample(case), "docx", 100, target), f"a.{target.partition(':')[0]}", case)


@pytest.mark.parametrize("encoding", [TCVN3, VNI])
@pytest.mark.parametrize("case", CASES)
def test_old_fonts(case: str, encoding: str) -> None:
    same(in_old_fonts(sample(case), encoding), "a.docx", case)


def in_old_fonts(data: bytes, encoding: str) -> bytes:
    """The DOCX as it would have been typed then: TCVN3 has its accented capitals in fonts of their
    own.
    """
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            content = old.read(name)
            new.writestr(
                name, _typed(content, encoding) if name == "word/document.xml" else content
            )
    return out.getvalue()


def _typed(xml: bytes, encoding: str) -> bytes:
    root = etree.fromstring(xml)
    for run in list(root.iter(f"{W}r")):
        texts = run.findall(f"{W}t")
        if len(texts) == 1 and len(run) - len(run.findall(f"{W}rPr")) == 1:
            _replace(run, list(_parts(texts[0].text or "", encoding)))
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _parts(text: str, encoding: str) -> Iterator[tuple[str, str]]:
    """(letters, font) of the parts of a run."""
    if encoding == VNI:
        yield table(VNI).encode(text), "VNI-Times"
        return
    lacking = [
        c.isupper() and not c.isascii() and c not in table(TCVN3).letters.values() for c in text
    ]
    for capital, group in groupby(zip(text, lacking, strict=True), key=lambda pair: pair[1]):
        yield (
            table(TCVN3).encode("".join(c for c, _ in group)),
            ".VnTimeH" if capital else ".VnTime",
        )


def _replace(run: etree._Element, parts: list[tuple[str, str]]) -> None:
    for letters, font in parts:
        copy = deepcopy(run)
        properties = copy.find(f"{W}rPr")
        if properties is None:
            properties = etree.Element(f"{W}rPr")
            copy.insert(0, properties)
        for fonts in properties.findall(f"{W}rFonts"):
            properties.remove(fonts)
        properties.insert(0, etree.Element(f"{W}rFonts", {f"{W}ascii": font, f"{W}hAnsi": font}))
        text = copy.find(f"{W}t")
        assert text is not None
        text.text = letters
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        run.addprevious(copy)
    parent = run.getparent()
    assert parent is not None
    parent.remove(run)
