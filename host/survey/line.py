"""Answers to a kiosk in rating mode. Who may ask is the line's to know."""

from typing import Literal

import structlog

from host.store import StoreBusy
from host.survey.survey import Asked, Said, Survey
from wire.frames import No
from wire.survey import AskSurvey, GiveMark, MarkTaken, SurveyAnswer, SurveyFound, SurveyQuestion

log = structlog.get_logger()


async def answer(survey: Survey, location: str, question: SurveyQuestion) -> SurveyAnswer | No:
    """The answer, or `busy`. Nothing that a visitor says is ever logged."""
    try:
        if isinstance(question, GiveMark):
            return await _taken(survey, location, question)
        return await _found(survey, location, question)
    except StoreBusy:
        return No(id=question.id, word="busy")
    except Exception as fault:
        log.error("question_failed", kind=question.kind, fault=type(fault).__name__)
        return No(id=question.id, word="busy")


async def _found(survey: Survey, location: str, question: AskSurvey) -> SurveyFound:
    asked = await survey.by_slip(location, question.slip)
    if asked is None:
        return SurveyFound(id=question.id, word="unknown")
    return SurveyFound(
        id=question.id,
        word=_word(asked),
        language=asked.language,
        greeter=survey.asks_greeter(asked),
    )


async def _taken(survey: Survey, location: str, given: GiveMark) -> MarkTaken:
    """Said again, because its answer got lost, a mark that was kept is still kept."""
    if survey.kept_just_now(given.id):
        return MarkTaken(id=given.id, word="kept")
    asked = await survey.by_slip(location, given.slip)
    if asked is None:
        return MarkTaken(id=given.id, word="unknown")
    word = _word(asked)
    if word != "open":
        return MarkTaken(id=given.id, word=word)
    said = Said(given.mark, given.greeter_mark, given.choice or "", given.party or "")
    kept = await survey.give(asked, said, "kiosk", given.id)
    return MarkTaken(id=given.id, word="kept" if kept else "given")


def _word(asked: Asked) -> Literal["open", "given", "not_yet", "unknown"]:
    return "unknown" if asked.state == "over" else asked.state
