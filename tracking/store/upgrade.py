"""The schema's version: migrations ship with the package and run by themselves when a store is
opened.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, inspect, text

from vanban.tracking.errors import StoreUnavailable

if TYPE_CHECKING:
    from alembic.config import Config

HEAD = "0008"
"""The newest migration; a test compares it with the folder."""
_LOCK = 7_205_311
_OLD_WORDS = ("0001",)
"""Versions whose search index is written anew by an upgrade."""
_NO_CLAUSES = ("0001", "0002", "0003", "0004", "0005", "0006", "0007")
"""Versions that did not keep what the clauses of an amendment change, and had no seals."""


def schema_version(engine: Engine) -> str | None:
    """Version of the database; None when it is empty."""
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def ensure_schema(engine: Engine) -> None:
    """Create or upgrade the schema. A database of a newer vanban is left alone."""
    version = schema_version(engine)
    if version == HEAD:
        return
    if version is not None and version > HEAD:
        raise StoreUnavailable(
            f"cơ sở dữ liệu thuộc phiên bản vanban mới hơn ({version} > {HEAD})", "Cập nhật vanban."
        )
    _upgrade(engine, version)


def _upgrade(engine: Engine, version: str | None) -> None:
    from alembic import command

    with engine.connect().execution_options(writer=True) as connection, connection.begin():
        if engine.dialect.name == "postgresql":  # SQLite's writer lock is held from BEGIN
            connection.execute(text("SELECT pg_advisory_xact_lock(:k)"), {"k": _LOCK})
        config = alembic_config()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        _bring_up(connection, version)


def _bring_up(connection: Connection, version: str | None) -> None:
    """What an older store lacks and its own plans have; the tables of the registry."""
    from vanban.tracking.search import index
    from vanban.tracking.store.readers import grant_views
    from vanban.tracking.store.recite import name_places, recite
    from vanban.tracking.store.seals import seal_all
    from vanban.tracking.units.successions import refill

    refill(connection)
    grant_views(connection)
    if version in _OLD_WORDS and connection.dialect.name == "sqlite":
        index.rebuild(connection)
    if version in _NO_CLAUSES:
        name_places(connection)
        recite(connection)
        seal_all(connection)


def alembic_config() -> Config:
    """Alembic's settings for the migrations of this package."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parents[1] / "migrations"))
    config.set_main_option("path_separator", "os")
    return config
