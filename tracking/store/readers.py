"""The role on PostgreSQL that sees the views and nothing else: SQL of people runs as it."""

from __future__ import annotations

from sqlalchemy import Connection, inspect, text

READER = "vanban_reader"
_MAKE = f"""
DO $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = '{READER}') THEN
    CREATE ROLE {READER} NOLOGIN;
  END IF;
  IF NOT pg_has_role(current_user, '{READER}', 'MEMBER') THEN
    GRANT {READER} TO CURRENT_USER;
  END IF;
EXCEPTION WHEN insufficient_privilege OR duplicate_object OR unique_violation THEN
  NULL;
END $$
"""


def grant_views(connection: Connection) -> None:
    """Make the role where that is allowed, and let it read the views. Without it, SQL of people is
    refused; ``vanban doctor`` says so.
    """
    if connection.dialect.name != "postgresql":
        return
    connection.exec_driver_sql(_MAKE)
    if not _there(connection):
        return
    schema = connection.execute(text("SELECT current_schema()")).scalar_one()
    connection.exec_driver_sql(f'GRANT USAGE ON SCHEMA "{schema}" TO {READER}')
    for view in inspect(connection).get_view_names():
        connection.exec_driver_sql(f'GRANT SELECT ON "{view}" TO {READER}')


def _there(connection: Connection) -> bool:
    query = text("SELECT 1 FROM pg_roles WHERE rolname = :name")
    return connection.execute(query, {"name": READER}).first() is not None


def lacking(connection: Connection) -> str | None:
    """What keeps people from asking in SQL; None where nothing does."""
    if connection.dialect.name != "postgresql":
        return None
    if not _there(connection):
        return f"máy chủ chưa có vai trò chỉ đọc {READER}: chưa hỏi bằng SQL được"
    views = inspect(connection).get_view_names()
    query = text("SELECT has_table_privilege(:role, :view, 'SELECT')")
    closed = [
        view
        for view in views
        if not connection.execute(query, {"role": READER, "view": view}).scalar()
    ]
    return f"vai trò {READER} chưa được đọc {', '.join(closed)}" if closed else None
