"""Who looks at the page of a visit, and the newest view of each: made when the visit changes, and
for the others once in a while, a few at a time.

Beside the hub, since a hall has few kinds of screens and as many pages as visitors: a call changes
one page at once, and the place in line on all others a moment later.
"""

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

import orjson
import structlog

from host.hall import Hall
from host.hub import Line
from host.views.phone import phone_body
from wire.frames import BEAT_SECONDS

log = structlog.get_logger()
REST_SECONDS = 0.025
"""Changed visits are looked for at most so often."""
ROUND_SECONDS = 1.0
"""From the begin of one round over all pages to the next, at least."""
SLICE_SECONDS = 0.004
"""So long a round works before others have their turn ..."""
PAUSE_SECONDS = 0.016
"""... for so long."""
REFRESH_BEATS = 5
"""Every so many beats a round begins without any news: minutes pass."""
LINES_MAX = 6
"""Lines of one visit at a time: a family may look, a flood may not."""
LINES_MAX_ALL = 5_000


@dataclass(eq=False, slots=True)
class Looker:
    """One open page. `behind`: it has not got the newest view."""

    hall: Hall
    visit: str
    line: Line
    behind: bool = True


@dataclass(eq=False, slots=True)
class Page:
    """All who look at one visit, and what they see."""

    lookers: list[Looker] = field(default_factory=list)
    version: int = -1
    body: bytes = b""
    frame: bytes = b""


@dataclass(slots=True)
class Pages:
    """The open pages of one location."""

    by_visit: dict[str, Page] = field(default_factory=dict)
    day: str = ""
    left: deque[str] = field(default_factory=deque)
    """Visits that the running round has still to look at."""
    round_at: float = 0.0
    """When the newest round began, or will begin."""
    in_round: bool = False
    again: bool = False
    """There was news during the round."""
    resting: bool = False
    news: bool = False


class Phones:
    """Shows visits to their visitors. `when_kept` runs work as soon as the day in memory is on
    disk; `survey` is the path of the question about a visit that is over.
    """

    def __init__(
        self,
        clock: Callable[[], int],
        when_kept: Callable[[Callable[[], None]], None],
        frame: Callable[[bytes], bytes],
        survey: Callable[[Hall, str], str],
    ) -> None:
        self.clock = clock
        self.when_kept = when_kept
        self.frame = frame
        self.survey = survey
        self.halls: dict[str, Hall] = {}
        self.pages: dict[str, Pages] = {}
        self.gone = frame(b'{"kind":"no","word":"visit_unknown"}')
        self.count = 0

    def __len__(self) -> int:
        return self.count

    def has_room(self, hall: Hall, visit: str) -> bool:
        """Whether one more may look at this visit."""
        page = self._pages(hall).by_visit.get(visit)
        return self.count < LINES_MAX_ALL and (page is None or len(page.lookers) < LINES_MAX)

    def join(self, looker: Looker) -> None:
        """From now on the page gets its view, the first one at once."""
        page = self._pages(looker.hall).by_visit.setdefault(looker.visit, Page())
        page.lookers.append(looker)
        self.count += 1
        self.when_kept(lambda: self._greet(looker))

    def leave(self, looker: Looker) -> None:
        self.count -= 1
        pages = self._pages(looker.hall)
        page = pages.by_visit.get(looker.visit)
        if page is not None and looker in page.lookers:
            page.lookers.remove(looker)
            if not page.lookers:
                del pages.by_visit[looker.visit]

    def caught_up(self, looker: Looker) -> None:
        """The page reads again: it gets what is newest now."""
        page = self._pages(looker.hall).by_visit.get(looker.visit)
        if looker.behind and page is not None and page.frame:
            looker.behind = not looker.line.send_frame(page.frame)

    def show(self, hall: Hall) -> None:
        """The day has moved on: visits that changed are shown at once, the others in a round."""
        pages = self._pages(hall)
        if not pages.by_visit:
            return
        if pages.resting:
            pages.news = True
            return
        self._show_changed(hall, pages)
        self._begin_round(hall, pages)

    def view_of(self, hall: Hall, visit: str) -> bytes:
        """What a page sees that asks by itself, as the same message."""
        return self._message(hall, self._body(hall, visit))

    async def beat(self) -> None:
        """Tells every page every two seconds that the host is here, until cancelled."""
        beats = 0
        while True:
            await asyncio.sleep(BEAT_SECONDS)
            beats += 1
            frame = self.frame(orjson.dumps({"kind": "beat", "at": self.clock()}))
            for location, pages in self.pages.items():
                for page in pages.by_visit.values():
                    for looker in page.lookers:
                        looker.line.send_frame(frame)
                if beats % REFRESH_BEATS == 0 and pages.by_visit:
                    self._begin_round(self.halls[location], pages)

    # -- how -----------------------------------------------------------------------------------

    def _pages(self, hall: Hall) -> Pages:
        self.halls[hall.location] = hall
        return self.pages.setdefault(hall.location, Pages())

    def _show_changed(self, hall: Hall, pages: Pages) -> None:
        day = hall.day
        if day is None or day.plan is None:
            return
        if pages.day != day.day:
            self._turn_over(pages, day.day)
        for name, page in list(pages.by_visit.items()):
            visit = day.visits.get(name)
            if visit is None:
                self._end(pages, name)
            elif visit.version != page.version:
                self._make(hall, name, page)
        pages.news, pages.resting = False, True
        asyncio.get_running_loop().call_later(REST_SECONDS, self._end_rest, hall, pages)

    def _end_rest(self, hall: Hall, pages: Pages) -> None:
        pages.resting = False
        if pages.news:
            self.when_kept(lambda: self.show(hall))

    def _turn_over(self, pages: Pages, day: str) -> None:
        """Another service day: what is left of the round before is of no use."""
        pages.day = day
        pages.left.clear()

    def _end(self, pages: Pages, name: str) -> None:
        """The visit is of a day that is over: the page hears that it is gone."""
        for looker in pages.by_visit.pop(name).lookers:
            looker.line.send_frame(self.gone)

    def _begin_round(self, hall: Hall, pages: Pages) -> None:
        """All open pages are looked at, soon; one round at a time."""
        pages.again = pages.in_round
        if pages.in_round:
            return
        pages.in_round = True
        loop = asyncio.get_running_loop()
        pages.round_at = max(loop.time(), pages.round_at + ROUND_SECONDS)
        loop.call_at(pages.round_at, self._round, hall, pages)

    def _round(self, hall: Hall, pages: Pages) -> None:
        pages.left = deque(pages.by_visit)
        self.when_kept(lambda: self._slice(hall, pages))

    def _slice(self, hall: Hall, pages: Pages) -> None:
        """Some pages of the round; then others have their turn."""
        loop = asyncio.get_running_loop()
        until = loop.time() + SLICE_SECONDS
        while pages.left and loop.time() < until:
            name = pages.left.popleft()
            page = pages.by_visit.get(name)
            if page is not None and hall.day is not None and name in hall.day.visits:
                self._make(hall, name, page)
        if pages.left:
            work = self.when_kept
            loop.call_later(PAUSE_SECONDS, lambda: work(lambda: self._slice(hall, pages)))
            return
        pages.in_round = False
        if pages.again:
            self._begin_round(hall, pages)

    def _make(self, hall: Hall, name: str, page: Page) -> None:
        """Makes the newest frame of a page, and sends it where it is a new one. A page that cannot
        be made holds up no other, and no round.
        """
        try:
            self._make_and_send(hall, name, page)
        except Exception:
            log.exception("telling_failed")

    def _make_and_send(self, hall: Hall, name: str, page: Page) -> None:
        assert hall.day is not None
        page.version = hall.day.visits[name].version
        body = self._body(hall, name)
        if body == page.body:
            return
        page.body, page.frame = body, self.frame(self._message(hall, body))
        for looker in page.lookers:
            looker.behind = not looker.line.send_frame(page.frame)

    def _body(self, hall: Hall, name: str) -> bytes:
        assert hall.day is not None
        visit = hall.day.visits[name]
        survey = self.survey(hall, name) if visit.stage == "done" else ""
        return phone_body(hall, visit, self.clock(), survey)

    def _message(self, hall: Hall, body: bytes) -> bytes:
        assert hall.day is not None
        head = b'{"kind":"view","seq":%d,"at":%d,"view":' % (hall.day.seq, self.clock())
        return head + body + b"}"

    def _greet(self, looker: Looker) -> None:
        hall, pages = looker.hall, self._pages(looker.hall)
        page = pages.by_visit.get(looker.visit)
        if page is None or looker not in page.lookers or hall.day is None or hall.day.plan is None:
            return
        if looker.visit not in hall.day.visits:
            self._end(pages, looker.visit)
            return
        self._make(hall, looker.visit, page)
        if looker.behind and page.frame:
            looker.behind = not looker.line.send_frame(page.frame)
