"""The tables of the book of people. Secrets are kept as hashes only."""

from __future__ import annotations

from sqlalchemy import (
    DDL,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    event,
)

from vanban.tracking.store.models import UtcTime

BOOK = MetaData()

accounts = Table(
    "accounts",
    BOOK,
    Column("id", Integer, primary_key=True),
    Column("login", String(60), nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("password", Text, doc="argon2id; null until the person has set one"),
    Column("role", String(20), nullable=False),
    Column("analyst", Boolean, nullable=False, default=False),
    Column("locked_at", UtcTime),
    Column("created_at", UtcTime, nullable=False),
)

account_units = Table(
    "account_units",
    BOOK,
    Column("account_id", ForeignKey("accounts.id"), primary_key=True),
    Column("unit_id", Integer, primary_key=True, doc="id of a unit in the store"),
)

sessions = Table(
    "sessions",
    BOOK,
    Column("secret", String(64), primary_key=True),
    Column("account_id", ForeignKey("accounts.id"), nullable=False, index=True),
    Column("created_at", UtcTime, nullable=False),
    Column("last_at", UtcTime, nullable=False),
    Column("address", String(60), nullable=False),
)

links = Table(
    "links",
    BOOK,
    Column("secret", String(64), primary_key=True),
    Column("account_id", ForeignKey("accounts.id"), nullable=False),
    Column(
        "purpose",
        String(10),
        nullable=False,
        doc="start: opens a session; password: sets one; code: waits for the second factor",
    ),
    Column("expires_at", UtcTime, nullable=False),
    Column("used_at", UtcTime),
)

keys = Table(
    "keys",
    BOOK,
    Column("id", Integer, primary_key=True),
    Column("secret", String(64), nullable=False, unique=True),
    Column("account_id", ForeignKey("accounts.id"), nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("created_at", UtcTime, nullable=False),
    Column("expires_at", UtcTime, nullable=False),
    Column("revoked_at", UtcTime),
)

feeds = Table(
    "feeds",
    BOOK,
    Column("id", Integer, primary_key=True),
    Column("secret", String(64), nullable=False, unique=True),
    Column("unit_id", Integer, nullable=False),
    Column("created_by", ForeignKey("accounts.id"), nullable=False),
    Column("created_at", UtcTime, nullable=False),
    Column("revoked_at", UtcTime),
)

attempts = Table(
    "attempts",
    BOOK,
    Column("id", Integer, primary_key=True),
    Column("login", String(60), nullable=False),
    Column("address", String(60), nullable=False),
    Column("at", UtcTime, nullable=False),
    Index("ix_attempts_at", "at"),
)

filters = Table(
    "filters",
    BOOK,
    Column("id", Integer, primary_key=True),
    Column("account_id", ForeignKey("accounts.id"), nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("query", Text, nullable=False, doc="the part of the address after the question mark"),
)

shared_filters = Table(
    "shared_filters",
    BOOK,
    Column("filter_id", ForeignKey("filters.id"), primary_key=True),
    Column("unit_id", Integer, primary_key=True, doc="whose people see it; 0: everybody"),
)

second_factors = Table(
    "second_factors",
    BOOK,
    Column("account_id", ForeignKey("accounts.id"), primary_key=True),
    Column("secret", String(40), nullable=False),
    Column("confirmed_at", UtcTime, doc="null: no code of it was typed yet"),
    Column("last_step", Integer, nullable=False, doc="of the last code: none is taken twice"),
)

recovery_codes = Table(
    "recovery_codes",
    BOOK,
    Column("id", Integer, primary_key=True),
    Column("account_id", ForeignKey("accounts.id"), nullable=False, index=True),
    Column("code", String(64), nullable=False),
)

outside_names = Table(
    "outside_names",
    BOOK,
    Column("issuer", Text, primary_key=True, doc="the provider where the person signs in"),
    Column("subject", Text, primary_key=True, doc="the person's lasting name there"),
    Column("account_id", ForeignKey("accounts.id"), nullable=False, unique=True),
    Column("at", UtcTime, nullable=False),
)

deputies = Table(
    "deputies",
    BOOK,
    Column("id", Integer, primary_key=True),
    Column("account_id", ForeignKey("accounts.id"), nullable=False, doc="who is stood for"),
    Column("deputy_id", ForeignKey("accounts.id"), nullable=False),
    Column("first", Date, nullable=False),
    Column("last", Date, nullable=False),
    Column("ended_at", UtcTime),
)

acting = Table(
    "acting",
    BOOK,
    Column("session", String(64), primary_key=True, doc="hash of the secret of a session"),
    Column("deputy", ForeignKey("deputies.id"), nullable=False),
)

repeats = Table(
    "repeats",
    BOOK,
    Column("account_id", ForeignKey("accounts.id"), primary_key=True),
    Column("key", String(64), primary_key=True),
    Column("request", String(64), nullable=False),
    Column("status", Integer, nullable=False),
    Column("body", Text, nullable=False),
    Column("at", UtcTime, nullable=False),
)

office = Table(
    "office",
    BOOK,
    Column("name", String(20), primary_key=True),
    Column("value", Text, nullable=False),
)

access_log = Table(
    "access_log",
    BOOK,
    Column("id", Integer, primary_key=True),
    Column("at", UtcTime, nullable=False),
    Column("account_id", Integer, doc="null: nobody was signed in"),
    Column("name", Text, nullable=False, doc="the person's name at that time, or what was typed"),
    Column("action", String(40), nullable=False),
    Column("target", Text),
    Column("address", String(60), nullable=False),
    Index("ix_access_log_account", "account_id", "id"),
)

for _verb in ("UPDATE", "DELETE"):
    event.listen(
        access_log,
        "after_create",
        DDL(  # type: ignore[no-untyped-call]
            f"CREATE TRIGGER IF NOT EXISTS access_log_keeps_{_verb.lower()} "
            f"BEFORE {_verb} ON access_log "
            "BEGIN SELECT RAISE(ABORT, 'the access log is append-only'); END"
        ),
    )
