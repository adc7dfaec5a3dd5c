"""Nạp văn bản: many files, what becomes of each, plain errors; and the original again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated, BinaryIO

from fastapi import APIRouter, File, Request, Response, UploadFile
from fastapi.responses import FileResponse, RedirectResponse

from vanban.pipeline.errors import PlanError
from vanban.tracking.errors import NotFound
from vanban.tracking.people.person import Person
from vanban.tracking.queries.desk import source_file
from vanban.tracking.queue.uploads import Upload, again, drop, keep, made_of, recent
from vanban.web.errors import Sentence, sentence, sentence_of
from vanban.web.guard import allow, note, place_of
from vanban.web.present import page

router = APIRouter()
_CHUNK = 2**20


@router.get("/nap")
def loading(request: Request, person: Person = allow("document.load")) -> Response:
    """The field for files, and what became of the last ones."""
    return _page(request, "load.html", None)


@router.get("/nap/danh-sach")
def uploads(request: Request, person: Person = allow("document.load")) -> Response:
    """Only the rows: asked for again and again while something happens to one of them."""
    return _page(request, "parts/uploads.html", None)


@router.post("/nap")
def load(
    request: Request,
    tep: Annotated[list[UploadFile], File()],
    person: Person = allow("document.load"),
) -> Response:
    """Keep the files and put them into the queue."""
    try:
        kept = list(keep_files(request, tep, person))
    except PlanError as error:
        return _page(request, "load.html", sentence(error), 413)
    if not kept:
        nothing = Sentence("no-file", "Chưa chọn tệp nào.", "Bấm Chọn tệp rồi gửi lại.")
        return _page(request, "load.html", nothing, 422)
    return RedirectResponse("/nap", 303)


def keep_files(request: Request, files: Iterable[UploadFile], person: Person) -> Iterator[Upload]:
    """Put each file that was sent into the queue; a field that was left empty is none."""
    queue = place_of(request).queue
    for file in files:
        if not file.filename:
            continue
        name, data = file.filename, _chunks(file.file)
        yield keep(queue, data, filename=name, by=person.name, account_id=person.id)
        note(request, person, "file-loaded", name)


@router.post("/nap/{upload_id}")
def load_again(
    request: Request, upload_id: int, person: Person = allow("document.load")
) -> Response:
    """Read a file once more."""
    again(place_of(request).queue, upload_id)
    return RedirectResponse("/nap", 303)


@router.post("/nap/{upload_id}/bo")
def let_go(request: Request, upload_id: int, person: Person = allow("document.load")) -> Response:
    """Take a file that could not be read out of the list."""
    dropped = drop(place_of(request).queue, upload_id)
    note(request, person, "file-dropped", dropped.filename)
    return RedirectResponse("/nap?da=tep-bo", 303)


@router.get("/van-ban/{document_id}/tep-goc")
def original(
    request: Request, document_id: int, person: Person = allow("document.original")
) -> Response:
    """The file as it was loaded; never shown in place."""
    place = place_of(request)
    source = source_file(place.store, document_id)
    path = place.queue.file(source.sha256) if source else None
    if source is None or path is None or not path.is_file():
        raise NotFound("tệp gốc không được giữ ở đây", "Văn bản này được nạp bằng dòng lệnh.")
    note(request, person, "original-read", source.filename)
    return FileResponse(path, media_type="application/octet-stream", filename=source.filename)


def told(upload: Upload) -> Sentence | None:
    """What to do with a file that could not be read."""
    return sentence_of(upload.error_code) if upload.error_code else None


def _page(
    request: Request, template: str, error: Sentence | None, status_code: int = 200
) -> Response:
    queue = place_of(request).queue
    last = recent(queue)
    made = made_of(queue, [upload.id for upload in last])
    rows = [(upload, told(upload), made.get(upload.id, ())) for upload in last]
    return page(
        request,
        template,
        status_code=status_code,
        rows=rows,
        busy=any(upload.is_open for upload in last),
        error=error,
    )


def _chunks(file: BinaryIO) -> Iterator[bytes]:
    return iter(lambda: file.read(_CHUNK), b"")
