"""The table `message` of schema.sql as a SQLModel class."""

from sqlalchemy import Index, text
from sqlmodel import SQLModel

from host.store.fields import identity, moment, word


class MessageTable(SQLModel, table=True):
    __tablename__ = "message"
    __table_args__ = (
        Index("message_once", "location", "day", "visit", "kind", "cause", unique=True),
        Index("message_visit", "visit"),
        Index(
            "message_due",
            "next_try",
            sqlite_where=text("state IN ('waiting', 'sending')"),
            postgresql_where=text("state IN ('waiting', 'sending')"),
        ),
    )

    id: str = identity()
    location: str = word()
    day: str = word()
    visit: str = word()
    kind: str = word()
    language: str = word()
    cause: str = word()
    due: int = moment()
    next_try: int = moment()
    appointed: int | None = moment()
    channel: str = word()
    state: str = word()
    tries: int
    sent: int | None = moment()
    provider: str = word()
    receipt: str = word()
    why: str = word()
