"""Edits over the plan, the directory of units, the steps of the workflow in the log; views anew.

``days_overdue`` was NULL on SQLite: the old text of the views mixed up the commas of two functions.
"""

from __future__ import annotations

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

from vanban.tracking.fields import place_words
from vanban.tracking.migrations.views import names, statements

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TIME = sa.DateTime(timezone=True)
OLD_VIEWS = ("v_documents", "v_tasks", "v_assignments", "v_citations", "v_units", "v_reports")
NUMBERED = ("edits", "units", "unit_groups")
KINDS = ("state", "note", "correction", "receipt", "request", "answer", "urge", "hand_over")
EDITS = ("set", "accept", "add", "remove", "split", "merge", "unit", "undo")
TWIN, SHARE = sa.text("same_as IS NOT NULL"), sa.text("share_of IS NOT NULL")
REFUSAL = "edits is append-only"


def upgrade() -> None:
    """Columns, tables, the wider log, then the views."""
    for view in reversed(OLD_VIEWS):
        op.execute(sa.text(f"DROP VIEW {view}"))
    _columns()
    _edits()
    _directory()
    if op.get_bind().dialect.name == "postgresql":
        _widen_postgresql()
    else:
        _widen_sqlite()
    for statement in statements("0004", op.get_bind().dialect.name):
        op.execute(sa.text(statement))


def downgrade() -> None:
    """The tables of before; entries of the workflow and edits are lost."""
    postgresql = op.get_bind().dialect.name == "postgresql"
    for view in reversed(names("0004")):
        op.execute(sa.text(f"DROP VIEW {view}"))
    for table in ("unit_group_members", "unit_groups", "unit_names", "units", "edits"):
        op.drop_table(table)
    if postgresql:
        for name in NUMBERED:
            op.execute(sa.text(f"DROP SEQUENCE seq_{name}"))
        op.execute(sa.text("DROP FUNCTION refuse_edit_change() CASCADE"))
    for index in ("ix_tasks_same_as", "ix_tasks_share_of"):
        op.drop_index(index, "tasks")
    for table, columns in _ADDED.items():
        for name, _, _ in columns:
            op.drop_column(table, name)
    from vanban.tracking.migrations.versions.v0001_initial import _views

    for statement in _views(op.get_bind().dialect.name):
        op.execute(sa.text(statement))


_ADDED: dict[str, tuple[tuple[str, Any, Any], ...]] = {
    "documents": (
        ("released_on", sa.Date(), None),
        ("released_by", sa.Text(), None),
        ("reviewed_on", sa.Date(), None),
        ("reviewed_by", sa.Text(), None),
        ("removed_on", sa.Date(), None),
        ("removed_by", sa.Text(), None),
    ),
    "tasks": (
        ("uid", sa.Text(), ""),
        ("place", sa.Text(), None),
        ("share_of", BIG, None),
        ("has_parts", sa.Boolean(), sa.false()),
        ("plan_says", sa.Text(), None),
        ("left_out_by", BIG, None),
    ),
    "reports": (
        ("user_id", BIG, None),
        ("unit_id", BIG, None),
        ("answers", BIG, None),
        ("sent", sa.Text(), None),
    ),
}
"""New columns of each table: name, type, and what old rows hold (None: nothing is known of them).
"""


def _columns() -> None:
    for table, columns in _ADDED.items():
        for name, kind, old in columns:
            column = sa.Column(name, kind, nullable=old is None, server_default=old)
            op.add_column(table, column)
    _fill(op.get_bind())
    op.create_index(
        "ix_tasks_same_as", "tasks", ["same_as"], sqlite_where=TWIN, postgresql_where=TWIN
    )
    op.create_index(
        "ix_tasks_share_of", "tasks", ["share_of"], sqlite_where=SHARE, postgresql_where=SHARE
    )


def _fill(connection: sa.Connection) -> None:
    """What older stores would have had: released when loaded, known by the address."""
    day = {
        "postgresql": "CAST(created_at AT TIME ZONE 'Asia/Ho_Chi_Minh' AS date)",
        "sqlite": "date(created_at, '+7 hours')",
    }[connection.dialect.name]
    connection.execute(sa.text("UPDATE tasks SET uid = stable_id"))
    connection.execute(
        sa.text(
            f"UPDATE documents SET released_on = {day}, released_by = (SELECT r.loaded_by "
            "FROM revisions r WHERE r.document_id = documents.id AND r.number = 1)"
        )
    )
    places = [
        {"place": place_words(json.loads(path)), "id": id_}
        for id_, path in connection.execute(sa.text("SELECT id, path FROM tasks")).all()
    ]
    if places:
        connection.execute(sa.text("UPDATE tasks SET place = :place WHERE id = :id"), places)


def _in(names: tuple[str, ...]) -> str:
    return f"kind in ({', '.join(repr(name) for name in names)})"


def _edits() -> None:
    op.create_table(
        "edits",
        sa.Column("id", BIG, autoincrement=False, nullable=False),
        sa.Column("document_id", BIG, nullable=False),
        sa.Column("task_id", BIG, nullable=True),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("field", sa.Text(), nullable=True),
        sa.Column("base", sa.Text(), nullable=True),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("start", sa.Integer(), nullable=True),
        sa.Column("end", sa.Integer(), nullable=True),
        sa.Column("text_sha256", sa.Text(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("undoes", BIG, nullable=True),
        sa.Column("user_id", BIG, nullable=True),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", TIME, nullable=False),
        sa.CheckConstraint(_in(EDITS), name="ck_edits_kind"),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"]),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_edits_document", "edits", ["document_id", "id"])
    op.create_index("ix_edits_task_id", "edits", ["task_id"])
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            sa.text(
                "CREATE FUNCTION refuse_edit_change() RETURNS trigger LANGUAGE plpgsql "
                f"AS $f$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $f$"
            )
        )
        op.execute(
            sa.text(
                "CREATE TRIGGER edits_append_only BEFORE UPDATE OR DELETE ON edits "
                "FOR EACH ROW EXECUTE FUNCTION refuse_edit_change()"
            )
        )
        return
    _refuse_on_sqlite("edits", REFUSAL)


def _refuse_on_sqlite(table: str, words: str) -> None:
    for action in ("UPDATE", "DELETE"):
        op.execute(
            sa.text(
                f"CREATE TRIGGER {table}_no_{action.lower()} BEFORE {action} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{words}'); END"
            )
        )


def _directory() -> None:
    op.create_table(
        "units",
        sa.Column("id", BIG, autoincrement=False, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("short", sa.Text(), nullable=True),
        sa.Column("kind", sa.String(length=20), nullable=True),
        sa.Column("parent_id", BIG, nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("successor_id", BIG, nullable=True),
        sa.Column("email", sa.Text(), nullable=True),
        sa.Column("in_house", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("key"),
    )
    op.create_table(
        "unit_names",
        sa.Column("actor_id", BIG, nullable=False),
        sa.Column("unit_id", BIG, nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["actors.id"]),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"]),
        sa.PrimaryKeyConstraint("actor_id"),
    )
    op.create_index("ix_unit_names_unit_id", "unit_names", ["unit_id"])
    op.create_table(
        "unit_groups",
        sa.Column("id", BIG, autoincrement=False, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("resolved_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("key"),
    )
    op.create_table(
        "unit_group_members",
        sa.Column("group_id", BIG, nullable=False),
        sa.Column("unit_id", BIG, nullable=False),
        sa.ForeignKeyConstraint(["group_id"], ["unit_groups.id"]),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"]),
        sa.PrimaryKeyConstraint("group_id", "unit_id"),
    )
    if op.get_bind().dialect.name == "postgresql":
        for name in NUMBERED:
            op.execute(sa.text(f"CREATE SEQUENCE seq_{name}"))


def _widen_postgresql() -> None:
    op.drop_constraint("ck_reports_kind", "reports", type_="check")
    op.create_check_constraint("ck_reports_kind", "reports", _in(KINDS))


def _widen_sqlite() -> None:
    """SQLite cannot change a check: the log moves into a table of the same columns."""
    connection = op.get_bind()
    old = connection.execute(
        sa.text("SELECT sql FROM sqlite_master WHERE type = 'table' AND name = 'reports'")
    ).scalar_one()
    indexes = (
        connection.execute(
            sa.text(
                "SELECT sql FROM sqlite_master WHERE type = 'index' AND tbl_name = 'reports' AND "
                "sql IS NOT NULL"
            )
        )
        .scalars()
        .all()
    )
    new = old.replace(_in(KINDS[:3]), _in(KINDS)).replace("reports", "reports_new", 1)
    connection.execute(sa.text(new))
    connection.execute(sa.text("INSERT INTO reports_new SELECT * FROM reports"))
    connection.execute(sa.text("DROP TABLE reports"))
    connection.execute(sa.text("ALTER TABLE reports_new RENAME TO reports"))
    for index in indexes:
        connection.execute(sa.text(index))
    _refuse_on_sqlite("reports", "reports is append-only")
