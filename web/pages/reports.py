"""Báo cáo: shown before it is made; DOCX, PDF, XLSX. Papers for a unit, lists as a file."""

from __future__ import annotations

from dataclasses import dataclass, replace
from urllib.parse import quote

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from vanban.tracking.days import read_day
from vanban.tracking.errors import NotFound
from vanban.tracking.exports.ics import calendar
from vanban.tracking.exports.letterhead import Letterhead
from vanban.tracking.exports.letters import LETTERS
from vanban.tracking.exports.model import Snapshot
from vanban.tracking.exports.reading import during, snapshot
from vanban.tracking.exports.report.content import Report, compose
from vanban.tracking.exports.report.docx import docx
from vanban.tracking.exports.report.html import pdf
from vanban.tracking.exports.report.periods import LABELS, WORDS, Period, period_of
from vanban.tracking.exports.xlsx.write import Organ, workbook
from vanban.tracking.people.office import (
    DraftSchedule,
    draft_schedule,
    keep_draft_schedule,
    keep_office_head,
    office_head,
)
from vanban.tracking.people.person import UNIT, Person
from vanban.tracking.people.scope import seen_by
from vanban.tracking.queries.task_filter import TaskFilter
from vanban.tracking.queue.drafts import drafts_made, one_draft
from vanban.web.forms import Fields, typed
from vanban.web.guard import allow, note, place_of
from vanban.web.present import page
from vanban.web.query import task_query
from vanban.web.unit_choice import unit_words, units_of

router = APIRouter()
_KINDS = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
    "ics": "text/calendar; charset=utf-8",
}
_KEYS = ("don-vi", "van-ban", "ky", "hanh-chinh", "ngay")
_DRAFTED = {WORDS[word]: LABELS[WORDS[word]] for word in ("tuan", "thang", "quy")}
"""Periods after which a report may be drafted of itself."""
_SENT = ("phieu-giao-viec", "cong-van-don-doc")
"""Papers that go to the unit."""
_PERIODS = tuple((word, LABELS[kind]) for word, kind in WORDS.items())


@dataclass(frozen=True, slots=True)
class _Made:
    """A report before it has a form. ``query``: what the address asks for, to make links of."""

    taken: Snapshot
    report: Report
    query: dict[str, str]
    period: Period | None

    @property
    def name(self) -> str:
        """The name of its file, without an ending."""
        last = self.period.last if self.period else self.taken.as_of
        return f"bao-cao-{last:%d-%m-%Y}"


@router.get("/bao-cao")
def report(request: Request, person: Person = allow("report.view")) -> Response:
    """The figures that the report will have."""
    made, place = _made(request, person), place_of(request)
    return page(
        request,
        "report.html",
        report=made.report,
        query=made.query,
        period=made.period,
        before=made.period.before() if made.period else None,
        periods=_PERIODS,
        head=made.report.head,
        any_unit=person.role != UNIT,
        unit_asked=unit_words(place.store, made.query.get("don-vi", "")),
        drafts=drafts_made(place.queue) if person.may("report.draft") else (),
        schedule=draft_schedule(place.people),
        drafted=_DRAFTED,
    )


@router.post("/bao-cao")
def head_kept(
    request: Request, fields: Fields = typed(), person: Person = allow("report.head")
) -> Response:
    """What stands at the head of papers from now on."""
    keep_office_head(place_of(request).people, fields.typed)
    return RedirectResponse("/bao-cao?da=dau-giay", 303)


@router.get("/bao-cao/tai")
def report_file(
    request: Request, dang: str = "docx", person: Person = allow("report.view")
) -> Response:
    """The report as a file."""
    made = _made(request, person)
    if dang == "xlsx":
        head = made.report.head
        words = made.period.words if made.period else None
        data = workbook(made.taken, Organ(head.organ, head.parent), period=words)
    else:
        data = pdf(made.report) if dang == "pdf" else docx(made.report)
        dang = dang if dang == "pdf" else "docx"
    return _file(request, person, data, made.name, dang)


@router.post("/bao-cao/lich-soan")
def schedule_kept(
    request: Request, fields: Fields = typed(), person: Person = allow("report.head")
) -> Response:
    """After which periods a report is drafted of itself."""
    kinds = tuple(kind for kind in _DRAFTED if kind in fields.all("ky"))
    schedule = DraftSchedule(kinds, administrative=fields.text("cach-tinh") != "lich")
    keep_draft_schedule(place_of(request).people, schedule)
    note(request, person, "drafts-settled", ", ".join(_DRAFTED[kind] for kind in kinds))
    return RedirectResponse(f"/bao-cao?da={'lich-soan' if kinds else 'lich-soan-bo'}", 303)


@router.get("/bao-cao/du-thao/{draft_id}")
def draft_file(request: Request, draft_id: int, person: Person = allow("report.draft")) -> Response:
    """A draft as it was made."""
    queue = place_of(request).queue
    draft = one_draft(queue, draft_id)
    data = queue.file(draft.sha256).read_bytes()
    return _file(request, person, data, f"du-thao-bao-cao-{draft.last:%d-%m-%Y}", "docx")


@router.get("/giay-to/{kind}")
def paper(request: Request, kind: str, person: Person = allow("report.view")) -> Response:
    """Phiếu giao việc, công văn đôn đốc or sổ theo dõi, of the unit that is asked for."""
    if kind not in LETTERS:
        raise NotFound("không có loại giấy tờ này")
    made = _made(request, person, sent=kind in _SENT)
    taken = made.taken
    data = LETTERS[kind](taken, made.report.head)
    return _file(request, person, data, f"{kind}-{taken.as_of:%d-%m-%Y}", "docx")


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
    return _file(request, person, data, f"nhiem-vu-{taken.as_of:%d-%m-%Y}", dang)


def _made(request: Request, person: Person, *, sent: bool = False) -> _Made:
    """What the address asks for. ``sent``: for the unit itself, so of work that is given out."""
    store, params = place_of(request).store, request.query_params
    query = {key: params[key].strip() for key in _KEYS if params.get(key, "").strip()}
    today = store.today()
    day = read_day(query["ngay"], today) if "ngay" in query else None
    unit = query.get("don-vi", "")
    wanted = TaskFilter(
        unit_ids=units_of(store, unit) if unit else None,
        role="lead" if unit else None,
        document=query.get("van-ban"),
        as_of=day if day and day <= today else None,
        visible=sent,
        limit=0,
    )
    mine, head = seen_by(person, wanted), _head(request)
    if query.get("ky") not in WORDS:
        taken = _named(request, snapshot(store, mine), unit)
        return _Made(taken, compose(taken, head), query, None)
    period = period_of(query["ky"], day or today, bool(query.get("hanh-chinh")))
    found, happened = during(store, mine, period)
    taken = _named(request, found, unit)
    return _Made(taken, compose(taken, head, period=period, happened=happened), query, period)


def _named(request: Request, taken: Snapshot, unit: str) -> Snapshot:
    """The snapshot with the name of its unit, if it is of one."""
    return replace(taken, unit=unit_words(place_of(request).store, unit)) if unit else taken


def _head(request: Request) -> Letterhead:
    return Letterhead(**office_head(place_of(request).people))


def _file(request: Request, person: Person, data: bytes, name: str, kind: str) -> Response:
    note(request, person, "exported", f"{name}.{kind}")
    headers = {"content-disposition": f"attachment; filename*=UTF-8''{quote(name)}.{kind}"}
    return Response(data, media_type=_KINDS[kind], headers=headers)
