"""How pages write: days, moments, numbers, links; and the environment of the templates."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import urlencode

from fastapi import Request, Response
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined

from vanban.extractors.language.data import toml
from vanban.tracking.edits.words import edit_line
from vanban.tracking.exports.words import day, number, percent
from vanban.tracking.fields import place_words
from vanban.tracking.states import label
from vanban.tracking.words import difference_lines, report_line, shown, status
from vanban.tracking.workflow import steps
from vanban.web.guard import NOBODY, place_of

STATIC = files("vanban.web") / "static"


def link(path: str, query: Mapping[str, Any], **changes: Any) -> str:
    """An address with the query, some of it changed; what is empty is left out."""
    merged = {**query, **{name.replace("_", "-"): value for name, value in changes.items()}}
    kept = {name: value for name, value in merged.items() if value not in (None, "", False)}
    return f"{path}?{urlencode(kept)}" if kept else path


def bytes_words(value: int) -> str:
    """345 KB; 1,2 MB."""
    if value < 1_000_000:
        return f"{max(1, round(value / 1000))} KB"
    return f"{value / 1_000_000:.1f} MB".replace(".", ",")


def moment(value: datetime) -> str:
    """9:12, 30/11/2026, in Việt Nam."""
    return shown(value)


def capital(words: str) -> str:
    """The same words, the first with a capital: what stands alone in a line."""
    return words[:1].upper() + words[1:]


@cache
def asset(name: str) -> str:
    """The address of a file that comes with the pages; it changes when the file does."""
    digest = hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:12]
    return f"/tinh/{name}?v={digest}"


@cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("vanban.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "bytes": bytes_words,
        "capital": capital,
        "day": day,
        "moment": moment,
        "number": number,
        "percent": percent,
    }
    made.globals |= {
        "asset": asset,
        "link": link,
        "state_label": label,
        "place_words": place_words,
        "difference_lines": difference_lines,
        "edit_line": edit_line,
        "report_line": report_line,
        "status": status,
    }
    return made


@cache
def _messages() -> Mapping[str, str]:
    """What a page says after a step, by the word that the address carries."""
    done = {name: step.done for name, step in steps().items()}
    return {**done, **toml("vanban.web", "messages.toml")["messages"]}


def page(request: Request, template: str, *, status_code: int = 200, **context: Any) -> Response:
    """A page for whoever asks."""
    place = place_of(request)
    person = getattr(request.state, "person", None) or NOBODY
    html = (
        _environment()
        .get_template(template)
        .render(
            person=person,
            today=place.store.today(),
            path=request.url.path,
            local=place.settings.local,
            provider=place.settings.provider,
            pages=request.app.state.pages,
            told=request.query_params.get("da"),
            messages=_messages(),
            **context,
        )
    )
    return HTMLResponse(html, status_code)
