"""Which tasks stand under a part of a document that another one changes; views of it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from vanban.tracking.migrations.views import names, statements

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The table and the views; ``ensure_schema`` fills it."""
    _drop_views("0006")
    op.create_table(
        "address_changes",
        _reference("citation_id", "citations.id"),
        _reference("task_id", "tasks.id"),
        sa.PrimaryKeyConstraint("citation_id", "task_id"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_address_changes_task_id", "address_changes", ["task_id"])
    _make_views("0007")


def downgrade() -> None:
    """The views of before."""
    _drop_views("0007")
    op.drop_table("address_changes")
    _make_views("0006")


def _reference(name: str, target: str) -> sa.Column[int]:
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    return sa.Column(name, number, sa.ForeignKey(target, ondelete="CASCADE"), nullable=False)


def _drop_views(version: str) -> None:
    for view in reversed(names(version)):
        op.execute(sa.text(f"DROP VIEW {view}"))


def _make_views(version: str) -> None:
    for statement in statements(version, op.get_bind().dialect.name):
        op.execute(sa.text(statement))
