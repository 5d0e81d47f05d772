"""The table `norm` of schema.sql as a SQLModel class."""

from sqlalchemy import JSON
from sqlmodel import Field, SQLModel

from host.store.fields import identity, moment, seconds, word


class NormTable(SQLModel, table=True):
    __tablename__ = "norm"

    id: str = identity()
    version: int = Field(primary_key=True)
    definition: str = word()
    statistic: str = word()
    bound: float = seconds()
    target: float | None = seconds()
    period: str = word()
    valid_from: str = word()
    valid_until: str | None = word()
    decided_by: str = word()
    decided_on: str | None = word()
    locations: list[str] = Field(sa_type=JSON)
    services: list[str] = Field(sa_type=JSON)
    names: dict[str, str] = Field(sa_type=JSON)
    first_seen: int = moment()
    end_seen: int | None = moment()
