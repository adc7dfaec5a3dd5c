"""What all tables of the store are made of: their base, moments in UTC, keys."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, ClassVar

from sqlalchemy import (
    BigInteger,
    DateTime,
    Dialect,
    ForeignKey,
    Integer,
    String,
    Text,
    TypeDecorator,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

BigId = BigInteger().with_variant(Integer(), "sqlite")


class UtcTime(TypeDecorator[datetime]):
    """A moment, always aware and in UTC; SQLite keeps it naive."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To the database."""
        if value is None or dialect.name != "sqlite":
            return value
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """From the database."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """All tables."""

    type_annotation_map: ClassVar[dict[Any, Any]] = {str: Text(), datetime: UtcTime()}


def primary_key() -> Mapped[int]:
    """The column ``id``, whose values come from ``Counter`` or a sequence."""
    return mapped_column(BigId, primary_key=True, autoincrement=False)


def foreign_key(target: str, *, index: bool = False) -> Mapped[int]:
    """A column that points to ``target``, never empty."""
    return mapped_column(BigId, ForeignKey(target), nullable=False, index=index)


def optional_key(target: str, *, index: bool = False) -> Mapped[int | None]:
    """A column that points to ``target`` or is empty."""
    return mapped_column(BigId, ForeignKey(target), nullable=True, index=index)


class Counter(Base):
    """Last id given out for each table (SQLite; PostgreSQL uses sequences). Ids are never used
    twice.
    """

    __tablename__ = "counters"
    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[int] = mapped_column(BigId)
