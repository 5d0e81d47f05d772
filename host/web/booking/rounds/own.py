"""The pages of one round, for whoever holds its link: see, move, cancel. The visitor's address is
not on them: a link can be passed on.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from host.settings import route_name
from host.store import RoundRow
from host.web.booking.bringing import to_put_out
from host.web.booking.draft import Fields
from host.web.booking.held import Held
from host.web.booking.parts import (
    Fact,
    back,
    button,
    buttons,
    choice,
    facts,
    form,
    link_button,
)
from host.web.booking.rounds.draft import START
from host.web.booking.rounds.pages import round_days
from host.web.booking.texts import day_text, service_text
from host.web.html import Html, tag
from wire.words import say

NEWS = {"nieuw": "made", "verzet": "moved"}
"""What has just happened, as the address says it."""


@dataclass(frozen=True, kw_only=True)
class OwnRound(Held):
    """One look at a round."""

    round: RoundRow
    changeable: bool
    """Until the doors of its day open: then the lorry is on its way."""

    @property
    def home(self) -> str:
        return f"/h/{self.round.link}"

    @property
    def may_change(self) -> bool:
        return self.changeable

    @property
    def day(self) -> str:
        return day_text(self.language, date.fromisoformat(self.round.day))

    def say(self, key: str, **values: object) -> str:
        return say(self.language, key, **values)

    def facts(self) -> Html:
        """When, for what, and under which number."""
        known, settings = self.round, self.doors.settings
        off = known.state == "cancelled"
        when = tag("s", self.day) if off else tag("strong", self.day, class_="moment")
        rows: list[Fact] = [
            (self.say("booking.fact.moment"), [when]),
            (
                self.say("booking.fact.service"),
                [service_text(settings, self.language, known.service)],
            ),
        ]
        service = settings.services.get(known.service)
        if service is not None and len(service.routes) > 1:
            area = route_name(settings, known.service, known.route)
            rows.append((self.say("round.fact.route"), [area]))
        rows.append((self.say("round.fact.number"), [known.code]))
        phone = settings.locations[known.location].address.phone
        if phone:
            call = self.say("booking.fact.call", telefoon=phone)
            rows.append((self.say("booking.fact.phone"), [call]))
        return facts(*rows)


def own_round_page(own: OwnRound, news: str, mailed: bool) -> Html:
    """The round as it stands, after `news`. `mailed`: a mail goes out about it."""
    if own.round.state == "cancelled":
        return _over(own, well=news == "afgezegd")
    title = own.say(f"booking.done.{NEWS[news]}" if news in NEWS else "booking.own.title")
    head = tag("h1", title)
    if news in NEWS:
        keep = tag("p", own.say("booking.done.keep"))
        mail = tag("p", own.say("booking.done.mail")) if mailed else Html()
        head = tag("div", head, mail, keep, class_="panel well", role="status")
    text = tag("p", own.say("round.own.text"))
    do = to_put_out(own.doors.settings, own.language, own.round.service)
    return own.page(title, head, own.facts(), text, do, _ways(own))


def _over(own: OwnRound, well: bool) -> Html:
    title = own.say("booking.done.cancelled")
    text = tag("p", own.say("round.own.cancelled"))
    panel = tag("div", text, class_="panel well" if well else "panel", role="status")
    again = link_button(own.say("booking.own.again"), f"{START}?taal={own.language}", True)
    return own.page(title, tag("h1", title), panel, own.facts(), buttons(again))


def _ways(own: OwnRound) -> Html:
    """What can be done with it."""
    if not own.may_change:
        return tag("p", own.say("round.own.late"))
    ways = buttons(
        link_button(own.say("round.own.move"), own.url("/wijzigen")),
        link_button(own.say("booking.own.cancel"), own.url("/afzeggen")),
    )
    return Html(tag("h2", own.say("booking.own.ways"), class_="noprint") + ways)


def move_round_days_page(
    own: OwnRound, free: Collection[date], since: date | None, gone: date | None = None
) -> Html:
    """On which day instead; `gone`: the day that was chosen has no room any more."""
    title = own.say("round.day.title")
    now = tag("p", own.say("round.move.now", datum=own.day))
    news = Html()
    if gone is not None:
        said = own.say("round.gone.stands", datum=own.day)
        news = tag("div", tag("p", said), class_="panel fault", role="alert")
    others = sorted(day for day in free if day.isoformat() != own.round.day)
    if not others:
        none = tag("p", own.say("round.full.text"))
        return own.page(title, back(own.language, own.url()), tag("h1", title), news, now, none)
    days = round_days(
        own.language,
        others,
        since,
        lambda day, text: choice(text, own.url("/wijzigen", [("dag", day.isoformat())])),
        lambda day, text: link_button(text, own.url("/wijzigen", [("vanaf", day.isoformat())])),
    )
    text = tag("p", own.say("round.day.text"))
    return own.page(title, back(own.language, own.url()), tag("h1", title), news, now, text, days)


def move_round_check_page(own: OwnRound, day: date, identity: str) -> Html:
    """The old day and the new one, before it counts."""
    title = own.say("round.move.check")
    new = tag("strong", day_text(own.language, day))
    fields: Fields = [("taal", own.language), ("dag", day.isoformat()), ("form", identity)]
    yes = button(own.say("booking.move.yes"))
    no = link_button(own.say("booking.move.no"), own.url())
    return own.page(
        title,
        back(own.language, own.url("/wijzigen")),
        tag("h1", title),
        facts((own.say("booking.move.old"), [own.day]), (own.say("booking.move.new"), [new])),
        form(f"{own.home}/wijzigen", buttons(yes, no), fields=fields),
    )
