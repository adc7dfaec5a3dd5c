"""Lines that no header should hold: nothing raises, nothing hangs."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vanban.extractors.context import Context
from vanban.extractors.deadlines import find_deadlines, parse_deadline
from vanban.extractors.header import extract_header
from vanban.extractors.outline.model import Outline, Part
from vanban.pipeline.options import Limits
from vanban.pipeline.readers.builder import Piece, SourceBuilder
from vanban.schemas import Span, TextAnchor

PIECES = st.sampled_from(
    [
        *(
            "QUYẾT ĐỊNH",
            "Số:",
            "/QĐ-BYT",
            "12",
            "ngày",
            "tháng",
            "năm",
            "2025",
            "CỦA",
            "KT.",
            "TM.",
            "BỘ TRƯỞNG",
            "BỘ Y TẾ",
        ),
        *(
            "Nơi nhận:",
            "- A;",
            "V/v",
            "…",
            "Nguyễn Văn Mẫu",
            "(Đã ký)",
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        ),
    ]
)
LINES = st.lists(st.lists(PIECES, min_size=1, max_size=6).map(" ".join), max_size=14)


def outline_of(front: list[str], back: list[str]) -> Outline:
    builder = SourceBuilder(Limits())
    for n, line in enumerate([*front, *back]):
        anchor = TextAnchor(line=n + 1)
        builder.paragraph([Piece(line, anchor)], anchor)
    source = builder.build(b"", filename="x.txt", media_type="text/plain", reader="test/1")
    cut = min(len(front), len(source.blocks))
    part = Part(
        "document",
        Span(start=0, end=len(source.text)),
        front=tuple(range(cut)),
        back=tuple(range(cut, len(source.blocks))),
    )
    return Outline(source, (part,))


@settings(deadline=None)
@given(LINES, LINES)
def test_any_lines_give_a_header_whose_spans_hold(front: list[str], back: list[str]) -> None:
    outline = outline_of(front, back)
    header = extract_header(outline)
    limit = len(outline.source.text)
    spans = [
        *header.evidence.values(),
        *(s.span for s in header.signers),
        *(r.span for r in header.recipients),
    ]
    assert all(0 <= s.start < s.end <= limit for s in spans)


@pytest.mark.parametrize(
    "line",
    [
        "Số: " + "." * 20000,
        "ngày " * 5000,
        "- " * 9000,
        "CỦA " * 5000,
        "(" * 20000,
        "KT. " * 6000,
        "Hà Nội, " * 4000,
        "12/" * 7000,
    ],
)
def test_long_nonsense_comes_to_an_end(line: str, no_hang: None) -> None:
    header = extract_header(outline_of([line], [line]))
    assert header.number is None
    assert [d.due for d in find_deadlines(line, Context())] == []
    found = parse_deadline(line, Context())
    assert found.due is None or found.needs_review
