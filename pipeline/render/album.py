"""The pages of a document as pictures of their own, and where on them each fact of its plan stands:
what a person looks at when he reviews. Made once, kept in a folder.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from vanban.pipeline.options import Limits
from vanban.pipeline.progress import report
from vanban.pipeline.render.pages import Locate, placed
from vanban.pipeline.render.places import Place
from vanban.schemas import Plan, Span

QUALITY = 60
"""Of WebP: a page takes some 75 to 230 KB, its red seal still shows."""
THUMB = 160
_INDEX, _WORDS = "album.json", "words.json"
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page: its number, and its size in points."""

    number: int
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Album:
    """The pages, and the boxes of each fact by its key."""

    sheets: tuple[Sheet, ...]
    places: Mapping[str, tuple[Place, ...]]


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of the text that stand in a part of a page."""

    words: str
    span: Span


def keyed_spans(plan: Plan) -> Iterator[tuple[str, Span]]:
    """Address of each fact and its words: ``task:ID``, ``task:ID:leads``, ``document:number`` …"""
    yield from ((f"document:{name}", span) for name, span in plan.document.evidence.items())
    for task in plan.tasks:
        key = f"task:{task.id}"
        yield key, task.span
        yield from ((f"{key}:leads", actor.span) for actor in task.leads)
        yield from ((f"{key}:cooperators", actor.span) for actor in task.cooperators)
        yield from ((f"{key}:outputs", made.span) for made in task.outputs)
        if task.deadline.span:
            yield f"{key}:due", task.deadline.span
    yield from ((f"table:{table.id}", table.span) for table in plan.tables)
    for part in plan.appendices:
        yield from ((f"table:{part.id}/{table.id}", table.span) for table in part.tables)


def places_of(album: Album, key: str) -> tuple[Place, ...]:
    """Boxes of a fact; of its task where it has none of its own."""
    fact = ":".join(key.split(":")[:2])
    return album.places.get(key) or album.places.get(fact, ())


def make_album(plan: Plan, data: bytes, folder: Path, *, limits: Limits | None = None) -> Album:
    """Pictures ``1.webp``, thumbs ``1-nho.webp`` and the index, in ``folder``. Raises what reading
    raises, and ``ToolMissing`` where the format needs LibreOffice and there is none.
    """
    folder.mkdir(parents=True, exist_ok=True)
    pages, locate = placed(plan, data, limits or Limits())
    sheets = []
    for page in pages:
        report("Đang vẽ trang", page.number, plan.source.pages or page.number)
        page.image.save(folder / f"{page.number}.webp", quality=QUALITY)
        _thumb(page.image).save(folder / f"{page.number}-nho.webp", quality=QUALITY)
        width, height = page.image.width / page.scale, page.image.height / page.scale
        sheets.append(Sheet(page.number, round(width, 1), round(height, 1)))
    album = Album(tuple(sheets), _places(plan, locate))
    (folder / _WORDS).write_text(json.dumps(_word_places(plan, locate)), encoding="utf-8")
    (folder / _INDEX).write_text(_written(album), encoding="utf-8")
    return album


def read_passage(
    folder: Path, text: str, number: int, frame: tuple[float, float, float, float]
) -> Passage | None:
    """The words whose middle lies in ``frame`` (points of page ``number``), from the first to the
    last of them in the text; None where there are none, or the album is of a time without words.
    """
    try:
        places = json.loads((folder / _WORDS).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    left, top, right, bottom = frame
    held = [
        (start, end)
        for page, x0, y0, x1, y1, start, end in places
        if page == number and left <= (x0 + x1) / 2 <= right and top <= (y0 + y1) / 2 <= bottom
    ]
    if not held:
        return None
    span = Span(start=min(held)[0], end=max(end for _, end in held))
    words = " ".join(text[start:end] for start, end in sorted(held))
    return Passage(words, span)


def _word_places(plan: Plan, locate: Locate) -> list[list[float]]:
    """Each word of the text with where it stands: page, box, span."""
    found: list[list[float]] = []
    for match in _WORD.finditer(plan.source.text):
        span = Span(start=match.start(), end=match.end())
        for page, box in locate(span):
            found.append([page, *(round(v, 1) for v in box), span.start, span.end])
    return found


def read_album(folder: Path) -> Album | None:
    """The album in a folder; None where it is not made yet."""
    try:
        data = json.loads((folder / _INDEX).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    places = {
        key: tuple((page, (x0, y0, x1, y1)) for page, x0, y0, x1, y1 in boxes)
        for key, boxes in data["places"].items()
    }
    return Album(tuple(Sheet(*sheet) for sheet in data["sheets"]), places)


def _places(plan: Plan, locate: Locate) -> dict[str, tuple[Place, ...]]:
    found: dict[str, tuple[Place, ...]] = {}
    for key, span in keyed_spans(plan):
        found[key] = (*found.get(key, ()), *locate(span))
    return {key: places for key, places in found.items() if places}


def _written(album: Album) -> str:
    places = {
        key: [[page, *(round(v, 1) for v in box)] for page, box in boxes]
        for key, boxes in album.places.items()
    }
    sheets = [[s.number, s.width, s.height] for s in album.sheets]
    return json.dumps({"sheets": sheets, "places": places}, ensure_ascii=False)


def _thumb(image: Image.Image) -> Image.Image:
    small = image.copy()
    small.thumbnail((THUMB, THUMB * 2))
    return small
