"""Tìm kiếm: tasks and text, with and without accents; a hit opens at its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from fastapi import APIRouter, Request, Response

from vanban.tracking.people.person import Person
from vanban.tracking.people.scope import found_by
from vanban.tracking.queries.search import Hit
from vanban.web.guard import allow, place_of
from vanban.web.present import page

router = APIRouter()
_MOST = 30


@dataclass(frozen=True, slots=True)
class Found:
    """A hit with its snippet in pieces: words, and whether they are marked."""

    hit: Hit
    href: str
    pieces: tuple[tuple[str, bool], ...]


@router.get("/tim")
def find(request: Request, q: str = "", person: Person = allow("search")) -> Response:
    """What was found, the best first."""
    asked = q.strip()[:200]
    hits = found_by(place_of(request).store, person, asked, limit=_MOST)
    return page(request, "search.html", q=asked, found=[_found(hit) for hit in hits])


def _found(hit: Hit) -> Found:
    href = f"/nhiem-vu/{hit.task_id}"
    if hit.task_id is None:
        href = f"/van-ban/{hit.document_id}/ra-soat?cho={hit.start}-{hit.end}"
    return Found(hit, href, tuple(_pieces(hit)))


def _pieces(hit: Hit) -> Iterator[tuple[str, bool]]:
    at = 0
    for low, high in hit.marks:
        if low >= at:
            yield hit.snippet[at:low], False
            yield hit.snippet[low:high], True
            at = high
    yield hit.snippet[at:], False
