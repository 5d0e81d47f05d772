"""Who listens, and the newest view of each: made once for all who see the same, one slot per
listener, never a queue.

A listener that does not read is passed over until it does; then it gets the view of that moment.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

import orjson

from host.counts import Counts
from host.hall import Hall
from host.views import SELDOM, Key, view_of
from wire.frames import BEAT_SECONDS

REST_SECONDS = 0.025
"""Under load a location's views are made again at most so often ..."""
SHARE_OF_TIME = 19
"""... never more often than that a twentieth part of the time goes into making them ..."""
SENDING_SHARE = 3
"""... and a quarter into sending them: also a thousand displays hear of a call now."""
REFRESH_BEATS = 5
"""Every so many beats the views are looked at without any news: minutes pass."""


class Line(Protocol):
    """One open line to a device."""

    def send_frame(self, frame: bytes) -> bool:
        """Sends a whole frame now; False when the peer does not read, and nothing was sent."""


@dataclass(eq=False)
class Listener:
    """One device on the line. `behind`: it has not got the newest view."""

    hall: Hall
    key: Key
    line: Line
    device: str
    behind: bool = True


@dataclass
class Audience:
    """All listeners of one location."""

    by_key: dict[Key, set[Listener]] = field(default_factory=dict)
    bodies: dict[Key, bytes] = field(default_factory=dict)
    """The newest view of each key, to see whether anything changed."""
    frames: dict[Key, bytes] = field(default_factory=dict)
    """The same as a frame, ready to send."""
    made: dict[Key, float] = field(default_factory=dict)
    """When a view that is seldom made was made last, by the loop's clock."""
    later: set[Key] = field(default_factory=set)
    """Keys whose view is made when its time has come."""
    resting: bool = False
    """Views were made a moment ago; news waits for the end of the rest."""
    news: bool = False


class Hub:
    """Shows halls to their listeners. `when_kept` runs work as soon as the day in memory is on
    disk.
    """

    def __init__(
        self,
        clock: Callable[[], int],
        when_kept: Callable[[Callable[[], None]], None],
        frame: Callable[[bytes], bytes],
    ) -> None:
        self.clock = clock
        self.when_kept = when_kept
        self.frame = frame
        self.audiences: dict[str, Audience] = {}
        self.halls: dict[str, Hall] = {}
        self.counts = Counts()

    def __len__(self) -> int:
        return sum(
            len(group) for audience in self.audiences.values() for group in audience.by_key.values()
        )

    def listeners(self) -> list[Listener]:
        return [
            listener
            for audience in self.audiences.values()
            for group in audience.by_key.values()
            for listener in group
        ]

    def join(self, listener: Listener) -> None:
        """From now on the listener gets its view, the first one at once."""
        audience = self._audience(listener.hall)
        group = audience.by_key.setdefault(listener.key, set())
        group.add(listener)
        if len(group) == 1:
            audience.bodies.pop(listener.key, None)
        self.when_kept(lambda: self._greet(listener))

    def leave(self, listener: Listener) -> None:
        audience = self._audience(listener.hall)
        group = audience.by_key.get(listener.key)
        if group is None:
            return
        group.discard(listener)
        if not group:
            for table in (audience.by_key, audience.bodies, audience.frames):
                table.pop(listener.key, None)

    def show(self, hall: Hall) -> None:
        """The day has moved on: at once after a quiet time, else when the rest is over."""
        audience = self._audience(hall)
        if not audience.by_key:
            return
        if audience.resting:
            audience.news = True
            return
        self._flush(hall, audience)

    def caught_up(self, listener: Listener) -> None:
        """The listener reads again: it gets what is newest now."""
        frame = self._audience(listener.hall).frames.get(listener.key)
        if listener.behind and frame is not None:
            listener.behind = not listener.line.send_frame(frame)

    async def beat(self) -> None:
        """Tells every listener every two seconds that the host is here, until cancelled."""
        beats = 0
        while True:
            await asyncio.sleep(BEAT_SECONDS)
            beats += 1
            frame = self.frame(orjson.dumps({"kind": "beat", "at": self.clock()}))
            for listener in self.listeners():
                listener.line.send_frame(frame)
            if beats % REFRESH_BEATS == 0:
                for hall in list(self.halls.values()):
                    self.when_kept(lambda hall=hall: self.show(hall))  # type: ignore[misc]

    def _audience(self, hall: Hall) -> Audience:
        self.halls[hall.location] = hall
        return self.audiences.setdefault(hall.location, Audience())

    def _flush(self, hall: Hall, audience: Audience) -> None:
        """Makes the views anew and sends those that changed; then rests."""
        if hall.day is None or hall.day.plan is None:
            return
        loop = asyncio.get_running_loop()
        now = self.clock()
        making = sending = 0.0
        for key in sorted(audience.by_key):  # the board first: the whole hall looks at it
            if self._comes_later(hall, audience, key):
                continue
            began = loop.time()
            self._make(hall, audience, key, now)
            made = loop.time()
            self._send(audience, key, audience.by_key[key])
            making += made - began
            sending += loop.time() - made
        audience.news = False
        audience.resting = True
        rest = max(REST_SECONDS, SHARE_OF_TIME * making, SENDING_SHARE * sending)
        loop.call_later(rest, self._end_rest, hall, audience)

    def _end_rest(self, hall: Hall, audience: Audience) -> None:
        audience.resting = False
        if audience.news:
            self.when_kept(lambda: self.show(hall))

    def _comes_later(self, hall: Hall, audience: Audience, key: Key) -> bool:
        """Whether a view that is seldom made was made a moment ago. It is made again as soon as its
        time has come, whatever happened until then.
        """
        if key[0] not in SELDOM:
            return False
        loop = asyncio.get_running_loop()
        rest = audience.made.get(key, 0) + SELDOM[key[0]] - loop.time()
        if rest <= 0:
            audience.made[key] = loop.time()
            return False
        if key not in audience.later:
            audience.later.add(key)
            loop.call_later(rest, self._make_late, hall, audience, key)
        return True

    def _make_late(self, hall: Hall, audience: Audience, key: Key) -> None:
        def work() -> None:
            audience.later.discard(key)
            group = audience.by_key.get(key)
            if not group or hall.day is None or hall.day.plan is None:
                return
            audience.made[key] = asyncio.get_running_loop().time()
            self._make(hall, audience, key, self.clock())
            self._send(audience, key, group)

        self.when_kept(work)

    def _make(self, hall: Hall, audience: Audience, key: Key, now: int) -> bool:
        """Makes the key's newest frame; its listeners are behind when it is a new one. Whether it
        is.
        """
        assert hall.day is not None
        body = view_of(hall, key, now)
        if audience.bodies.get(key) == body:
            return False
        audience.bodies[key] = body
        self.counts.views_made[key[0]] += 1
        self._frame(hall, audience, key, now)
        for listener in audience.by_key[key]:
            listener.behind = True
        return True

    def _frame(self, hall: Hall, audience: Audience, key: Key, now: int) -> None:
        """The newest view of a key, with the time of now."""
        assert hall.day is not None
        head = b'{"kind":"view","seq":%d,"at":%d,"view":' % (hall.day.seq, now)
        audience.frames[key] = self.frame(head + audience.bodies[key] + b"}")

    def _greet(self, listener: Listener) -> None:
        hall = listener.hall
        audience = self._audience(hall)
        if (
            listener not in audience.by_key.get(listener.key, ())
            or hall.day is None
            or hall.day.plan is None
        ):
            return
        if self._comes_later(hall, audience, listener.key):
            if listener.key in audience.frames:
                self._send(audience, listener.key, {listener})
            return
        now = self.clock()
        if self._make(hall, audience, listener.key, now):
            self._send(audience, listener.key, audience.by_key[listener.key])
        else:
            self._frame(hall, audience, listener.key, now)  # the old one tells an old time
            self._send(audience, listener.key, {listener})

    def _send(self, audience: Audience, key: Key, listeners: set[Listener]) -> None:
        frame = audience.frames[key]
        sent = 0
        for listener in listeners:
            if listener.behind:
                listener.behind = not listener.line.send_frame(frame)
                sent += not listener.behind
        self.counts.views_sent[key[0]] += sent
