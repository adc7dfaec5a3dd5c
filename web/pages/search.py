"""Tìm kiếm: tasks and text, with and without accents; a hit opens at its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from fastapi import APIRouter, Request, Response

from vanban.tracking.people.person import Person
from vanban.tracking.people.scope import choices_for, found_by
from vanban.tracking.queries.search import Hit
from vanban.tracking.queries.within import Choice, Choices, Within
from vanban.web.guard import allow, place_of
from vanban.web.present import page
from vanban.web.query import plain, whole

router = APIRouter()
_MOST = 30
_CHOICES = 8
"""Values of each kind that are offered."""
_NARROWED = {"loai": "Loại văn bản", "nam": "Năm", "co-quan": "Cơ quan ban hành"}


@dataclass(frozen=True, slots=True)
class Found:
    """A hit with its snippet in pieces: words, and whether they are marked."""

    hit: Hit
    href: str
    pieces: tuple[tuple[str, bool], ...]


@router.get("/tim")
def find(request: Request, q: str = "", person: Person = allow("search")) -> Response:
    """What was found, the best first; ``loai``, ``nam``, ``co-quan`` narrow it."""
    asked, store = q.strip()[:200], place_of(request).store
    query = {key: plain(request.query_params.get(key, "")) for key in _NARROWED}
    within = Within(query["loai"] or None, whole(query["nam"]), whole(query["co-quan"]))
    hits = found_by(store, person, asked, limit=_MOST, within=within)
    narrowed = choices_for(store, person, asked, within) if hits else None
    return page(
        request,
        "search.html",
        q=asked,
        query={"q": asked, **query},
        narrowed=any(query.values()),
        groups=list(_groups(narrowed, query)) if narrowed else [],
        found=[_found(hit) for hit in hits],
    )


def _groups(narrowed: Choices, query: Mapping[str, str]) -> Iterator[tuple[str, str, list[Choice]]]:
    """What can still be chosen: the word of the address, its label, the values."""
    listed = (narrowed.kinds, narrowed.years, narrowed.issuers)
    for (key, label), values in zip(_NARROWED.items(), listed, strict=True):
        if query[key] or len(values) > 1:
            yield key, label, list(values[:_CHOICES])


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
