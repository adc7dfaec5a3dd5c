"""The application: guardrails, routes, error pages. Of its own it keeps counts of requests only."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager

from anyio.to_thread import current_default_thread_limiter
from fastapi import FastAPI
from fastapi.routing import APIRoute

from vanban.web.api import v1
from vanban.web.errors import add_handlers
from vanban.web.headers import Guardrails
from vanban.web.meter import Meter, Metered
from vanban.web.pages import (
    account,
    ask,
    deputies,
    directory,
    documents,
    door,
    giving,
    home,
    journal,
    loading,
    month,
    outside,
    people,
    reports,
    review,
    search,
    second_factor,
    sheets,
    task,
    tasks,
    units,
    urging,
    weekly,
)
from vanban.web.settings import THREADS, Workplace

_ROUTERS = (
    door,
    outside,
    home,
    loading,
    sheets,
    tasks,
    task,
    giving,
    urging,
    review,
    documents,
    units,
    directory,
    month,
    reports,
    weekly,
    search,
    ask,
    people,
    journal,
    account,
    second_factor,
    deputies,
    v1,
)


def make_app(place: Workplace) -> FastAPI:
    """The pages over a workplace."""
    app = FastAPI(
        title="vanban", docs_url=None, redoc_url=None, openapi_url=None, lifespan=_lifespan
    )
    app.state.place = place
    app.state.meter = Meter()
    app.add_middleware(Guardrails, settings=place.settings)
    app.add_middleware(Metered, meter=app.state.meter, each=place.settings.request_log)
    for module in _ROUTERS:
        app.include_router(module.router)
    app.state.pages = frozenset(route.path for route in all_routes())
    add_handlers(app)
    return app


def all_routes() -> Iterator[APIRoute]:
    """Every route of the pages, each with the permission that it declares."""
    for module in _ROUTERS:
        yield from (route for route in module.router.routes if isinstance(route, APIRoute))


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    """As many threads as there are connections: more would wait for each other."""
    current_default_thread_limiter().total_tokens = THREADS
    yield
