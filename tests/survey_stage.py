"""A town that asks its visitors what they thought, and visits that are over."""

from contextlib import asynccontextmanager
from typing import Any

from tests.town import FRIDAY, PIN, SETTINGS, Clock, Screen, Town, a_town, new_id
from wire.commands import CallNext, EndVisit, Meet, OpenDesk, SignIn, TakeTicket

ASKS = """
[survey]
valid_from = 2026-11-16
greeter_mark = "fetched"
"""
WRITTEN = """
[survey.question]
nl = "Wat kan beter?"
en = "What can be better?"
de = "Was kann besser sein?"
"""
CHOSEN = """
[survey.question]
nl = "Wat vond u het belangrijkst?"
en = "What mattered most to you?"
de = "Was war Ihnen am wichtigsten?"
[survey.choices.tijd]
nl = "De wachttijd"
en = "The waiting time"
de = "Die Wartezeit"
[survey.choices.uitleg]
nl = "De uitleg"
en = "The explanation"
de = "Die Erklärung"
"""
GROUPS = """
[survey.group_question]
nl = "Bij welke groep hoort u?"
en = "To which group do you belong?"
de = "Zu welcher Gruppe gehören Sie?"
[survey.groups.jong]
nl = "Jonger dan 27 jaar"
en = "Younger than 27"
de = "Jünger als 27 Jahre"
[survey.groups.oud]
nl = "27 jaar of ouder"
en = "27 or older"
de = "27 Jahre oder älter"
"""


class SurveyTown(Town):
    """The running host with a kiosk and a desk that serves."""

    kiosk: Screen
    desk: Screen

    async def open_desk(self) -> None:
        self.kiosk = await self.screen("kiosk")
        self.desk = await self.screen("desk", desk="1")
        await self.begins()

    async def begins(self) -> None:
        """The desk's day."""
        await self.desk.done(SignIn(id=new_id(), desk="1", staff="anna", pin=PIN))
        await self.desk.done(OpenDesk(id=new_id(), desk="1", staff="anna"))

    async def comes(self, *services: str, language: str = "nl") -> Any:
        """A visitor without an appointment; the answer has visit and ticket."""
        wanted = services or ("passport",)
        return await self.kiosk.done(
            TakeTicket(id=new_id(), services=wanted, language=language, slip=False)
        )

    async def is_called(self) -> None:
        await self.desk.done(CallNext(id=new_id(), desk="1"))

    async def goes(self) -> None:
        self.clock.now += 20_000
        await self.desk.done(Meet(id=new_id(), desk="1"))
        self.clock.now += 60_000
        await self.desk.done(EndVisit(id=new_id(), desk="1", outcome="served"))

    async def a_visit(self, *services: str, language: str = "nl") -> Any:
        """Somebody who came, was called and was helped."""
        came = await self.comes(*services, language=language)
        await self.is_called()
        await self.goes()
        return came

    def path(self, visit: str, location: str = "hall", day: str = FRIDAY) -> str:
        """Of the page on which a visit is answered about."""
        found = self.host.doors.survey.address(location, day, visit)
        assert found
        return found

    def rows(self, table: str) -> list[Any]:
        """All of a table, as it stands."""
        query = f"SELECT * FROM {table}"
        store = self.host.store
        return store.read(lambda line: [r._mapping for r in line.exec_driver_sql(query)])


@asynccontextmanager
async def a_survey_town(folder, survey: str = ASKS, database: str = "", text: str = SETTINGS):
    clock = Clock()
    async with a_town(folder, clock, database, text + survey) as town:
        town.__class__ = SurveyTown
        assert isinstance(town, SurveyTown)
        await town.open_desk()
        yield town
