"""How many requests there were, how they ended, how long they took: for programs that watch the
service (Prometheus text, version 0.0.4), and a line of JSON for each where that is wanted. A
request is named by its route and by numbers, never by what was typed or by a secret in its path.
"""

from __future__ import annotations

import json
import logging
import threading
import time
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import accumulate

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from vanban.tracking.queue.uploads import Backlog
from vanban.web.query import DIGITS

LOG = logging.getLogger("vanban.web")
BOUNDS = (0.05, 0.1, 0.3, 0.5, 1.0, 2.5, 5.0)
"""Seconds: 0.3 and 0.5 are what pages and writes may take (see docs/WEB.md)."""
_NO_ROUTE = "-"
_BROKEN = 500


@dataclass(frozen=True, slots=True)
class Seen:
    """A request that was answered."""

    method: str
    route: str
    status: int
    seconds: float
    person: int | None
    ids: Mapping[str, int]


@dataclass
class Meter:
    """Counts since the service began."""

    began: float = field(default_factory=time.time)
    ended: Counter[tuple[str, str, int]] = field(default_factory=Counter)
    slots: list[int] = field(default_factory=lambda: [0] * (len(BOUNDS) + 1))
    seconds: float = 0.0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, seen: Seen) -> None:
        """Count a request."""
        with self._lock:
            self.ended[seen.method, seen.route, seen.status] += 1
            self.slots[bisect_left(BOUNDS, seen.seconds)] += 1
            self.seconds += seen.seconds

    def text(self, backlog: Backlog) -> str:
        """All figures, as Prometheus reads them."""
        with self._lock:
            rows = [*_requests(self.ended), *_times(self.slots, self.seconds)]
        return "\n".join([*rows, *_queue(backlog), *_start(self.began), ""])


class Metered:
    """Stands before everything else and counts what comes out. ``each``: write a line for each."""

    def __init__(self, app: ASGIApp, meter: Meter, each: bool) -> None:
        self._app, self._meter, self._each = app, meter, each

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; count it however it ends."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        status, began = _BROKEN, time.perf_counter()

        async def noted(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, noted)
        finally:
            seen = _seen(scope, status, time.perf_counter() - began)
            self._meter.add(seen)
            if self._each:
                LOG.info("request", extra={"seen": seen})


def route_of(scope: Scope) -> str:
    """The pattern that a request's path fits: ``/nhiem-vu/{task_id}``."""
    return getattr(scope.get("route"), "path", _NO_ROUTE)


def _seen(scope: Scope, status: int, seconds: float) -> Seen:
    person = scope.get("state", {}).get("person")
    given: Mapping[str, object] = scope.get("path_params", {})
    ids = {
        name: int(str(value))
        for name, value in given.items()
        if name.endswith("_id") and str(value).isdecimal() and len(str(value)) <= DIGITS
    }
    number = person.id if person else None
    return Seen(scope["method"], route_of(scope), status, seconds, number or None, ids)


class JsonLines(logging.Formatter):
    """A line of JSON for each entry of the program's log."""

    def format(self, record: logging.LogRecord) -> str:
        """When (UTC), how grave, from where, what; the trace of a fault."""
        row: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "log": record.name,
            "event": record.getMessage(),
        }
        seen = getattr(record, "seen", None)
        if isinstance(seen, Seen):
            row |= {"method": seen.method, "route": seen.route, "status": seen.status}
            row |= {"ms": round(seen.seconds * 1000), "person": seen.person, **seen.ids}
        if record.exc_info:
            row["trace"] = self.formatException(record.exc_info)
        return json.dumps(row, ensure_ascii=False)


def _requests(ended: Mapping[tuple[str, str, int], int]) -> Iterator[str]:
    yield from _head("vanban_requests_total", "counter", "Requests by route and how they ended.")
    for (method, route, status), n in sorted(ended.items()):
        yield f'vanban_requests_total{{method="{method}",route="{route}",status="{status}"}} {n}'


def _times(slots: Iterable[int], seconds: float) -> Iterator[str]:
    name = "vanban_request_seconds"
    yield from _head(name, "histogram", "How long requests took.")
    reached = list(accumulate(slots))
    for bound, n in zip((*BOUNDS, "+Inf"), reached, strict=True):
        yield f'{name}_bucket{{le="{bound}"}} {n}'
    yield f"{name}_sum {seconds:.6f}"
    yield f"{name}_count {reached[-1]}"


def _queue(backlog: Backlog) -> Iterator[str]:
    yield from _head("vanban_uploads", "gauge", "Files that were loaded, by what became of them.")
    for state, n in sorted(backlog.by_state.items()):
        yield f'vanban_uploads{{state="{state}"}} {n}'
    name = "vanban_upload_oldest_seconds"
    yield from _head(name, "gauge", "How long the file that waits longest has been waiting.")
    yield f"{name} {backlog.oldest:.0f}"


def _start(began: float) -> Iterator[str]:
    name = "vanban_start_time_seconds"
    yield from _head(name, "gauge", "When the service began, in seconds since 1970.")
    yield f"{name} {began:.0f}"


def _head(name: str, kind: str, words: str) -> Iterator[str]:
    yield f"# HELP {name} {words}"
    yield f"# TYPE {name} {kind}"
