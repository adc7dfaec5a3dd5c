"""Views in which a repealed task is neither open nor due."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from vanban.tracking.migrations.views import names, statements

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """The new views."""
    _change_views("0005", "0006")


def downgrade() -> None:
    """The views of before."""
    _change_views("0006", "0005")


def _change_views(old: str, new: str) -> None:
    for view in reversed(names(old)):
        op.execute(sa.text(f"DROP VIEW {view}"))
    for statement in statements(new, op.get_bind().dialect.name):
        op.execute(sa.text(statement))
