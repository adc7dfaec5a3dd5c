"""Labelled lines under an item: '- Đơn vị chủ trì: …', '- Thời gian thực hiện: …' (domain brief
3.1, inline assignments).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from itertools import accumulate

from vanban.extractors.language.data import toml
from vanban.extractors.language.folding import fold, strip_accents
from vanban.extractors.tables.cells import looks_like_actors, looks_like_deadline
from vanban.extractors.tables.roles import label_role, plain
from vanban.schemas.structure import ColumnRole

_LABEL = re.compile(r"\s*(?:[-–+*•]\s*)?(?P<label>[^:;.\n]{2,60}?)\s*:\s*")
_HEADS = (
    "[Cc]hủ trì|[Pp]hối hợp|[Tt]hực hiện|[Tt]hời gian|[Tt]hời hạn|[Tt]iến độ|[Hh]oàn thành"
    "|[Ss]ản phẩm|[Kk]ết quả|[Kk]inh phí"
)
_JOINED = rf"(?<=\s)(?={toml('vanban.extractors.tasks', 'headings.toml')['joined_label']})"
"""A capital within a line: the label opened a line that was joined to the one above."""
_INLINE = re.compile(
    rf"(?:^|[.;(\n]|(?<=\s)[-–+•]|{_JOINED})\s*"
    rf"(?P<label>(?:(?:[Đđ]ơn vị|[Cc]ơ quan)\s(?:[^:;.()\n]{{0,25}}\s)?)?"
    rf"(?:{_HEADS})[^:;.()\n]{{0,25}}?)\s*:\s*"
)
_LABEL_BEFORE = re.compile(r"[.;(\n]\s*[^.;(\n:]{2,60}:\s*$")
"""The label of the next field, with what parts it from the value before."""
_PLACES = re.compile(
    r"(dia diem|hinh thuc|thanh phan|doi tuong|quy mo|phuong thuc|noi dung|chu de|muc dich|yeu cau"
    r"|so luong|ghi chu|danh nghia|"
    r"co quan chi dao|don vi tai tro|pham vi|cach thuc|y nghia|ve )"
)
_WANTED: frozenset[ColumnRole] = frozenset({"lead", "cooperators", "due", "start"})
_TRIM = " \n\t.;,"


@dataclass(frozen=True, slots=True)
class Field:
    """A labelled value; offsets into the text that was given."""

    role: ColumnRole
    label: str
    start: int
    end: int


def field_line(text: str, offset: int = 0) -> Field | None:
    """The field that a bullet or paragraph is, or None for other words."""
    found = _LABEL.match(fold(text)) or _bare(text)
    if not found:
        return None
    label = found.group("label")
    role = label_role(label)
    if role in (None, "task", "other", "order", "submit_to"):
        if not _PLACES.match(plain(label)):
            return None
        role = "other"
    return (
        Field(role, label, offset + found.end(), offset + _value_end(text, found.end(), len(text)))
        if role
        else None
    )


def fields_in(text: str, offset: int = 0) -> tuple[Field, ...]:
    """The fields of a paragraph that opens with a label: "Đơn vị chủ trì: A; đơn vị phối hợp: B;
    thời gian: Quý II" has three.
    """
    first = field_line(text, offset)
    if first is None:
        return ()
    label_end = first.start - offset
    more = [f for f in inline_fields(text, offset) if f.start > first.start]
    if not more:
        return (first,)
    label = _LABEL_BEFORE.search(text[label_end : more[0].start - offset])
    end = label_end + label.start() if label else more[0].start - offset
    return (replace(first, end=offset + _value_end(text, label_end, end)), *more)


def _bare(text: str) -> re.Match[str] | None:
    """ "Thời gian thực hiện sau khi Quy chế được ban hành.", "Đơn vị chủ trì – Sở Nội vụ": no
    colon.
    """
    view = strip_accents(fold(text))
    for name, fits in (("bare_times", looks_like_deadline), ("bare_bodies", looks_like_actors)):
        found = _bare_label(name).match(view)
        said = text[found.end() :].strip(_TRIM) if found else ""
        if said and fits(said):
            return found
    return None


@cache
def _bare_label(name: str) -> re.Pattern[str]:
    labels = "|".join(toml("vanban.extractors.tasks", "headings.toml")[name])
    return re.compile(rf"\s*(?:[-–+*•]\s*)?(?P<label>{labels})\s+(?:[-–]\s+)?", re.IGNORECASE)


def task_line(text: str) -> int | None:
    """Where the work begins behind a label that announces it ('Nhiệm vụ: …'), or None."""
    found = _LABEL.match(fold(text))
    return found.end() if found and label_role(found.group("label")) == "task" else None


def _value_end(text: str, start: int, end: int) -> int:
    """End of a value, closing punctuation left out; a closing parenthesis too, where none is opened
    in the value.
    """
    value = text[start:end].rstrip(_TRIM)
    while value.endswith(")") and value.count(")") > value.count("("):
        value = value[:-1].rstrip(_TRIM)
    return start + len(value)


def inline_fields(text: str, offset: int = 0) -> tuple[Field, ...]:
    """Fields inside one paragraph: '… (Đơn vị chủ trì: A; phối hợp: B; thời gian: Quý II/2025)'."""
    marks = [
        m
        for m in _INLINE.finditer(fold(text))
        if label_role(m.group("label")) in _WANTED | {"outputs", "funding"}
    ]
    out = []
    for here, mark in enumerate(marks):
        end = marks[here + 1].start() if here + 1 < len(marks) else len(text)
        end = _value_end(text, mark.end(), end)
        role = label_role(mark.group("label"))
        if role:
            out.append(Field(role, mark.group("label"), offset + mark.end(), offset + end))
    return tuple(out)


def times_below(text: str, offset: int = 0) -> tuple[Field, ...]:
    """The lines of an item below its first one that say when, with or without a colon."""
    first, *below = text.splitlines(keepends=True)
    starts = accumulate((len(line) for line in below), initial=offset + len(first))
    found = (field_line(line, start) for line, start in zip(below, starts, strict=False))
    return tuple(f for f in found if f and f.role == "due")


def assigns(fields: Iterable[Field]) -> bool:
    """True when fields say who leads, or two of who helps, when, what comes out and who pays:
    enough to make their item a task.
    """
    roles = {f.role for f in fields}
    return "lead" in roles or len(roles & {"cooperators", "due", "outputs", "funding"}) >= 2
