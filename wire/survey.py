"""What a kiosk in rating mode asks and tells: may this visitor give a mark, and the mark. It is no
command of the day: nothing of it stands in the log, where it would have a moment and a visit.
"""

from typing import Annotated, Literal

from pydantic import Field

from wire.base import Id, Language, Message, Name

Mark = Annotated[int, Field(ge=1, le=10)]
SlipText = Annotated[str, Field(min_length=1, max_length=64)]


class AskSurvey(Message):
    """May this visitor give a mark?"""

    kind: Literal["ask_survey"] = "ask_survey"
    id: Id
    slip: SlipText
    """What was typed or scanned: a number ("A042"), the code of an appointment, or the last part of
    the address on a slip."""


class SurveyFound(Message):
    """Answer to `ask_survey`."""

    kind: Literal["survey_found"] = "survey_found"
    id: Id
    word: Literal["open", "given", "not_yet", "unknown"]
    """given: this visit has answered; not_yet: it is not over."""
    language: Language = "nl"
    """That the visitor was served in."""
    greeter: bool = False
    """The welcome gets a mark of its own."""


class GiveMark(Message):
    """What a visitor answered. Said again under the same id it counts once."""

    kind: Literal["give_mark"] = "give_mark"
    id: Id
    slip: SlipText
    """As in `ask_survey`."""
    mark: Mark
    greeter_mark: Mark | None = None
    choice: Name | None = None
    """Of the town's own question; None: skipped."""
    party: Name | None = None
    """The group that the visitor chose; None: skipped."""


class MarkTaken(Message):
    """Answer to `give_mark`."""

    kind: Literal["mark_taken"] = "mark_taken"
    id: Id
    word: Literal["kept", "given", "not_yet", "unknown"]
    """kept: it counts; the others as in `survey_found`."""


SurveyQuestion = AskSurvey | GiveMark
SurveyAnswer = SurveyFound | MarkTaken
