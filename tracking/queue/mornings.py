"""What a worker does of itself every morning: letters to units, where they are wanted."""

from __future__ import annotations

import logging

from vanban.tracking.beside import Beside
from vanban.tracking.people.office import urges_by_itself
from vanban.tracking.people.person import without_account
from vanban.tracking.store.store import Store
from vanban.tracking.urging import automatic_urges, send_urges

_LOG = logging.getLogger("vanban.queue")
_NAME = "Đôn đốc tự động"
"""Who stands in the log of a task."""


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
