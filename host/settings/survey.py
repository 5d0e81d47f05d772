"""The part of `balie.toml` that says what visitors are asked after their visit. Off until a day is
named.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from host.settings.parts import Part
from wire.base import Language, Name

Texts = dict[Language, Annotated[str, Field(min_length=1, max_length=200)]]
Labels = dict[Language, Annotated[str, Field(min_length=1, max_length=60)]]
CHOICES_MAX = 5
"""So many fit on a page of a small kiosk."""
Where = tuple[str | int, ...]


class Survey(Part):
    """What visitors are asked after their visit: a mark from 1 to 10, and what the town adds."""

    valid_from: date | None = None
    """Visits of this day and later may be answered about; empty: nobody is asked."""
    valid_until: date | None = None
    """The last day of that; empty: stays."""
    open_days: Annotated[int, Field(ge=1, le=14)] = 14
    """So many days after the visit an answer still counts."""
    mail: bool = False
    """Whether visitors whose mail address is known get a mail with the question, once."""
    mail_after_minutes: Annotated[int, Field(ge=5, le=2880)] = 60
    """So long after the visit that mail may go, in the hours of `[messages]`."""
    greeter_mark: Literal["never", "fetched", "always"] = "never"
    """Whether the welcome gets a mark of its own: never, from visitors who were fetched and had no
    number, or from everybody."""
    question: Texts = {}
    """The town's own question, per language; empty: none."""
    choices: Annotated[dict[Name, Labels], Field(max_length=CHOICES_MAX)] = {}
    """Its answers by key, per language; empty: the visitor writes the answer, on the page only."""
    group_question: Texts = {}
    """Asks to which group a visitor belongs, per language; empty: nobody is asked."""
    groups: Annotated[dict[Name, Labels], Field(max_length=CHOICES_MAX)] = {}
    """The groups to choose from by key, per language."""
    keep_texts_days: Annotated[int, Field(ge=0, le=365)] = 90
    """So many days after the week of the visit a written answer is removed; its mark stays."""

    def counts(self, day: date) -> bool:
        """Whether visits of that day may be answered about."""
        if self.valid_from is None or day < self.valid_from:
            return False
        return self.valid_until is None or day <= self.valid_until


def survey_faults(survey: Survey, languages: Sequence[str]) -> Iterator[tuple[Where, str]]:
    """What is wrong with `[survey]`: dates the wrong way round, questions without answers, texts
    that a language misses.
    """
    here: Where = ("survey",)
    first, last = survey.valid_from, survey.valid_until
    if last is not None and first is None:
        yield (*here, "valid_until"), "says nothing without valid_from"
    elif first is not None and last is not None and last < first:
        yield (*here, "valid_until"), f"{last} is before valid_from, {first}"
    if survey.choices and not survey.question:
        yield (*here, "choices"), "says nothing without a question"
    if bool(survey.groups) != bool(survey.group_question):
        yield (*here, "groups"), "groups and group_question belong together"
    if 1 in (len(survey.choices), len(survey.groups)):
        yield here, "a choice of one is none"
    for name, texts in _all_texts(survey):
        for language in languages:
            if texts and language not in texts:
                yield (*here, *name), f'has no text in "{language}"'


def _all_texts(survey: Survey) -> Iterator[tuple[tuple[str, ...], dict[str, str]]]:
    yield ("question",), survey.question
    yield ("group_question",), survey.group_question
    for key, labels in survey.choices.items():
        yield ("choices", key), labels
    for key, labels in survey.groups.items():
        yield ("groups", key), labels
