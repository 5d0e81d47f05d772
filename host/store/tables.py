"""The tables of schema.sql as SQLModel classes; a test proves the two equal on both engines.

What each column means, and the CHECKs, stand in schema.sql only. Never used as objects on the hot
path.
"""

from datetime import date
from typing import Any

from sqlalchemy import (
    DOUBLE_PRECISION,
    JSON,
    BigInteger,
    ForeignKeyConstraint,
    Index,
    Table,
    Text,
    text,
)
from sqlmodel import Field, SQLModel

from host.store.columns import Moment


def _key() -> Any:
    return Field(primary_key=True, sa_type=Text)


def _word(*, unique: bool = False) -> Any:
    return Field(sa_type=Text, sa_column_kwargs={"unique": unique} if unique else {})


def _moment() -> Any:
    return Field(sa_type=Moment)


def _seconds() -> Any:
    return Field(sa_type=DOUBLE_PRECISION)


def _of_visit() -> ForeignKeyConstraint:
    key = ["location", "day", "visit"]
    return ForeignKeyConstraint(key, [f"visit.{name}" for name in key], ondelete="CASCADE")


class MigrationTable(SQLModel, table=True):
    __tablename__ = "migration"

    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    name: str = _word()


class EventTable(SQLModel, table=True):
    __tablename__ = "event"
    __table_args__ = (Index("event_once", "location", "day", "entry", "part", unique=True),)

    location: str = _key()
    day: str = _key()
    seq: int = Field(primary_key=True)
    entry: str = _word()
    part: int
    at_ms: int = Field(sa_type=BigInteger)
    what: str = _word()
    sender: str = _word()
    desk: str | None = _word()
    digest: str = _word()
    kind: str = _word()
    visit: str | None = _word()
    body: str = _word()


class VisitTable(SQLModel, table=True):
    __tablename__ = "visit"

    location: str = _key()
    day: str = _key()
    visit: str = _key()
    by_appointment: bool
    stage: str = _word()
    outcome: str = _word()
    ticket: str = _word()
    language: str = _word()
    persons: int
    transactions: int
    desk: str | None = _word()
    waited_for: str = _word()
    appointed: int | None = _moment()
    arrived: int | None = _moment()
    first_called: int | None = _moment()
    met: int | None = _moment()
    ended: int | None = _moment()
    late: bool
    auto: bool
    times_wrong: bool
    wait_seconds: float | None = _seconds()
    felt_seconds: float | None = _seconds()
    service_seconds: float | None = _seconds()
    served_seconds: float = _seconds()
    away_seconds: float = _seconds()


class VisitServiceTable(SQLModel, table=True):
    __tablename__ = "visit_service"
    __table_args__ = (_of_visit(),)

    location: str = _key()
    day: str = _key()
    visit: str = _key()
    position: int = Field(primary_key=True)
    service: str = _word()


class AppointmentTable(SQLModel, table=True):
    __tablename__ = "appointment"
    __table_args__ = (
        _of_visit(),
        Index("appointment_code", "code", "day"),
        Index(
            "appointment_open",
            "location",
            "day",
            "code",
            unique=True,
            sqlite_where=text("state = 'open'"),
            postgresql_where=text("state = 'open'"),
        ),
    )

    location: str = _key()
    day: str = _key()
    visit: str = _key()
    code: str = _word()
    appointed: int = _moment()
    persons: int
    services: list[str] = Field(sa_type=JSON)
    channel: str = _word()
    state: str = _word()


class PersonTable(SQLModel, table=True):
    __tablename__ = "person"
    __table_args__ = (Index("person_erase", "erase_on"),)

    location: str = _key()
    day: str = _key()
    visit: str = _key()
    name: str | None = _word()
    look: str | None = _word()
    seat: str | None = _word()
    note: str | None = _word()
    phone: str | None = _word()
    mail: str | None = _word()
    erase_on: date


class DeviceTable(SQLModel, table=True):
    __tablename__ = "device"

    id: str = _key()
    name: str = _word()
    role: str = _word()
    location: str = _word()
    desk: str | None = _word()
    token_hash: str | None = _word(unique=True)
    paired_at: int = _moment()
    revoked_at: int | None = _moment()
    last_seen: int | None = _moment()


class PairingTable(SQLModel, table=True):
    __tablename__ = "pairing"

    code: str = _key()
    secret_hash: str | None = _word(unique=True)
    role: str = _word()
    name: str = _word()
    created: int = _moment()
    expires: int = _moment()
    device: str | None = Field(foreign_key="device.id", ondelete="CASCADE", sa_type=Text)


class StaffTable(SQLModel, table=True):
    __tablename__ = "staff"

    location: str = _key()
    staff: str = _key()
    name: str = _word()
    pin_hash: str = _word()
    rights: list[str] = Field(sa_type=JSON)


class SettingTable(SQLModel, table=True):
    __tablename__ = "setting"

    key: str = _key()
    value: str = _word()


def _table(model: type[SQLModel]) -> Table:
    return METADATA.tables[str(model.__tablename__)]


METADATA = SQLModel.metadata
MIGRATION = _table(MigrationTable)
EVENT = _table(EventTable)
VISIT = _table(VisitTable)
VISIT_SERVICE = _table(VisitServiceTable)
APPOINTMENT = _table(AppointmentTable)
PERSON = _table(PersonTable)
DEVICE = _table(DeviceTable)
PAIRING = _table(PairingTable)
STAFF = _table(StaffTable)
SETTING = _table(SettingTable)
