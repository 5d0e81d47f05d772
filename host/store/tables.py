"""The tables of schema.sql as SQLModel classes; a test proves the two equal on both engines.

What each column means, and the CHECKs, stand in schema.sql only. Never used as objects on the hot
path.
"""

from datetime import date

from sqlalchemy import (
    JSON,
    BigInteger,
    ForeignKeyConstraint,
    Index,
    Table,
    Text,
    text,
)
from sqlmodel import Field, SQLModel

from host.store.callback_table import CallbackStepTable, CallbackTable, CallbackTermTable
from host.store.device_table import DEVICE_STATE as DEVICE_STATE
from host.store.fields import BOOKED, SELDOM, default, identity, moment, partial, seconds, word
from host.store.message_table import MessageTable
from host.store.norm_table import NormTable
from host.store.series_table import FrozenReportTable, SeriesValueTable
from host.store.survey_table import (
    ResidentsSurveyTable,
    SurveyAnswerTable,
    SurveyGivenTable,
)


def _of_visit() -> ForeignKeyConstraint:
    key = ["location", "day", "visit"]
    return ForeignKeyConstraint(key, [f"visit.{name}" for name in key], ondelete="CASCADE")


class MigrationTable(SQLModel, table=True):
    __tablename__ = "migration"

    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    name: str = word()


class EventTable(SQLModel, table=True):
    __tablename__ = "event"
    __table_args__ = (
        Index("event_once", "location", "day", "entry", "part", unique=True),
        partial("event_seldom", "location", "day", "seq", where=SELDOM),
        partial("event_booked", "location", "at_ms", where=BOOKED),
    )

    location: str = identity()
    day: str = identity()
    seq: int = Field(primary_key=True)
    entry: str = word()
    part: int
    at_ms: int = Field(sa_type=BigInteger)
    what: str = word()
    sender: str = word()
    desk: str | None = word()
    digest: str = word()
    kind: str = word()
    visit: str | None = word()
    body: str = word()


class VisitTable(SQLModel, table=True):
    __tablename__ = "visit"

    location: str = identity()
    day: str = identity()
    visit: str = identity()
    by_appointment: bool
    stage: str = word()
    outcome: str = word()
    ticket: str = word()
    language: str = word()
    persons: int
    transactions: int
    desk: str | None = word()
    waited_for: str = word()
    appointed: int | None = moment()
    arrived: int | None = moment()
    first_called: int | None = moment()
    met: int | None = moment()
    ended: int | None = moment()
    late: bool
    auto: bool
    times_wrong: bool
    wait_seconds: float | None = seconds()
    felt_seconds: float | None = seconds()
    service_seconds: float | None = seconds()
    served_seconds: float = seconds()
    away_seconds: float = seconds()
    delivery: bool = default("FALSE")
    told_from: int | None = None
    told_to: int | None = None


class VisitServiceTable(SQLModel, table=True):
    __tablename__ = "visit_service"
    __table_args__ = (_of_visit(),)

    location: str = identity()
    day: str = identity()
    visit: str = identity()
    position: int = Field(primary_key=True)
    service: str = word()


class AppointmentTable(SQLModel, table=True):
    __tablename__ = "appointment"
    __table_args__ = (
        _of_visit(),
        Index("appointment_code", "code", "day"),
        Index("appointment_visit", "visit"),
        Index("appointment_link", "link"),
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

    location: str = identity()
    day: str = identity()
    visit: str = identity()
    code: str = word()
    appointed: int = moment()
    persons: int
    services: list[str] = Field(sa_type=JSON)
    channel: str = word()
    state: str = word()
    minutes: int = default("0")
    amounts: list[int] = Field(sa_type=JSON, sa_column_kwargs={"server_default": "[]"})
    link: str = Field(sa_type=Text, sa_column_kwargs={"server_default": ""})
    changes: int = default("0")


class RoundTable(SQLModel, table=True):
    __tablename__ = "round"
    __table_args__ = (Index("round_id", "round"),)

    location: str = identity()
    day: str = identity()
    round: str = identity()
    service: str = word()
    route: str = word()
    code: str = word()
    link: str = word()
    language: str = word()
    channel: str = word()
    state: str = word()


class PersonTable(SQLModel, table=True):
    __tablename__ = "person"
    __table_args__ = (Index("person_erase", "erase_on"),)

    location: str = identity()
    day: str = identity()
    visit: str = identity()
    name: str | None = word()
    look: str | None = word()
    seat: str | None = word()
    note: str | None = word()
    phone: str | None = word()
    mail: str | None = word()
    erase_on: date


class DeviceTable(SQLModel, table=True):
    __tablename__ = "device"

    id: str = identity()
    name: str = word()
    role: str = word()
    location: str = word()
    desk: str | None = word()
    token_hash: str | None = word(unique=True)
    paired_at: int = moment()
    revoked_at: int | None = moment()
    last_seen: int | None = moment()


class PairingTable(SQLModel, table=True):
    __tablename__ = "pairing"

    code: str = identity()
    secret_hash: str | None = word(unique=True)
    role: str = word()
    name: str = word()
    created: int = moment()
    expires: int = moment()
    device: str | None = Field(foreign_key="device.id", ondelete="CASCADE", sa_type=Text)


class StaffTable(SQLModel, table=True):
    __tablename__ = "staff"

    location: str = identity()
    staff: str = identity()
    name: str = word()
    pin_hash: str = word()
    rights: list[str] = Field(sa_type=JSON)


class AccessTimeTable(SQLModel, table=True):
    __tablename__ = "access_time"

    location: str = identity()
    day: str = identity()
    service: str = identity()
    at: int = moment()
    first_slot: int | None = moment()
    third_slot: int | None = moment()
    first_days: int | None
    third_days: int | None
    horizon_days: int


class SettingTable(SQLModel, table=True):
    __tablename__ = "setting"

    key: str = identity()
    value: str = word()


class ApiKeyTable(SQLModel, table=True):
    __tablename__ = "api_key"
    __table_args__ = (
        Index(
            "api_key_name",
            "name",
            unique=True,
            sqlite_where=text("revoked_at IS NULL"),
            postgresql_where=text("revoked_at IS NULL"),
        ),
    )

    id: str = identity()
    name: str = word()
    scopes: list[str] = Field(sa_type=JSON)
    locations: list[str] = Field(sa_type=JSON)
    per_minute: int
    token_hash: str = word(unique=True)
    created_at: int = moment()
    revoked_at: int | None = moment()
    last_used: int | None = moment()


class ApiRequestTable(SQLModel, table=True):
    __tablename__ = "api_request"
    __table_args__ = (Index("api_request_at", "at"),)

    api_key: str = Field(
        primary_key=True, foreign_key="api_key.id", ondelete="CASCADE", sa_type=Text
    )
    name: str = identity()
    digest: str = word()
    acted: bool
    at: int = moment()


def _table(model: type[SQLModel]) -> Table:
    return METADATA.tables[str(model.__tablename__)]


METADATA = SQLModel.metadata
MIGRATION = _table(MigrationTable)
EVENT = _table(EventTable)
VISIT = _table(VisitTable)
VISIT_SERVICE = _table(VisitServiceTable)
APPOINTMENT = _table(AppointmentTable)
ROUND = _table(RoundTable)
PERSON = _table(PersonTable)
DEVICE = _table(DeviceTable)
PAIRING = _table(PairingTable)
STAFF = _table(StaffTable)
SETTING = _table(SettingTable)
MESSAGE = _table(MessageTable)
NORM = _table(NormTable)
ACCESS_TIME = _table(AccessTimeTable)
API_KEY = _table(ApiKeyTable)
API_REQUEST = _table(ApiRequestTable)
CALLBACK = _table(CallbackTable)
CALLBACK_TERM = _table(CallbackTermTable)
CALLBACK_STEP = _table(CallbackStepTable)
SURVEY_ANSWER = _table(SurveyAnswerTable)
SURVEY_GIVEN = _table(SurveyGivenTable)
RESIDENTS_SURVEY = _table(ResidentsSurveyTable)
SERIES_VALUE = _table(SeriesValueTable)
FROZEN_REPORT = _table(FrozenReportTable)
