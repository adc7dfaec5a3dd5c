"""Urges: one letter to each unit, an entry in the log only when it went out."""

from __future__ import annotations

from datetime import date

import pytest

from tests.databases import Clock
from tests.mailbox import Mailbox
from tests.tracking.factory import plan, work
from vanban.tracking import Store
from vanban.tracking.errors import NotAllowed
from vanban.tracking.mail import MailFailed
from vanban.tracking.people.person import Person
from vanban.tracking.queries.desk import whole_task
from vanban.tracking.queries.task_filter import TaskFilter
from vanban.tracking.units.directory import NewUnit, add_unit
from vanban.tracking.urging import send_urges, take_step, urges
from vanban.tracking.words import report_line
from vanban.tracking.workflow import Said

CLERK = Person(7, "vt", "Văn thư", "clerk")
NOWHERE = "smtp://127.0.0.1:1"


@pytest.fixture
def late(store: Store, clock: Clock) -> Store:
    store.load(
        [
            plan(
                work("Xây dựng đề án", leads=["Vụ A", "Vụ B"], due=date(2026, 6, 10)),
                work("Rà soát văn bản", leads=["Vụ A"], due=date(2026, 6, 12)),
                work("Tổng kết", leads=["Vụ B"], due=date(2026, 12, 1)),
            )
        ]
    )
    add_unit(store, NewUnit("Vụ A", email="vu-a@bo.example"))
    clock.set(date(2026, 6, 20))
    return store


def test_each_unit_gets_one_letter_and_the_log_says_so(late: Store, mailbox: Mailbox) -> None:
    found = urges(late, TaskFilter(), CLERK)
    assert [(u.unit, u.address, len(u.tasks)) for u in found] == [
        ("Vụ A", "vu-a@bo.example", 2),
        ("Vụ B", None, 1),
    ]
    results = send_urges(late, found, CLERK, server=mailbox.url, note="Gấp")
    assert [result.failed is None for result in results] == [True, False]
    (letter,) = mailbox.letters
    assert (letter["To"], "2 nhiệm vụ" in letter["Subject"]) == ("vu-a@bo.example", True)
    words = letter.get_content()
    assert "1. Xây dựng đề án" in words and "Hạn: 10/06/2026" in words and "Gấp" in words
    entry = whole_task(late, 1).log[0]
    assert report_line(entry) == "đôn đốc (đã gửi thư cho Vụ A, vu-a@bo.example); Gấp"
    assert urges(late, TaskFilter(), CLERK) == []  # once a day


def test_nothing_is_logged_when_nothing_went_out(late: Store) -> None:
    results = send_urges(late, urges(late, TaskFilter(), CLERK), CLERK, server=NOWHERE)
    assert all(result.failed for result in results)
    with pytest.raises(MailFailed, match="chưa đôn đốc được"):
        take_step(late, 2, "urge", CLERK, Said(), server=NOWHERE)
    assert [whole_task(late, n).log for n in (1, 2)] == [(), ()]


def test_a_letter_on_paper_counts(late: Store) -> None:
    take_step(late, 1, "urge", CLERK, Said(evidence="45/VP-TH"), server=None)
    assert report_line(whole_task(late, 1).log[0]) == "đôn đốc (bằng công văn); 45/VP-TH"


def test_who_may_not_urge_sends_nothing(late: Store, mailbox: Mailbox) -> None:
    viewer = Person(8, "x", "Khách", "viewer")
    assert urges(late, TaskFilter(), viewer) == []
    with pytest.raises(NotAllowed):
        take_step(late, 1, "urge", viewer, Said(), server=mailbox.url)
    assert mailbox.letters == []
