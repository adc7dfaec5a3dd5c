"""Who is named: written names, the units behind them, groups of units, and how much work each
has.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from vanban.tracking.store.models.base import Base, BigId, foreign_key, primary_key


class Actor(Base):
    """A unit, body, office holder or class of them; ``key`` is the folded name, ``bare`` the same
    without accents.
    """

    __tablename__ = "actors"
    id: Mapped[int] = primary_key()
    key: Mapped[str] = mapped_column(unique=True)
    bare: Mapped[str] = mapped_column(index=True)
    name: Mapped[str]
    actor_id: Mapped[str | None] = mapped_column(index=True)
    kind: Mapped[str] = mapped_column(String(20))


class Unit(Base):
    """A real unit of the directory: it may be written in many ways (``unit_names``)."""

    __tablename__ = "units"
    id: Mapped[int] = primary_key()
    key: Mapped[str] = mapped_column(unique=True, doc="folded name")
    name: Mapped[str]
    short: Mapped[str | None] = mapped_column(doc="abbreviation: Bộ KH&CN")
    kind: Mapped[str | None] = mapped_column(String(20))
    parent_id: Mapped[int | None] = mapped_column(BigId)
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]
    successor_id: Mapped[int | None] = mapped_column(BigId)
    email: Mapped[str | None]
    in_house: Mapped[bool] = mapped_column(doc="belongs to the office that keeps the store")


class UnitName(Base):
    """A written name that is this unit."""

    __tablename__ = "unit_names"
    actor_id: Mapped[int] = mapped_column(BigId, ForeignKey("actors.id"), primary_key=True)
    unit_id: Mapped[int] = foreign_key("units.id", index=True)


class Succession(Base):
    """A body of the registry whose work came to another by law: for questions in SQL."""

    __tablename__ = "successions"
    code: Mapped[str] = mapped_column(primary_key=True, doc="id of the registry")
    heir: Mapped[str] = mapped_column(doc="name of the body that has its work now")
    since: Mapped[str | None] = mapped_column(doc="last day of the old name, as far as it is known")
    law: Mapped[str | None] = mapped_column(doc="the document that merged it, where it is known")
    __table_args__ = ({"sqlite_with_rowid": False},)


class UnitGroup(Base):
    """A class whose members somebody wrote down: 'Các đơn vị trực thuộc Bộ', as on a day."""

    __tablename__ = "unit_groups"
    id: Mapped[int] = primary_key()
    key: Mapped[str] = mapped_column(unique=True, doc="folded name")
    name: Mapped[str]
    resolved_on: Mapped[date]


class UnitGroupMember(Base):
    """A unit of a group."""

    __tablename__ = "unit_group_members"
    group_id: Mapped[int] = mapped_column(BigId, ForeignKey("unit_groups.id"), primary_key=True)
    unit_id: Mapped[int] = mapped_column(BigId, ForeignKey("units.id"), primary_key=True)


class UnitLoad(Base):
    """*Cache*: number of tasks per unit, role and bucket, as changes to add up. Buckets:
    ``2026-Q4`` (open, due in that quarter), ``none`` (open, no due date), ``in_time``, ``late``,
    ``no_date`` (done), ``halted``.
    """

    __tablename__ = "unit_loads"
    id: Mapped[int] = primary_key()
    role: Mapped[str] = mapped_column(String(10))
    actor_id: Mapped[int] = mapped_column(BigId)
    bucket: Mapped[str] = mapped_column(String(8))
    n: Mapped[int]
    __table_args__ = (Index("ix_unit_loads", "role", "actor_id", "bucket", "n"),)
