"""Headers of real documents: the numbers that the ministry's own index gives, and the hand-made
gold.
"""

import json
import re
import unicodedata
from pathlib import Path

import pytest

from vanban.extractors.header import extract_header
from vanban.extractors.outline.build import build_outline
from vanban.pipeline.options import Options
from vanban.pipeline.reading import read
from vanban.schemas import Header, Source

CORPUS = Path(__file__).resolve().parents[3].parent / "shared" / "corpus"
HEAD = 400  # characters in which a document states its number


def header_of(path: Path) -> tuple[Source, Header]:
    source = read(path.read_bytes(), Options(filename=path.name))
    return source, extract_header(build_outline(source))


def plain(text: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFC", text).replace("С", "C"))


@pytest.mark.shared
@pytest.mark.slow
def test_numbers_of_laws_that_state_them() -> None:
    """The index has wrong numbers for some; only those count that the document itself shows at its
    head.
    """
    gold = CORPUS / "vbpl" / "gold.jsonl"
    if not gold.exists():
        pytest.skip("no corpus beside the project")
    rows = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
    stated, misses = 0, []
    for row in rows[::3]:
        source, header = header_of(CORPUS / "vbpl" / "docs" / f"{row['name']}.html")
        number = plain(row["number_symbol"] or "")
        if "/" not in number or not any(
            plain(line).endswith(number) for line in source.text[:HEAD].splitlines()
        ):
            continue
        stated += 1
        if header.number_symbol != number:
            misses.append((row["name"], number, header.number_symbol))
    print(misses)
    assert stated > 40
    assert len(misses) <= 0.01 * stated


@pytest.mark.shared
@pytest.mark.parametrize(
    "name",
    [
        "1678-qd-bkhcn.txt",
        "kh-173-hanoi.pdf",
        "kh-277-hanoi-100-ngay.pdf",
        "nq-03-2025-cp.docx",
        "qd-2280-hanoi.pdf",
    ],
)
def test_gold_headers(name: str) -> None:
    path = CORPUS / "plans" / "docs" / name
    if not path.exists():
        pytest.skip("no corpus beside the project")
    gold = json.loads((CORPUS / "plans" / f"{path.stem}.gold.json").read_text(encoding="utf-8"))[
        "header"
    ]
    _, header = header_of(path)
    found = {
        "doc_type": header.doc_type and header.doc_type.code,
        "number": header.number,
        "symbol": header.symbol,
        "issued_on": header.issued_on and str(header.issued_on),
        "place": header.place,
        "issuer": header.issuer and header.issuer.name,
        "title": header.title,
        "signers": [s.name for s in header.signers],
    }
    assert found == {field: gold[field] for field in found}
