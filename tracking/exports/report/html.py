"""The report as one HTML file that needs nothing else, and as PDF made of it."""

from __future__ import annotations

from functools import cache
from importlib import resources
from itertools import groupby, starmap
from typing import Any

from vanban.extractors.language.numerals import roman_label
from vanban.pipeline.errors import ToolMissing
from vanban.pipeline.extras import extra
from vanban.tracking.exports.report.charts import load_chart, progress_chart, timeline_chart
from vanban.tracking.exports.report.content import (
    DETAIL_HEADS,
    FOOT,
    SHORT_HEADS,
    SUMMARY_HEADS,
    TO_WRITE,
    Report,
    detail_row,
    short_row,
    summary_row,
)
from vanban.tracking.exports.summary import Counts
from vanban.tracking.exports.words import KEPT, QUOC_HIEU, SIGNER, TIEU_NGU, clean, long_day
from vanban.tracking.states import TimeState


@cache
def _template() -> Any:
    from jinja2 import Environment, StrictUndefined

    environment = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        finalize=lambda v: clean(v) if type(v) is str else v,
    )
    return environment.from_string(_file("report.html.jinja"))


@cache
def _file(name: str) -> str:
    return resources.files("vanban.tracking.exports.report").joinpath(name).read_text("utf-8")


def html(report: Report) -> str:
    """The report as HTML."""
    from markupsafe import Markup

    return str(
        _template().render(
            r=report,
            to_write=TO_WRITE,
            signer=SIGNER,
            kept=KEPT,
            css=Markup(_file("report.css")),
            quoc_hieu=QUOC_HIEU,
            tieu_ngu=TIEU_NGU,
            long_day=long_day,
            short_row=short_row,
            progress=Markup(progress_chart(report.total)),
            load=Markup(load_chart(report.units)),
            timeline=Markup(timeline_chart(report.tasks, report.day)),
            summary_heads=SUMMARY_HEADS,
            short_heads=SHORT_HEADS,
            detail_heads=DETAIL_HEADS,
            foot=FOOT,
            units=list(starmap(summary_row, units_in_order(report))),
            total=summary_row("", report.total),
            details=details(report),
        )
    )


def units_in_order(report: Report) -> list[tuple[str, Counts]]:
    """Units with their numbers."""
    return [(str(n), unit) for n, unit in enumerate(report.units, 1)]


def details(report: Report) -> list[tuple[str, list[tuple[bool, tuple[str, ...]]]]]:
    """Rows of the annex under their decisions; True for what is overdue."""
    numbered = list(enumerate(report.tasks, 1))
    found = []
    for n, (document, some) in enumerate(groupby(numbered, key=lambda pair: pair[1].document), 1):
        rows = [(task.time is TimeState.OVERDUE, detail_row(order, task)) for order, task in some]
        about = f": {document.title}" if document.title and document.number_symbol else ""
        found.append((f"{roman_label(n)}. {document.name}{about}", rows))
    return found


def pdf(report: Report) -> bytes:
    """The report as PDF. Raises ``ToolMissing`` where Pango, which lays out the text, is not
    installed.
    """
    return bytes(_weasyprint().HTML(string=html(report)).write_pdf())


def png(svg: str, scale: float = 3) -> bytes:
    """A chart as a picture. Raises ``ToolMissing`` like ``pdf``."""
    import io

    import pypdfium2

    style = f"@page{{margin:0;size:{_size(svg)}}}body{{margin:0}}svg{{display:block}}"
    page = f"<style>{style}</style>{svg}"
    document = pypdfium2.PdfDocument(_weasyprint().HTML(string=page).write_pdf())
    try:
        out = io.BytesIO()
        document[0].render(scale=scale).to_pil().save(out, "PNG", optimize=True)
        return out.getvalue()
    finally:
        document.close()


def _size(svg: str) -> str:
    from lxml import etree

    root = etree.fromstring(svg)
    return f"{root.get('width')}px {root.get('height')}px"


def _weasyprint() -> Any:
    try:
        return extra("weasyprint", "report")
    except OSError as error:  # the package is there, the library under it is not
        raise ToolMissing(
            "không có thư viện Pango để dựng PDF và biểu đồ",
            "Cài libpango (Debian: libpangoft2-1.0-0) rồi thử lại.",
        ) from error
