"""What a document does to those that it changes, which body has whose work; views of both."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from vanban.tracking.migrations.views import names, statements

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

ACTS = sa.text("effect IS NOT NULL")


def upgrade() -> None:
    """The column, the table, the views; ``ensure_schema`` fills them."""
    _drop_views("0004")
    op.add_column("citations", sa.Column("effect", sa.Text(), nullable=True))
    op.create_index(
        "ix_citations_effect",
        "citations",
        ["cite_symbol"],
        sqlite_where=ACTS,
        postgresql_where=ACTS,
    )
    op.create_table(
        "successions",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("heir", sa.Text(), nullable=False),
        sa.Column("since", sa.Text(), nullable=True),
        sa.Column("law", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("code"),
        sqlite_with_rowid=False,
    )
    _make_views("0005")


def downgrade() -> None:
    """The tables and views of before."""
    _drop_views("0005")
    op.drop_table("successions")
    op.drop_index("ix_citations_effect", "citations")
    op.drop_column("citations", "effect")
    op.execute(sa.text("DELETE FROM citations WHERE place = 'title'"))
    _make_views("0004")


def _drop_views(version: str) -> None:
    for view in reversed(names(version)):
        op.execute(sa.text(f"DROP VIEW {view}"))


def _make_views(version: str) -> None:
    for statement in statements(version, op.get_bind().dialect.name):
        op.execute(sa.text(statement))
