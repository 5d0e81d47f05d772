"""The tables series_value and frozen_report of schema.sql as SQLModel classes."""

from datetime import date

from sqlalchemy import JSON, UniqueConstraint
from sqlmodel import Field, SQLModel

from host.store.fields import identity, moment, seconds, word


class SeriesValueTable(SQLModel, table=True):
    __tablename__ = "series_value"

    series: str = identity()
    location: str = identity()
    period: str = identity()
    kind: str = identity()
    version: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    names: dict[str, str] = Field(sa_type=JSON)
    unit: str = word()
    value: float | None = seconds()
    gap: str = word()
    n: int | None
    footnote: str = word()
    provisional: bool
    source: str = word()
    source_date: date
    definition: str = word()
    definition_version: int | None
    break_reason: str = word()
    imported: int = moment()


class FrozenReportTable(SQLModel, table=True):
    __tablename__ = "frozen_report"
    __table_args__ = (UniqueConstraint("period", "location", "version"),)

    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    period: str = word()
    location: str = word()
    version: int
    status: str = word()
    frozen_by: str = word()
    frozen_at: int = moment()
    body: str = word()
    digest: str = word()
    before: str = word()
    signature: str = word()
