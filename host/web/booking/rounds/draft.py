"""What a visitor chose so far of a round, as it travels in the address and in hidden fields.
Nothing personal is in it; nothing in it is believed before it was read here.
"""

import secrets
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from urllib.parse import urlencode

from host.agenda.rounds import Rounds
from host.settings import Settings
from host.web.booking.draft import FORM, Fields
from host.web.booking.said import Said

START = "/aan-huis"
DAYS = f"{START}/dag"
CONTACT = f"{START}/gegevens"
CHECK = f"{START}/controle"
BOOK = f"{START}/boeken"


@dataclass(frozen=True, slots=True)
class RoundDraft:
    """A round in the making."""

    language: str
    service: str = ""
    route: str = ""
    day: date | None = None
    was: date | None = None
    """The day she has while she looks at others."""
    since: date | None = None
    """From which day the list of days is shown."""
    form: str = ""
    """By chance, once for a booking: the same form sent twice books once."""

    @property
    def is_ready(self) -> bool:
        return bool(self.service and self.route and self.day and self.form)

    @property
    def identity(self) -> str:
        """The id of the command that this form gives for this day: for the same form the same."""
        return sha256(f"round {self.form} {self.day}".encode()).hexdigest()[:32]

    def fields(self) -> Fields:
        """As names and values, in the order of the questions."""
        said = (
            ("taal", self.language),
            ("dienst", self.service),
            ("gebied", self.route),
            ("dag", self.day.isoformat() if self.day else ""),
            ("had", self.was.isoformat() if self.was else ""),
            ("vanaf", self.since.isoformat() if self.since else ""),
            ("form", self.form),
        )
        return [(name, value) for name, value in said if value]

    def url(self, path: str = START) -> str:
        return f"{path}?{urlencode(self.fields())}"

    def with_form(self) -> "RoundDraft":
        return self if self.form else replace(self, form=secrets.token_hex(16))


def read_round(said: Said, language: str, rounds: Rounds, settings: Settings) -> RoundDraft:
    """What was said, as far as it can be: the first thing that cannot is asked again. What has one
    answer only is not asked.
    """
    form = said.one("form")
    draft = RoundDraft(language, form=form if FORM.fullmatch(form) else "")
    offered = rounds.offered()
    service = said.one("dienst") if len(offered) > 1 else "".join(offered)
    if service not in offered:
        return draft
    draft = replace(draft, service=service)
    routes = settings.services[service].routes
    route = said.one("gebied") if len(routes) > 1 else "".join(routes)
    if route not in routes:
        return draft
    day, was, since = said.day("dag"), said.day("had"), said.day("vanaf")
    return replace(draft, route=route, day=day, was=was, since=since)
