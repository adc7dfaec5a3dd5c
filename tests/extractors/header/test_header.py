"""Headers of made documents in the layouts of NĐ 30/2020, of laws, of Party documents and of older
forms.
"""

import tomllib
from pathlib import Path

import pytest

from vanban.extractors.header import extract_header
from vanban.extractors.outline.model import Outline, Part
from vanban.pipeline.options import Limits
from vanban.pipeline.readers.builder import Piece, SourceBuilder
from vanban.schemas import Header, Source, Span, TextAnchor


def source_of(lines: list[str]) -> Source:
    builder = SourceBuilder(Limits())
    for n, line in enumerate(lines):
        anchor = TextAnchor(line=n + 1)
        builder.paragraph([Piece(line, anchor)], anchor)
    return builder.build(b"", filename="x.txt", media_type="text/plain", reader="test/1")


def outline_of(front: list[str], back: list[str], attachment: list[str] | None = None) -> Outline:
    """A document of a front and a back, with an attachment that opens with the given lines (its
    second is 'kèm theo').
    """
    body = "Điều 1. Ban hành kèm theo Quyết định này Kế hoạch."
    lines = [*front, body, *back, *(attachment or [])]
    source = source_of(lines)
    last = len(front) + len(back)
    end = source.blocks[last].span.end
    document = Part(
        "document",
        Span(start=0, end=end),
        front=tuple(range(len(front))),
        back=tuple(range(len(front) + 1, last + 1)),
    )
    if not attachment:
        return Outline(source, (document,))
    span = Span(start=source.blocks[last + 1].span.start, end=len(source.text))
    return Outline(
        source, (document, Part("attachment", span, issued_with=source.blocks[last + 2].span))
    )


CASES = {
    case["name"]: case
    for case in tomllib.loads(Path(__file__).with_name("cases.toml").read_text(encoding="utf-8"))[
        "case"
    ]
}


def outline_named(name: str) -> Outline:
    case = CASES[name]
    front, back, attachment = (
        case.get(part, "").strip("\n").split("\n") for part in ("front", "back", "attachment")
    )
    return outline_of([*filter(None, front)], [*filter(None, back)], [*filter(None, attachment)])


def shown(header: Header) -> dict[str, object]:
    found = {
        **header.model_dump(),
        "doc_type": header.doc_type and header.doc_type.code,
        "issuer": header.issuer and header.issuer.name,
        "parent": header.parent_body and header.parent_body.name,
        "signers": [
            [s.capacity or "", s.on_behalf_of or "", s.position or "", s.name or ""]
            for s in header.signers
        ],
        "recipients": [r.text for r in header.recipients],
    }
    return {name: "" if value is None else value for name, value in found.items()}


@pytest.mark.parametrize("name", CASES)
def test_headers(name: str) -> None:
    found = shown(extract_header(outline_named(name)))
    expected = CASES[name]["header"]
    assert {field: found[field] for field in expected} == expected


@pytest.mark.parametrize("name", CASES)
def test_evidence_is_the_words_as_written(name: str) -> None:
    outline = outline_named(name)
    header = extract_header(outline)

    def written(span: Span) -> str:
        return "".join(outline.words(span).split())

    for value in ("number", "symbol", "number_symbol", "title", "place", "authority"):
        said = getattr(header, value)
        if said:
            assert written(header.evidence[value]) == "".join(said.split())
    assert all(written(r.span) == "".join(r.text.split()) for r in header.recipients)
    assert all((s.name or "") in outline.words(s.span) for s in header.signers)
    assert not header.issuer or written(header.issuer.span) == "".join(header.issuer.text.split())


def test_an_empty_document_has_an_empty_header() -> None:
    assert extract_header(Outline(source_of([]), ())) == Header()
