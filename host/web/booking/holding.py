"""The one slot that a visitor who is still choosing keeps free: another choice gives it back first,
also after the browser's back button.
"""

import secrets
from dataclasses import replace

from host.web.booking.draft import Draft
from host.web.booking.texts import local, time_text
from host.web.booking.times import Free
from host.web.doors import Doors
from host.web.html import Html, tag
from wire.words import say


async def free_at(doors: Doors, draft: Draft) -> Free:
    """All free times for the draft at its place. What its form keeps free is free for it."""
    first, last = doors.agenda.horizon(draft.place)
    own = doors.agenda.kept(draft.mark) if draft.form else []
    without = next((one.hold for one in own if one.location == draft.place), "")
    return await doors.agenda.free(draft.place, draft.asked, first, last, without=without)


async def keep_free(doors: Doors, draft: Draft) -> Draft:
    """Keeps the chosen time free, and nothing else. A form that comes twice keeps it once; one that
    comes back after its hold is over gets a new one. Refuses what `Agenda.hold` refuses.
    """
    assert draft.time is not None
    minutes = doors.agenda.minutes(draft.place, draft.asked)
    wanted = (draft.place, draft.services, draft.time, minutes)
    for one in doors.agenda.kept(draft.mark):
        if (one.location, one.services, one.appointed, one.minutes) == wanted:
            await give_back(doors, draft, but=one.hold)
            return replace(draft, hold=one.hold, until=one.until)
    await give_back(doors, draft)
    held = await doors.agenda.hold(
        draft.place,
        draft.asked,
        draft.time,
        channel="web",
        by="web",
        identity=draft.mark + secrets.token_hex(8),
    )
    return replace(draft, hold=held.id, until=held.until)


async def give_back(doors: Doors, draft: Draft, but: str = "") -> None:
    """All that the form keeps free, except `but`."""
    for one in doors.agenda.kept(draft.mark):
        if one.hold != but:
            await doors.agenda.release(one.location, one.day, one.hold, by="web")


def as_it_was(doors: Doors, draft: Draft, was: int) -> Draft:
    """The draft with the time that she had before she looked at others, kept free or not."""
    own = [one for one in doors.agenda.kept(draft.mark) if one.location == draft.place]
    held = next((one for one in own if one.appointed == was), None)
    return replace(
        draft,
        day=local(was, doors.settings.zone(draft.place)).date(),
        since=None,
        time=was,
        was=None,
        hold=held.hold if held else "",
        until=held.until if held else doors.clock(),
    )


def held_note(doors: Doors, draft: Draft) -> Html:
    """Until when the time is kept free; or that it is not any more."""
    if not draft.until:
        return Html()
    if draft.until <= doors.clock():
        return tag("p", say(draft.language, "booking.held.over"), role="status")
    until = time_text(draft.until, doors.settings.zone(draft.place))
    return tag("p", say(draft.language, "booking.held", tijd=until), role="status")
