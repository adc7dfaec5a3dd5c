"""Our table cells against those of pdfplumber alone, which reads words and rules by pdfminer: no
word of a cell is lost or in another cell.
"""

from __future__ import annotations

from pathlib import Path

import pdfplumber
import pytest

from vanban.pipeline.options import Limits
from vanban.pipeline.readers.pdf import read_pdf

SAMPLES = Path(__file__).resolve().parents[3] / "samples"


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("name", ["quyet-dinh-phan-cong", "ke-hoach-tinh"])
def test_cells_agree_with_pdfplumber(name: str) -> None:
    path = SAMPLES / name / "source.pdf"
    source = read_pdf(path.read_bytes(), filename=path.name, limits=Limits())
    ours = [squeezed(b.span.of(source.text)) for b in source.blocks if b.cell]
    with pdfplumber.open(path) as pdf:
        theirs = [
            cell
            for page in pdf.pages
            for table in page.extract_tables()
            for row in table
            for cell in row
            if cell
        ]
    assert len(theirs) > 30
    missing = [
        cell for cell in map(squeezed, theirs) if not any(cell in own for own in ours)
    ]  # a row cut by a page break is one of ours
    assert not missing
