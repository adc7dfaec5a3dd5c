"""Tasks of one stretch of prose: an item, a bullet, a clause (contract, "What a task is")."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from vanban.extractors.actors import find_actors
from vanban.extractors.assignments import Assignment, find_assignments
from vanban.extractors.context import Context
from vanban.extractors.deadlines import find_deadlines, parse_deadline
from vanban.extractors.language.data import toml
from vanban.extractors.tasks import headings
from vanban.extractors.tasks.action import action_of
from vanban.extractors.tasks.actors import Actors, by_role, is_plural, named_by_heading
from vanban.extractors.tasks.cell_roles import ActorRole
from vanban.extractors.tasks.draft import Draft
from vanban.extractors.tasks.fields import Field, assigns, inline_fields, times_below
from vanban.extractors.tasks.several_works import works
from vanban.schemas import Deadline, Output, Span

_END = re.compile(r"(?:\s*\./?\.|\s*[;,])?\s*$")
# "Phòng Tổng hợp (TS. Trần Văn Lâm phụ trách): viết tin, bài": full stops only within brackets
_PREFIX = re.compile(r"(?P<units>(?:[^:.\n(]|\([^():\n]{1,100}\)){3,200}?)\s*:\s+(?=\S)")
_ORDERS = re.compile(r"\W{0,4}(?:giao|đề nghị|phân công|yêu cầu)\b", re.IGNORECASE)
_TAIL = 16  # characters at the end in which closing punctuation is looked for
_BRACKETS = re.compile(toml("vanban.extractors.tasks", "headings.toml")["leads_in_brackets"])
_FEW = 8  # letters below which words are no work


@dataclass(frozen=True, slots=True)
class Given:
    """What headings above say of the items below them."""

    leads: Actors = ()
    cooperators: Actors = ()
    deadline: Deadline | None = None
    helped: bool = False  # "Phối hợp với:": whom the items name help the leads


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch without outer blanks and without the './.' or ';' that closes it."""
    found = _END.search(text, max(start, end - _TAIL), end)
    end = found.start() if found else end
    while start < end and text[start].isspace():
        start += 1
    return start, end


def prose_tasks(base: Draft, source: str, given: Given, context: Context) -> tuple[Draft, ...]:
    """Drafts for the words at ``base.span``: one, or one for each actor who is given work of their
    own; none where there are hardly any words.
    """
    start, end = trimmed(source, base.span.start, base.span.end)
    start, given = _after_unit(source[start:end], start, given, context)
    text = source[start:end]
    if sum(map(str.isalpha, text)) < _FEW:
        return ()
    base = replace(base, text=text, span=Span(start=start, end=end))
    if several := tuple(works(text, context, offset=start)):
        return _one_by_one(base, several, source, given, context)
    fields = inline_fields(text, start)
    if assigns(fields):
        return (with_fields(base, fields, source, context, given, cut=True),)
    begin = headings.about(text)  # "Về đề nghị Bộ A bố trí vốn: | Bộ A rà soát": asked, not given
    found = find_assignments(text[begin:], context, offset=start + begin)
    if not any(a.leads for a in found):
        found = (*found, *_in_brackets(text, start, context))
    drafts = _with_products(_assigned(base, found, given, source, context), fields, source)
    return _with_time(drafts, times_below(text, start), source, context)


def _one_by_one(
    base: Draft, spans: tuple[Span, ...], source: str, given: Given, context: Context
) -> tuple[Draft, ...]:
    """The works of an item, each with its own deadline; one that names nobody is done by those of
    the work before it.
    """
    out: list[Draft] = []
    for span in spans:
        out += prose_tasks(replace(base, span=span), source, given, context)
        if out and out[-1].leads and not given.leads:
            given = replace(given, leads=out[-1].leads, cooperators=())
    return tuple(out)


def _in_brackets(text: str, start: int, context: Context) -> tuple[Assignment, ...]:
    """Who does the work, in brackets behind it: '… (Sở Nội vụ chủ trì, Sở Tài chính phối hợp)'."""
    found = _BRACKETS.search(text)
    if found is None:
        return ()
    said = find_assignments(found["inside"], context, offset=start + found.start("inside"))
    return tuple(a for a in said if a.leads)


def _with_time(
    drafts: tuple[Draft, ...], times: tuple[Field, ...], source: str, context: Context
) -> tuple[Draft, ...]:
    """'Thời gian thực hiện sau khi Quy chế được ban hành', a line of its own below the work, where
    nothing else says when.
    """
    if len(drafts) != 1 or len(times) != 1 or drafts[0].deadline.text is not None:
        return drafts
    time = times[0]
    deadline = parse_deadline(source[time.start : time.end], context, offset=time.start)
    return (replace(drafts[0], deadline=deadline),)


def _with_products(
    drafts: tuple[Draft, ...], fields: tuple[Field, ...], source: str
) -> tuple[Draft, ...]:
    """'…; sản phẩm: báo cáo đánh giá' says what the last task of an item must deliver. Its words
    stay part of the task.
    """
    products = tuple(
        Output(text=source[f.start : f.end], span=Span(start=f.start, end=f.end))
        for f in fields
        if f.role == "outputs"
    )
    return (
        (*drafts[:-1], replace(drafts[-1], outputs=(*drafts[-1].outputs, *products)))
        if drafts and products
        else drafts
    )


def _after_unit(text: str, start: int, given: Given, context: Context) -> tuple[int, Given]:
    """'Sở Tài chính: bố trí kinh phí …' is work of the unit before the colon: where the work
    begins, and for whom.
    """
    found = _PREFIX.match(text)
    if found and _names_members(text, found.end(), context):
        return start, given
    leads = named_by_heading(found.group("units"), context, offset=start) if found else ()
    return (start + found.end(), replace(given, leads=leads)) if found and leads else (start, given)


def opens_with_unit(text: str, context: Context) -> bool:
    """True for words that open with those who do them: 'Sở Tài chính: bố trí kinh phí'."""
    return _after_unit(text, 0, Given(), context)[0] > 0


def _names_members(text: str, colon: int, context: Context) -> bool:
    """True where names follow the colon, no work: 'các tỉnh: Hà Tĩnh, Huế, … chỉ đạo', 'Các bộ: Xây
    dựng, Công Thương đẩy nhanh …'. 'Các sở: Sở A, Sở B rà soát' names its bodies.
    """
    first, _, rest = text[colon:].partition(",")
    if find_actors(first, context):
        return False
    listed = (a for a in find_actors(text, context) if a.span.start < colon < a.span.end)
    if any(len(a.members) > 1 for a in listed):
        return True
    capitals = first[:1].isupper() and rest.lstrip()[:1].isupper()
    return capitals and action_of(text[colon:]) is None


def _assigned(
    base: Draft, found: tuple[Assignment, ...], given: Given, source: str, context: Context
) -> tuple[Draft, ...]:
    found = tuple(
        a for a in found if a.leads or a.cooperators or a.reports_to or a.deadline or a.outputs
    )
    pieces = _pieces(found)
    if len(pieces) > 1:
        return tuple(_piece(base, at, pieces, source, given) for at in range(len(pieces)))
    return (_whole(base, found, given, context),)


def _pieces(found: tuple[Assignment, ...]) -> tuple[Assignment, ...]:
    """Assignments to different leads, each once; further ones of the same lead belong to the one
    before. 'Gửi A để tổng hợp' is work of whom the heading names, and then of A.
    """
    out: list[Assignment] = []
    for at, one in enumerate(found):
        if one.collected and not out and at:
            out.append(found[at - 1])
        if one.leads and (not out or _names(one.leads) != _names(out[-1].leads)):
            out.append(one)
    return tuple(out)


def _names(actors: Iterable[object]) -> tuple[str, ...]:
    return tuple(str(getattr(a, "text", "")).lower() for a in actors)


def _whole(base: Draft, found: tuple[Assignment, ...], given: Given, context: Context) -> Draft:
    """One task for the whole item."""
    leads = next((a.leads for a in found if a.leads), ())
    helpers = leads if given.helped else ()
    if given.leads and leads and (helpers or _is_object(base, leads)):
        leads = ()
    deadline = next((a.deadline for a in found if _says_when(a.deadline)), None) or _in_prose(
        base, context
    )
    draft = replace(
        base,
        leads=leads or given.leads,
        cooperators=_union([helpers, *(a.cooperators for a in found)])
        or (() if leads else given.cooperators),
        reports_to=_union(a.reports_to for a in found),
        outputs=tuple(o for a in found for o in a.outputs),
        deadline=deadline or given.deadline or Deadline(),
        inherited=_inherited(leads, deadline, given),
        needs_review=any(a.needs_review for a in found),
        ordered=any(a.ordered for a in found),
        requested=any(a.request for a in found),
    )
    return replace(
        draft,
        cooperators=tuple(
            c for c in draft.cooperators if c.span not in {x.span for x in draft.leads}
        ),
    )


def _is_object(base: Draft, leads: Actors) -> bool:
    """Under a unit's heading "Chỉ đạo các doanh nghiệp …" is the unit's own work, and so is "Phân
    công lực lượng dân quân …", its own people: who comes after the opening verb is led, not
    leading.
    """
    opening = action_of(base.text)
    if opening is None or leads[0].span.start <= base.span.start + len(opening):
        return False
    own_people = leads[0].kind == "class" and not is_plural(leads[0])
    return own_people or not _ORDERS.match(base.text)


def _inherited(leads: Actors, deadline: Deadline | None, given: Given) -> tuple[str, ...]:
    marks = ["leads"] if given.leads and not leads else []
    if given.deadline and not deadline:
        marks.append("deadline")
    return tuple(marks)


def _says_when(deadline: Deadline | None) -> bool:
    return (
        deadline is not None
        and deadline.text is not None
        and deadline.kind not in ("none", "error")
    )


def _in_prose(base: Draft, context: Context) -> Deadline | None:
    """A deadline that stands in the item without an assignment; words like 'thường xuyên' inside a
    verb phrase are none (brief, 0).
    """
    begin = headings.about(base.text)
    found = [
        d
        for d in find_deadlines(base.text[begin:], context, offset=base.span.start + begin)
        if d.due or d.rrule or d.offset or d.boundary
    ]
    return found[-1] if found else None


def _union(groups: Iterable[Actors]) -> Actors:
    return tuple({a.span: a for group in groups for a in group}.values())


def _piece(
    base: Draft, at: int, pieces: tuple[Assignment, ...], source: str, given: Given
) -> Draft:
    """One of several tasks of an item, with the words that belong to it."""
    one = pieces[at]
    start = base.span.start if at == 0 else _begin(one, pieces[at - 1])
    end = (
        base.span.end
        if at == len(pieces) - 1
        else min(max(one.work.end, start + 1), _begin(pieces[at + 1], one))
    )
    start, end = trimmed(source, start, max(end, start))
    deadline = one.deadline if _says_when(one.deadline) else None
    return replace(
        base,
        text=source[start:end],
        span=Span(start=start, end=end),
        leads=one.leads or given.leads,
        inherited=("leads",) if given.leads and not one.leads else (),
        cooperators=one.cooperators,
        reports_to=one.reports_to,
        deadline=deadline or given.deadline or Deadline(),
        outputs=one.outputs,
        needs_review=one.needs_review,
        ordered=one.ordered,
        requested=one.request,
        collected=one.collected,
    )


def _begin(one: Assignment, before: Assignment) -> int:
    """Where a piece begins: at its actors where they follow the piece before, else at its work."""
    starts = [
        a.span.start for a in (*one.leads, *one.cooperators) if a.span.start >= before.work.end
    ]
    return min([*starts, one.work.start])


def with_fields(
    base: Draft,
    fields: Iterable[Field],
    source: str,
    context: Context,
    given: Given | None = None,
    *,
    cut: bool = False,
) -> Draft:
    """A draft with what labelled lines say; where none says when, its own words may. ``cut`` ends
    its words before the first label (inline fields).
    """
    known = list(fields)
    leads, helpers = _read_actors(known, "lead", source, context)
    draft = replace(
        base,
        leads=leads,
        cooperators=(*helpers, *_read_actors(known, "cooperators", source, context)[1]),
    )
    if given and given.leads and not draft.leads:
        draft = replace(draft, leads=given.leads, inherited=("leads",))
    for field in known:
        value = source[field.start : field.end]
        if not value.strip():
            continue
        span = Span(start=field.start, end=field.end)
        if field.role == "due" and draft.deadline.text is None:
            draft = replace(draft, deadline=parse_deadline(value, context, offset=field.start))
        elif field.role == "outputs":
            draft = replace(draft, outputs=(*draft.outputs, Output(text=value, span=span)))
        elif field.role == "funding" and draft.funding is None:
            draft = replace(draft, funding=value)
        elif field.role == "note" and draft.note is None:
            draft = replace(draft, note=value)
    draft = _cut(draft, known, source) if cut else draft
    if draft.deadline.text is None and (own := _in_prose(draft, context)):
        draft = replace(draft, deadline=own)
    return draft


def completed(base: Draft, fields: Iterable[Field], source: str, context: Context) -> Draft:
    """A draft whose words say who leads, with what labelled lines below them say besides."""
    said = with_fields(base, fields, source, context)
    helpers = (*base.cooperators, *said.cooperators)
    return replace(said, leads=base.leads, cooperators=helpers, inherited=base.inherited)


def _read_actors(
    fields: list[Field], role: ActorRole, source: str, context: Context
) -> tuple[Actors, Actors]:
    """(leads, cooperators) of the fields of a role. Beside 'chủ trì' a field 'thực hiện' names who
    carries out: no lead.
    """
    chosen = [f for f in fields if f.role == role]
    strong = [f for f in chosen if "chủ trì" in f.label.lower()]
    found = [
        by_role(source[f.start : f.end], context, role, offset=f.start) for f in (strong or chosen)
    ]
    return tuple(a for leads, _ in found for a in leads), tuple(
        a for _, helpers in found for a in helpers
    )


def _cut(draft: Draft, fields: list[Field], source: str) -> Draft:
    first = min(f.start - len(f.label) - 2 for f in fields)
    start, end = trimmed(source, draft.span.start, max(first, draft.span.start))
    end = start + len(source[start:end].rstrip(" (-–;,.\n:"))
    if sum(map(str.isalpha, source[start:end])) < _FEW:
        return draft
    return replace(draft, text=source[start:end], span=Span(start=start, end=end))
