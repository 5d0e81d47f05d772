"""The tables of schema.sql about how devices are, as SQLModel classes. Who may speak stands in
`device`.
"""

from sqlalchemy import Index, Text
from sqlmodel import Field, SQLModel

from host.store.columns import Moment
from host.store.fields import identity, moment, word


class DeviceStateTable(SQLModel, table=True):
    __tablename__ = "device_state"

    device: str = Field(primary_key=True, foreign_key="device.id", ondelete="CASCADE", sa_type=Text)
    watched_since: int = moment()
    state: str = word()
    since: int = moment()
    version: str = word()


class DowntimeTable(SQLModel, table=True):
    __tablename__ = "downtime"

    device: str = identity()
    began: int = Field(primary_key=True, sa_type=Moment)
    ended: int | None = moment()
    why: str = word()


class DeviceStepTable(SQLModel, table=True):
    __tablename__ = "device_step"
    __table_args__ = (Index("device_step_at", "at"),)

    entry: str = identity()
    at: int = moment()
    what: str = word()
    device: str = word()
    name: str = word()
    sender: str = word()
    digest: str = word()


DEVICE_STATE, DOWNTIME, DEVICE_STEP = (
    SQLModel.metadata.tables[name] for name in ("device_state", "downtime", "device_step")
)
