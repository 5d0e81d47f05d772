"""The questions of a round: for what, in which area, on which day; and that there is no room."""

from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import date

from host.agenda.rounds import Rounds
from host.settings import route_name
from host.web.booking.contact import NOTHING, Typed, judged_at_home
from host.web.booking.draft import Fields
from host.web.booking.parts import (
    Fact,
    back,
    back_panel,
    button,
    choice,
    choices,
    facts,
    form,
    language_form,
    languages,
    link_button,
)
from host.web.booking.rounds.draft import CHECK, CONTACT, DAYS, RoundDraft
from host.web.booking.texts import day_text, service_text
from host.web.doors import Doors
from host.web.frame import page
from host.web.html import Html, join, tag
from wire.words import say

DAYS_SHOWN = 8
GONE_DAY = "vol"
"""The field with the day that had no room any more."""
NO_FIELDS: Fields = []


def step_page(
    doors: Doors,
    draft: RoundDraft,
    title: str,
    *contents: str,
    before: str = "",
    kept: Fields = NO_FIELDS,
) -> Html:
    """A question: its contents between the way back and what was chosen. `kept`: the fields that
    have it again by the form of the days, where no address may hold them.
    """
    switch = languages(
        doors.settings, draft.language, lambda one: replace(draft, language=one).url()
    )
    if kept:
        switch = language_form(doors.settings, draft.language, DAYS, kept)
    way = back(draft.language, before) if before else Html()
    chosen = round_facts(doors, replace(draft, day=None))
    heading = tag("h2", say(draft.language, "booking.chosen")) if chosen else Html()
    return page(
        doors.settings, draft.language, title,
        way, tag("h1", title), *contents, heading, chosen, switch=switch,
    )  # fmt: skip


def round_facts(doors: Doors, draft: RoundDraft) -> Html:
    """When, where and for what, as far as it was chosen."""
    rows: list[Fact] = []
    if draft.day is not None:
        day = tag("strong", day_text(draft.language, draft.day))
        rows.append((say(draft.language, "booking.fact.moment"), [day]))
    if draft.service:
        name = service_text(doors.settings, draft.language, draft.service)
        rows.append((say(draft.language, "booking.fact.service"), [name]))
    if draft.route and len(doors.settings.services[draft.service].routes) > 1:
        area = route_name(doors.settings, draft.service, draft.route)
        rows.append((say(draft.language, "round.fact.route"), [area]))
    return facts(*rows) if rows else Html()


def round_services_page(doors: Doors, draft: RoundDraft, rounds: Rounds) -> Html:
    """For what."""
    title = say(draft.language, "round.service.title")
    offered, every = rounds.offered(), f"/afspraak?taal={draft.language}"
    if not offered:
        town = doors.settings.town.name
        none = tag("p", say(draft.language, "booking.none.services", gemeente=town))
        return step_page(doors, draft, title, none, before=every)
    links = [
        choice(
            service_text(doors.settings, draft.language, name), replace(draft, service=name).url()
        )
        for name in offered
    ]
    return step_page(doors, draft, title, choices(*links), before=every)


def areas_page(doors: Doors, draft: RoundDraft, rounds: Rounds) -> Html:
    """In which area."""
    title = say(draft.language, "round.route.title")
    names = {
        name: route_name(doors.settings, draft.service, name)
        for name in doors.settings.services[draft.service].routes
    }
    links = [
        choice(text, replace(draft, route=name).url())
        for name, text in sorted(names.items(), key=lambda each: each[1].casefold())
    ]
    return step_page(doors, draft, title, choices(*links), before=_first(draft, rounds))


def round_days_page(
    doors: Doors,
    draft: RoundDraft,
    rounds: Rounds,
    free: Collection[date],
    typed: Typed = NOTHING,
    gone: date | None = None,
) -> Html:
    """On which day. What was `typed` already goes along; `gone`: the day that was chosen before and
    has no room any more.
    """
    language = draft.language
    asked = replace(draft, day=None)
    before = _before_days(doors, asked, rounds) if typed.is_empty else ""
    if not free:
        title = say(language, "booking.full.title")
        none = tag("p", say(language, "round.full.text"))
        return step_page(doors, asked, title, _has(asked, typed), none, before=before)
    title = say(language, "round.day.title")
    news = Html()
    if gone is not None:
        said = say(language, "round.gone.text", datum=day_text(language, gone))
        news = tag("div", tag("p", said), class_="panel fault", role="alert")
    days = _pick(asked, typed, sorted(free))
    text = tag("p", say(language, "round.day.text"))
    kept = [] if typed.is_empty else asked.fields() + typed.fields()
    if gone is not None:  # whoever changes the language reads it once more
        kept.append((GONE_DAY, gone.isoformat()))
    news = join(news, _has(asked, typed))
    return step_page(doors, asked, title, news, text, days, before=before, kept=kept)


def _has(draft: RoundDraft, typed: Typed) -> Html:
    """The day that she has while she looks at others, and the way back with all she typed."""
    if draft.was is None or typed.is_empty:
        return Html()
    mine = replace(draft, day=draft.was, was=None, since=None)
    action = CONTACT if judged_at_home(typed)[1] else CHECK
    fields = mine.fields() + typed.fields()
    return back_panel(draft.language, day_text(draft.language, draft.was), action, fields)


def _first(draft: RoundDraft, rounds: Rounds) -> str:
    """Where it began: among several services that somebody comes by for, or among all."""
    if len(rounds.offered()) > 1:
        return replace(draft, service="", route="").url()
    return f"/afspraak?taal={draft.language}"


def _before_days(doors: Doors, draft: RoundDraft, rounds: Rounds) -> str:
    """The question before the day, where there was one."""
    if len(doors.settings.services[draft.service].routes) > 1:
        return replace(draft, route="", since=None).url()
    return _first(draft, rounds)


def _pick(asked: RoundDraft, typed: Typed, days: list[date]) -> Html:
    """The days as links; as buttons where an address may not hold what goes along."""
    if typed.is_empty:
        return round_days(
            asked.language,
            days,
            asked.since,
            lambda day, text: choice(text, replace(asked, day=day).url(CONTACT)),
            lambda day, text: link_button(text, replace(asked, since=day).url()),
        )
    found = round_days(
        asked.language,
        days,
        asked.since,
        lambda day, text: tag(
            "button", tag("span", text), class_="choice", name="dag", value=day.isoformat()
        ),
        lambda day, text: button(
            text, primary=False, action=DAYS, name="vanaf", value=day.isoformat()
        ),
    )
    return form(CHECK, found, fields=replace(asked, since=None).fields() + typed.fields())


def round_days(
    language: str,
    days: list[date],
    since: date | None,
    choose: Callable[[date, str], Html],
    turn: Callable[[date, str], Html],
) -> Html:
    """The days with room, earlier and later ones a page away. `choose` and `turn` make what is
    pressed for a day and for the days from one on.
    """
    first = next((at for at, day in enumerate(days) if since is not None and day >= since), 0)
    if since is not None and days and days[-1] < since:
        first = max(0, len(days) - DAYS_SHOWN)
    shown = days[first : first + DAYS_SHOWN]
    links = [choose(day, _capital(day_text(language, day))) for day in shown]
    pager = []
    if first > 0:
        earlier = days[max(0, first - DAYS_SHOWN)]
        pager.append(turn(earlier, say(language, "booking.day.earlier")))
    if first + DAYS_SHOWN < len(days):
        later = days[first + DAYS_SHOWN]
        pager.append(turn(later, say(language, "booking.day.later")))
    label = say(language, "booking.day.pages")
    ways = tag("nav", *pager, class_="pager", aria_label=label) if pager else Html()
    return join(choices(*links), ways)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
