"""Pages of a document with boxes around the words of its facts, so that a doubtful reading can be
looked at.

PDF files and pictures are drawn as they are; other formats through LibreOffice, where the facts'
words are found again by laying the whole canonical text against the whole text of the drawn pages.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw, ImageFont

from vanban.pipeline.options import Limits
from vanban.pipeline.readers import sniff as media
from vanban.pipeline.render.align import aligned
from vanban.pipeline.render.facts import KINDS, facts
from vanban.pipeline.render.places import Place, Places
from vanban.schemas import BlockRole, Plan, Source, Span

SCALE = 2.0
"""Pixels to a point: 144 dpi."""
_LEGEND = 26
Locate = Callable[[Span], Iterator[Place]]
"""The boxes of some words of the text, one for each printed line that holds some of them."""
_OFFICE = {
    media.DOCX: "docx",
    media.DOC: "doc",
    media.ODT: "odt",
    media.RTF: "rtf",
    media.HTML: "html",
    media.MHTML: "mht",
}


@dataclass(frozen=True, slots=True)
class Drawn:
    """A page as a picture, with how many of its pixels make a point of its anchors."""

    number: int
    image: Image.Image
    scale: float


def draw_pages(
    plan: Plan, data: bytes, folder: Path, *, limits: Limits | None = None
) -> list[Path]:
    """Writes ``page-001.png`` and so on into ``folder`` and returns their paths. ``data``: the
    bytes that the plan was made of.

    Raises what reading raises, and ToolMissing where the format needs LibreOffice and it is not
    installed.
    """
    limits = limits or Limits()
    folder.mkdir(parents=True, exist_ok=True)
    pages, locate = placed(plan, data, limits)
    by_page: dict[int, list[tuple[str, Place]]] = {}
    for fact in facts(plan):
        for place in locate(fact.span):
            by_page.setdefault(place[0], []).append((fact.kind, place))
    out = []
    for page in pages:
        path = folder / f"page-{page.number:03d}.png"
        _marked(page, by_page.get(page.number, [])).save(path)
        out.append(path)
    return out


def placed(plan: Plan, data: bytes, limits: Limits) -> tuple[Iterator[Drawn], Locate]:
    """The pages as pictures, and where on them words of the plan's text stand."""
    source = plan.source
    if source.media_type in media.PICTURES:
        return _pictures(source, data, limits)
    if source.media_type == media.PDF:
        places, _ = _pdf(data, limits, source)
        return _drawn(data, limits, _own_pages(source, places.of)), places.of
    shown = _rendered(source, data, limits)
    places, there = _pdf(shown, limits, None)
    moved = _moved(source, there)

    def locate(span: Span) -> Iterator[Place]:
        return (place for run in _runs(span, moved) for place in places.of(run))

    return _drawn(shown, limits, _own_pages(source, locate)), locate


def _own_pages(source: Source, locate: Locate) -> range:
    """The pages on which a document stands that shares its file with others; else all there are."""
    alone = range(1, sys.maxsize)
    if source.part is None:
        return alone
    own = (b.span for b in source.blocks if b.role is not BlockRole.PAGE_FURNITURE)
    numbers = {page for span in own for page, _ in locate(span)}
    return range(min(numbers), max(numbers) + 1) if numbers else alone


def _pdf(data: bytes, limits: Limits, source: Source | None) -> tuple[Places, Source]:
    """The places on the pages, and the source whose spans these are."""
    from vanban.pipeline.ocr.finish import finished
    from vanban.pipeline.ocr.pdf import recognised
    from vanban.pipeline.readers.pdf.document import opened
    from vanban.pipeline.readers.pdf.reader import pages_of, source_of

    with opened(data, limits) as document:
        pages, _ = pages_of(document, limits, partial(recognised, limits=limits))
    seen, _ = finished(pages, filename=source.filename if source else "")
    there = source or source_of(seen, data, filename="", media_type=media.PDF, limits=limits)
    return Places(there, seen), there


def _drawn(data: bytes, limits: Limits, own: range) -> Iterator[Drawn]:
    from vanban.pipeline.ocr.pdf import unit_of
    from vanban.pipeline.readers.pdf.document import flat_page, opened

    with opened(data, limits) as document:
        for index in range(own.start - 1, min(len(document), own.stop - 1)):
            with closing(flat_page(document, index)) as page:
                unit = unit_of(page.get_width(), page.get_height())
                yield Drawn(index + 1, _picture_of(page, SCALE * unit), SCALE)


def _picture_of(page: Any, scale: float) -> Image.Image:
    with closing(page.render(scale=scale, may_draw_forms=True)) as bitmap:
        image: Image.Image = bitmap.to_pil().convert("RGB")
    return image


def _pictures(source: Source, data: bytes, limits: Limits) -> tuple[Iterator[Drawn], Locate]:
    from vanban.pipeline.ocr.finish import finished
    from vanban.pipeline.ocr.picture import frames, picture_pages

    pages = list(finished(picture_pages(data, limits), filename=source.filename)[0])
    places = Places(source, pages)
    own = _own_pages(source, places.of)
    shown = (
        Drawn(n, image, image.width / size[0])
        for n, image, size in frames(data, limits)
        if n in own
    )
    return shown, places.of


def _rendered(source: Source, data: bytes, limits: Limits) -> bytes:
    from vanban.pipeline.readers.docx.office import convert

    suffix = _OFFICE.get(source.media_type)
    if suffix is None:
        return convert(
            source.text.encode(), "txt", limits.seconds, "pdf", "--infilter=Text (encoded):UTF8"
        )
    return convert(data, suffix, limits.seconds, "pdf")


def _moved(source: Source, there: Source) -> Mapping[int, int]:
    return aligned(source.text, there.text)


def _runs(span: Span, moved: Mapping[int, int]) -> Iterator[Span]:
    """The words of a span in the other text, as runs of letters that follow each other closely."""
    found = [moved[i] for i in range(span.start, span.end) if i in moved]
    edges = [
        0,
        *(k for k in range(1, len(found)) if not 0 < found[k] - found[k - 1] < 12),
        len(found),
    ]
    for first, last in pairwise(edges):
        if last > first:
            yield Span(start=found[first], end=found[last - 1] + 1)


def _marked(page: Drawn, marks: Sequence[tuple[str, Place]]) -> Image.Image:
    """The page with its boxes, and under it the legend of the kinds that occur."""
    image = page.image.convert("RGBA")
    layer = Image.new("RGBA", image.size, (0, 0, 0, 0))
    pen = ImageDraw.Draw(layer)
    for (kind, (_, box)), _ in groupby(sorted(marks, key=lambda m: list(KINDS).index(m[0]))):
        colour = KINDS[kind][1]
        x0, y0, x1, y1 = (v * page.scale for v in box)
        pen.rectangle((x0 - 2, y0 - 2, x1 + 2, y1 + 2), fill=colour + "28", outline=colour, width=2)
    image = Image.alpha_composite(image, layer).convert("RGB")
    return _with_legend(image, [k for k in KINDS if any(kind == k for kind, _ in marks)])


def _with_legend(image: Image.Image, kinds: Sequence[str]) -> Image.Image:
    out = Image.new("RGB", (image.width, image.height + _LEGEND), "white")
    out.paste(image, (0, 0))
    pen, font = ImageDraw.Draw(out), _font()
    x = 12.0
    for kind in kinds:
        name, colour = KINDS[kind]
        pen.rectangle(
            (x, image.height + 6, x + 14, image.height + 20), outline=colour, fill=colour, width=2
        )
        pen.text((x + 20, image.height + 4), name, fill="black", font=font)
        x += 36 + pen.textlength(name, font=font)
    return out


def _font() -> Any:
    for name in ("DejaVuSans.ttf", "LiberationSans-Regular.ttf", "Arial.ttf"):
        try:
            return ImageFont.truetype(name, 15)
        except OSError:
            continue
    return ImageFont.load_default(15)
