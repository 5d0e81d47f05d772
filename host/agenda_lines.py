"""The lines in which the agenda's tools tell of appointments and of rounds."""

from collections.abc import Sequence
from datetime import date, datetime

from host.agenda.moving import Report, Standing
from host.agenda.must_move import REASONS, Homeless
from host.agenda.round_moves import RoundReport, StandingRound
from host.settings import Settings
from wire.refusals import REFUSALS


def line_of(settings: Settings, each: Homeless) -> str:
    """An appointment that must move, and why."""
    at = clock(settings, each.location, each.promise.appointed)
    return f"{_told(at, each.visit.code, each.visit.services)}  {REASONS[each.why]}"


def _told(clock: str, code: str, services: Sequence[str]) -> str:
    return f"  {clock}  {code:8}  {' '.join(services)}"


def line_of_round(each: StandingRound) -> str:
    """A round that must move, and why."""
    return f"{_round(each)}  {each.why}"


def _round(each: StandingRound) -> str:
    known = each.round
    return f"  {each.day}        {known.code:8}  {known.service} {known.route}"


def tell_moves(
    settings: Settings, report: Report, old: str, new: str, since: date, dry_run: bool
) -> None:
    would = "would move" if dry_run else "moved"
    for standing, at in report.other_time:
        print(f"{_of(settings, old, standing)}  -> {clock(settings, new, at)}")
    for left in report.left:
        print(f"{_of(settings, old, left.standing)}  stays: {REFUSALS[left.word]}")
    print(
        f"{report.same_time} {would} from {old} to {new} at the same time, "
        f"{len(report.other_time)} at another time, {len(report.left)} could not; "
        f"appointments since {since}"
    )


def _of(settings: Settings, location: str, standing: Standing) -> str:
    at = clock(settings, location, standing.promise.appointed)
    return _told(at, standing.visit.code, standing.visit.services)


def tell_rounds(report: RoundReport, old: str, new: str, dry_run: bool) -> None:
    """Nothing at all for a location that has none."""
    if not report.moved and not report.left:
        return
    for left in report.left:
        print(f"{_round(left)}  must move: {REFUSALS[left.why]}")
    would = "would move" if dry_run else "moved"
    print(
        f"{report.moved} at the visitors' own addresses {would} from {old} to {new} on the same "
        f"day, {len(report.left)} could not"
    )


def clock(settings: Settings, location: str, at: int | None) -> str:
    """A moment at a location, or that there is none."""
    if at is None:
        return "none"
    return f"{datetime.fromtimestamp(at / 1000, settings.zone(location)):%Y-%m-%d %H:%M}"
