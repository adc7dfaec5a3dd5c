"""Báo cáo: shown before it is made; DOCX, PDF, XLSX. And the tasks of a list as a file."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from urllib.parse import quote

from fastapi import APIRouter, Request, Response

from vanban.tracking.days import read_day
from vanban.tracking.exports.ics import calendar
from vanban.tracking.exports.model import Snapshot
from vanban.tracking.exports.reading import snapshot
from vanban.tracking.exports.report.content import Letterhead, Report, compose
from vanban.tracking.exports.report.docx import docx
from vanban.tracking.exports.report.html import pdf
from vanban.tracking.exports.xlsx.write import Organ, workbook
from vanban.tracking.people.access_log import note_access
from vanban.tracking.people.person import Person
from vanban.tracking.people.scope import seen_by
from vanban.tracking.queries.desk import leading_units
from vanban.tracking.queries.tasks import TaskFilter
from vanban.web.guard import address_of, allow, place_of
from vanban.web.present import page
from vanban.web.query import task_query

router = APIRouter()
_KINDS = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
    "ics": "text/calendar; charset=utf-8",
}
_HEAD = ("co-quan", "chu-quan", "dia-danh", "ky-hieu")


@router.get("/bao-cao")
def report(request: Request, person: Person = allow("report.view")) -> Response:
    """The figures that the report will have."""
    made, query = _made(request, person)[1:]
    return page(
        request,
        "report.html",
        report=made,
        query=query,
        all_units=leading_units(place_of(request).store) if person.role != "unit" else (),
    )


@router.get("/bao-cao/tai")
def report_file(
    request: Request, dang: str = "docx", person: Person = allow("report.view")
) -> Response:
    """The report as a file."""
    taken, made, query = _made(request, person)
    if dang == "xlsx":
        organ = Organ(query.get("co-quan") or None, query.get("chu-quan") or None)
        data = workbook(taken, organ)
    else:
        data = pdf(made) if dang == "pdf" else docx(made)
        dang = dang if dang == "pdf" else "docx"
    return _file(request, person, data, f"bao-cao-{taken.as_of:%Y-%m-%d}", dang)


@router.get("/nhiem-vu-tai")
def tasks_file(
    request: Request, dang: str = "xlsx", person: Person = allow("task.view")
) -> Response:
    """The tasks that the address of a list describes, all of them."""
    store = place_of(request).store
    asked = task_query(request.query_params, store.today())
    taken = snapshot(store, replace(seen_by(person, asked.wanted), limit=0, offset=0))
    dang = "ics" if dang == "ics" else "xlsx"
    data = calendar(taken) if dang == "ics" else workbook(taken)
    return _file(request, person, data, f"nhiem-vu-{taken.as_of:%Y-%m-%d}", dang)


def _made(request: Request, person: Person) -> tuple[Snapshot, Report, dict[str, str]]:
    store, params = place_of(request).store, request.query_params
    keys = ("don-vi", "van-ban", "ngay", "tu", "den", *_HEAD)
    query = {key: params[key].strip() for key in keys if params.get(key, "").strip()}
    day = _day(query.get("ngay", ""), store.today())
    unit = query.get("don-vi", "")
    wanted = TaskFilter(
        unit_ids=(int(unit),) if unit.isdigit() else None,
        role="lead" if unit.isdigit() else None,
        document=query.get("van-ban"),
        as_of=day if day and day <= store.today() else None,
        limit=0,
    )
    first, last = (_day(query.get(key, ""), store.today()) for key in ("tu", "den"))
    taken = snapshot(store, seen_by(person, wanted), issued_from=first, issued_to=last)
    head = Letterhead(*(query.get(key) for key in _HEAD))
    return taken, compose(taken, head, first=first, last=last), query


def _day(words: str, today: date) -> date | None:
    return read_day(words, today) if words else None


def _file(request: Request, person: Person, data: bytes, name: str, kind: str) -> Response:
    note_access(
        place_of(request).people,
        "exported",
        person=person,
        target=f"{name}.{kind}",
        address=address_of(request),
    )
    headers = {"content-disposition": f"attachment; filename*=UTF-8''{quote(name)}.{kind}"}
    return Response(data, media_type=_KINDS[kind], headers=headers)
