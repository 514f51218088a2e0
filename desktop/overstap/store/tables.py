"""The tables of the vault. History is the truth; everything else can be rebuilt or is a ledger."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, Column, DateTime, LargeBinary, MetaData, event
from sqlalchemy.engine import Connection, Dialect
from sqlalchemy.types import TypeDecorator
from sqlmodel import Field, SQLModel

SCHEMA = 4
"""Raised with every change of the tables, together with a step in ``store.migrations``; an older
vault is migrated, a newer one refused."""


class UtcDateTime(TypeDecorator[datetime]):
    """Aware moments, kept in UTC: SQLite itself forgets the zone."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Aware to naive UTC."""
        return value.astimezone(UTC).replace(tzinfo=None) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Naive UTC to aware."""
        return value.replace(tzinfo=UTC) if value else None


def moment(*, nullable: bool = False) -> Any:
    """A column for an aware moment."""
    return Field(sa_column=Column(UtcDateTime(), nullable=nullable))


class RevisionRow(SQLModel, table=True):
    """One revision of our own records. ``body`` is None once it was erased; ``chain`` is the hash
    over all of its replica's revisions up to this one."""

    __tablename__ = "revision"

    replica: str = Field(primary_key=True)
    number: int = Field(primary_key=True)
    record: str = Field(index=True)
    hash: str
    chain: str
    body: bytes | None = Field(sa_column=Column(LargeBinary, nullable=True))


class ErasedRow(SQLModel, table=True):
    """A record that was destroyed: what still arrives of it is destroyed too."""

    __tablename__ = "erased"

    record: str = Field(primary_key=True)


class RunRow(SQLModel, table=True):
    """The signed end of what one replica wrote, so that nobody who relays it can add or drop."""

    __tablename__ = "run"

    replica: str = Field(primary_key=True)
    number: int
    chain: str
    nonce: str
    signature: bytes = Field(sa_column=Column(LargeBinary, nullable=False))


class PeerRow(SQLModel, table=True):
    """What another desk of our office told us that it has."""

    __tablename__ = "peer"

    replica: str = Field(primary_key=True)
    desk: str
    have: dict[str, int] = Field(sa_column=Column(JSON, nullable=False))
    heard: datetime = moment()


class RecordRow(SQLModel, table=True):
    """The present state of a record, ready to be read: a projection of history, or what another
    office sent (``origin``)."""

    __tablename__ = "record"

    record: str = Field(primary_key=True)
    origin: str = ""
    revision: int = 0
    bundle: str = ""
    state: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))


class PersonRow(SQLModel, table=True):
    """What lists show of a resident and find them by: a projection of ``record``. ``number`` is
    for lists in this vault only; ``due`` is the next target date (ISO), empty where none runs;
    ``words`` and ``sounds`` are what stands in ``name_index``."""

    __tablename__ = "person"

    number: int = Field(primary_key=True)
    record: str = Field(unique=True)
    household: str = Field(index=True)
    place: int
    name: str
    family: str
    sort_name: str = Field(index=True)
    v_number: str = Field(index=True)
    birth_date: str
    room: str
    done: int
    disputed: bool
    due: str
    words: str
    sounds: str


class HomeRow(SQLModel, table=True):
    """What lists show of a household: a projection of its record and its members'. ``done`` counts
    its own finished sections; ``released_at`` (UTC, as moments are kept) is empty where it is not
    released as it is now."""

    __tablename__ = "home"

    household: str = Field(primary_key=True)
    name: str
    size: int
    done: int
    received: bool
    read_back: bool
    released_at: str
    disputed: bool
    gemeente: str


class DoubleKeyRow(SQLModel, table=True):
    """Under which keys likely doubles of a resident lie together."""

    __tablename__ = "double_key"
    __table_args__ = {"sqlite_with_rowid": False}

    key: str = Field(primary_key=True)
    number: int = Field(primary_key=True, index=True)


class ApartRow(SQLModel, table=True):
    """Two records that somebody said are not one person; ``one`` is the lower id."""

    __tablename__ = "apart"

    one: str = Field(primary_key=True)
    other: str = Field(primary_key=True, index=True)


NAME_INDEX = (
    # contentless, and not contentless_delete: that leaves deleted words in the index
    "CREATE VIRTUAL TABLE name_index USING fts5(word, sound, content='',"
    " detail=column, prefix='1 2 3', tokenize='ascii')",
    "INSERT INTO name_index(name_index, rank) VALUES('secure-delete', 1)",
    "CREATE VIRTUAL TABLE name_word USING fts5vocab(name_index, 'col')",
)
"""The index of names, which SQLModel cannot declare; made together with the tables."""


@event.listens_for(SQLModel.metadata, "after_create")
def _make_name_index(_target: MetaData, connection: Connection, **_more: object) -> None:
    if connection.exec_driver_sql("PRAGMA table_list('name_index')").first():
        return
    for statement in NAME_INDEX:
        connection.exec_driver_sql(statement)


class SentRow(SQLModel, table=True):
    """What another office has of a record: the delivery ledger, which is the disclosure ledger."""

    __tablename__ = "sent"

    record: str = Field(primary_key=True)
    office: str = Field(primary_key=True)
    revision: int = Field(primary_key=True)
    bundle: str = Field(index=True)
    stated: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))


class PrintRow(SQLModel, table=True):
    """A printed dossier: the disclosure ledger of paper."""

    __tablename__ = "print"

    number: int | None = Field(default=None, primary_key=True)
    household: str = Field(index=True)
    audience: str
    version: int
    recipient: str
    code: str
    content: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    day: datetime = moment()
    at: datetime = moment()
    by: str
    state: str


class BundleRow(SQLModel, table=True):
    """One exchanged bundle."""

    __tablename__ = "bundle"

    digest: str = Field(primary_key=True)
    direction: str = Field(primary_key=True)
    kind: str
    office: str
    stream: str
    number: int
    created: datetime = moment()
    handled: datetime = moment()
    records: int
    acknowledged: datetime | None = moment(nullable=True)


class GoneRow(SQLModel, table=True):
    """A record that an office took back: snapshots up to ``revision`` that still arrive of that
    office are not taken over. It says nothing of what any other office sends."""

    __tablename__ = "gone"

    record: str = Field(primary_key=True)
    office: str = Field(primary_key=True)
    revision: int
    bundle: str = Field(index=True)
    at: datetime = moment()


class StreamRow(SQLModel, table=True):
    """How far a numbered series of bundles is."""

    __tablename__ = "stream"

    stream: str = Field(primary_key=True)
    direction: str = Field(primary_key=True)
    number: int
    digest: str


class OfficeRow(SQLModel, table=True):
    """Another office's card and what we think of it."""

    __tablename__ = "office"

    office: str = Field(primary_key=True)
    trust: str


class SettingRow(SQLModel, table=True):
    """A setting or secret of this desk, as JSON."""

    __tablename__ = "setting"

    key: str = Field(primary_key=True)
    value: str


class AuditRow(SQLModel, table=True):
    """One link of the audit chain; ``entry`` is canonical JSON."""

    __tablename__ = "audit"

    number: int = Field(primary_key=True)
    entry: str
    chain: str


class CheckpointRow(SQLModel, table=True):
    """The head of the audit chain, as this desk signed it at an unlocking."""

    __tablename__ = "checkpoint"

    number: int = Field(primary_key=True)
    chain: str
    at: datetime = moment()
    signature: bytes = Field(sa_column=Column(LargeBinary, nullable=False))


class HeadRow(SQLModel, table=True):
    """The end of another desk's log, as its newest bundle says: we are its witness."""

    __tablename__ = "head"

    office: str = Field(primary_key=True)
    desk: str = Field(primary_key=True)
    number: int
    chain: str
    at: datetime = moment()


class TestimonyRow(SQLModel, table=True):
    """The newest end of our log that another desk says it has seen; ``at`` is when it said so."""

    __tablename__ = "testimony"

    office: str = Field(primary_key=True)
    desk: str = Field(primary_key=True)
    number: int
    chain: str
    at: datetime = moment()


class ReplyRow(SQLModel, table=True):
    """What another office asked, left or remarked with its receipt for a bundle of ours."""

    __tablename__ = "reply"

    digest: str = Field(primary_key=True)
    at: datetime = moment()
    reply: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))


class BroughtRow(SQLModel, table=True):
    """What a record was before a bundle was imported: ``before`` is None where it was not here.
    Kept only while the import can be taken back."""

    __tablename__ = "brought"

    bundle: str = Field(primary_key=True)
    record: str = Field(primary_key=True)
    before: dict[str, Any] | None = Field(sa_column=Column(JSON(none_as_null=True), nullable=True))
