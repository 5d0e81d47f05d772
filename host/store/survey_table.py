"""The tables survey_answer, survey_given and residents_survey of schema.sql as SQLModel classes."""

from datetime import date

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from host.store.fields import identity, seconds, word


class SurveyAnswerTable(SQLModel, table=True):
    __tablename__ = "survey_answer"
    __table_args__ = (Index("survey_answer_week", "location", "week"),)

    id: str = identity()
    location: str = word()
    week: str = word()
    channel: str = word()
    mark: int
    greeter_mark: int | None
    choice: str = word()
    party: str = word()
    said: str = word()
    said_until: date | None


class SurveyGivenTable(SQLModel, table=True):
    __tablename__ = "survey_given"
    __table_args__ = (Index("survey_given_erase", "erase_on"),)

    given: str = identity()
    erase_on: date


class ResidentsSurveyTable(SQLModel, table=True):
    __tablename__ = "residents_survey"

    year: int = Field(primary_key=True)
    question: str = identity()
    place: str = identity()
    source: str = identity()
    mark: float | None = seconds()
    gap: str = word()
    n: int | None
