"""The tools for the agenda: what must move, desks that nobody serves at, a location that closes,
and what goes out to other programs."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from balie.door import DEFAULT, ClockFile, SettingsFile, agenda, now_of

Location = Annotated[str, typer.Option(help="The location's key in the settings.")]
AnyLocation = Annotated[str, typer.Option(help="One location; all of them if not said.")]
DayOption = Annotated[str, typer.Option(help="Such as 2026-11-20; today if not said.")]


class Reason(StrEnum):
    """Why nobody serves at a desk."""

    SICK = "sick"
    LEAVE = "leave"
    TRAINING = "training"
    OTHER = "other"


@agenda.command("must-move")
def must_move(
    location: AnyLocation = "", settings: SettingsFile = DEFAULT, clock_file: ClockFile = None
) -> None:
    """Lists the appointments that have no room any more, and why: a closed day, shorter hours, a
    desk less."""
    from host.agenda_tools import tell_must_move

    raise typer.Exit(tell_must_move(settings, location, now_of(clock_file)))


@agenda.command("shut")
def shut(
    desk: Annotated[str, typer.Argument(help="The desk's key.")],
    location: Location,
    day: DayOption = "",
    last_day: Annotated[str, typer.Option(help="To this day, both included.")] = "",
    since: Annotated[str, typer.Option("--from", help="09:00; from the opening if not said.")] = "",
    until: Annotated[str, typer.Option(help="12:30; until the doors close if not said.")] = "",
    reason: Annotated[Reason, typer.Option(help="For the log.")] = Reason.OTHER,
    settings: SettingsFile = DEFAULT,
    clock_file: ClockFile = None,
) -> None:
    """Nobody serves at a desk on a day: it gives no appointments. Lists what must move."""
    from host.agenda_tools import shut_desk

    days, hours = (day, last_day), (since, until)
    now = now_of(clock_file)
    raise typer.Exit(shut_desk(settings, location, desk, days, hours, reason.value, now))


@agenda.command("reopen")
def reopen(
    desk: Annotated[str, typer.Argument(help="The desk's key.")],
    location: Location,
    day: DayOption = "",
    settings: SettingsFile = DEFAULT,
    clock_file: ClockFile = None,
) -> None:
    """Somebody serves at the desk after all."""
    from host.agenda_tools import reopen_desk

    raise typer.Exit(reopen_desk(settings, location, desk, day, now_of(clock_file)))


@agenda.command("move-all")
def move_all(
    from_location: Annotated[str, typer.Option(help="The location that closes.")],
    to_location: Annotated[
        str, typer.Option(help="Where to; its successor in the settings if not said.")
    ] = "",
    since: Annotated[
        str, typer.Option(help="From this day on; the day after its last if not said.")
    ] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Tell it, move nothing.")] = False,
    settings: SettingsFile = DEFAULT,
    clock_file: ClockFile = None,
) -> None:
    """Moves a closed location's appointments to another, at the same times where there is room,
    else as near as can be on that day or the next. Once more changes nothing."""
    from host.agenda_tools import move_all as move

    now = now_of(clock_file)
    raise typer.Exit(move(settings, from_location, to_location, since, dry_run, now))


@agenda.command("export")
def export(
    location: Location,
    since: Annotated[str, typer.Option("--from", help="First day; today if not said.")] = "",
    until: Annotated[str, typer.Option("--to", help="Last day; the first if not said.")] = "",
    csv: Annotated[Path | None, typer.Option(help="File to write, for spreadsheets.")] = None,
    ics: Annotated[Path | None, typer.Option(help="File to write, for calendars.")] = None,
    people: Annotated[
        bool, typer.Option("--people", help="Names, phone numbers and mail addresses too.")
    ] = False,
    settings: SettingsFile = DEFAULT,
    clock_file: ClockFile = None,
) -> None:
    """Writes the appointments of a period to a file."""
    from host.agenda_files import export_agenda

    now = now_of(clock_file)
    raise typer.Exit(export_agenda(settings, location, (since, until), csv, ics, people, now))


@agenda.command("rounds")
def rounds(
    location: Location,
    since: Annotated[str, typer.Option("--from", help="First day; today if not said.")] = "",
    until: Annotated[str, typer.Option("--to", help="Last day; the first if not said.")] = "",
    csv: Annotated[Path | None, typer.Option(help="File to write; else it is shown.")] = None,
    people: Annotated[
        bool, typer.Option("--people", help="Names, addresses and phone numbers too.")
    ] = False,
    settings: SettingsFile = DEFAULT,
    clock_file: ClockFile = None,
) -> None:
    """Lists where the crew comes by on a day (bulky waste), by route, as CSV."""
    from host.agenda_files import list_rounds

    now = now_of(clock_file)
    raise typer.Exit(list_rounds(settings, location, (since, until), csv, people, now))


@agenda.command("access-time")
def access_time(
    location: AnyLocation = "", settings: SettingsFile = DEFAULT, clock_file: ClockFile = None
) -> None:
    """Working days until the first and the third free slot of each service, as it is now."""
    from host.agenda_tools import tell_access_times

    raise typer.Exit(tell_access_times(settings, location, now_of(clock_file)))
