"""What a worker does of itself every morning, where an office wants it: drafts, letters."""

from __future__ import annotations

import logging
from functools import partial

from vanban.pipeline.errors import PlanError
from vanban.tracking.beside import Beside
from vanban.tracking.people.office import urges_by_itself
from vanban.tracking.people.person import without_account
from vanban.tracking.queue.drafts import make_drafts
from vanban.tracking.queue.uploads import Queue
from vanban.tracking.store.store import Store
from vanban.tracking.urging import automatic_urges, send_urges

_LOG = logging.getLogger("vanban.queue")
_NAME = "Đôn đốc tự động"
"""Who stands in the log of a task."""


def morning(store: Store, people: Beside, queue: Queue, *, server: str | None) -> None:
    """All of it. What fails is told in the program's log and hinders nothing else."""
    for chore in (
        partial(make_drafts, store, people, queue),
        partial(urge_units, store, people, server=server),
    ):
        try:
            chore()
        except PlanError as error:
            _LOG.warning("morning: %s: %s", error.code, error.what)


def urge_units(store: Store, people: Beside, *, server: str | None) -> None:
    """Send what is due today. A letter that fails is told in the program's log, and goes out with
    the next one of its unit.
    """
    if not urges_by_itself(people):
        return
    person = without_account(_NAME)
    for sent in send_urges(store, automatic_urges(store, person), person, server=server):
        if sent.failed:
            _LOG.warning("urge of unit %s: %s", sent.urge.unit_id, sent.failed)
