"""The addresses of one round. After its day there is nothing to be found."""

import secrets
from datetime import date

from fastapi import APIRouter, Response

from host.agenda.rounds import Rounds
from host.settings import service_day
from host.store import RoundRow
from host.web.booking.asking import answer, onward
from host.web.booking.form import GONE
from host.web.booking.held import LinkPages
from host.web.booking.rounds.own import (
    OwnRound,
    move_round_check_page,
    move_round_days_page,
    own_round_page,
)
from host.web.booking.said import Said
from host.web.doors import Doors
from host.web.html import Html
from wire.refusals import Refused


def own_round_pages(doors: Doors) -> APIRouter:
    """The routes of a visitor's own round."""
    return OwnRoundPages(doors).routes()


class OwnRoundPages(LinkPages[RoundRow, OwnRound]):
    """What each address of a round answers."""

    prefix = "/h/{link}"
    in_address = ("dag", "vanaf", "klaar")
    keep = "booking.move.no"

    def __init__(self, doors: Doors) -> None:
        super().__init__(doors)
        self.rounds = Rounds(doors.agenda)

    async def find(self, link: str) -> RoundRow | None:
        settings, now = self.doors.settings, self.doors.clock()
        today = min(service_day(settings.zone(place), now) for place in settings.locations)
        found = await self.rounds.by_link(link, today)
        if found is None or found.location not in settings.locations:
            return None
        here = service_day(settings.zone(found.location), now)
        return found if found.day >= here.isoformat() else None

    def look(
        self, found: RoundRow, language: str, step: str, fields: tuple[tuple[str, str], ...]
    ) -> OwnRound:
        return OwnRound(
            doors=self.doors,
            round=found,
            changeable=self.rounds.may_change(found),
            language=language,
            step=step,
            fields=fields,
        )

    async def mail_of(self, own: OwnRound) -> str:
        return (await self.rounds.contact(own.round)).mail

    def own_page(self, own: OwnRound, news: str, mailed: bool) -> Html:
        return own_round_page(own, news, mailed)

    async def call_off(self, own: OwnRound) -> bool:
        if own.round.state == "open":
            if not own.may_change:
                return False
            await self.rounds.cancel(own.round.round, channel="web", by="web")
        return True

    async def choices(self, own: OwnRound, said: Said) -> Html:
        day = said.day("dag")
        if day is not None:
            return move_round_check_page(own, day, secrets.token_hex(16))
        return move_round_days_page(own, await self._free(own), said.day("vanaf"))

    async def moved(self, own: OwnRound, form: Said, identity: str) -> Response:
        day = form.day("dag")
        if day is None or not own.may_change:
            return onward(own.url())
        try:
            await self.rounds.move(own.round.round, day, channel="web", by="web", identity=identity)
        except Refused as no:
            if no.word not in GONE:
                raise
            page = move_round_days_page(own, await self._free(own), None, gone=day)
            return answer(page, 409)
        return onward(own.url(fields=[("klaar", "verzet")]))

    async def _free(self, own: OwnRound) -> list[date]:
        known = own.round
        return list(await self.rounds.free_anywhere(known.service, known.route, known.location))
