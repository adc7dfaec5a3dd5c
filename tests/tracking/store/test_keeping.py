"""Looking after the store: doctor, backup and restore, SQL, reminders, graph, DataFrames, the
schema itself.
"""

from __future__ import annotations

import json
import re
import sqlite3
import xml.etree.ElementTree as ET
from datetime import date
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import Column, Connection, Table, select, text

from tests.databases import Clock
from tests.mailbox import Mailbox
from tests.tracking.factory import plan, work
from vanban.schemas import Deadline
from vanban.tracking import Store, open_store
from vanban.tracking.edits.write import NewEdit
from vanban.tracking.errors import BadBackup, BadQuery, QueryTimeout, StoreUnavailable
from vanban.tracking.frames import VIEWS, frame, write_parquet
from vanban.tracking.queries.documents import diff, history, read_plan
from vanban.tracking.queries.graph import as_graphml, as_json, citation_graph
from vanban.tracking.queries.reminders import (
    MailFailed,
    reminder_text,
    reminders,
    send,
    write_files,
)
from vanban.tracking.queries.search import search
from vanban.tracking.queries.sql import run_sql
from vanban.tracking.queries.task_filter import TaskFilter
from vanban.tracking.queries.tasks import find_tasks
from vanban.tracking.states import Reported
from vanban.tracking.store.backup import backup, copy_store, restore
from vanban.tracking.store.doctor import doctor
from vanban.tracking.store.models import Base, Task
from vanban.tracking.store.reporting import Update
from vanban.tracking.store.upgrade import HEAD, alembic_config, ensure_schema


@pytest.fixture
def filled(store: Store) -> Store:
    """Two decisions, the second of which amends the first; one task done."""
    store.load(
        [
            plan(
                work(
                    "Xây dựng kế hoạch",
                    leads=["Vụ A"],
                    cooperators=["Cục B"],
                    due=date(2026, 6, 4),
                    outputs=["Kế hoạch"],
                ),
                work("Báo cáo", leads=["Cục B"], due=date(2026, 5, 1)),
                citations=[("95/2017/NĐ-CP", date(2017, 8, 16), "basis")],
            ),
            plan(
                work("Sửa đổi", leads=["Vụ A"]),
                number="99",
                issued_on=date(2026, 5, 5),
                citations=[("12/QĐ-BTN", date(2026, 3, 2), "amends")],
            ),
        ]
    )
    with store.reading() as connection:
        task = connection.execute(select(Task.id).where(Task.text == "Báo cáo")).scalar_one()
    store.update(
        Update(task, state=Reported.DONE, done_on=date(2026, 5, 2), note="gửi rồi"), by="an"
    )
    return store


def everything(store: Store) -> dict[str, list]:
    """All rows; an upgrade may number citations anew, for nothing points to them."""

    def columns(table: Table) -> list[Column]:
        return [c for c in table.c if table.name != "citations" or c.name != "id"]

    with store.reading() as connection:
        tables = [t for t in Base.metadata.sorted_tables if t.name != "counters"]
        found = {t.name: connection.execute(select(*columns(t))).all() for t in tables}
        return {name: sorted(map(tuple, rows), key=repr) for name, rows in found.items()}


def test_migrations_make_what_the_models_say(store: Store) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    with store.engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), Base.metadata)
    own = re.compile(r"(task|text)_words")
    assert [d for d in differences if not own.search(repr(d))] == []


def test_the_newest_migration_is_the_one_we_expect() -> None:
    folder = Path(__file__).parents[3] / "tracking" / "migrations" / "versions"
    assert (
        max(
            re.search(r'^revision = "(\w+)"', p.read_text("utf-8"), re.M)[1]
            for p in folder.glob("v*.py")
        )
        == HEAD
    )  # type: ignore[index]


def test_an_older_store_is_upgraded_and_back_with_nothing_lost(filled: Store) -> None:
    def blocks() -> list[tuple]:
        query = (
            'SELECT document_id, ordinal, role, "start", "end", anchor, row_index FROM blocks '
            "ORDER BY 1, 2"
        )
        with filled.reading() as connection:
            return list(map(tuple, connection.execute(text(query))))

    before, rows = blocks(), everything(filled)
    assert before[0][:5] == (1, 0, "header", 0, 13) and '"line":1' in before[0][5].replace(" ", "")
    with filled.engine.connect().execution_options(writer=True) as connection, connection.begin():
        config = alembic_config()
        config.attributes["connection"] = connection
        command.downgrade(config, "0001")
    assert blocks() == before
    ensure_schema(filled.engine)
    assert (blocks(), everything(filled)) == (before, rows)
    assert search(filled, "kế hoạch", kinds=["task"])[0].snippet == "Xây dựng kế hoạch"
    assert [f for f in doctor(filled) if not f.ok] == []


def test_a_store_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "kho.db"
    store = open_store(path)
    store.writing(lambda c: c.execute(text("UPDATE alembic_version SET version_num = '9999'")))
    with pytest.raises(StoreUnavailable):
        open_store(path)
    with pytest.raises(StoreUnavailable):
        (tmp_path / "junk.db").write_bytes(
            b"not a database at all, but long enough to be looked at" * 50
        )
        open_store(tmp_path / "junk.db")


def test_a_sound_store_is_sound(filled: Store) -> None:
    assert [f for f in doctor(filled) if not f.ok] == []


@pytest.mark.parametrize(
    "damage",
    ["UPDATE tasks SET state = 'done', phase = 'done' WHERE text = 'Sửa "
     "đổi'", "UPDATE unit_loads SET n = n + 1", "DELETE FROM unit_loads",
     "UPDATE tasks SET due = NULL WHERE text = 'Báo cáo'"],
)  # fmt: skip
def test_the_doctor_finds_and_mends_wrong_caches(filled: Store, damage: str) -> None:
    good = everything(filled)["tasks"]
    filled.writing(lambda c: c.execute(text(damage)))
    assert [f for f in doctor(filled) if not f.ok]
    doctor(filled, fix=True)
    assert [f for f in doctor(filled) if not f.ok] == []
    assert everything(filled)["tasks"] == good


def test_the_doctor_sees_a_torn_plan(filled: Store) -> None:
    filled.writing(
        lambda c: c.execute(
            text("UPDATE revisions SET plan = substr(plan, 1, 200) WHERE document_id = 1")
        )
    )
    assert any(f.name == "kế hoạch" and not f.ok for f in doctor(filled))


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE revisions SET text = replace(text, 'Xây', 'Xấy') WHERE document_id = 1",
        "UPDATE revisions SET plan = replace(plan, 'Xây', 'Xấy') WHERE document_id = 1",
        "DELETE FROM revisions WHERE document_id = 2",
    ],
)
def test_the_doctor_sees_words_that_are_not_those_that_were_loaded(
    filled: Store, damage: str
) -> None:
    filled.writing(lambda c: c.execute(text(damage)))
    assert [f.name for f in doctor(filled) if not f.ok][:1] == ["kế hoạch"]


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE documents SET title = 'Khác' WHERE id = 1",
        "UPDATE tasks SET text = replace(text, 'Xây', 'Xấy') WHERE text LIKE 'Xây%'",
        "UPDATE tasks SET deadline_text = 'mai' WHERE text LIKE 'Xây%'",
        "UPDATE tasks SET confidence = confidence / 2",
        "UPDATE assignments SET text = 'Vụ khác' WHERE id = (SELECT min(id) FROM assignments)",
        "UPDATE assignments SET actor_id = (SELECT min(id) FROM actors WHERE name LIKE 'Bộ%')",
        "DELETE FROM outputs",
        "UPDATE citations SET number_symbol = '0' WHERE id = (SELECT min(id) FROM citations)",
        "DELETE FROM remarks",
    ],
)
def test_the_doctor_writes_rows_anew_that_are_not_those_of_the_plan(
    filled: Store, damage: str
) -> None:
    edit = NewEdit("set", task_id=1, field="note", value="Theo bản giấy")
    filled.edit([edit], by="vt")
    filled.writing(lambda c: c.execute(text(damage)))
    assert "dòng theo kế hoạch" in [f.name for f in doctor(filled) if not f.ok]
    doctor(filled, fix=True)
    assert [f for f in doctor(filled) if not f.ok] == []


LOG_DAMAGE = [
    "UPDATE reports SET note = 'khác' WHERE id = 1",
    "UPDATE reports SET at = '2026-01-01 00:00:00' WHERE id = 1",
    "DELETE FROM reports WHERE id = 1",
    "UPDATE edits SET reason = 'khác'",
    "DELETE FROM edits",
    "UPDATE seals SET sha256 = 'x' WHERE log = 'edits'",
    "DELETE FROM seals WHERE log = 'reports' AND entry_id = 1",
]


@pytest.mark.parametrize("damage", LOG_DAMAGE)
def test_the_doctor_sees_entries_that_are_not_as_they_were_written(
    filled: Store, damage: str
) -> None:
    task = find_tasks(filled, TaskFilter()).rows[0].id
    filled.edit([NewEdit("set", task_id=task, field="note", value="Theo bản giấy")], by="vt")
    filled.update(Update(task, state=Reported.IN_PROGRESS, progress=20, note="đã họp"), by="vt")
    assert [f for f in doctor(filled) if not f.ok] == []
    filled.writing(lambda c: _past_the_triggers(c, damage))
    told = {f.name: f.message for f in doctor(filled) if not f.ok}
    assert "không còn như lúc ghi" in told["nhật ký báo cáo, sửa"]


def _past_the_triggers(connection: Connection, statement: str) -> None:
    """What a failing disk does, or somebody with the file in his hands."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SET LOCAL session_replication_role = replica"))
    else:
        triggers = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        for name in connection.execute(text(triggers)).scalars().all():
            connection.execute(text(f"DROP TRIGGER {name}"))
    connection.execute(text(statement))


def test_the_doctor_rebuilds_the_index(filled: Store) -> None:
    empty = (
        "DELETE FROM task_words"
        if filled.dialect == "postgresql"
        else "INSERT INTO task_words(task_words) VALUES ('delete-all')"
    )
    filled.writing(lambda c: c.execute(text(empty)))
    assert search(filled, "kế hoạch", kinds=["task"]) == []
    doctor(filled, fix=True)
    assert search(filled, "kế hoạch", kinds=["task"])[0].snippet == "Xây dựng kế hoạch"


def test_dates_of_the_next_years_come_by_themselves(store: Store, clock: Clock) -> None:
    yearly = Deadline(
        text="hàng năm",
        kind="recurring",
        rrule="FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=29",
        start=date(2026, 1, 1),
    )
    store.load([plan(work("Báo cáo năm", deadline=yearly))])
    clock.set(date(2029, 1, 5))
    assert [f.name for f in doctor(store) if not f.ok] == ["kỳ hạn"]
    doctor(store, fix=True)
    assert doctor(store) and all(f.ok for f in doctor(store))
    answer = run_sql(store, "SELECT count(*) AS n FROM v_occurrences")
    assert answer.rows == ((5,),)  # 2026 to 2030


def test_backup_and_restore(filled: Store, tmp_path: Path) -> None:
    before = everything(filled)
    saved = backup(filled, tmp_path / "sao" / "lưu.db")
    assert sorted(p.name for p in saved.parent.iterdir()) == ["lưu.db"]
    filled.load([plan("khác", number="500")])
    with pytest.raises(BadBackup):
        restore(filled, saved)
    kept = restore(filled, saved, force=True)
    assert everything(filled) == before
    assert search(filled, "ke hoach")
    assert doctor(filled) and all(f.ok for f in doctor(filled))
    if filled.dialect == "sqlite":
        assert kept is not None
        assert len(everything(open_store(kept))["documents"]) == 3
    filled.load([plan("mới", number="501")])  # ids go on where they were
    assert len(everything(filled)["documents"]) == 3


def test_a_backup_opens_as_a_store_of_its_own(filled: Store, tmp_path: Path) -> None:
    other = open_store(backup(filled, tmp_path / "b.db"), clock=filled.clock)
    assert [row.text for row in find_tasks(other, TaskFilter()).rows] == [
        row.text for row in find_tasks(filled, TaskFilter()).rows
    ]
    assert (
        search(other, "ke hoach", kinds=["task"])[0].snippet
        == search(filled, "ke hoach", kinds=["task"])[0].snippet
    )


def test_a_broken_backup_is_refused(filled: Store, tmp_path: Path) -> None:
    saved = backup(filled, tmp_path / "b.db")
    saved.write_bytes(saved.read_bytes()[: saved.stat().st_size // 2])
    before = everything(filled)
    with pytest.raises(BadBackup):
        restore(filled, saved, force=True)
    with pytest.raises(BadBackup):
        restore(filled, tmp_path / "none.db", force=True)
    assert everything(filled) == before


def test_a_store_can_move_to_another_database(filled: Store, tmp_path: Path) -> None:
    other = open_store(tmp_path / "other.db", clock=filled.clock)
    copy_store(filled, other)
    assert everything(other) == everything(filled)


def test_sql_answers(filled: Store) -> None:
    answer = run_sql(filled, "SELECT text, time_state FROM v_tasks WHERE state = 'done';")
    assert answer.columns == ("text", "time_state")
    assert answer.rows == (("Báo cáo", "done_late"),)
    assert run_sql(filled, "WITH x AS (SELECT 1 AS a) SELECT a FROM x").rows == ((1,),)
    assert run_sql(filled, "SELECT * FROM v_tasks", limit=1).more


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM documents", "UPDATE tasks SET text = "
                                 "''", "DROP TABLE reports", "SELECT 1; DELETE FROM documents", "",
        "WITH x AS (SELECT 1) DELETE FROM documents", "ATTACH 'x.db' AS "
                                                      "x", "PRAGMA "
                                                           "journal_mode=DELETE", "SELECT * FROM "
                                                                                  "nowhere",
        "SELECT 1) AS q; DELETE FROM documents; SELECT * FROM (SELECT "
        "1", "VACUUM INTO 'x.db'", "COPY documents TO '/tmp/x'",
        "SELECT load_extension('x')", "SELECT * FROM edits", "SELECT plan FROM revisions",
        "SELECT x.id FROM (SELECT id FROM tasks) x", "SELECT set_config('role', 'none', true), 1",
        "WITH v_tasks AS (SELECT * FROM edits) SELECT * FROM v_tasks",
        'WITH "v_line"/*)*/ ( a /*)*/) -- x\n AS /**/ MATERIALIZED (SELECT id FROM tasks) SELECT '
        '* FROM v_line',
    ],
)  # fmt: skip
def test_sql_changes_nothing(filled: Store, statement: str) -> None:
    before = everything(filled)
    with pytest.raises(BadQuery):
        run_sql(filled, statement)
    assert everything(filled) == before


def test_sql_has_a_time_limit(filled: Store) -> None:
    endless = (
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
    )
    with pytest.raises(QueryTimeout):
        run_sql(filled, endless, seconds=0.3)
    assert run_sql(filled, "SELECT 1").rows == ((1,),)


def test_reminders_go_to_each_unit(filled: Store, tmp_path: Path) -> None:
    found = reminders(filled, as_of=date(2026, 6, 1))
    assert [(r.unit, [t.text for t in r.due], [t.text for t in r.overdue]) for r in found] == [
        ("Vụ A", ["Xây dựng kế hoạch"], [])
    ]
    words = reminder_text(found[0])
    assert "Hạn: 04/06/2026 (Sắp đến hạn, còn 3 ngày)" in words
    assert [p.name for p in write_files(found, tmp_path / "nhac")] == ["vu-a.txt"]
    assert reminders(filled, as_of=date(2026, 5, 30)) == []
    (late,) = reminders(filled, as_of=date(2026, 6, 30))
    assert [t.days for t in late.overdue] == [26]


def test_reminders_are_mailed_once(filled: Store, mailbox: Mailbox) -> None:
    url = mailbox.url
    found = reminders(filled, as_of=date(2026, 6, 1))
    addresses = {"vụ a": "vu-a@example.vn"}
    assert [r.unit for r in send(filled, found, addresses, server=url)] == ["Vụ A"]
    assert send(filled, found, addresses, server=url) == []
    assert [letter["To"] for letter in mailbox.letters] == ["vu-a@example.vn"]
    assert send(filled, found, {}, server=url) == []


def test_a_mail_server_that_is_not_there(filled: Store) -> None:
    with pytest.raises(MailFailed):
        send(
            filled,
            reminders(filled, as_of=date(2026, 6, 1)),
            {"vụ a": "a@example.vn"},
            server="smtp://127.0.0.1:1",
        )


def test_the_citation_graph(filled: Store) -> None:
    graph = citation_graph(filled)
    assert {(e.source, e.target, e.relation) for e in graph.edges} == {
        ("d1", "x:95/2017/NĐ-CP", "basis"),
        ("d2", "d1", "amends"),
    }
    assert {n["id"] for n in as_json(graph)["nodes"]} == {"d1", "d2", "x:95/2017/NĐ-CP"}
    root = ET.fromstring(as_graphml(graph))
    space = {"g": "http://graphml.graphdrawing.org/xmlns"}
    assert len(root.findall(".//g:edge", space)) == 2
    assert {e.get("target") for e in root.findall(".//g:edge", space)} <= {
        n.get("id") for n in root.findall(".//g:node", space)
    }


def test_what_changes_a_document_is_in_its_history(filled: Store) -> None:
    told = history(filled, 1)
    assert [(link.relation, link.number_symbol) for link in told.changed_by] == [
        ("amends", "99/QĐ-BTN")
    ]
    assert [r.note for r in told.reports] == ["gửi rồi"]
    assert history(filled, 2).changes[0].other_id == 1


def test_diff_and_old_plans(filled: Store) -> None:
    filled.load([plan(work("Xây dựng kế hoạch", leads=["Vụ A", "Vụ C"], due=date(2026, 6, 5)))])
    changes = diff(filled, 1).changes
    assert changes["changed"][0]["fields"]["leads"] == [["Vụ A"], ["Vụ A", "Vụ C"]]
    assert changes["changed"][0]["fields"]["plan_due"] == ["2026-06-04", "2026-06-05"]
    assert [t["text"] for t in changes["removed"]] == ["Báo cáo"]
    assert len(read_plan(filled, 1, 1).tasks) == 2
    assert len(read_plan(filled, 1).tasks) == 1


def test_dataframes_have_dates(filled: Store, tmp_path: Path) -> None:
    polars = pytest.importorskip("polars")
    tasks = frame(filled, "v_tasks")
    assert tasks.schema["due"] == polars.Date
    assert tasks.filter(polars.col("time_state") == "done_late")["text"].to_list() == ["Báo cáo"]
    for path, view in zip(write_parquet(filled, tmp_path), VIEWS, strict=True):
        assert polars.read_parquet(path).equals(frame(filled, view))


def test_datasette_opens_the_file(tmp_path: Path) -> None:
    app = pytest.importorskip("datasette.app")
    import asyncio

    path = tmp_path / "kho.db"
    store = open_store(path)
    store.load([plan("Xây dựng kế hoạch")])
    store.close()

    async def ask() -> dict:
        client = app.Datasette(files=[str(path)]).client
        return (await client.get("/kho/v_tasks.json?_shape=array")).json()

    assert [row["text"] for row in asyncio.run(ask())] == ["Xây dựng kế hoạch"]
    assert (
        json.loads(sqlite3.connect(path).execute("SELECT plan FROM revisions").fetchone()[0])[
            "schema_version"
        ]
        == "1.0"
    )
