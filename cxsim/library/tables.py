"""The tables of the library's database, as this version of the program has them."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

VERSION = "1"
"""Of the tables; the newest script of `migrations` makes it."""
SCHEMA = "cxsim_schema"
"""The table that holds the version of the tables."""

metadata = MetaData()

entries = Table(
    "cxsim_entries",
    metadata,
    Column("key", String(64), primary_key=True),
    Column("number", Integer, nullable=False),
    Column("tags", Text, nullable=False),
    Column("archived", Boolean, nullable=False),
)
"""A row for each scenario; `number` is that of its newest version, so that a lost one is missed."""

versions = Table(
    "cxsim_versions",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("key", String(64), ForeignKey("cxsim_entries.key"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("ticket", String(200), nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("description", Text, nullable=False),
    Column("author", Text, nullable=False),
    Column("saved", String(40), nullable=False),
    Column("note", Text, nullable=False),
    Column("fingerprint", String(64), nullable=False),
    Column("restored_from", Integer),
    Column("text", Text, nullable=False),
    Column("seal", String(64), nullable=False),
    UniqueConstraint("key", "number"),
    sqlite_autoincrement=True,
)
"""A row for each save, never changed; `id` is the order of saving, whatever clocks say."""

drafts = Table(
    "cxsim_drafts",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("name", String(200), nullable=False, unique=True),
    Column("text", Text, nullable=False),
    Column("seal", String(64), nullable=False),
    sqlite_autoincrement=True,
)
"""Unfinished visits, the latest kept with the highest `id`."""
