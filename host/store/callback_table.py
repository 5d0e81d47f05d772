"""The tables `callback`, `callback_term` and `callback_step` of schema.sql as SQLModel classes."""

from sqlalchemy import ForeignKeyConstraint, Index, text
from sqlmodel import Field, SQLModel

from host.store.fields import identity, moment, word


def _of_callback() -> ForeignKeyConstraint:
    key = ["location", "day", "callback"]
    return ForeignKeyConstraint(key, [f"callback.{name}" for name in key], ondelete="CASCADE")


class CallbackTable(SQLModel, table=True):
    __tablename__ = "callback"
    __table_args__ = (
        Index("callback_id", "callback", unique=True),
        Index(
            "callback_open",
            "location",
            "due",
            sqlite_where=text("state = 'open'"),
            postgresql_where=text("state = 'open'"),
        ),
    )

    location: str = identity()
    day: str = identity()
    callback: str = identity()
    department: str = word()
    exempt: bool
    calendar: str = word()
    term_days: int
    created: int = moment()
    due: int = moment()
    channel: str = word()
    state: str = word()
    outcome: str = word()
    attempts: int
    attempted: int | None = moment()
    tried: int | None = moment()
    answered: int | None = moment()
    ended: int | None = moment()
    visit: str | None = word()
    steps: int


class CallbackTermTable(SQLModel, table=True):
    __tablename__ = "callback_term"
    __table_args__ = (_of_callback(), Index("callback_term_due", "location", "due"))

    location: str = identity()
    day: str = identity()
    callback: str = identity()
    term_days: int = Field(primary_key=True)
    due: int = moment()


class CallbackStepTable(SQLModel, table=True):
    __tablename__ = "callback_step"
    __table_args__ = (_of_callback(), Index("callback_step_once", "entry", unique=True))

    location: str = identity()
    day: str = identity()
    callback: str = identity()
    seq: int = Field(primary_key=True)
    entry: str = word()
    at: int = moment()
    what: str = word()
    half_day: str = word()
    department: str = word()
    sender: str = word()
    digest: str = word()
