"""What holds for every answer and every request: security headers, known hosts, no writing from
other sites, no oversized bodies. Plain ASGI, so that nothing is buffered.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from vanban.web.errors import Sentence, problem
from vanban.web.guard import API
from vanban.web.settings import FORM_BYTES, Settings

_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
_ALWAYS: Mapping[str, str] = {
    "content-security-policy": _POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
_READING = ("GET", "HEAD", "OPTIONS")
_YEAR = "max-age=31536000"
LARGE_BODIES = ("/nap", "/api/v1/uploads", "/bieu-theo-doi", "/nhiem-vu/")
"""Where files are sent: their size is watched where they are received."""


_STRANGE_HOST = Sentence(
    "strange-host", "Địa chỉ này không được phép.", "Mở lại bằng địa chỉ mà quản trị đã cho."
)
_OTHER_SITE = Sentence(
    "other-site", "Yêu cầu gửi từ trang khác bị từ chối.", "Mở lại trang rồi gửi lại."
)
_TOO_LARGE = Sentence("too-large", "Nội dung gửi quá lớn.", "Rút ngắn rồi gửi lại.")


class Guardrails:
    """Stands before the application."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        refused = _refused(scope, Headers(scope=scope), self._settings)

        async def headed(message: Message) -> None:
            if message["type"] == "http.response.start":
                _put(MutableHeaders(scope=message), self._settings)
            await send(message)

        if refused:
            await _told(scope, *refused)(scope, receive, headed)
            return
        await self._app(scope, receive, headed)


def _put(headers: MutableHeaders, settings: Settings) -> None:
    for name, value in _ALWAYS.items():
        headers[name] = value
    headers.setdefault("cache-control", "no-store")
    if settings.secure:
        headers["strict-transport-security"] = _YEAR


def _told(scope: Scope, status: int, told: Sentence) -> Response:
    if scope["path"].startswith(API):
        return problem(status, told)
    return PlainTextResponse(f"{told.what} {told.advice}", status)


def _refused(scope: Scope, headers: Headers, settings: Settings) -> tuple[int, Sentence] | None:
    """Status and words for a request that goes no further."""
    host, path = headers.get("host", ""), scope["path"]
    if not _known(host, settings.hosts):
        return 421, _STRANGE_HOST
    if scope["method"] in _READING:
        return None
    if not path.startswith(API) and not _same_site(headers, host):
        return 403, _OTHER_SITE
    if _size(headers) > FORM_BYTES and not path.startswith(LARGE_BODIES):
        return 413, _TOO_LARGE
    return None


def _known(host: str, hosts: Iterable[str]) -> bool:
    name = host.rsplit(":", 1)[0] if not host.endswith("]") else host
    return name.lower() in hosts


def _same_site(headers: Headers, host: str) -> bool:
    """Browsers say where a request comes from. (The API takes keys and no cookie, and needs no such
    proof.)
    """
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site in ("same-origin", "none")
    origin = headers.get("origin")
    return origin is not None and urlsplit(origin).netloc == host


def _size(headers: Headers) -> int:
    length = headers.get("content-length", "0")
    return int(length) if length.isdecimal() else 0
