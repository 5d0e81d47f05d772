"""Answers to questions, which change nothing: the appointment of a code, visits by a part of a
name, more rows.

A code that this day does not know is looked for at the town's other locations and on other days.
"""

import asyncio
from collections.abc import Callable, Coroutine
from datetime import date, datetime, timedelta, tzinfo

from host.batch import Said
from host.core.check_in import judge, opens_at
from host.core.day import Day, Visit
from host.hall import Hall
from host.letters import folded
from host.office import Office
from host.settings import Settings
from host.store import AppointmentRow, StoreBusy
from host.views.rows import visit_row
from wire.commands import CheckIn
from wire.frames import AppointmentFound, Find, FindAppointment, More, No, Rows
from wire.views import ROWS_MAX

Heard = Callable[[AppointmentFound | Rows | No], None]
FOUND_MAX = 20


class Questions:
    """Answers from the halls in memory; asks the store only for codes of other days and places."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.office.elsewhere = self.check_in_elsewhere
        self._looking: set[asyncio.Task[None]] = set()

    def ask(self, hall: Hall, question: FindAppointment | Find | More, heard: Heard) -> None:
        """`heard` is called once, when the day in memory is the day on disk."""
        self.office.when_kept(lambda: self._ask(hall, question, heard))

    def _ask(self, hall: Hall, question: FindAppointment | Find | More, heard: Heard) -> None:
        now = self.office.clock()
        if hall.day is None or hall.day.plan is None:
            heard(No(id=question.id, word="busy"))
        elif isinstance(question, Find):
            heard(_find(hall, hall.day, question, now))
        elif isinstance(question, More):
            heard(_more(hall, hall.day, question, now))
        elif question.code in hall.day.codes:
            heard(
                _found(hall.day, hall.day.visits[hall.day.codes[question.code]], question.id, now)
            )
        else:
            self._start(self._look_elsewhere(hall, question, heard))

    def check_in_elsewhere(self, said: Said) -> None:
        """A check-in whose code this day does not know: tried again when it was booked meanwhile,
        else refused well.
        """
        self._start(self._check_in(said))

    async def _check_in(self, said: Said) -> None:
        assert isinstance(said.command, CheckIn)
        try:
            row = await self._row_of(said.hall, said.command.code or "")
        except StoreBusy:
            return said.reply(No(id=said.command.id, word="busy"))
        if row is None:
            return said.reply(No(id=said.command.id, word="code_unknown"))
        if _is_here(row, said.hall):
            said.hall.stale = True
            return self.office.again(said)
        word, detail = _elsewhere(self.office.settings, row, said.hall)
        return said.reply(No(id=said.command.id, word=word, detail=detail))

    async def _look_elsewhere(self, hall: Hall, question: FindAppointment, heard: Heard) -> None:
        try:
            row = await self._row_of(hall, question.code)
            if row is not None and _is_here(row, hall):
                hall.stale = True
                await self.office.settle()
        except StoreBusy:
            return heard(No(id=question.id, word="busy"))
        if row is None:
            return heard(No(id=question.id, word="code_unknown"))
        if _is_here(row, hall) and hall.day is not None and row.visit in hall.day.visits:
            return heard(
                _found(hall.day, hall.day.visits[row.visit], question.id, self.office.clock())
            )
        word, _ = _elsewhere(self.office.settings, row, hall)
        return heard(
            AppointmentFound(
                id=question.id,
                visit=row.visit,
                word=word,  # type: ignore[arg-type]
                appointed=row.appointed,
                persons=row.persons,
                services=row.services,
                location_name=self.office.settings.locations[row.location].name
                if word == "wrong_place"
                else "",
            )
        )

    async def _row_of(self, hall: Hall, code: str) -> AppointmentRow | None:
        """The open appointment of a code: here and today before elsewhere, then the nearest day."""
        since = (hall.today(self.office.clock()) - timedelta(days=1)).isoformat()
        found = await asyncio.to_thread(self.office.store.find_appointment, code, since)
        known = [row for row in found if row.location in self.office.settings.locations]
        return min(
            known, key=lambda row: (not _is_here(row, hall), row.day, row.location), default=None
        )

    def _start(self, work: Coroutine[object, object, None]) -> None:
        task = asyncio.create_task(work)
        self._looking.add(task)
        task.add_done_callback(self._looking.discard)


def _is_here(row: AppointmentRow, hall: Hall) -> bool:
    return row.location == hall.location and hall.day is not None and row.day == hall.day.day


def _elsewhere(
    settings: Settings, row: AppointmentRow, hall: Hall
) -> tuple[str, dict[str, int | str]]:
    """The word for an appointment that is not of this place and day."""
    if row.location != hall.location and hall.day is not None and row.day == hall.day.day:
        return "wrong_place", {"location_name": settings.locations[row.location].name}
    return "wrong_day", {"appointed": row.appointed, "day": date.fromisoformat(row.day).isoformat()}


def _found(day: Day, visit: Visit, identity: str, now: int) -> AppointmentFound:
    word = judge(day, visit, now)
    assert visit.appointed is not None
    assert day.plan is not None
    return AppointmentFound(
        id=identity,
        visit=visit.visit,
        word=word,
        appointed=visit.appointed,
        persons=visit.persons,
        services=visit.services,
        ticket=visit.ticket,
        over=word == "already_here" and visit.stage in ("done", "left"),
        opens_at=opens_at(day.plan, visit) if word == "too_early" else None,
    )


def _find(hall: Hall, day: Day, question: Find, now: int) -> Rows:
    """By a part of the name, a ticket, a code, or the beginning of the appointed time."""
    wanted = folded(question.text.strip())
    zone = hall.settings.zone(hall.location)
    found = [visit for visit in day.visits.values() if wanted and _fits(hall, visit, wanted, zone)]
    rows = tuple(visit_row(hall, visit, now) for visit in found[:FOUND_MAX])
    return Rows(id=question.id, rows=rows, total=len(found))


def _fits(hall: Hall, visit: Visit, wanted: str, zone: tzinfo) -> bool:
    person = hall.people.get(visit.visit)
    if person is not None and wanted in folded(person.name):
        return True
    if wanted in (visit.ticket.casefold(), visit.code.casefold()):
        return True
    if visit.appointed is None or ":" not in wanted:
        return False
    local = datetime.fromtimestamp(visit.appointed / 1000, zone)
    return f"{local:%H:%M}".startswith(wanted.zfill(len(wanted) + (wanted.index(":") == 1)))


def _more(hall: Hall, day: Day, question: More, now: int) -> Rows:
    assert day.plan is not None
    if question.list == "waiting":
        names, total = day.lines.first(day.plan, ROWS_MAX, question.offset), len(day.lines)
    else:
        names, total = day.expected.ahead(ROWS_MAX, question.offset), len(day.expected)
    rows = tuple(visit_row(hall, day.visits[name], now) for name in names)
    return Rows(id=question.id, rows=rows, total=total)
