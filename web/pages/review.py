"""Rà soát: the page left, the doubts right; what a person says of a fact becomes an edit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from fastapi import APIRouter, Request, Response
from fastapi.responses import FileResponse, JSONResponse, RedirectResponse
from pydantic import JsonValue

from vanban.pipeline.errors import PlanError
from vanban.pipeline.render.album import Album, Sheet, keyed_spans, read_album, read_passage
from vanban.pipeline.render.places import Place
from vanban.tracking.edits.write import NewEdit
from vanban.tracking.errors import BadReport, NotFound
from vanban.tracking.fields import field_label
from vanban.tracking.people.access_log import note_access
from vanban.tracking.people.person import Person
from vanban.tracking.queries.desk import one_with_work, source_file
from vanban.tracking.queries.documents import read_plan
from vanban.tracking.queries.rows import TaskRow
from vanban.tracking.review import Desk, Doubt, damaged_tables, desk, understood, written
from vanban.tracking.workflow import mark_reviewed, release
from vanban.web.errors import Sentence, sentence, status_of
from vanban.web.forms import Fields, typed
from vanban.web.guard import address_of, allow, place_of
from vanban.web.present import page

router = APIRouter()
FIELDS = ("text", "leads", "cooperators", "due", "outputs", "note")
"""Fields of a task that the page shows; the others are reached from the task's own page."""
_GRID = ("text", "leads", "cooperators", "due")
_GRID_ROWS = 8
_BOXES = 60
"""Boxes on one page at a time: more are noise."""
_AROUND = 400
"""Letters of the text shown around a fact, where there is no picture."""


@dataclass(frozen=True, slots=True)
class _View:
    """What is shown now: the current fact, its task, its page."""

    current: str
    doubt: Doubt | None
    task: TaskRow | None
    number: int
    editing: str


@router.get("/van-ban/{document_id}/ra-soat")
def review(request: Request, document_id: int, person: Person = allow("document.view")) -> Response:
    """The document beside what is doubtful in it. ``muc``: the fact that is looked at."""
    return _page(request, document_id, person)


@router.post("/van-ban/{document_id}/ra-soat")
def decide(
    request: Request,
    document_id: int,
    fields: Fields = typed(),
    person: Person = allow("document.review"),
) -> Response:
    """Write what the person says, then go on to the next doubt."""
    place = place_of(request)
    before = desk(place.store, document_id)
    try:
        edits = _edits(fields, before, person)
        place.store.edit(edits, by=person.name, document_id=document_id)
    except PlanError as error:
        told = sentence(error)
        return _page(request, document_id, person, told, fields, status_of(error))
    words = f"văn bản {document_id}: {fields.text('viec')} {fields.text('muc')}"
    note_access(
        place.people,
        "document-corrected",
        person=person,
        target=words,
        address=address_of(request),
    )
    after = desk(place.store, document_id)
    where = _next(before, after, fields.text("muc"))
    return RedirectResponse(f"/van-ban/{document_id}/ra-soat?muc={where}#dang-xem", 303)


@router.post("/van-ban/{document_id}/giao")
def give_out(
    request: Request, document_id: int, person: Person = allow("document.review")
) -> Response:
    """Duyệt và giao việc: from now on units see the document's tasks."""
    place = place_of(request)
    try:
        release(place.store, document_id, by=person.name)
    except BadReport as error:
        return _page(request, document_id, person, sentence(error), None, 422)
    mark_reviewed(place.store, document_id, by=person.name)
    note_access(
        place.people,
        "document-released",
        person=person,
        target=f"văn bản {document_id}",
        address=address_of(request),
    )
    return RedirectResponse(f"/van-ban/{document_id}?da=giao", 303)


@router.get("/van-ban/{document_id}/trang/{name}")
def picture(
    request: Request, document_id: int, name: str, person: Person = allow("document.view")
) -> Response:
    """A page as a picture: ``3.webp``, ``3-nho.webp``."""
    place = place_of(request)
    source = source_file(place.store, document_id)
    number = name.removesuffix(".webp").removesuffix("-nho")
    path = place.queue.album(source.sha256) / name if source and number.isdigit() else None
    if path is None or not path.is_file():
        raise NotFound("không có ảnh trang này")
    headers = {"cache-control": "private, max-age=86400"}
    return FileResponse(path, media_type="image/webp", headers=headers)


@router.get("/van-ban/{document_id}/chu")
def words_in(
    request: Request,
    document_id: int,
    trang: int = 1,
    khung: str = "",
    person: Person = allow("document.view"),
) -> Response:
    """The words in a frame that was drawn on a page (``khung``: four numbers, points of the page)."""
    place = place_of(request)
    source, frame = source_file(place.store, document_id), _frame(khung)
    if source is None or frame is None:
        raise NotFound("không có khung này trên trang", "Vẽ lại khung quanh chữ.")
    text = read_plan(place.store, document_id).source.text
    found = read_passage(place.queue.album(source.sha256), text, trang, frame)
    if found is None:
        raise NotFound("không có chữ nào trong khung", "Vẽ lại khung quanh chữ.")
    span = found.span
    return JSONResponse({"words": found.words, "start": span.start, "end": span.end})


def _frame(words: str) -> tuple[float, float, float, float] | None:
    parts = words.split(",")
    try:
        left, top, right, bottom = (float(part) for part in parts)
    except ValueError:
        return None
    return left, top, right, bottom


def _page(
    request: Request,
    document_id: int,
    person: Person,
    error: Sentence | None = None,
    fields: Fields | None = None,
    status_code: int = 200,
) -> Response:
    place = place_of(request)
    work, source = one_with_work(place.store, document_id), source_file(place.store, document_id)
    if work is None or source is None:
        raise NotFound(f"không có văn bản số {document_id}")
    now = desk(place.store, document_id)
    album = read_album(place.queue.album(source.sha256))
    view = _view(request, now, album, fields)
    as_text = album is None or request.query_params.get("xem") == "chu"
    return page(
        request,
        "review.html",
        status_code=status_code,
        document=work.document,
        now=now,
        view=view,
        groups=_groups(now.doubts),
        album=None if as_text else album,
        has_album=album is not None,
        sheet=_sheet(album, view.number) if album and not as_text else None,
        boxes=_boxes(album, view) if album and not as_text else (),
        passage=_passage(now, view.current) if as_text else None,
        facts=_facts(view.task) if view.task else (),
        may_edit=person.may("document.review"),
        error=error,
        typed=fields.typed if fields else {},
        grid_rows=_GRID_ROWS,
        place_in=_place_in(now, view),
    )


def _view(request: Request, now: Desk, album: Album | None, fields: Fields | None) -> _View:
    asked = (fields.text("muc") if fields else "") or request.query_params.get("muc", "")
    asked = asked or _fact_at(now, request.query_params.get("cho", ""))
    first = now.doubts[0].key if now.doubts else ""
    current = asked or first
    doubt = next((d for d in now.doubts if d.key == current), None)
    stable = current.split(":")[1] if current.startswith("task:") else ""
    if doubt is None and stable:  # a task is asked for: its first doubt, if it has one
        doubt = next((d for d in now.doubts if d.place == f"task:{stable}"), None)
    editing = (fields.text("truong") if fields else "") or request.query_params.get("sua", "")
    return _View(current, doubt, now.task(stable), _number(request, album, current), editing)


def _fact_at(now: Desk, words: str) -> str:
    """The fact that holds a place of the text (``120-180``): the smallest that does."""
    low = words.partition("-")[0]
    if not low.isdigit():
        return ""
    held = [
        (span.end - span.start, key)
        for key, span in keyed_spans(now.plan)
        if span.start <= int(low) < span.end
    ]
    return min(held)[1] if held else ""


def _number(request: Request, album: Album | None, current: str) -> int:
    """The page asked for, else that of the current fact."""
    typed_number = request.query_params.get("trang", "")
    if typed_number.isdigit():
        return int(typed_number)
    places = _places(album, current) if album else ()
    return places[0][0] if places else 1


def _places(album: Album, key: str) -> Sequence[Place]:
    """Boxes of a fact; of its task where it has none of its own."""
    whole = ":".join(key.split(":")[:2])
    return album.places.get(key) or album.places.get(whole, ())


def _sheet(album: Album, number: int) -> Sheet | None:
    known = [sheet for sheet in album.sheets if sheet.number == number]
    return known[0] if known else next(iter(album.sheets), None)


def _boxes(album: Album, view: _View) -> list[tuple[str, bool, list[Place]]]:
    """Each fact that stands on the page: its address, whether it is looked at, its boxes."""
    now = set(_places(album, view.current))
    found = []
    for key, places in album.places.items():
        here = [place for place in places if place[0] == view.number]
        whole = key.count(":") == 1 and not key.startswith("document:")
        current = bool(here) and set(here) <= now
        if here and (current or whole):
            found.append((key, current, here))
    found.sort(key=lambda box: box[1])  # what is looked at lies on top
    return found[-_BOXES:]


def _passage(now: Desk, current: str) -> tuple[str, str, str]:
    """The text before the current fact, its words, and the text after."""
    spans = dict(reversed([*keyed_spans(now.plan)]))
    span = spans.get(current) or spans.get(":".join(current.split(":")[:2]))
    text = now.plan.source.text
    if span is None:
        return "", "", text[: 2 * _AROUND]
    low = max(0, span.start - _AROUND)
    return text[low : span.start], span.of(text), text[span.end : span.end + _AROUND]


def _facts(task: TaskRow) -> list[tuple[str, str, str, str]]:
    """Each field of a task: code, label, as written, as understood."""
    return [(f, field_label(f), written(task, f), understood(task, f)) for f in FIELDS]


def _groups(doubts: Sequence[Doubt]) -> list[tuple[str, list[Doubt]]]:
    return [(label, list(some)) for label, some in groupby(doubts, key=lambda d: d.cause_label)]


def _place_in(now: Desk, view: _View) -> tuple[int, str, str]:
    """Which doubt of the list this is (0: none), and those before and after it."""
    keys = [doubt.key for doubt in now.doubts]
    at = keys.index(view.doubt.key) if view.doubt else -1
    before = keys[at - 1] if at > 0 else ""
    after = keys[at + 1] if at + 1 < len(keys) else ""
    return at + 1, before, after


def _next(before: Desk, after: Desk, key: str) -> str:
    """The first doubt after ``key`` that is left; else the first; else what was looked at."""
    keys, left = [d.key for d in before.doubts], {d.key for d in after.doubts}
    later = keys[keys.index(key) + 1 :] if key in keys else []
    return next((k for k in (*later, *keys) if k in left), key)


def _edits(fields: Fields, now: Desk, person: Person) -> list[NewEdit]:
    """What a form says, as edits; all of them carry what the person saw last."""
    expect = fields.number("expect", 0, 2**53)
    made = _ACTIONS.get(fields.text("viec"), _nothing)(fields, now)
    first = [_signed(edit, person, expect) for edit in made[:1]]
    return first + [_signed(edit, person, None) for edit in made[1:]]


def _signed(edit: NewEdit, person: Person, expect: int | None) -> NewEdit:
    return replace(edit, user_id=person.id, expect=expect)


def _accept(fields: Fields, now: Desk) -> list[NewEdit]:
    """Đúng: one fact, or all that are on the screen."""
    keys = set(fields.all("muc"))
    return [edit for d in now.doubts if d.key in keys for edit in _seen(d, (d.field, *d.also))]


def _seen(doubt: Doubt, names: Sequence[str]) -> list[NewEdit]:
    return [NewEdit("accept", doubt.task_id, field=name) for name in names if doubt.task_id]


def _settled(fields: Fields, now: Desk) -> list[NewEdit]:
    """What was in doubt only with the fact that is set now."""
    return [e for d in now.doubts if d.key == fields.text("muc") for e in _seen(d, d.also)]


def _set(fields: Fields, now: Desk) -> list[NewEdit]:
    """Sửa."""
    field, value = fields.text("truong"), fields.text("gia-tri")
    start, end = (fields.number(name, 0, 2**31) for name in ("cho-dau", "cho-cuoi"))
    said = NewEdit("set", _task_id(fields), field=field, value=value, start=start, end=end)
    return [said, *_settled(fields, now)]


def _absent(fields: Fields, now: Desk) -> list[NewEdit]:
    """Không có trong văn bản: the field is emptied; where it is empty already, that is right."""
    task_id, field = _task_id(fields), fields.text("truong")
    row = next((r for r in now.tasks if r.id == task_id), None)
    if field == "text":
        return [NewEdit("remove", task_id, reason="không có trong văn bản")]
    if row is not None and not understood(row, field):
        return [NewEdit("accept", task_id, field=field), *_settled(fields, now)]
    return [NewEdit("set", task_id, field=field, value=""), *_settled(fields, now)]


def _remove(fields: Fields, now: Desk) -> list[NewEdit]:
    """Bỏ nhiệm vụ."""
    return [NewEdit("remove", _task_id(fields), reason=fields.text("ly-do") or None)]


def _merge(fields: Fields, now: Desk) -> list[NewEdit]:
    """Gộp với dòng trên."""
    ids = [row.id for row in now.tasks]
    at = ids.index(_task_id(fields))
    if at == 0:
        raise NotFound("không có dòng nào ở trên", "Chọn nhiệm vụ khác.")
    return [NewEdit("merge", ids[at - 1], others=(ids[at],))]


def _split(fields: Fields, now: Desk) -> list[NewEdit]:
    """Tách: each line is a task."""
    lines = [line.strip() for line in fields.text("gia-tri").splitlines() if line.strip()]
    return [NewEdit("split", _task_id(fields), parts=tuple({"text": line} for line in lines))]


def _add(fields: Fields, now: Desk) -> list[NewEdit]:
    """Thêm nhiệm vụ after the one that is looked at."""
    values: Mapping[str, JsonValue] = {
        name: fields.text(name) for name in _GRID if fields.text(name)
    }
    reason = fields.text("nguon") or None
    return [NewEdit("add", values=values, after=_task_id(fields), reason=reason)]


def _complete(fields: Fields, now: Desk) -> list[NewEdit]:
    """Bổ sung bằng tay: the rows of a table that the file lost, in its place."""
    tables = dict(damaged_tables(now.plan))
    table = tables.get(fields.text("muc"))
    if table is None:
        raise NotFound("không có bảng này")
    rows = zip(*(fields.all(name) for name in _GRID), strict=False)
    found = [dict(zip(_GRID, row, strict=True)) for row in rows if row[0].strip()]
    return [
        NewEdit(
            "add",
            values={name: value for name, value in row.items() if value.strip()},
            start=table.span.start,
            end=table.span.end,
            reason=fields.text("nguon") or None,
        )
        for row in found
    ]


def _undo(fields: Fields, now: Desk) -> list[NewEdit]:
    """Hoàn tác."""
    return [NewEdit("undo", undoes=fields.number("lan-sua", 1, 2**53))]


def _nothing(fields: Fields, now: Desk) -> list[NewEdit]:
    raise NotFound("không có việc này", "Mở lại trang rồi thử lại.")


def _task_id(fields: Fields) -> int:
    return fields.number("nhiem-vu", 1, 2**53) or 0


_ACTIONS = {
    "dung": _accept,
    "sua": _set,
    "khong-co": _absent,
    "bo": _remove,
    "gop": _merge,
    "tach": _split,
    "them": _add,
    "bo-sung": _complete,
    "hoan-tac": _undo,
}
