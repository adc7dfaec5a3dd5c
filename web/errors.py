"""What went wrong, as staff read it: status, sentence, next step. Sentences by code: errors.toml;
an error without one there keeps its own words.
"""

from __future__ import annotations

import logging
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse
from starlette.exceptions import HTTPException

from vanban.extractors.language.data import toml
from vanban.pipeline.errors import PlanError
from vanban.web.guard import API, FactorNeeded, SignInNeeded
from vanban.web.meter import route_of
from vanban.web.present import page

_LOG = logging.getLogger("vanban.web")
_STATUS = {
    "not-found": 404,
    "ambiguous": 400,
    "bad-query": 400,
    "bad-report": 422,
    "bad-account": 422,
    "weak-password": 422,
    "conflict": 409,
    "not-allowed": 403,
    "sign-in-failed": 401,
    "too-many-attempts": 429,
    "link-invalid": 410,
    "not-invited": 403,
    "provider-failed": 502,
    "store-busy": 503,
    "query-timeout": 504,
    "mail-failed": 502,
}
_NOT_THERE = 404
_COMMAND = re.compile(r"--[a-z]|\bvanban [a-z]")
"""Advice for who types commands: pages give other advice."""
_DEFAULT_ADVICE = "Kiểm tra lại rồi thử lại; vẫn lỗi thì báo quản trị."


@dataclass(frozen=True, slots=True)
class Sentence:
    """What happened, and what to do."""

    code: str
    what: str
    advice: str


@cache
def _sentences() -> Mapping[str, Mapping[str, str]]:
    table: Mapping[str, Mapping[str, str]] = toml("vanban.web", "errors.toml")["errors"]
    return table


def sentence(error: PlanError) -> Sentence:
    """The error in the words of the pages: never a command line option."""
    known = _sentences().get(error.code, {})
    what = known.get("what") or f"{error.what[:1].upper()}{error.what[1:]}."
    own = _DEFAULT_ADVICE if _COMMAND.search(error.advice) else error.advice
    advice = known.get("advice", own)
    return Sentence(error.code, what, advice)


def sentence_of(code: str) -> Sentence:
    """The sentence for a code that was kept, as of a file that could not be read."""
    known = _sentences().get(code) or _sentences()["internal"]
    return Sentence(code, known["what"], known["advice"])


def status_of(error: PlanError) -> int:
    """The HTTP status of an error."""
    return _STATUS.get(error.code, 400)


def add_handlers(app: FastAPI) -> None:
    """Every error becomes a page (or, for the API, a problem document)."""
    app.add_exception_handler(SignInNeeded, _to_sign_in)
    app.add_exception_handler(FactorNeeded, _to_account)
    app.add_exception_handler(PlanError, _told)
    app.add_exception_handler(RequestValidationError, _misshaped)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(Exception, _unknown)


async def _to_sign_in(request: Request, error: Exception) -> Response:
    assert isinstance(error, SignInNeeded)
    if request.url.path.startswith(API):
        advice = "Gửi khóa trong Authorization: Bearer."
        return problem(401, Sentence("sign-in-needed", "Cần khóa API.", advice))
    return RedirectResponse(f"/dang-nhap?ve={error.back}", 303)


async def _to_account(request: Request, error: Exception) -> Response:
    if request.url.path.startswith(API):
        advice = "Người tạo khóa bật mã xác thực ở trang Tài khoản."
        return problem(403, Sentence("factor-needed", "Vai trò này cần mã xác thực.", advice))
    return RedirectResponse("/tai-khoan?da=ma-can", 303)


async def _told(request: Request, error: Exception) -> Response:
    assert isinstance(error, PlanError)
    return _shown(request, status_of(error), sentence(error))


async def _misshaped(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    told = sentence_of("bad-request")
    if request.url.path.startswith(API):  # programs are told which value, people come by our forms
        told = Sentence(told.code, told.what, "; ".join(map(_misfit, error.errors())))
    return _shown(request, 422, told)


def _misfit(error: Mapping[str, Any]) -> str:
    where = ".".join(str(part) for part in error["loc"])
    return f"{where}: {error['msg']}"


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    code = "not-found" if error.status_code == _NOT_THERE else "bad-request"
    shown = _shown(request, error.status_code, sentence_of(code))
    shown.headers.update(error.headers or {})  # as which methods an address knows
    return shown


async def _unknown(request: Request, error: Exception) -> Response:
    mark = secrets.token_hex(2).upper()
    _LOG.error("fault %s at %s", mark, route_of(request.scope), exc_info=error)
    what = f"Máy chủ gặp lỗi, mã {mark}."
    return _shown(
        request, 500, Sentence("internal", what, "Thử lại; vẫn lỗi thì báo quản trị mã này.")
    )


def _shown(request: Request, status: int, told: Sentence) -> Response:
    if request.url.path.startswith(API):
        return problem(status, told)
    return page(request, "error.html", status_code=status, told_error=told)


def problem(status: int, told: Sentence) -> Response:
    """An error as programs read it (RFC 9457)."""
    body: dict[str, Any] = {
        "type": "about:blank",
        "title": told.what,
        "status": status,
        "detail": told.advice,
        "code": told.code,
    }
    return JSONResponse(body, status, media_type="application/problem+json")
