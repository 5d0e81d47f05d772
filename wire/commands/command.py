"""What every command has: an id made by its sender, and the field types that commands share."""

from typing import Annotated, Literal

from pydantic import Field

from wire.base import Id, Message, Name

Persons = Annotated[int, Field(ge=1, le=12)]
Services = Annotated[tuple[Name, ...], Field(min_length=1, max_length=6)]
Need = Literal["wheelchair", "hearing", "sight", "quiet", "interpreter"]
Needs = Annotated[tuple[Need, ...], Field(max_length=5)]
Outcome = Literal["served", "papers_missing", "sent_on", "not_entitled", "other"]
PauseReason = Literal["break", "back_office", "meeting", "other"]


class Command(Message):
    """A wish with an id made by its sender; the same id again gets the same answer and acts
    once."""

    id: Id
