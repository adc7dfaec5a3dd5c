"""Decisions that amend or repeal others: derived from what they say, in whatever order they
come.
"""

from __future__ import annotations

from datetime import date
from itertools import permutations

import pytest

from tests.databases import Clock
from tests.tracking.factory import plan, work
from vanban.schemas import Appendix, Plan, Span
from vanban.tracking import Store
from vanban.tracking.cases import case_of
from vanban.tracking.exports.ics import calendar
from vanban.tracking.exports.reading import snapshot
from vanban.tracking.exports.report.content import compose
from vanban.tracking.exports.summary import summary
from vanban.tracking.fields import place_words
from vanban.tracking.people.person import Person
from vanban.tracking.queries.desk import documents_with_work
from vanban.tracking.queries.documents import history, one_document
from vanban.tracking.queries.reminders import reminders
from vanban.tracking.queries.sql import run_sql
from vanban.tracking.queries.task_filter import TaskFilter
from vanban.tracking.queries.tasks import count_tasks, find_tasks
from vanban.tracking.queries.units import unit_loads
from vanban.tracking.states import Reported
from vanban.tracking.store.addresses import addresses, in_words, mentions, standing_under
from vanban.tracking.store.citation_rows import citation_rows
from vanban.tracking.store.doctor import doctor
from vanban.tracking.store.effects import (
    PART,
    SEPARATOR,
    WHOLE,
    extent,
    places_of,
    title_citations,
)
from vanban.tracking.store.reporting import Update
from vanban.tracking.store.rows import in_appendix
from vanban.tracking.urging import urges
from vanban.tracking.words import status

NAMED = "Quyết định số 900/QĐ-BTN"
DATED = f"{NAMED} ngày 10 tháng 3 năm 2026"


@pytest.mark.parametrize(
    ("before", "said"),
    [
        ("Điều 2. Bãi bỏ toàn bộ ", "all"),
        ("có hiệu lực từ ngày ký và thay thế ", "all"),
        ("bãi bỏ Kế hoạch chuyển đổi số ban hành kèm theo ", "all"),
        ("Bãi bỏ mục đích. Thay thế ", "all"),
        ("thay thế Quyết định số 5/QĐ-UBND ngày 1 tháng 2 năm 2020 và ", "all"),
        # numbers of tasks and rows
        ("Bãi bỏ nhiệm vụ số 3 tại Phụ lục kèm theo ", "nhiệm vụ 3 Phụ lục"),
        ("Bãi bỏ các nhiệm vụ số 3, 4 và 7 của ", "nhiệm vụ 3; nhiệm vụ 4; nhiệm vụ 7"),
        ("Bãi bỏ các nhiệm vụ từ số 3 đến số 5 của ", "nhiệm vụ 3; nhiệm vụ 4; nhiệm vụ 5"),
        ("Bãi bỏ các nhiệm vụ 3 đến 4 của ", "nhiệm vụ 3; nhiệm vụ 4"),
        ("Bãi bỏ số thứ tự 5 tại Phụ lục I kèm theo ", "nhiệm vụ 5 Phụ lục I"),
        ("Bãi bỏ STT 5 mục II Phụ lục I kèm theo ", "nhiệm vụ 5 mục II Phụ lục I"),
        ("Bãi bỏ nhiệm vụ 3 về sửa đổi Luật A tại Phụ lục kèm theo ", "nhiệm vụ 3 Phụ lục"),
        ("Sửa đổi thời hạn nhiệm vụ số 1 tại Phụ lục kèm theo ", "nhiệm vụ 1 Phụ lục"),
        # parts, chapters, sections
        ("Bãi bỏ phần II của Kế hoạch ban hành kèm theo ", "phần II"),
        ("Bãi bỏ mục 3 phần II Phụ lục kèm theo ", "mục 3 phần II Phụ lục"),
        ("Bãi bỏ các điểm 3, 4 mục II Kế hoạch kèm theo ", "điểm 3 mục II; điểm 4 mục II"),
        ("Bãi bỏ nội dung tại tiểu mục 2 mục I phần III ", "tiểu mục 2 mục I phần III"),
        ("Bãi bỏ nhiệm vụ 1.2, II.3 và mục 4 phần B ", "nhiệm vụ 1.2; nhiệm vụ II.3; mục 4 phần B"),
        ("Sửa đổi nhiệm vụ tại mục II.2 Phụ lục kèm theo ", "mục II.2 Phụ lục"),
        # articles
        ("Bãi bỏ khoản 2 Điều 3 ", "khoản 2 Điều 3"),
        ("Bãi bỏ các điều 5 và 6 Chương II Quy định ", "Điều 5 chương II; Điều 6 chương II"),
        ("Bãi bỏ từ khoản 2 đến khoản 3 Điều 5 ", "khoản 2 Điều 5; khoản 3 Điều 5"),
        (
            "Bãi bỏ điểm d đến điểm đ khoản 1 Điều 5 ",
            "điểm d khoản 1 Điều 5; điểm đ khoản 1 Điều 5",
        ),
        (
            "Bãi bỏ điểm a khoản 1, điểm b khoản 2 Điều 4 ",
            "điểm a khoản 1 Điều 4; điểm b khoản 2 Điều 4",
        ),
        ("Bãi bỏ Điều 3 và điểm a khoản 2 Điều 4 ", "Điều 3; điểm a khoản 2 Điều 4"),
        ("Bãi bỏ khoản 2 Điều 5 Quyết định số 5/QĐ-UBND và Điều 4 ", "Điều 4"),
        # appendices
        ("Bãi bỏ Phụ lục II ban hành kèm theo ", "Phụ lục II"),
        ("Bãi bỏ khoản 2 Điều 3 và Phụ lục II kèm theo ", "khoản 2 Điều 3; Phụ lục II"),
        ("Bãi bỏ toàn bộ các nhiệm vụ tại Phụ lục III ", "Phụ lục III"),
        # something in it
        ("bãi bỏ một phần Quy định ban hành kèm theo ", "part"),
        ("thay thế Danh mục II tại ", "part"),
        ("Thay thế cụm từ “a” tại điểm a khoản 2 Điều 5 ", "part"),
        ("Bãi bỏ Điều 4 (trừ khoản 2) ", "part"),
        ("Sửa đổi, bổ sung một số nội dung tại Phụ lục kèm theo ", "part"),
        ("Bãi bỏ nhiệm vụ 1 đến 900 của ", "part"),
    ],
)
def test_how_much_is_changed(before: str, said: str) -> None:
    assert extent(before, ends=not before.startswith("Sửa đổi")) == said
    if said not in (WHOLE, PART):
        assert SEPARATOR.join(map(in_words, places_of(said))) == said


def first() -> Plan:
    rows = ("Xây dựng kế hoạch", "Đào tạo công chức", "Rà soát văn bản")
    due = date(2026, 5, 15)
    return plan(
        *(work(text, leads=["Vụ A"], due=due) for text in rows),
        number="900",
        issued_on=date(2026, 3, 10),
    )


def later(*articles: str, number: str = "950", title: str = "Về Kế hoạch", **more: object) -> Plan:
    issued = date(2026, 5, 20)
    return plan(number=number, issued_on=issued, title=title, articles=articles, **more)  # type: ignore[arg-type]


AMENDS = later(
    f"Sửa đổi thời hạn hoàn thành nhiệm vụ số 1 tại Phụ lục kèm theo {DATED} thành ngày "
    f"31/12/2026.",
    f"Bãi bỏ nhiệm vụ số 3 tại Phụ lục kèm theo {NAMED}.",
)


def marked(store: Store, day: date | None = None) -> dict[str | None, str | None]:
    wanted = TaskFilter(document="900/QĐ-BTN", as_of=day)
    return {row.number: row.repealed_by for row in find_tasks(store, wanted).rows}


@pytest.mark.parametrize("order", list(permutations((0, 1))))
def test_a_repealed_task_is_marked_in_any_order(store: Store, order: tuple[int, ...]) -> None:
    store.load([(first(), AMENDS)[n] for n in order])
    assert marked(store) == {"1": None, "2": None, "3": "950/QĐ-BTN"}
    (row,) = find_tasks(store, TaskFilter(repealed=True)).rows
    assert status(row) == "Bị bãi bỏ theo 950/QĐ-BTN"
    assert len(find_tasks(store, TaskFilter(repealed=False)).rows) == 2
    (load,) = unit_loads(store)
    assert (load.total, load.open, load.overdue, load.repealed) == (3, 2, 2, 1)
    told = history(store, one_document(store, "900/QĐ-BTN"))
    assert [(c.relation, c.number_symbol, c.tasks) for c in told.changed_by] == [
        ("amends", "950/QĐ-BTN", ("nhiệm vụ 1 Phụ lục",)),
        ("repeals", "950/QĐ-BTN", ("nhiệm vụ 3 Phụ lục",)),
    ]
    views = "SELECT number, amended_by, repealed_by FROM v_tasks ORDER BY number"
    assert run_sql(store, views).rows == (
        ("1", "950/QĐ-BTN", None),
        ("2", None, None),
        ("3", None, "950/QĐ-BTN"),
    )
    assert run_sql(
        store, "SELECT amended_by, repealed_by FROM v_documents WHERE number = '900'"
    ).rows == (("950/QĐ-BTN", None),)


def numbers(store: Store, **wanted: object) -> list[str | None]:
    rows = find_tasks(store, TaskFilter(document="900/QĐ-BTN", **wanted)).rows  # type: ignore[arg-type]
    return [row.number for row in rows]


@pytest.mark.parametrize(
    ("state", "due"),
    [("overdue", ["1", "2"]), ("open", ["1", "2"]), ("không thời hạn", []), ("bị bãi bỏ", ["3"])],
)
def test_a_repealed_task_is_neither_open_nor_due(store: Store, state: str, due: list[str]) -> None:
    store.load([first(), AMENDS])
    everywhere = find_tasks(store, TaskFilter(unit="Vụ A", states=(state,))).rows
    assert [row.number for row in everywhere if row.number_symbol == "900/QĐ-BTN"] == due
    assert numbers(store, states=(state,)) == due
    assert count_tasks(store, TaskFilter(states=(state,))) == len(due)


def test_every_count_agrees_that_it_is_not_due(store: Store) -> None:
    store.load([first(), AMENDS])
    assert numbers(store, silent_days=0) == ["1", "2"]
    (work_,) = [
        w for w in documents_with_work(store, limit=9) if w.document.number_symbol == "900/QĐ-BTN"
    ]
    assert (work_.tasks, work_.overdue) == (3, 2)
    taken = snapshot(store, TaskFilter(document="900/QĐ-BTN", limit=0))
    (unit,), total = summary(taken.tasks)
    assert (total.total, total.open, total.overdue, total.repealed) == (3, 2, 2, 1)
    assert (unit.remark, len(compose(taken).late)) == ("1 bị bãi bỏ", 2)
    leader = Person(7, "vt", "Văn thư", "clerk")
    assert [len(urge.tasks) for urge in urges(store, TaskFilter(), leader)] == [2]
    assert case_of(store, 3).stage == "repealed"
    sql = (
        "SELECT (SELECT tasks_overdue FROM v_documents WHERE number = '900'), overdue, "
        "open_in_time,"
        " repealed FROM v_units"
    )
    assert run_sql(store, sql).rows == ((2, 2, 0, 1),)
    tasks_ = "SELECT time_state, days_overdue IS NULL FROM v_tasks WHERE number = '3'"
    ((state, none),) = run_sql(store, tasks_).rows
    assert (state, bool(none)) == ("repealed", True)


def test_calendars_take_a_repealed_task_out(store: Store) -> None:
    store.load([first(), AMENDS])
    calendar_ = calendar(snapshot(store, TaskFilter(document="900/QĐ-BTN", limit=0))).decode()
    assert calendar_.count("STATUS:CANCELLED") == 2  # its to-do and its event


def test_what_was_finished_before_stays_finished(store: Store) -> None:
    store.load([first()])
    store.update(Update(3, state=Reported.DONE, done_on=date(2026, 5, 10), day=date(2026, 5, 10)))
    store.load([AMENDS])
    (load,) = unit_loads(store)
    assert (load.total, load.done_in_time, load.repealed) == (3, 1, 0)
    (row,) = find_tasks(store, TaskFilter(states=("done",))).rows
    assert status(row) == "Hoàn thành đúng hạn (10/05/2026); bị bãi bỏ theo 950/QĐ-BTN"


def test_on_a_day_before_it_was_repealed_it_was_due(store: Store) -> None:
    store.load([first(), AMENDS])
    (load,) = unit_loads(store, as_of=date(2026, 5, 19))
    assert (load.overdue, load.repealed) == (3, 0)
    assert numbers(store, states=("overdue",), as_of=date(2026, 5, 19)) == ["1", "2", "3"]


PLACES = (
    ("I", "1"), ("I", "2"), ("II", "1"), ("II", "2"), ("II", "2", "2.1"), ("II", "2", "a"),
    ("Điều 3", "1"), ("Điều 3", "2"), ("Điều 3", "2", "a"), ("Chương II", "Điều 4", "1", "a"),
    ("Điều 5", "1", "2"), ("PL", "4"), ("PL", "4", "-"), ("PL", "B", "9"), ("PL", "II", "7"),
    ("Phụ lục III", "1"), ("Phụ lục III", "2"), ("Phụ lục III", "A", "8"), ("KH 2", "V", "1"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("said", "under"),
    [
        ("phần II", "II/1; II/2; II/2/2.1; II/2/a"),
        ("mục 2 phần II", "II/2; II/2/2.1; II/2/a"),
        ("mục II.2", "II/2; II/2/2.1; II/2/a"),
        ("mục 2.1 phần II", "II/2/2.1"),
        ("điểm a mục 2 phần II", "II/2/a"),
        ("phần V", "KH 2/V/1"),
        ("phần B Phụ lục", "PL/B/9"),
        ("phần II Phụ lục", "PL/II/7"),
        ("Điều 3", "Điều 3/1; Điều 3/2; Điều 3/2/a"),
        ("khoản 2 Điều 3", "Điều 3/2; Điều 3/2/a"),
        ("điểm a khoản 2 Điều 3", "Điều 3/2/a"),
        ("khoản 2 Điều 5", ""),  # its only "2" is a point of khoản 1
        ("điểm a khoản 1 Điều 4", "Chương II/Điều 4/1/a"),
        ("chương II", "Chương II/Điều 4/1/a"),
        ("chương I", ""),
        ("Phụ lục III", "Phụ lục III/1; Phụ lục III/2; Phụ lục III/A/8"),
        ("nhiệm vụ 8 Phụ lục III", "Phụ lục III/A/8"),
        ("nhiệm vụ 9", "PL/B/9"),
        ("nhiệm vụ 4 Phụ lục", "PL/4; PL/4/-"),
        ("Phụ lục", ""),  # there are two
        ("Phụ lục II", ""),
        ("nhiệm vụ 2", ""),  # in part I, in part II
    ],
)
def test_what_stands_under_an_address(said: str, under: str) -> None:
    (address,) = addresses(mentions(said))
    found = standing_under(address, dict(enumerate(PLACES)))
    assert "; ".join("/".join(PLACES[n]) for n in sorted(found)) == under


def test_a_task_is_found_by_its_address(store: Store) -> None:
    store.load([in_parts(), later(f"Bãi bỏ mục 3 phần II Phụ lục kèm theo {DATED}.")])
    gone = find_tasks(store, TaskFilter(repealed=True)).rows
    assert [(row.place, row.text) for row in gone] == [("mục II.3 Phụ lục", "Ba của II")]
    (change,) = history(store, one_document(store, "900/QĐ-BTN")).changed_by
    assert change.tasks == ("mục 3 phần II Phụ lục",)


@pytest.mark.parametrize("order", list(permutations((0, 1))))
def test_a_whole_part_is_repealed_whichever_comes_first(
    store: Store, order: tuple[int, ...]
) -> None:
    repeal = later(f"Bãi bỏ phần II của Kế hoạch ban hành kèm theo {DATED}.")
    store.load([(in_parts(), repeal)[n] for n in order])
    assert [row.text for row in find_tasks(store, TaskFilter(repealed=True)).rows] == [
        "Một của II",
        "Hai của II",
        "Ba của II",
    ]
    without = later(f"Sửa đổi Kế hoạch ban hành kèm theo {DATED}.")
    store.load([without])
    assert find_tasks(store, TaskFilter(repealed=True)).rows == ()
    store.undo(one_document(store, "950/QĐ-BTN"))
    assert len(find_tasks(store, TaskFilter(repealed=True)).rows) == 3
    assert all(finding.ok for finding in doctor(store))


@pytest.mark.parametrize(
    ("label", "path", "words"),
    [
        ("Phụ lục II", ("PL", "II", "3"), "mục 3 Phụ lục II"),
        ("Phụ lục", ("PL", "II", "3"), "mục II.3 Phụ lục"),
        ("Phụ lục II", ("PL", "III", "3"), "mục III.3 Phụ lục"),
        ("Phụ lục II", ("II", "3"), "mục II.3"),
    ],
)
def test_the_number_of_an_appendix_is_told_from_that_of_a_part(
    label: str, path: tuple[str, ...], words: str
) -> None:
    read = first()
    span = Span(start=0, end=len(read.source.text))
    read = read.model_copy(update={"appendices": (Appendix(id="pl", label=label, span=span),)})
    task = read.tasks[0].model_copy(update={"path": path})
    assert place_words(in_appendix(read, task)) == words


def in_parts() -> Plan:
    """A plan whose numbers begin anew in each part."""
    places = [(part, n) for part in ("I", "II") for n in (1, 2, 3)]
    words = ("Một", "Hai", "Ba")
    read = plan(
        *(f"{words[n - 1]} của {part}" for part, n in places),
        number="900",
        issued_on=date(2026, 3, 10),
    )
    tasks = [
        task.model_copy(update={"path": ("PL", part, str(n)), "number": str(n)})
        for task, (part, n) in zip(read.tasks, places, strict=True)
    ]
    return read.model_copy(update={"tasks": tuple(tasks)})


AMENDED = (
    f"Điều 1. Sửa đổi, bổ sung một số nội dung của Kế hoạch ban hành kèm theo {DATED} như sau:"
)
TITLED = f"Sửa đổi, bổ sung một số nội dung của Kế hoạch ban hành kèm theo {NAMED}"


@pytest.mark.parametrize(
    ("clauses", "said"),
    [
        ("1. Bãi bỏ mục 3.", ["repeals mục 3"]),
        ("1. Sửa đổi, bổ sung mục II.1 như sau: “1. Giao Vụ B theo khoản "
         "2.”.", ["amends mục II.1"]),
        ("1. Thay thế Phụ lục I bằng Phụ lục II kèm theo Quyết định này.", ["replaces Phụ lục I"]),
        ("1. Bãi bỏ các nhiệm vụ sau: nhiệm vụ số 2, nhiệm vụ số 3.",
         ["repeals nhiệm vụ 2; nhiệm vụ 3"]),
        # one clause, several deeds; what units have in common stands with the last
        ("1. Sửa đổi điểm a và bãi bỏ điểm b khoản 2 Điều 4 như sau: “a) Mới”.",
         ["amends điểm a khoản 2 Điều 4", "repeals điểm b khoản 2 Điều 4"]),
        # points under a clause
        ("1. Sửa đổi, bổ sung một số khoản của Điều 9 như sau:\na) Sửa đổi khoản 2 như sau: “2. "
         "Mới”."
         "\nb) Bãi bỏ khoản 3.", ["amends khoản 2 Điều 9", "repeals khoản 3 Điều 9"]),
        ("1. Bãi bỏ các nhiệm vụ sau đây:\na) Nhiệm vụ số 1;\nb) Nhiệm vụ số 3.",
         ["repeals nhiệm vụ 1", "repeals nhiệm vụ 3"]),
        # something in a unit
        ("1. Bãi bỏ cụm từ “điểm a Điều 1” tại mục 3.", ["amends mục 3"]),
        ("1. Điều chỉnh thời hạn nhiệm vụ số 1 thành ngày 31/12/2026.", ["amends nhiệm vụ 1"]),
        ("1. Sửa đổi Điều 3 đã được sửa đổi tại khoản 1 Điều 1 Quyết định số 5/QĐ-BTN như sau: "
         "“3”.",
         ["amends Điều 3"]),
        # no change of what was there
        ("1. Bổ sung nhiệm vụ số 3 như sau: “3. Mới”.", []),
        ("1. Bổ sung khoản 9 vào sau khoản 8 Điều 2 như sau: “9. Mới”.", []),
        ("1. Các nội dung khác tại mục 3 giữ nguyên.", []),
        ("1. Giao Vụ A bãi bỏ mục 3.", []),
        # another document, named in the clause itself
        ("1. Bãi bỏ mục 3 Quyết định số 7/QĐ-BTN ngày 1 tháng 2 năm 2026.", []),
    ],
)  # fmt: skip
@pytest.mark.parametrize("opening", [AMENDED, "Điều 1. Sửa đổi, bổ sung một số nội dung như sau:"])
def test_clauses_change_the_document_that_is_named_above_them(
    clauses: str, said: list[str], opening: str
) -> None:
    read = later(f"{opening}\n{clauses}", title=TITLED)
    rows = [row for row in citation_rows(read) if row["number_symbol"] == "900/QĐ-BTN"]
    found = [(row["relation"], row["effect"]) for row in rows if row["effect"] not in (None, PART)]
    assert [f"{relation} {effect}" for relation, effect in found] == said


def test_where_several_documents_are_named_above_none_is_guessed() -> None:
    two = f"Điều 1. Sửa đổi một số nội dung của {NAMED} và {NAMED.replace('900', '901')} như sau:"
    rows = citation_rows(later(f"{two}\n1. Bãi bỏ mục 3.", title="Sửa đổi hai quyết định"))
    assert [row["effect"] for row in rows] == [PART, PART]


@pytest.mark.parametrize("order", list(permutations((0, 1))))
def test_a_clause_without_a_name_marks_the_task(store: Store, order: tuple[int, ...]) -> None:
    clauses = (
        "1. Điều chỉnh thời hạn nhiệm vụ số 1 thành ngày 31/12/2026.\n2. Bãi bỏ nhiệm vụ số 3."
    )
    store.load([(first(), later(f"{AMENDED}\n{clauses}"))[n] for n in order])
    assert marked(store) == {"1": None, "2": None, "3": "950/QĐ-BTN"}
    changes_ = history(store, one_document(store, "900/QĐ-BTN")).changed_by
    assert [(c.relation, c.tasks) for c in changes_] == [
        ("amends", ("nhiệm vụ 1",)),
        ("repeals", ("nhiệm vụ 3",)),
    ]
    words = run_sql(store, "SELECT words FROM v_changes WHERE effect = 'nhiệm vụ 3'").rows
    assert words == (("Bãi bỏ nhiệm vụ số 3.",),)
    assert all(finding.ok for finding in doctor(store))


def test_the_mark_goes_with_the_document_that_made_it(store: Store) -> None:
    store.load([first(), AMENDS])
    store.remove(one_document(store, "950/QĐ-BTN"))
    assert set(marked(store).values()) == {None}
    store.load([AMENDS])
    assert marked(store)["3"] == "950/QĐ-BTN"


def test_before_its_day_it_repeals_nothing(store: Store, clock: Clock) -> None:
    store.load([first(), AMENDS])
    assert set(marked(store, date(2026, 5, 19)).values()) == {None}
    assert marked(store, date(2026, 5, 20))["3"] == "950/QĐ-BTN"


def test_a_plan_that_is_replaced_is_marked_whole_and_nobody_is_reminded(store: Store) -> None:
    store.load([first()])
    assert [len(r.overdue) for r in reminders(store)] == [3]
    store.load([later(f"Quyết định này có hiệu lực từ ngày ký và thay thế {DATED}.")])
    assert set(marked(store).values()) == {"950/QĐ-BTN"}
    assert reminders(store) == []


def test_the_title_says_it_too(store: Store) -> None:
    title = f"Về việc bãi bỏ Kế hoạch ban hành kèm theo {DATED}"
    store.load([first(), later(title=title)])
    assert set(marked(store).values()) == {"950/QĐ-BTN"}


def test_work_to_repeal_a_document_repeals_nothing(store: Store) -> None:
    store.load([first(), later(), plan(f"Trình ban hành Quyết định bãi bỏ {DATED}", number="7")])
    assert set(marked(store).values()) == {None}


def test_a_number_alone_is_that_of_the_same_body(store: Store) -> None:
    other = later(f"Bãi bỏ {DATED}.", issuer="Ủy ban nhân dân tỉnh Khác")
    store.load([first(), other])
    assert set(marked(store).values()) == {None}
    by_name = later(f"Bãi bỏ {DATED} của Bộ Thử nghiệm.", issuer="Chính phủ", number="951")
    store.load([by_name])
    assert set(marked(store).values()) == {"951/QĐ-BTN"}


def test_a_chain_of_amendments(store: Store) -> None:
    second = later(f"Sửa đổi, bổ sung một số nội dung của Kế hoạch ban hành kèm theo {DATED}.")
    third = later(
        "Sửa đổi, bổ sung Điều 1 Quyết định số 950/QĐ-BTN ngày 20 tháng 5 năm 2026.", number="960"
    )
    store.load([third, second, first()])
    assert run_sql(
        store, "SELECT number_symbol, relation, changed_by FROM v_changes ORDER BY 1"
    ).rows == (("900/QĐ-BTN", "amends", "950/QĐ-BTN"), ("950/QĐ-BTN", "amends", "960/QĐ-BTN"))


def test_a_merged_body_is_found_under_its_successor(store: Store) -> None:
    store.load([plan(work("Báo cáo", leads=["Bộ cũ"]), number="1")])
    with store.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE actors SET actor_id = 'BTTTT' WHERE name = 'Bộ cũ'")
    found = run_sql(store, "SELECT unit, unit_now, merged_by FROM v_assignments").rows
    assert found == (("Bộ cũ", "Bộ Khoa học và Công nghệ", "NQ 176/2025/QH15"),)
    assert run_sql(store, "SELECT unit_now, leads FROM v_units").rows == (
        ("Bộ Khoa học và Công nghệ", 1),
    )


def test_a_title_says_what_it_changes_and_without_its_place_nothing() -> None:
    amending = plan(title=f"Sửa đổi, bổ sung một số điều của {NAMED}")
    assert [c.number_symbol for c in title_citations(amending)] == ["900/QĐ-BTN"]
    lost = amending.document.model_copy(update={"evidence": {}})
    assert title_citations(amending.model_copy(update={"document": lost})) == ()
