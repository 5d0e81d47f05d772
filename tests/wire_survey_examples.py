"""One example of all that a kiosk in rating mode asks and hears, each field filled."""

from wire import setup, survey
from wire.base import Message

ID = "0f3c9a7e5b1d4c68"
SLIP = "Zk3-9QFa_7bC2dE4fG5hI6"

LABELS = setup.SurveyLabels(
    question={"nl": "Wat vond u het belangrijkst?"},
    choices={"tijd": {"nl": "De wachttijd"}, "uitleg": {"nl": "De uitleg"}},
    group_question={"nl": "Bij welke groep hoort u?"},
    groups={"jong": {"nl": "Jonger dan 27 jaar"}, "oud": {"nl": "27 jaar of ouder"}},
)

QUESTIONS: tuple[Message, ...] = (
    survey.AskSurvey(id=ID, slip=SLIP),
    survey.GiveMark(id=ID, slip="A042", mark=8, greeter_mark=9, choice="uitleg", party="jong"),
)

ANSWERS: tuple[Message, ...] = (
    survey.SurveyFound(id=ID, word="open", language="de", greeter=True),
    survey.MarkTaken(id=ID, word="kept"),
)
