"""Packages that python-docx refuses are mended before it opens them; the words stay the same."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from datetime import date

import pytest
from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE as TYPE
from openpyxl import Workbook

from tests.hostile.packing import RELS, TYPES, W, pack, para
from vanban.pipeline.errors import DamagedFile, LimitExceeded
from vanban.pipeline.options import Limits
from vanban.pipeline.readers.docx.opening import open_docx, related, root_of
from vanban.pipeline.readers.docx.reader import read_docx

_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STYLES = f'<w:styles xmlns:w="{W}"><w:style w:type="paragraph" w:styleId="A"/></w:styles>'
_FOOTER = f'<w:ftr xmlns:w="{W}">{para("Chân trang")}</w:ftr>'
_DOCUMENT = f'<w:document xmlns:w="{W}"><w:body>{para("Nội dung")}</w:body></w:document>'


def relations(*targets: tuple[str, str, str]) -> str:
    """Relationships of (id, last word of the type, target)."""
    rows = "".join(
        f'<Relationship Id="{i}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for i, kind, target in targets
    )
    return f'<Relationships xmlns="{_PACKAGE}">{rows}</Relationships>'


def package(**changed: str | bytes | None) -> bytes:
    """A small DOCX with members changed or, where ``None``, left out; ``__`` is a slash."""
    members: dict[str, str | bytes | None] = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": RELS,
        "word/document.xml": _DOCUMENT,
        "word/_rels/document.xml.rels": relations(
            ("s", "styles", "styles.xml"), ("f", "footer", "footer1.xml")
        ),
        "word/styles.xml": _STYLES,
        "word/footer1.xml": _FOOTER,
        **{_NAMES.get(name, name): content for name, content in changed.items()},
    }
    return pack({name: content for name, content in members.items() if content is not None})


_NAMES = {
    "types": "[Content_Types].xml",
    "root": "_rels/.rels",
    "document": "word/document.xml",
    "rels": "word/_rels/document.xml.rels",
    "styles": "word/styles.xml",
    "picture": "word/media/image1.png",
    "settings": "word/settings.xml",
}
_MACROS = TYPES.replace(
    "openxmlformats-officedocument.wordprocessingml.document.main",
    "ms-word.document.macroEnabled.main",
)
DEFECTS: Mapping[str, Mapping[str, str | bytes | None]] = {
    "no content types": {"types": None},
    "content types of nothing": {"types": "<Types/>"},
    "content type of a document with macros": {"types": _MACROS},
    "no relationships of the package": {"root": None},
    "relationships without a namespace": {
        "rels": '<Relationships><Relationship Id="f" Type="x/footer" '
        'Target="footer1.xml"/></Relationships>'
    },
    "a relationship to a part that is not there": {
        "rels": relations(("h", "header", "header9.xml"), ("f", "footer", "footer1.xml"))
    },
    "two relationships of one id": {
        "rels": relations(("x", "styles", "styles.xml"), ("x", "footer", "footer1.xml"))
    },
    "two parts of styles": {
        "rels": relations(
            ("a", "styles", "styles.xml"),
            ("b", "styles", "/word/styles.xml"),
            ("f", "footer", "footer1.xml"),
        )
    },
    "broken settings, which hold no words": {
        "rels": relations(("z", "settings", "settings.xml"), ("f", "footer", "footer1.xml")),
        "settings": "<w:settings",
    },
    "a part that is called like relationships": {
        "rels": relations(
            ("h", "header", "_rels/document.xml.rels"), ("f", "footer", "footer1.xml")
        ),
    },
    "remarks of a program between the words": {
        "document": _DOCUMENT.replace("Nội dung", "Nội <!-- máy --><?lề 2?>dung"),
    },
}


def read(data: bytes) -> list[str]:
    source = read_docx(data, filename="a.docx", limits=Limits())
    return [block.span.of(source.text) for block in source.blocks]


@pytest.mark.parametrize("defect", DEFECTS)
def test_a_defect_of_the_package_costs_no_words(defect):
    assert read(package(**DEFECTS[defect])) == ["Nội dung", "Chân trang"]


@pytest.mark.parametrize("defect", ["no content types", "no relationships of the package"])
def test_python_docx_alone_refuses(defect):
    """What is mended is needed: without it the library opens nothing."""
    with pytest.raises(KeyError):
        Document(io.BytesIO(package(**DEFECTS[defect])))


def test_parts_come_from_python_docx():
    document = open_docx(package(), Limits())
    assert [style.style_id for style in document.styles] == ["A"]
    (footer,) = related(document.part, TYPE.FOOTER)
    assert footer.partname == "/word/footer1.xml"
    assert root_of(footer, Limits()).tag == f"{{{W}}}ftr"


def test_pictures_are_not_unpacked():
    """A damaged picture keeps nobody from the words: its bytes are never asked for."""
    rels = relations(("p", "image", "media/image1.png"), ("f", "footer", "footer1.xml"))
    data = package(rels=rels, picture=b"\x89PNG" * 500)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        place = archive.getinfo("word/media/image1.png").header_offset + 60
    assert read(data[:place] + b"\xff\xff\xff\xff" + data[place + 4 :])[0] == "Nội dung"


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"document": None}, DamagedFile),
        ({"document": "<w:document"}, DamagedFile),
        ({"styles": "<!DOCTYPE a><a/>"}, DamagedFile),
        ({"styles": "<!DOCTYPE a><a/>".encode("utf-32")}, DamagedFile),
        ({"document": "<a>" * 300 + "</a>" * 300}, LimitExceeded),
    ],
)
def test_what_cannot_be_mended_is_said(changed, error):
    with pytest.raises(error):
        open_docx(package(**changed), Limits())


_DIAGRAM = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
_WITH_PARTS = (
    f'<w:document xmlns:w="{W}" xmlns:r="{_OFFICE}" xmlns:dgm="{_DIAGRAM}" '
    'xmlns:o="urn:schemas-microsoft-com:office:office"><w:body>'
    '<w:p><w:r><w:drawing><dgm:relIds r:dm="d"/></w:drawing></w:r></w:p>'
    '<w:p><w:r><w:object><o:OLEObject r:id="x"/></w:object></w:r></w:p>'
    "</w:body></w:document>"
)


def with_parts(sheet: bytes) -> bytes:
    """A document whose words stand in a diagram and in a sheet."""
    point = f'<dgm:pt><dgm:t><a:p xmlns:a="{_DRAWING}"><a:r><a:t>Sơ đồ</a:t></a:r></a:p></dgm:t>'
    return package(
        document=_WITH_PARTS,
        rels=relations(("d", "diagramData", "data1.xml"), ("x", "package", "embedded/a.xlsx")),
        **{
            "word/data1.xml": "<dgm:dataModel "
            f'xmlns:dgm="{_DIAGRAM}">{point}</dgm:pt></dgm:dataModel>',
            "word/embedded/a.xlsx": sheet,
        },
    )


def test_diagrams_and_sheets_are_read():
    book = Workbook()
    book.active.append(["Chỉ tiêu", 12])
    sheet = io.BytesIO()
    book.save(sheet)
    assert read(with_parts(sheet.getvalue())) == ["Sơ đồ", "Chỉ tiêu", "12"]


def test_a_sheet_is_read_as_a_workbook_is():
    """Days as people write them, merged cells, the title above the table."""
    book = Workbook()
    for row in (["PHÂN CÔNG"], ["TT", "Việc", "Hạn"], [1, "Rà soát", date(2026, 6, 30)]):
        book.active.append(row)
    book.active.append([2, "Sửa"])
    book.active.merge_cells("C3:C4")
    sheet = io.BytesIO()
    book.save(sheet)
    source = read_docx(with_parts(sheet.getvalue()), filename="a.docx", limits=Limits())
    cells = {source.text[b.span.start : b.span.end]: b for b in source.blocks}
    assert list(cells)[:2] == ["Sơ đồ", "PHÂN CÔNG"]
    assert cells["30/06/2026"].cell.row_span == 2
    assert {b.anchor.kind for b in source.blocks} == {"docx"}


def test_a_damaged_sheet_is_said():
    source = read_docx(with_parts(b"no sheet"), filename="a.docx", limits=Limits())
    assert source.text == "Sơ đồ"
    assert [note.code for note in source.notes] == ["unread-part"]
