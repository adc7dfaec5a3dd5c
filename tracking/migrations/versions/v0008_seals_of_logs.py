"""A digest of each entry of the logs, beside them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The table; ``ensure_schema`` fills it."""
    number = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "seals",
        sa.Column("log", sa.String(8), nullable=False),
        sa.Column("entry_id", number, nullable=False, autoincrement=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("log", "entry_id"),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """The logs without their seals."""
    op.drop_table("seals")
