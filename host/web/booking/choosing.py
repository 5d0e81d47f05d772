"""The day and the time of a booking; and what is said when there is no room, or no longer."""

from dataclasses import replace
from datetime import date

from host.web.booking.contact import NOTHING, Typed, judged
from host.web.booking.draft import Draft, Fields
from host.web.booking.holding import as_it_was, held_note
from host.web.booking.parts import back_panel, button, buttons, form, languages, link_button
from host.web.booking.steps import CHECK, CONTACT, TIME, step_page
from host.web.booking.texts import day_text, moment_text
from host.web.booking.times import Free, Picking, days_list, nearest_list, times_list
from host.web.doors import Doors
from host.web.frame import page
from host.web.html import Html, join, tag
from wire.words import say

OTHER = "anders"
"""The field of a form that asks for another time, or another day, and keeps what was typed."""


def picking(doors: Doors, draft: Draft, typed: Typed) -> Picking:
    """The choice of a time for this draft; what was typed already goes along."""
    chosen = draft.without_time().with_form()
    bare = replace(chosen, day=None, since=None)
    again = bare.fields() + typed.fields() + [(OTHER, "dag")]
    return Picking(
        language=draft.language,
        zone=doors.settings.zone(draft.place),
        day_url=lambda day: replace(draft, day=day).url(),
        since_url=lambda day: replace(draft, since=day).url(),
        action=TIME,
        method="post",
        fields=chosen.fields() + typed.fields(),
        day_fields=[] if typed.is_empty else again,
    )


def days_page(doors: Doors, draft: Draft, free: Free, typed: Typed = NOTHING) -> Html:
    """Days with room, or that there is none. What was `typed` already goes along."""
    if not any(free.values()):
        return _full_page(doors, draft, typed)
    title = say(draft.language, "booking.day.title")
    text = tag("p", say(draft.language, "booking.day.text", plaats=_place(doors, draft)))
    days = days_list(picking(doors, draft, typed), free, draft.since)
    has = _has(doors, draft, typed)
    return step_page(doors, draft, title, has, text, days, kept=_kept(draft, typed))


def times_page(doors: Doors, draft: Draft, day: date, free: Free, typed: Typed = NOTHING) -> Html:
    """The times of a day, or that it has none any more. What was `typed` already goes along."""
    language = draft.language
    times = free.get(day, ())
    choice = picking(doors, draft, typed)
    kept = _kept(draft, typed)
    title = say(language, "booking.time.title", datum=day_text(language, day))
    url, text = _days_url(draft), say(language, "booking.time.other")
    other = buttons(link_button(text, url, not times))
    if kept:
        other = form(TIME, buttons(button(text, not times)), fields=choice.day_fields)
    none = tag("p", say(language, "booking.time.none"))
    found = times_list(choice, times) if times else none
    return step_page(doors, draft, title, _has(doors, draft, typed), found, other, kept=kept)


def gone_page(doors: Doors, draft: Draft, typed: Typed, free: Free) -> Html:
    """Somebody else was quicker: the nearest times."""
    language = draft.language
    wanted = draft.time or doors.clock()
    near = nearest_list(picking(doors, draft, typed), free, wanted)
    if not near:
        return _full_page(doors, replace(draft.without_time(), day=None), typed)
    afresh = draft.without_time()
    title = say(language, "booking.gone.title")
    was = moment_text(language, wanted, doors.settings.zone(draft.place))
    return page(
        doors.settings,
        language,
        title,
        tag("h1", title),
        tag("p", say(language, "booking.gone.text", moment=was)),
        _has(doors, draft, typed),
        tag("h2", say(language, "booking.gone.near")),
        near,
        tag("p", tag("a", say(language, "booking.time.other"), href=_days_url(afresh))),
        switch=languages(
            doors.settings, language, lambda one: _days_url(replace(afresh, language=one))
        ),
    )


def _has(doors: Doors, draft: Draft, typed: Typed) -> Html:
    """The time that she has while she looks at others, and the way back to it with all she typed;
    nothing where the browser leads back.
    """
    if draft.was is None or typed.is_empty:
        return Html()
    mine = as_it_was(doors, draft, draft.was)
    moment = moment_text(draft.language, draft.was, doors.settings.zone(draft.place))
    action = CONTACT if judged(typed)[1] else CHECK
    fields = mine.fields() + typed.fields()
    return back_panel(draft.language, moment, action, fields, held_note(doors, mine))


def _full_page(doors: Doors, draft: Draft, typed: Typed) -> Html:
    """No room at all: other places, and the telephone."""
    language = draft.language
    places = doors.settings.locations
    others = [name for name in doors.agenda.places(draft.services) if name != draft.place]
    links = [
        link_button(places[name].name, replace(draft, place=name, since=None).url())
        for name in others
    ]
    elsewhere = tag("p", say(language, "booking.full.other")), buttons(*links)
    phone = places[draft.place].address.phone
    return step_page(
        doors,
        draft,
        say(language, "booking.full.title"),
        _has(doors, draft, typed),
        tag("p", say(language, "booking.full.text", plaats=_place(doors, draft))),
        join(*elsewhere) if links else Html(),
        tag("p", say(language, "booking.full.phone", telefoon=phone)) if phone else Html(),
    )


def _kept(draft: Draft, typed: Typed) -> Fields:
    """The fields that have this page again; empty when its address does."""
    return [] if typed.is_empty else draft.fields() + typed.fields() + [(OTHER, "dag")]


def _days_url(draft: Draft) -> str:
    return replace(draft, day=None).url()


def _place(doors: Doors, draft: Draft) -> str:
    return doors.settings.locations[draft.place].name
