"""Small files made for the readers' tests."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping

import pytest

from vanban.pipeline.options import Limits, Options
from vanban.pipeline.reading import read
from vanban.schemas import Source

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="{_R}" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
_PARTS = {
    "numbering": ("numbering", "numbering"),
    "styles": ("styles", "styles"),
    "footnotes": ("footnotes", "footnotes"),
    "header1": ("header", "hdr"),
    "footer1": ("footer", "ftr"),
}


def make_docx(
    body: str, *, strict: bool = False, extra: Mapping[str, bytes] | None = None, **parts: str
) -> bytes:
    """A DOCX with ``body`` inside w:body and further parts by name (numbering, styles, footnotes,
    header1, footer1).
    """
    files = {"word/document.xml": f"<w:document {_NAMESPACES}><w:body>{body}</w:body></w:document>"}
    relations = []
    for name, content in parts.items():
        kind, element = _PARTS[name]
        files[f"word/{name}.xml"] = f"<w:{element} {_NAMESPACES}>{content}</w:{element}>"
        relations.append(f'<Relationship Id="{name}" Type="{_R}/{kind}" Target="{name}.xml"/>')
    files["word/_rels/document.xml.rels"] = f"<Relationships>{''.join(relations)}</Relationships>"
    files["_rels/.rels"] = (
        f'<Relationships><Relationship Id="d" Type="{_R}/officeDocument" '
        'Target="word/document.xml"/></Relationships>'
    )
    files["[Content_Types].xml"] = "<Types/>"
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, _as_strict(text) if strict else text)
        for name, data in (extra or {}).items():
            archive.writestr(name, data)
    return packed.getvalue()


def _as_strict(text: str) -> str:
    base = "http://purl.oclc.org/ooxml"
    return text.replace(W, f"{base}/wordprocessingml/main").replace(
        _R, f"{base}/officeDocument/relationships"
    )


def paragraph(text: str, properties: str = "") -> str:
    """One w:p with one run."""
    return (
        f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}<w:r><w:t "
        f"xml:space='preserve'>{text}</w:t></w:r></w:p>"
    )


@pytest.fixture
def docx() -> Callable[..., bytes]:
    return make_docx


@pytest.fixture
def para() -> Callable[..., str]:
    return paragraph


@pytest.fixture
def source_of() -> Callable[..., Source]:
    """Read bytes or characters under a name, and check that every span holds."""

    def read_it(data: bytes | str, name: str = "", limits: Limits | None = None) -> Source:
        raw = data.encode() if isinstance(data, str) else data
        source = read(raw, Options(filename=name or None, limits=limits or Limits()))
        at = 0
        for block in source.blocks:
            assert at <= block.span.start <= block.span.end <= len(source.text)
            at = block.span.end
        outside = source.text
        for block in reversed(source.blocks):
            outside = outside[: block.span.start] + outside[block.span.end :]
        assert not outside.strip()
        return source

    return read_it


@pytest.fixture
def words() -> Callable[..., list[str]]:
    """The words of the blocks of a source, by role."""

    def of(source: Source, role: str | None = "unread") -> list[str]:
        return [
            source.text[b.span.start : b.span.end]
            for b in source.blocks
            if role is None or b.role == role
        ]

    return of
