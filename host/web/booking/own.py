"""The pages of one appointment, for whoever holds its link: see, move, cancel."""

from dataclasses import dataclass, replace
from datetime import date

from host.agenda.records import Appointment
from host.web.booking.bringing import promised, to_bring
from host.web.booking.draft import Fields
from host.web.booking.held import Held
from host.web.booking.parts import (
    Fact,
    back,
    button,
    buttons,
    choice,
    choices,
    facts,
    form,
    link_button,
)
from host.web.booking.qr import qr_svg
from host.web.booking.texts import address_lines, asked_lines, day_text, moment_text
from host.web.booking.times import Free, Picking, days_list, nearest_list, times_list
from host.web.html import Html, join, tag
from wire.words import say

NEWS = {"nieuw": "made", "verzet": "moved", "afgezegd": "cancelled"}
"""What has just happened, as the address says it."""


@dataclass(frozen=True, kw_only=True)
class Own(Held):
    """One look at an appointment."""

    appointment: Appointment

    @property
    def home(self) -> str:
        return f"/a/{self.appointment.link}"

    @property
    def may_change(self) -> bool:
        """Until it begins; then somebody in the hall knows better."""
        open_ = self.appointment.state == "open"
        return open_ and self.appointment.appointed > self.doors.clock()

    def say(self, key: str, **values: object) -> str:
        return say(self.language, f"booking.{key}", **values)

    def moment(self) -> str:
        zone = self.doors.settings.zone(self.appointment.location)
        return moment_text(self.language, self.appointment.appointed, zone)

    def _when(self) -> Html:
        """Large while it stands, struck through when it was cancelled."""
        if self.appointment.state == "cancelled":
            return tag("s", self.moment())
        return tag("strong", self.moment(), class_="moment")

    def facts(self) -> Html:
        """When, where and for what."""
        at, settings = self.appointment, self.doors.settings
        place = settings.locations[at.location]
        phone = place.address.phone
        rows: list[Fact] = [
            (self.say("fact.moment"), [self._when()]),
            (self.say("fact.place"), [place.name, *address_lines(settings, at.location)]),
            (self.say("fact.service"), asked_lines(settings, self.language, at.asked)),
        ]
        if phone:
            rows.append((self.say("fact.phone"), [self.say("fact.call", telefoon=phone)]))
        return facts(*rows)


def own_page(own: Own, news: str, mailed: bool) -> Html:
    """The appointment as it stands, after `news`. `mailed`: a mail goes out about it."""
    state = own.appointment.state
    if state == "cancelled":
        return _over(own, own.say("own.cancelled"), well=news == "afgezegd")
    if state == "used" and (survey := _survey(own)):
        return _over(own, say(own.language, "phone.done"), well=False, survey=survey)
    if state != "open":
        return _over(own, own.say("own.used" if state == "used" else "own.missed"), well=False)
    title = own.say(f"done.{NEWS[news]}") if news in ("nieuw", "verzet") else own.say("own.title")
    head = tag("h1", title)
    if news in ("nieuw", "verzet"):
        keep = tag("p", own.say("done.keep"))
        mail = tag("p", own.say("done.mail")) if mailed else Html()
        head = tag("div", head, mail, keep, class_="panel well", role="status")
    return own.page(title, head, own.facts(), _card(own), _bring(own), _ways(own))


def _survey(own: Own) -> str:
    """Where the visit can be answered about, once it is over; empty: nowhere, or not yet."""
    at, doors = own.appointment, own.doors
    day = doors.office.halls[at.location].day
    visit = day.visits.get(at.visit) if day is not None and day.day == at.day else None
    if visit is None or visit.stage != "done":
        return ""
    path = doors.survey.address(at.location, at.day, at.visit)
    return f"{path}?taal={own.language}" if path else ""


def _over(own: Own, text: str, well: bool, survey: str = "") -> Html:
    """It does not stand any more. `survey`: where the visit can be answered about."""
    off = own.appointment.state == "cancelled"
    title = own.say("done.cancelled" if off else "own.title")
    look = "panel well" if well else "panel"
    again = link_button(own.say("own.again"), f"/afspraak?taal={own.language}", not survey)
    ask = link_button(say(own.language, "survey.link"), survey, True) if survey else Html()
    ics = f"{own.home}/afspraak.ics"
    out = link_button(own.say("own.uncalendar"), ics) if off else Html()
    return own.page(
        title, tag("h1", title), tag("div", tag("p", text), class_=look, role="status"),
        own.facts(), buttons(ask, again, out),
    )  # fmt: skip


def _card(own: Own) -> Html:
    """The code to show or type when the visitor comes in."""
    code = own.appointment.code
    return join(
        tag("h2", own.say("code.title")),
        tag(
            "div",
            qr_svg(code, own.say("code.qr", code=code)),
            tag("p", code, class_="code"),
            class_="card",
        ),
        tag("p", own.say("code.text")),
    )


def _bring(own: Own) -> Html:
    settings, asked = own.doors.settings, own.appointment.asked
    return join(to_bring(settings, own.language, asked), promised(settings, own.language, asked))


def _ways(own: Own) -> Html:
    """What can be done with it."""
    if not own.may_change:
        return Html()
    moved = own.appointment.changes > 0
    calendar = own.say("own.recalendar" if moved else "own.calendar")
    return join(
        tag("h2", own.say("own.ways"), class_="noprint"),
        tag("p", own.say("own.recalendar.text"), class_="noprint") if moved else Html(),
        buttons(
            link_button(calendar, f"{own.home}/afspraak.ics"),
            link_button(own.say("own.move"), own.url("/wijzigen")),
            link_button(own.say("own.cancel"), own.url("/afzeggen")),
        ),
    )


@dataclass(frozen=True)
class Move:
    """What was chosen of a move so far."""

    place: str
    day: date | None = None
    since: date | None = None
    time: int | None = None

    def fields(self) -> Fields:
        said = (
            ("plaats", self.place),
            ("dag", self.day.isoformat() if self.day else ""),
            ("vanaf", self.since.isoformat() if self.since else ""),
            ("tijd", str(self.time) if self.time is not None else ""),
        )
        return [(name, value) for name, value in said if value]


def _picking(own: Own, move: Move) -> Picking:
    base = replace(move, time=None)
    return Picking(
        language=own.language,
        zone=own.doors.settings.zone(move.place),
        day_url=lambda day: own.url("/wijzigen", replace(base, day=day).fields()),
        since_url=lambda day: own.url("/wijzigen", replace(base, since=day).fields()),
        action=f"{own.home}/wijzigen",
        method="get",
        fields=[("taal", own.language), *base.fields()],
    )


def move_days_page(own: Own, move: Move, free: Free) -> Html:
    """Which day instead; elsewhere, where that can be."""
    title = own.say("move.title")
    now = tag("p", own.say("move.now", moment=own.moment()))
    others = [
        name
        for name in own.doors.agenda.places(own.appointment.asked.services)
        if name != move.place
    ]
    links = [
        choice(own.doors.settings.locations[name].name, own.url("/wijzigen", Move(name).fields()))
        for name in others
    ]
    elsewhere = join(tag("h2", own.say("move.elsewhere")), choices(*links)) if links else Html()
    days = (
        days_list(_picking(own, move), free, move.since)
        if any(free.values())
        else tag("p", own.say("full.text", plaats=_place(own, move)))
    )
    at = tag("p", own.say("day.text", plaats=_place(own, move))) if any(free.values()) else Html()
    return own.page(
        title, back(own.language, own.url()), tag("h1", title), now, at, days, elsewhere
    )


def move_times_page(own: Own, move: Move, day: date, free: Free) -> Html:
    """Which time instead."""
    title = own.say("time.title", datum=day_text(own.language, day))
    times = free.get(day, ())
    days = own.url("/wijzigen", replace(move, day=None).fields())
    found = times_list(_picking(own, move), times) if times else tag("p", own.say("time.none"))
    return own.page(title, back(own.language, days), tag("h1", title), found)


def move_check_page(own: Own, move: Move, identity: str) -> Html:
    """The old time and the new one, before it counts."""
    assert move.time is not None
    title = own.say("move.check")
    place = own.doors.settings.locations[move.place]
    new = moment_text(own.language, move.time, own.doors.settings.zone(move.place))
    where = [place.name, *address_lines(own.doors.settings, move.place)]
    days = own.url("/wijzigen", replace(move, time=None).fields())
    fields: Fields = [("taal", own.language), *move.fields(), ("form", identity)]
    yes = button(own.say("move.yes"))
    no = link_button(own.say("move.no"), own.url())
    old_place = own.doors.settings.locations[own.appointment.location].name
    return own.page(
        title,
        back(own.language, days),
        tag("h1", title),
        facts(
            (own.say("move.old"), [own.moment(), old_place]),
            (own.say("move.new"), [tag("strong", new), *where]),
        ),
        form(f"{own.home}/wijzigen", buttons(yes, no), fields=fields),
    )


def move_gone_page(own: Own, move: Move, free: Free) -> Html:
    """Somebody else was quicker: the nearest times; the appointment still stands."""
    title = own.say("gone.title")
    wanted = move.time or own.appointment.appointed
    near = nearest_list(_picking(own, replace(move, day=None)), free, wanted)
    other = tag("a", own.say("time.other"), href=own.url("/wijzigen", Move(move.place).fields()))
    return own.page(
        title,
        tag("h1", title),
        tag("p", own.say("gone.stands", moment=own.moment())),
        join(tag("h2", own.say("gone.near")), near) if near else Html(),
        tag("p", other),
    )


def _place(own: Own, move: Move) -> str:
    return own.doors.settings.locations[move.place].name
