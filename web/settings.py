"""What an office sets for its pages."""

from __future__ import annotations

from dataclasses import dataclass, field

from vanban.tracking.beside import Beside
from vanban.tracking.queue.uploads import Queue
from vanban.tracking.store.store import Store
from vanban.web.oidc import Provider

THREADS = 12
"""Requests served at a time: one database connection each, no more memory than these need."""
FORM_BYTES = 2 * 2**20
"""Size of a request that carries no file."""
LOCAL_HOSTS = ("127.0.0.1", "localhost", "[::1]")


@dataclass(frozen=True, slots=True)
class Settings:
    """``hosts``: names under which the pages may be asked for (others are refused, against
    rebinding). ``local``: one user on this machine, no accounts. ``secure``: reached through a
    proxy with TLS. ``smtp``: the server that letters go through, see ``tracking.mail``.
    ``provider``: where people may sign in instead of here. ``request_log``: a line for each.
    """

    hosts: tuple[str, ...] = LOCAL_HOSTS
    local: bool = True
    secure: bool = False
    smtp: str | None = None
    provider: Provider | None = None
    request_log: bool = False


@dataclass(frozen=True)
class Workplace:
    """All that the pages stand on: the store, the people, the queue with its files."""

    store: Store
    people: Beside
    queue: Queue
    settings: Settings = field(default_factory=Settings)
