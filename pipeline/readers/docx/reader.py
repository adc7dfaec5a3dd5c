"""DOCX to ``Source``: body, text boxes, notes, headers and footers, with automatic numbers and the
final text of tracked changes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part
from lxml import etree

from vanban.pipeline.errors import DamagedFile, EmptyInput
from vanban.pipeline.options import Limits
from vanban.pipeline.readers.builder import SourceBuilder
from vanban.pipeline.readers.docx.body import Body
from vanban.pipeline.readers.docx.embedded import Embedded
from vanban.pipeline.readers.docx.numbering import Numbering, read_numbering
from vanban.pipeline.readers.docx.opening import open_docx, related, root_of
from vanban.pipeline.readers.docx.package import W, val
from vanban.pipeline.readers.docx.runs import Story
from vanban.pipeline.readers.docx.styles import Styles, read_styles
from vanban.pipeline.readers.draft import STRUCK, Draft, Item, Paragraph, emit, paragraphs
from vanban.pipeline.readers.draft_columns import split_tabbed
from vanban.pipeline.readers.draft_legacy import read_old_text
from vanban.pipeline.readers.draft_tables import with_tabbed_tables
from vanban.pipeline.readers.layout import is_document_form
from vanban.pipeline.readers.sniff import DOCX
from vanban.schemas import BlockRole, Diagnostic, Source

_READER = "docx/1"
_NOTES = {RELATIONSHIP_TYPE.FOOTNOTES: "footnote", RELATIONSHIP_TYPE.ENDNOTES: "endnote"}


@dataclass(slots=True)
class _Document:
    """What all parts need."""

    opened: Document
    limits: Limits
    styles: Styles
    numbering: Numbering
    embedded: Embedded

    def body(self, part: Part, story: Story) -> Body:
        return Body(part, self.styles, self.numbering, self.limits, story, self.embedded)

    def parts(self, reltype: str) -> list[Part]:
        return related(self.opened.part, reltype)


def read_docx(data: bytes, *, filename: str, limits: Limits) -> Source:
    """The document in a DOCX file, strict or transitional.

    Raises ``DamagedFile``, ``EncryptedFile``, ``LimitExceeded`` as ``open_docx`` does,
    ``EmptyInput`` where no words are.
    """
    document = _open(data, limits, _nested)
    builder = SourceBuilder(limits)
    story = Story(document.styles)
    main, notes = _body_and_notes(document, story)
    form, running = _running(document)
    body = with_tabbed_tables(split_tabbed(read_old_text(main)))
    emit([*form, *body, *notes, *running], builder)
    for note in dict.fromkeys(_remarks(document, story)):
        builder.note(note)
    source = builder.build(data, filename=filename, media_type=DOCX, reader=_READER)
    if not source.text:
        raise _nothing(document)
    return source


def _body_and_notes(document: _Document, story: Story) -> tuple[list[Item], list[Item]]:
    main = list(document.body(document.opened.part, story).items(_main_body(document.opened)))
    return main, list(_notes(document, story))


def _nested(data: bytes, limits: Limits) -> Draft:
    """A document within another: its body and notes, for its running lines are those of other
    pages. What stands within it in turn is said, not read.
    """
    document = _open(data, limits, None)
    story = Story(document.styles)
    main, notes = _body_and_notes(document, story)
    return Draft([*main, *notes], tuple(_remarks(document, story)))


def _nothing(document: _Document) -> EmptyInput:
    if not document.embedded.unread:
        return EmptyInput("tệp DOCX không có chữ nào")
    kinds = ", ".join(document.embedded.unread)
    return EmptyInput(
        f"tệp DOCX không có chữ nào ngoài {kinds}",
        "Mở bằng Word, chép nội dung thành chữ rồi lưu lại, hoặc gửi riêng tệp nhúng.",
    )


def _open(
    data: bytes, limits: Limits, nested: Callable[[bytes, Limits], Draft] | None
) -> _Document:
    opened = open_docx(data, limits)
    styles = read_styles(_root_of_first(opened, RELATIONSHIP_TYPE.STYLES, limits))
    numbers = _root_of_first(opened, RELATIONSHIP_TYPE.NUMBERING, limits)
    numbering = read_numbering(numbers, _style_lists(styles), limits)
    return _Document(opened, limits, styles, numbering, Embedded(limits, nested))


def _root_of_first(opened: Document, reltype: str, limits: Limits) -> etree._Element | None:
    parts = related(opened.part, reltype)
    return root_of(parts[0], limits) if parts else None


def _style_lists(styles: Styles) -> dict[str, int]:
    """Numbering styles and the list that each stands for."""
    return {
        name: d.para.num_id for name, d in styles.definitions.items() if d.para.num_id is not None
    }


def _main_body(opened: Document) -> etree._Element:
    body: etree._Element | None = opened.part.element.find(f"{W}body")
    if body is None:
        raise DamagedFile("tệp DOCX không có phần văn bản chính")
    return body


def _notes(document: _Document, story: Story) -> Iterator[Item]:
    """Footnotes and endnotes that a mark leads to, in the order of the marks, each behind
    its mark.
    """
    found = {
        key: (part, element)
        for reltype, kind in _NOTES.items()
        for key, part, element in _note_elements(document, reltype, kind)
    }
    for key, mark in list(story.note_marks.items()):
        if key in found:
            part, element = found[key]
            yield from _labelled(document.body(part, Story(document.styles)).items(element), mark)


def _note_elements(
    document: _Document, reltype: str, kind: str
) -> Iterator[tuple[tuple[str, str], Part, etree._Element]]:
    for part in document.parts(reltype):
        for element in root_of(part, document.limits).iter(f"{W}{kind}"):
            yield (kind, val(element, "id") or ""), part, element


def _labelled(items: Iterator[Item], mark: str) -> Iterator[Item]:
    for item in items:
        if isinstance(item, Paragraph):
            yield replace(
                item,
                numbering=f"{mark} {item.numbering}".strip() if mark else item.numbering,
                role=BlockRole.PAGE_FURNITURE,
            )
            mark = ""
        else:
            yield item


def _running(document: _Document) -> tuple[list[Item], list[Item]]:
    """Headers and footers, each text once: those that carry the form of a document (quốc hiệu,
    number) come before the body.
    """
    form: list[Item] = []
    rest: list[Item] = []
    seen: set[str] = set()
    running = document.parts(RELATIONSHIP_TYPE.HEADER) + document.parts(RELATIONSHIP_TYPE.FOOTER)
    for part in running:
        root = root_of(part, document.limits)
        items = list(document.body(part, Story(document.styles)).items(root))
        lines = [p.text for p in paragraphs(items)]
        text = "\n".join(lines)
        if not text.strip() or text in seen:
            continue
        seen.add(text)
        if is_document_form(lines):
            form.extend(items)
        else:
            rest.extend(replace(p, role=BlockRole.PAGE_FURNITURE) for p in paragraphs(items))
    return form, rest


def _remarks(document: _Document, story: Story) -> Iterator[Diagnostic]:
    if story.tracked:
        message = (
            "Tệp có thay đổi đang theo dõi (track changes): đã đọc bản cuối, gồm phần thêm "
            "và bỏ phần xóa."
        )
        yield Diagnostic(code="tracked-changes", severity="warning", message=message)
    if story.struck:
        yield STRUCK
    yield from document.embedded.remarks()
