"""What stands in a paragraph of DOCX: runs, breaks, fields, tracked changes, symbols, note marks,
text boxes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from vanban.pipeline.legacy.fonts import font_kind
from vanban.pipeline.readers.docx.package import W, number, val
from vanban.pipeline.readers.docx.styles import RunLook, Styles, over, run_look
from vanban.pipeline.readers.docx.symbols import symbol, symbols

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_GOES_IN = frozenset(
    f"{W}{n}"
    for n in ("hyperlink", "smartTag", "customXml", "sdtContent", "fldSimple", "dir", "bdo")
)
_ADDED = frozenset(f"{W}{n}" for n in ("ins", "moveTo"))
_GONE = frozenset(f"{W}{n}" for n in ("del", "moveFrom"))
_PLAIN_SIGNS = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}noBreakHyphen": "-",
    f"{W}softHyphen": "\u00ad",
}
SUB_DOCUMENT = f"{W}subDoc"
_PLACEHOLDER = "PlaceholderText"
"""The usual id of Word's style for placeholders, for files without a part of styles."""
_NOTES = {f"{W}footnoteReference": "footnote", f"{W}endnoteReference": "endnote"}


class Run(NamedTuple):
    """Words of one look."""

    text: str
    look: RunLook


_KIND = 16
"""Letters of an instruction that are kept: its first word says what the field is."""


@dataclass(slots=True)
class _Field:
    """An open field: its instruction is not shown, its result is.

    What holds around a field stays while it is open: only the innermost field changes.
    """

    shown_around: bool
    in_contents_around: bool
    instruction: str = ""
    in_result: bool = False
    choice: str = ""
    """What a drop-down form field shows: it has no result of its own."""

    @property
    def shown(self) -> bool:
        return self.shown_around and self.in_result and not _names_file(self.instruction)

    @property
    def in_contents(self) -> bool:
        return self.in_contents_around or self.instruction.upper().startswith("TOC")

    def instruct(self, text: str) -> None:
        """More of the instruction; Word cuts it anywhere."""
        self.instruction = (self.instruction + text).lstrip()[:_KIND]


@dataclass(slots=True)
class Story:
    """What goes on from paragraph to paragraph while one part is read."""

    styles: Styles
    fields: list[_Field] = field(default_factory=list)
    tracked: bool = False
    struck: bool = False
    note_marks: dict[tuple[str, str], str] = field(default_factory=dict)

    @property
    def shown(self) -> bool:
        """Whether words are the document's here: not those of a field's instruction, nor the name
        of the file, which every copy changes.
        """
        return self.fields[-1].shown if self.fields else True

    @property
    def in_contents(self) -> bool:
        """Within an automatic table of contents."""
        return self.fields[-1].in_contents if self.fields else False

    def begin_field(self, choice: str) -> None:
        """A field begins; ``choice`` is what it shows where it has no result."""
        self.fields.append(_Field(self.shown, self.in_contents, choice=choice))

    def end_paragraph(self) -> None:
        """An instruction never runs over a paragraph: a field without a result ends with it."""
        while self.fields and not self.fields[-1].in_result:
            self.fields.pop()

    def mark(self, kind: str, ident: str) -> str:
        """The mark of a note: its number in the order of marks, in brackets."""
        return self.note_marks.setdefault((kind, ident), f"[{len(self.note_marks) + 1}]")


@dataclass(slots=True)
class Inline:
    """Collects the content of one paragraph; ``None`` among the runs is a line break."""

    story: Story
    style: str | None
    runs: list[Run | None] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    objects: list[etree._Element] = field(default_factory=list)
    """Drawings and objects, which may lead to parts of their own."""
    contents: bool = False

    def read(self, element: etree._Element) -> None:
        """All children of ``element``."""
        for child in element:
            self._child(child)

    def _child(self, child: etree._Element) -> None:
        tag = child.tag
        if tag == f"{W}r":
            self._run(child)
        elif tag == f"{W}fldSimple" and _names_file(val(child, "instr") or ""):
            return
        elif tag in _GOES_IN:
            self.read(child)
        elif tag == f"{W}sdt":
            self.read(self._content(child))
        elif tag in _ADDED:
            self.story.tracked = True
            self.read(child)
        elif tag in _GONE:
            self.story.tracked = True
        elif tag == SUB_DOCUMENT:
            self.objects.append(child)
        elif tag == f"{MC}AlternateContent":
            self.read(chosen(child))
        elif isinstance(tag, str) and tag.startswith(_M):
            self._put(_equation(child), RunLook())

    def _run(self, run: etree._Element) -> None:
        look = self._look(run.find(f"{W}rPr"))
        for child in run:
            self._sign(child, look)
        self.contents = self.contents or self.story.in_contents

    def _sign(self, child: etree._Element, look: RunLook) -> None:
        tag = child.tag
        if tag == f"{W}t":
            self._put(child.text or "", look)
        elif tag in _PLAIN_SIGNS:
            self._put(_PLAIN_SIGNS[tag], look)
        elif tag in (f"{W}br", f"{W}cr"):
            self.runs.append(None)
        elif tag == f"{W}fldChar":
            self._field(child, look)
        elif tag == f"{W}instrText" and self.story.fields:
            self.story.fields[-1].instruct(child.text or "")
        else:
            self._object(child, look)

    def _object(self, child: etree._Element, look: RunLook) -> None:
        tag = child.tag
        if tag == f"{W}sym":
            self._put(_sym(child), look)
        elif tag in _NOTES and val(child, "customMarkFollows") not in ("1", "true", "on"):
            self._put(self.story.mark(_NOTES[tag], val(child, "id") or ""), look)
        elif tag == f"{MC}AlternateContent":
            for inner in chosen(child):
                self._sign(inner, look)
        elif tag in (f"{W}drawing", f"{W}pict", f"{W}object"):
            self.boxes.extend(outer_boxes(child))
            self.objects.append(child)
        elif tag == f"{W}ruby":
            for base in child.iterfind(f"{W}rubyBase"):
                self.read(base)

    def _field(self, mark: etree._Element, look: RunLook) -> None:
        fields, kind = self.story.fields, val(mark, "fldCharType")
        if kind == "begin":
            self.story.begin_field(_choice(mark))
        elif kind == "separate" and fields:
            fields[-1].in_result = True
        elif kind == "end" and fields:
            self.contents = self.contents or self.story.in_contents
            self._put(fields.pop().choice, look)

    def _content(self, sdt: etree._Element) -> etree._Element:
        """What a content control holds; a placeholder text ("Click here to enter text") is nobody's
        words. Template engines fill controls in and leave the flag: the style of the words tells.
        """
        found = sdt.find(f"{W}sdtContent")
        if found is None:
            return etree.Element("nothing")
        if sdt.find(f"{W}sdtPr/{W}showingPlcHdr") is None:
            return found
        styles = (val(style) for style in found.iter(f"{W}rStyle"))
        invites = any(s == _PLACEHOLDER or s in self.story.styles.placeholders for s in styles)
        return etree.Element("nothing") if invites else found

    def _look(self, properties: etree._Element | None) -> RunLook:
        own = run_look(properties)
        named = None if properties is None else val(properties.find(f"{W}rStyle"))
        if named is not None:
            own = over(own, self.story.styles.run(named))
        return over(over(own, self.story.styles.run(self.style)), self.story.styles.default_run)

    def _put(self, text: str, look: RunLook) -> None:
        if not text or look.hidden or not self.story.shown:
            return
        if look.struck:
            self.story.struck = self.story.struck or not text.isspace()
            return
        if font_kind(look.font) is not None:
            self.runs.append(
                Run(text, look)
            )  # letters of an old encoding mean others: neither symbols nor lower case yet
            return
        text = symbols(look.font, text)
        self.runs.append(Run(text.upper() if look.caps else text, look))


def _equation(element: etree._Element) -> str:
    """An equation on one line: a fraction is set with a stroke, its parts in brackets where they
    are more than a number or a name.
    """
    if element.tag == f"{_M}t":
        return element.text or ""
    parts = [_equation(child) for child in element.iterchildren(etree.Element)]
    if element.tag != f"{_M}f":
        return "".join(parts)
    return "/".join(part if part.isalnum() else f"({part})" for part in parts if part)


def _sym(element: etree._Element) -> str:
    try:
        return symbol(val(element, "font"), chr(int(val(element, "char") or "", 16)))
    except (ValueError, OverflowError):
        return "\ufffd"


def _names_file(instruction: str) -> bool:
    return instruction.lstrip().upper().startswith("FILENAME")


def _choice(mark: etree._Element) -> str:
    """The entry that a drop-down form field shows; none for other fields."""
    chosen_list = mark.find(f"{W}ffData/{W}ddList")
    if chosen_list is None:
        return ""
    default = number(chosen_list.find(f"{W}default")) or 0
    at = number(chosen_list.find(f"{W}result"))
    entries = [val(entry) or "" for entry in chosen_list.iterfind(f"{W}listEntry")]
    at = default if at is None else at
    return entries[at] if 0 <= at < len(entries) else ""


def chosen(alternate: etree._Element) -> etree._Element:
    """One branch of alternate content: the first choice, or the fallback where there is none. Both
    show the same thing.
    """
    for name in ("Choice", "Fallback"):
        found = alternate.find(f"{MC}{name}")
        if found is not None and len(found):
            return found
    return etree.Element("nothing")


def outer_boxes(element: etree._Element) -> Iterator[etree._Element]:
    """Text boxes within a drawing, each once; boxes within boxes come when their box is read."""
    for child in element:
        if child.tag == f"{W}txbxContent":
            yield child
        elif child.tag == f"{MC}AlternateContent":
            yield from outer_boxes(chosen(child))
        else:
            yield from outer_boxes(child)
