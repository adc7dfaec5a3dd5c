"""The piece of a page on which a fact stands: shown beside a task, without the rest of the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from vanban.pipeline.render.album import Album, places_of, read_album
from vanban.pipeline.render.places import Place
from vanban.tracking.queries.desk import SourceFile, source_file
from vanban.web.settings import Workplace

_AROUND = 16.0
"""Points of the page shown over and under the words."""
_TALLEST = 220.0
"""Points: of what is longer the beginning is shown."""


@dataclass(frozen=True, slots=True)
class Crop:
    """A strip of page ``number`` from ``top`` on, ``height`` high; all in points."""

    number: int
    width: float
    page_height: float
    top: float
    height: float
    boxes: Sequence[tuple[float, float, float, float]]


def crop_of(place: Workplace, document_id: int, key: str) -> Crop | None:
    """Where a fact stands; None where there is no picture of its page (yet)."""
    album = album_of(place, source_file(place.store, document_id))
    return crop_in(album, places_of(album, key)) if album else None


def album_folder(place: Workplace, source: SourceFile | None) -> Path | None:
    """Where the pictures of a document's pages stand."""
    if source is None:
        return None
    return place.queue.album(source.sha256, source.document_id if source.further else None)


def album_of(place: Workplace, source: SourceFile | None) -> Album | None:
    """The pictures of a document's pages; None where there are none (yet)."""
    folder = album_folder(place, source)
    return read_album(folder) if folder else None


def crop_in(album: Album, places: Sequence[Place]) -> Crop | None:
    """The strip of the first page of ``places``."""
    if not places:
        return None
    number = places[0][0]
    sheet = next((sheet for sheet in album.sheets if sheet.number == number), None)
    if sheet is None:
        return None
    boxes = [box for page, box in places if page == number]
    top = max(0.0, min(box[1] for box in boxes) - _AROUND)
    bottom = min(sheet.height, max(box[3] for box in boxes) + _AROUND)
    height = min(bottom - top, _TALLEST)
    return Crop(number, sheet.width, sheet.height, top, height, boxes)
