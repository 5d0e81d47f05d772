"""How much room a service day has for appointments: the free time of each desk, and what does not
fit any more. Judges nothing and changes nothing.

A day is a grid that begins when the doors open. The time of one desk is one whole number whose
bits are the cells of the grid, so that fifty days are looked through in a few milliseconds.
"""

from collections.abc import Iterable, Iterator, Sequence

from host.core.day import Day, Hold, Promise
from host.core.plan import MINUTE, Plan

Windows = Iterable[tuple[int, int]]
_FREES = frozenset({"cancelled", "no_show"})


def minutes_of(plan: Plan, services: Sequence[str], amounts: Sequence[int]) -> int:
    """How long an appointment takes: for each service its first minutes and the further ones of
    each further person, together rounded up to the grid. `amounts` has one number per service.
    """
    total = sum(
        plan.services[service].first_minutes + (amount - 1) * plan.services[service].further_minutes
        for service, amount in zip(services, amounts, strict=True)
    )
    grid = plan.grid // MINUTE
    return max(1, -(-total // grid)) * grid


class Room:
    """The free time of one day at one moment. Made anew whenever the day has changed."""

    def __init__(self, day: Day, plan: Plan, now: int, without: str = "") -> None:
        """`without`: a visit or hold whose own time counts as free, since it is the one that
        moves.
        """
        assert plan.opens is not None
        assert plan.closes is not None
        self.plan = plan
        self.opens = plan.opens
        self.cells = -(-(plan.closes - plan.opens) // plan.grid)
        self.whole = (1 << self.cells) - 1
        self.given = self._given()
        self.staffed = {desk: self.whole & ~self._shut(day, desk) for desk in plan.desks}
        self.taken = dict.fromkeys(plan.desks, 0)
        self.beside = 0
        """Taken by urgent appointments for which no desk had room."""
        self.must_move: list[str] = []
        """Visits that no desk has room for any more, in the order of booking."""
        self.kept_back = self._kept_back()
        self._fill(day, now, without)

    def starts(self, services: Sequence[str], minutes: int, earliest: int) -> list[int]:
        """Moments, ascending, from `earliest` on, at which one desk has room for all of these.

        Urgent services always find a moment while the doors are open: somebody who died or was
        born does not wait for a free desk.
        """
        found = 0
        for desk in self.able(services):
            found |= self._fits(desk, services, minutes)
        found &= self._from(earliest)
        if not found and self._is_urgent(services):
            length = self._length(minutes)
            found = _runs(self.given & ~self.beside, length) or _runs(self.given, length)
            found &= self._from(earliest)
        return [self.opens + cell * self.plan.grid for cell in _bits(found)]

    def desk_for(self, services: Sequence[str], minutes: int, start: int) -> str | None:
        """The desk that takes it: the one that can do the least else, and has no gap before it.
        Empty: beside the desks. None: no room.
        """
        offset = start - self.opens
        if offset % self.plan.grid or not 0 <= offset < self.cells * self.plan.grid:
            return None
        cell = 1 << (offset // self.plan.grid)
        able = [desk for desk in self.able(services) if self._fits(desk, services, minutes) & cell]
        if able:
            return min(able, key=lambda desk: (self._skills(desk), not self._follows(desk, cell)))
        return "" if start in self.starts(services, minutes, start) else None

    def has_room(self, desk: str, start: int, minutes: int) -> bool:
        """Whether this desk is free from `start` on, whatever is kept back there."""
        cells = self._cells(start, minutes)
        if cells is None or desk not in self.taken:
            return False
        return not (self.taken[desk] | ~self.staffed[desk]) & cells

    def able(self, services: Sequence[str]) -> list[str]:
        """Desks that can do all of these."""
        need = set(services)
        return [desk.desk for desk in self.plan.desks.values() if desk.services >= need]

    def free_minutes(self) -> int:
        """Of all staffed desks together, in the hours in which appointments are given."""
        free = sum(
            (staffed & self.given & ~self.taken[desk]).bit_count()
            for desk, staffed in self.staffed.items()
        )
        return free * (self.plan.grid // MINUTE)

    def staffed_minutes(self) -> int:
        cells = sum((staffed & self.given).bit_count() for staffed in self.staffed.values())
        return cells * (self.plan.grid // MINUTE)

    # -- how the numbers come about ------------------------------------------------------------

    def _given(self) -> int:
        """Cells in which appointments are given. What was promised before stands outside them
        too.
        """
        if self.plan.appointments is None:
            return self.whole
        return self._mask(self.plan.appointments)

    def _shut(self, day: Day, desk: str) -> int:
        return self._mask(day.shut.get(desk, ()), outward=True)

    def _kept_back(self) -> dict[str, tuple[int, int]]:
        """Per desk: the cells that are kept for walk-ins, and those that are kept for urgent
        services.
        """
        plan = self.plan
        walk_in = 0
        for service in plan.services.values():
            if not service.collect and not service.urgent:
                walk_in |= self._mask(service.walk_in)
        desks = list(plan.desks)
        last = desks[len(desks) - plan.walk_in_desks :] if plan.walk_in_desks else []
        urgent = {name for name, service in plan.services.items() if service.urgent}
        keeper = next((d for d in desks if plan.desks[d].services & urgent), None)
        windows = self._mask(plan.urgent_windows)
        return {d: (walk_in if d in last else 0, windows if d == keeper else 0) for d in desks}

    def _fill(self, day: Day, now: int, without: str) -> None:
        """Puts every promise where it was promised, and what cannot stay there on any other
        desk.
        """
        homeless: list[tuple[str, Promise | Hold, int | None]] = []
        for name, promise in _open_promises(day, now):
            if name == without:
                continue
            cells = self._cells_of(promise)
            if cells is None or not self._put(promise.desk, promise.services, cells):
                homeless.append((name, promise, cells))
        for name, promise, cells in homeless:
            desk = None
            if cells is not None:
                able = self.able(promise.services)
                desk = next((d for d in able if self._put(d, promise.services, cells)), None)
            if desk is None:
                self.beside |= cells or 0
                if promise.desk or cells is None:
                    self.must_move.append(name)
        for _, promise, cells in homeless:
            if promise.desk in self.taken and cells is not None:
                self.taken[promise.desk] |= cells  # it may come back to its desk

    def _put(self, desk: str, services: Sequence[str], cells: int) -> bool:
        if desk not in self.taken or not self.plan.desks[desk].services >= set(services):
            return False
        if self.taken[desk] & cells or ~self.staffed[desk] & cells:
            return False
        buffer = self.plan.buffer
        after = -(-buffer // self.plan.grid)
        self.taken[desk] |= cells | (cells << after if after else 0)
        return True

    def _cells_of(self, promise: Promise | Hold) -> int | None:
        minutes = promise.minutes or self._length_by_plan(promise)
        return self._cells(promise.appointed, minutes)

    def _cells(self, appointed: int, minutes: int) -> int | None:
        """None: it does not lie within the day's hours."""
        start = appointed - self.opens
        end = start + minutes * MINUTE
        if start < 0 or start >= self.cells * self.plan.grid:
            return None
        first, last = start // self.plan.grid, -(-end // self.plan.grid)
        last = min(last, self.cells)
        return ((1 << (last - first)) - 1) << first

    def _length_by_plan(self, promise: Promise | Hold) -> int:
        known = [service for service in promise.services if service in self.plan.services]
        return minutes_of(self.plan, known, [1] * len(known))

    def _fits(self, desk: str, services: Sequence[str], minutes: int) -> int:
        """Cells at which it could begin at this desk."""
        walk_in, urgent = self.kept_back[desk]
        kept = walk_in | (0 if self._is_urgent(services) else urgent)
        taken = self.taken[desk]
        found = _runs(self.staffed[desk] & self.given & ~taken & ~kept, self._length(minutes))
        after = -(-self.plan.buffer // self.plan.grid)
        if after and found:
            beyond = (1 << (self.cells + after)) - 1
            found &= _runs(beyond & ~taken, self._length(minutes) + after)
        return found

    def _is_urgent(self, services: Sequence[str]) -> bool:
        return any(self.plan.services[s].urgent for s in services if s in self.plan.services)

    def _length(self, minutes: int) -> int:
        return -(-minutes * MINUTE // self.plan.grid)

    def _from(self, earliest: int) -> int:
        first = max(0, -(-(earliest - self.opens) // self.plan.grid))
        return -1 << first

    def _skills(self, desk: str) -> int:
        return len(self.plan.desks[desk].services)

    def _follows(self, desk: str, cell: int) -> bool:
        return cell == 1 or bool(self.taken[desk] & (cell >> 1))

    def _mask(self, windows: Windows, *, outward: bool = False) -> int:
        """The cells that lie wholly within the windows; with `outward` those that touch one."""
        mask = 0
        for start, end in windows:
            first, last = start - self.opens, end - self.opens
            if outward:
                low, high = first // self.plan.grid, -(-last // self.plan.grid)
            else:
                low, high = -(-first // self.plan.grid), last // self.plan.grid
            low, high = max(0, low), min(self.cells, high)
            if high > low:
                mask |= ((1 << (high - low)) - 1) << low
        return mask


def _open_promises(day: Day, now: int) -> Iterator[tuple[str, Promise | Hold]]:
    """What takes room: appointments that stand, and holds whose time is not over. Whoever came too
    late for it waits in line like a walk-in.
    """
    for name, promise in day.promises.items():
        visit = day.visits[name]
        if visit.stage not in _FREES and not visit.late:
            yield name, promise
    for name, hold in day.holds.items():
        if hold.until > now:
            yield name, hold


def _runs(free: int, length: int) -> int:
    """Bits at which `length` free cells in a row begin."""
    done = 1
    while done < length and free:
        step = min(done, length - done)
        free &= free >> step
        done += step
    return free


def _bits(mask: int) -> Iterator[int]:
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low
