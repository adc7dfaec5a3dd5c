"""A load writes less: blocks are read from the plans, which the table only repeated; an index that
random writes made dear goes.

On SQLite exact words carry ``=`` in the search index, so that a word typed without accents is
looked up among few. The store fills the new word tables when it has upgraded
(``tracking.store.upgrade``).
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

REPORT_TO = sa.text("role = 'report_to'")
BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
COLUMNS = (
    "document_id",
    "ordinal",
    "role",
    "start",
    "end",
    "anchor",
    "table_index",
    "row_index",
    "column_index",
)
_SQLITE = """
CREATE VIEW blocks AS
SELECT r.document_id, b.key AS ordinal, json_extract(b.value, '$.role') AS role,
       json_extract(b.value, '$.span.start') AS "start", json_extract(b.value, '$.span.end') AS "end",
       json_extract(b.value, '$.anchor') AS anchor, json_extract(b.value, '$.cell.table') AS table_index,
       json_extract(b.value, '$.cell.row') AS row_index, json_extract(b.value, '$.cell.column') AS column_index
FROM documents d
JOIN revisions r ON r.document_id = d.id AND r.number = d.revision, json_each(r.plan, '$.source.blocks') b
"""
_POSTGRESQL = """
CREATE VIEW blocks AS
SELECT r.document_id, CAST(b.n - 1 AS integer) AS ordinal, b.value #>> '{role}' AS role,
       CAST(b.value #>> '{span,start}' AS integer) AS "start", CAST(b.value #>> '{span,end}' AS integer) AS "end",
       b.value #>> '{anchor}' AS anchor, CAST(b.value #>> '{cell,table}' AS integer) AS table_index,
       CAST(b.value #>> '{cell,row}' AS integer) AS row_index, CAST(b.value #>> '{cell,column}' AS integer) AS column_index
FROM documents d
JOIN revisions r ON r.document_id = d.id AND r.number = d.revision
CROSS JOIN LATERAL json_array_elements(CAST(r.plan AS json) #> '{source,blocks}') WITH ORDINALITY AS b(value, n)
"""


def upgrade() -> None:
    """A view under the table's name, with its columns; an index only for what the unit's own index
    does not answer.
    """
    op.drop_index("ix_assignments_due", "assignments")
    op.create_index(
        "ix_assignments_report_to",
        "assignments",
        ["phase", "due"],
        sqlite_where=REPORT_TO,
        postgresql_where=REPORT_TO,
    )
    op.drop_table("blocks")
    if op.get_bind().dialect.name == "postgresql":
        op.execute(sa.text(_POSTGRESQL))
        return
    op.execute(sa.text(_SQLITE))
    _word_tables("unicode61 remove_diacritics 0 tokenchars '='")


def _word_tables(tokenizer: str) -> None:
    for table in ("task_words", "text_words"):
        op.execute(sa.text(f"DROP TABLE {table}"))
        op.execute(
            sa.text(
                f"""CREATE VIRTUAL TABLE {table} USING fts5(exact, bare, content='', tokenize="{tokenizer}")"""
            )
        )


def downgrade() -> None:
    """The table again, filled from the plans."""
    if op.get_bind().dialect.name != "postgresql":
        _word_tables("unicode61 remove_diacritics 0")
    op.drop_index("ix_assignments_report_to", "assignments")
    op.create_index("ix_assignments_due", "assignments", ["role", "phase", "due", "actor_id"])
    op.create_table(
        "blocks_again",
        sa.Column("document_id", BIG, sa.ForeignKey("documents.id"), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("anchor", sa.Text(), nullable=False),
        sa.Column("table_index", sa.Integer(), nullable=True),
        sa.Column("row_index", sa.Integer(), nullable=True),
        sa.Column("column_index", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("document_id", "ordinal"),
        sqlite_with_rowid=False,
    )
    names = ", ".join(f'"{name}"' for name in COLUMNS)
    op.execute(sa.text(f"INSERT INTO blocks_again({names}) SELECT {names} FROM blocks"))
    op.execute(sa.text("DROP VIEW blocks"))
    op.rename_table("blocks_again", "blocks")
