"""A kiosk in rating mode without a host: a town that asks, and answers as of a host."""

from contextlib import asynccontextmanager
from typing import Any

from kiosk.visitor.rating_app import RatingApp
from tests.kiosk_stand_in import Clock, FakeLine, Hands, a_setup, a_view
from wire.setup import SurveyLabels
from wire.survey import MarkTaken, SurveyFound

LABELS = SurveyLabels(
    question={
        "nl": "Wat vond u het belangrijkst?",
        "en": "What mattered most to you?",
        "de": "Was war Ihnen am wichtigsten?",
    },
    choices={
        "tijd": {"nl": "De wachttijd", "en": "The waiting time", "de": "Die Wartezeit"},
        "uitleg": {"nl": "De uitleg", "en": "The explanation", "de": "Die Erklärung"},
        "mens": {"nl": "De medewerker", "en": "The member of staff", "de": "Das Personal"},
        "zaal": {"nl": "De wachtruimte", "en": "The waiting room", "de": "Der Warteraum"},
        "anders": {"nl": "Iets anders", "en": "Something else", "de": "Etwas anderes"},
    },
    group_question={
        "nl": "Bij welke groep hoort u?",
        "en": "To which group do you belong?",
        "de": "Zu welcher Gruppe gehören Sie?",
    },
    groups={
        "jong": {"nl": "Jonger dan 27 jaar", "en": "Younger than 27", "de": "Jünger als 27 Jahre"},
        "oud": {"nl": "27 jaar of ouder", "en": "27 or older", "de": "27 Jahre oder älter"},
    },
)
ONLY_A_MARK = SurveyLabels()


def found(word: Any = "open", language: str = "nl", greeter: bool = False) -> Any:
    return lambda said: SurveyFound(id=said.id, word=word, language=language, greeter=greeter)


def taken(word: Any = "kept") -> Any:
    return lambda said: MarkTaken(id=said.id, word=word)


def a_line(labels: SurveyLabels | None = ONLY_A_MARK, **found_as: Any) -> FakeLine:
    line = FakeLine()
    line.setup = a_setup(survey=labels)
    line.view = a_view(open=False)
    line.answers |= {"ask_survey": found(**found_as), "give_mark": taken()}
    return line


@asynccontextmanager
async def at_the_rating(line: FakeLine, size: tuple[int, int] = (80, 24), **app: Any):
    clock = Clock()
    kiosk = RatingApp(line.open, clock.now, stamp=clock.stamp, **app)
    async with kiosk.run_test(size=size) as pilot:
        hands = Hands(kiosk, line, pilot, clock)
        await hands.settle()
        yield hands
