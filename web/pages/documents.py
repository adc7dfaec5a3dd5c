"""Văn bản: the list, and one document with its work, its loads and what it is tied to."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from vanban.schemas import Plan
from vanban.tracking.errors import NotFound
from vanban.tracking.exports.akn import akoma_ntoso
from vanban.tracking.exports.jsonld import json_ld_text
from vanban.tracking.people.person import Person
from vanban.tracking.people.scope import documents_seen, require_document, seen_by, units_seen
from vanban.tracking.queries.desk import one_with_work
from vanban.tracking.queries.documents import history, read_plan
from vanban.tracking.queries.task_filter import TaskFilter
from vanban.tracking.queries.tasks import find_tasks
from vanban.web.guard import allow, note, place_of
from vanban.web.present import page
from vanban.web.query import page_number

router = APIRouter()
_ROWS = 50
_FORMS: Mapping[str, tuple[str, str, Callable[[Plan], bytes]]] = {
    "json": ("application/json", ".json", lambda plan: plan.model_dump_json(indent=1).encode()),
    "akn": ("application/xml", ".akn.xml", akoma_ntoso),
    "jsonld": ("application/ld+json", ".jsonld", lambda plan: json_ld_text(plan).encode()),
}
"""Form to its media type, ending and writer."""
_SHOWN = 200
"""Tasks of a document on its page; more are a link away."""


@router.get("/van-ban")
def documents(request: Request, person: Person = allow("document.view")) -> Response:
    """Documents, the newest first, with how their work stands."""
    number = page_number(request.query_params)
    store, offset = place_of(request).store, (number - 1) * _ROWS
    rows = documents_seen(store, person, limit=_ROWS + 1, offset=offset)
    return page(request, "documents.html", rows=rows[:_ROWS], more=len(rows) > _ROWS, number=number)


@router.get("/van-ban/{document_id}/tai")
def document_file(
    request: Request, document_id: int, dang: str = "json", person: Person = allow("document.view")
) -> Response:
    """What was read, as a file for other programs."""
    store = place_of(request).store
    require_document(store, person, document_id)
    if dang not in _FORMS:
        raise NotFound("không có dạng tệp này")
    kind, ending, write = _FORMS[dang]
    name = f"van-ban-{document_id}{ending}"
    note(request, person, "exported", name)
    headers = {"content-disposition": f"attachment; filename={name}"}
    return Response(write(read_plan(store, document_id)), media_type=kind, headers=headers)


@router.post("/van-ban/{document_id}/tro-ve")
def load_undone(
    request: Request, document_id: int, person: Person = allow("document.review")
) -> Response:
    """Take the last load back; what people said stays."""
    store = place_of(request).store
    require_document(store, person, document_id)
    store.undo(document_id, by=person.name)
    note(request, person, "document-corrected", f"văn bản {document_id}: bỏ lần nạp cuối")
    return RedirectResponse(f"/van-ban/{document_id}?da=tro-ve", 303)


@router.get("/van-ban/{document_id}")
def document(
    request: Request, document_id: int, person: Person = allow("document.view")
) -> Response:
    """One document."""
    store = place_of(request).store
    require_document(store, person, document_id)
    work = one_with_work(store, document_id)
    if work is None:
        raise NotFound(f"không có văn bản số {document_id}")
    wanted = seen_by(person, TaskFilter(document=str(document_id), limit=_SHOWN))
    found = find_tasks(store, wanted)
    return page(
        request,
        "document.html",
        work=work,
        document=work.document,
        rows=[row for row in found.rows if row.document_id == document_id],
        more=found.more,
        own=units_seen(person) is not None,
        plan=read_plan(store, document_id),
        past=history(store, document_id),
    )
