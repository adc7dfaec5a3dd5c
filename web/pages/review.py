"""Rà soát: the page left, the doubts right; what a person says of a fact becomes an edit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from fastapi import APIRouter, Request, Response
from fastapi.responses import FileResponse, JSONResponse, RedirectResponse

from vanban.pipeline.errors import PlanError
from vanban.pipeline.render.album import (
    Album,
    Sheet,
    keyed_spans,
    places_of,
    read_passage,
)
from vanban.pipeline.render.places import Place
from vanban.tracking.acts import mark_reviewed, release
from vanban.tracking.errors import BadReport, NotFound
from vanban.tracking.fields import field_label
from vanban.tracking.people.person import Person
from vanban.tracking.people.scope import require_document
from vanban.tracking.queries.desk import one_with_work, source_file
from vanban.tracking.queries.documents import read_plan
from vanban.tracking.queries.rows import TaskRow
from vanban.tracking.review import Desk, Doubt, desk, understood, written
from vanban.web.crop import album_folder, album_of
from vanban.web.errors import Sentence, sentence, status_of
from vanban.web.forms import Fields, typed
from vanban.web.guard import allow, note, place_of
from vanban.web.pages.review_edits import GRID_ROWS, edits_said
from vanban.web.present import page
from vanban.web.query import whole

router = APIRouter()
FIELDS = ("text", "leads", "cooperators", "due", "outputs", "note")
"""Fields of a task that the page shows; the others are reached from the task's own page."""
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
    require_document(place_of(request).store, person, document_id)
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
        edits = edits_said(fields, before, person)
        place.store.edit(edits, by=person.name, document_id=document_id)
    except PlanError as error:
        told = sentence(error)
        return _page(request, document_id, person, told, fields, status_of(error))
    words = f"văn bản {document_id}: {fields.text('viec')} {fields.text('muc')}"
    note(request, person, "document-corrected", words)
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
    note(request, person, "document-released", f"văn bản {document_id}")
    return RedirectResponse(f"/van-ban/{document_id}?da=giao", 303)


@router.get("/van-ban/{document_id}/trang/{name}")
def picture(
    request: Request, document_id: int, name: str, person: Person = allow("document.view")
) -> Response:
    """A page as a picture: ``3.webp``, ``3-nho.webp``."""
    place = place_of(request)
    require_document(place.store, person, document_id)
    folder = album_folder(place, source_file(place.store, document_id))
    number = name.removesuffix(".webp").removesuffix("-nho")
    path = folder / name if folder and number.isdecimal() else None
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
    """The words in a frame that was drawn on a page (``khung``: four numbers in points)."""
    place = place_of(request)
    require_document(place.store, person, document_id)
    folder, frame = album_folder(place, source_file(place.store, document_id)), _frame(khung)
    if folder is None or frame is None:
        raise NotFound("không có khung này trên trang", "Vẽ lại khung quanh chữ.")
    text = read_plan(place.store, document_id).source.text
    found = read_passage(folder, text, trang, frame)
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
    album = album_of(place, source)
    view = _view(request, now, album, fields)
    as_text = album is None or request.query_params.get("xem") == "chu"
    return page(
        request,
        "review.html",
        status_code=status_code,
        document=work.document,
        released_on=work.released_on,
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
        grid_rows=GRID_ROWS,
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
    at = whole(words.partition("-")[0])
    if at is None:
        return ""
    held = [
        (span.end - span.start, key)
        for key, span in keyed_spans(now.plan)
        if span.start <= at < span.end
    ]
    return min(held)[1] if held else ""


def _number(request: Request, album: Album | None, current: str) -> int:
    """The page asked for, else that of the current fact."""
    asked = whole(request.query_params.get("trang", ""))
    if asked is not None:
        return asked
    places = places_of(album, current) if album else ()
    return places[0][0] if places else 1


def _sheet(album: Album, number: int) -> Sheet | None:
    known = [sheet for sheet in album.sheets if sheet.number == number]
    return known[0] if known else next(iter(album.sheets), None)


def _boxes(album: Album, view: _View) -> list[tuple[str, bool, list[Place]]]:
    """Each fact that stands on the page: its address, whether it is looked at, its boxes."""
    now = set(places_of(album, view.current))
    found = []
    for key, places in album.places.items():
        here = [place for place in places if place[0] == view.number]
        whole_fact = key.count(":") == 1 and not key.startswith("document:")
        current = bool(here) and set(here) <= now
        if here and (current or whole_fact):
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
