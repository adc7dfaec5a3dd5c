"""Writes the pictures of the README: ``python -m samples.picture``.

A page of a made decision with boxes round its facts, as ``vanban show --pages`` draws it, and the
first tasks of its plan, as ``vanban show`` prints them.
"""

from __future__ import annotations

import io
import re
import tempfile
from pathlib import Path

from PIL import Image
from rich.console import Console
from rich.terminal_theme import DIMMED_MONOKAI

from vanban.pipeline.conversion import convert
from vanban.pipeline.render.pages import draw_pages
from vanban.pipeline.render.terminal import show
from vanban.schemas import Plan

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "samples" / "quyet-dinh-phan-cong" / "source.pdf"
IMAGES = ROOT / "docs" / "images"
SHOWN = ("PL.I.1", "PL.I.2", "PL.II.1", "PL.II.2")
"""Addresses of the tasks whose rows the page shows."""
WIDTH, COLUMNS, COLOURS = 1100, 72, 64
_HEIGHT = 0.72
"""Share of the page's height that has words."""
_FONT_FACE = re.compile(r"@font-face \{.*?\}", re.DOTALL)


def page(plan: Plan, data: bytes) -> bytes:
    """The page with the table, boxes round its facts, as PNG."""
    with tempfile.TemporaryDirectory() as folder:
        drawn = draw_pages(plan, data, Path(folder))
        picture = Image.open(drawn[-1]).convert("RGB")
    picture = picture.crop((0, 0, picture.width, int(picture.height * _HEIGHT)))
    picture = picture.resize((WIDTH, picture.height * WIDTH // picture.width))
    out = io.BytesIO()
    picture.quantize(COLOURS).save(out, "PNG", optimize=True)
    return out.getvalue()


def terminal(plan: Plan) -> str:
    """What ``vanban show`` prints of the page, as SVG that fetches no fonts."""
    tasks = tuple(t for t in plan.tasks if ".".join(t.path) in SHOWN)
    remarks = tuple(d for d in plan.diagnostics if d.code == "deadline-doubtful")
    part = plan.model_copy(
        update={"tasks": tasks, "diagnostics": remarks, "legal_bases": (), "articles": ()}
        | {"sections": (), "attachments": (), "appendices": ()}
    )
    console = Console(record=True, width=COLUMNS, highlight=False, file=io.StringIO())
    show(part, console)
    svg = console.export_svg(
        title="vanban show quyet-dinh.pdf", theme=DIMMED_MONOKAI, unique_id="show"
    )
    return _FONT_FACE.sub("", svg)


def main() -> None:
    data = SAMPLE.read_bytes()
    plan = convert(SAMPLE)
    IMAGES.mkdir(exist_ok=True)
    (IMAGES / "trang.png").write_bytes(page(plan, data))
    (IMAGES / "ke-hoach.svg").write_text(terminal(plan), encoding="utf-8")


if __name__ == "__main__":
    main()
