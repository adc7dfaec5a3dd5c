"""PostgreSQL packs the texts of a plan with lz4, where the server has it: its default is slower by
a tenth of a whole load.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

LONG = (("revisions", "plan"), ("revisions", "text"), ("text_words", "words"))


def upgrade() -> None:
    """For what is written from now on; rows that are there stay as they are packed."""
    if op.get_bind().dialect.name == "postgresql" and _offered():
        _pack_with("lz4")


def downgrade() -> None:
    """The server's default."""
    if op.get_bind().dialect.name == "postgresql" and _offered():
        _pack_with("default")


def _offered() -> bool:
    """From version 14 on, and if the server was built with it."""
    query = "SELECT 'lz4' = ANY(enumvals) FROM pg_settings WHERE name = 'default_toast_compression'"
    return bool(op.get_bind().execute(sa.text(query)).scalar())


def _pack_with(method: str) -> None:
    for table, column in LONG:
        op.execute(sa.text(f"ALTER TABLE {table} ALTER COLUMN {column} SET COMPRESSION {method}"))
