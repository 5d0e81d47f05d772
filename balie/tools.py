"""The tools of the administrator: settings, devices, import, copies."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from balie.address import address_file, page_url
from balie.door import (
    DEFAULT,
    ClockFile,
    SettingsFile,
    TokenFile,
    app,
    devices,
    fail,
    imports,
    now_of,
)
from balie.kiosk_door import HOST_HELP

EXAMPLE = Path(__file__).parents[1] / "balie.example.toml"


@app.command()
def example() -> None:
    """Prints settings to begin with.

    As in: balie example > balie.toml
    """
    sys.stdout.buffer.write(EXAMPLE.read_bytes())


@app.command()
def check(
    file: Annotated[
        Path | None, typer.Argument(help="The file to judge; that of --settings if not said.")
    ] = None,
    settings: SettingsFile = DEFAULT,
) -> None:
    """Judges a settings file: every fault with file, line and what is wrong. Where there is a
    database, also against the norms that were seen, the devices that are paired and who has a PIN.
    """
    from host.check import check as judge

    raise typer.Exit(0 if judge(file or settings, typer.echo) else 1)


@app.command()
def speech(
    location: Annotated[str, typer.Option(help="One location; all of them if not said.")] = "",
    out: Annotated[
        Path | None, typer.Option(help="Folder to write: a call of each language as WAV.")
    ] = None,
    settings: SettingsFile = DEFAULT,
) -> None:
    """Tells what calls are spoken with: voices, the town's own recordings, which are missing."""
    from host.speech.tool import speech as tell

    raise typer.Exit(tell(settings, location, out))


@imports.command("appointments")
def import_appointments(
    file: Annotated[Path, typer.Argument(help="A .csv or .ics file.", exists=True, dir_okay=False)],
    location: Annotated[str, typer.Option(help="The location's key in the settings.")],
    settings: SettingsFile = DEFAULT,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Judge the file, keep nothing.")
    ] = False,
    codes: Annotated[
        Path | None, typer.Option(help="File to write: the check-in code of each line.")
    ] = None,
    clock_file: ClockFile = None,
) -> None:
    """Books the appointments of a file: all of them, or none and every fault with its line."""
    from host.tools import bring_appointments

    now = now_of(clock_file)
    raise typer.Exit(bring_appointments(settings, location, file, dry_run, now, codes))


@app.command()
def backup(
    file: Annotated[Path, typer.Argument(help="The copy; must not exist.")],
    settings: SettingsFile = DEFAULT,
    with_people: Annotated[
        bool, typer.Option("--with-people", help="Names and notes too; erase the copy in time.")
    ] = False,
) -> None:
    """Copies the database while the host works, without personal data."""
    from host.tools import copy_database

    raise typer.Exit(copy_database(settings, file, with_people))


@app.command()
def rebuild(settings: SettingsFile = DEFAULT) -> None:
    """Makes the plain tables again from the log. Stop the host first: where something listens at
    the address of the settings, nothing is done, and it ends with 1.
    """
    from host.tools import rebuild_tables

    raise typer.Exit(rebuild_tables(settings))


@app.command()
def staff(
    location: Annotated[str, typer.Argument(help="The location's key.")],
    name: Annotated[str, typer.Argument(help="The staff member's key.")],
    settings: SettingsFile = DEFAULT,
) -> None:
    """Sets the PIN of a staff member: 4 to 12 digits, asked for twice, or one line of a pipe."""
    from host.tools import set_pin

    pin = _pin_typed() if sys.stdin.isatty() else sys.stdin.readline().strip()
    raise typer.Exit(set_pin(settings, location, name, pin))


def _pin_typed() -> str:
    """Judged before it is asked for again."""
    from host.signin import fit_pin

    try:
        typed = typer.prompt("PIN", hide_input=True, confirmation_prompt=True, value_proc=fit_pin)
    except ValueError as fault:
        fail(str(fault))
    return str(typed)


@app.command()
def pair(
    role: Annotated[str, typer.Argument(help="kiosk, greeter, desk, display, printer or leader.")],
    token_file: TokenFile,
    host: Annotated[
        str, typer.Option("--host", help=HOST_HELP.split(". ")[0] + ". Else it is looked for.")
    ] = "",
    code: Annotated[str, typer.Option(help="The code that `balie device invite` showed.")] = "",
    name: Annotated[str, typer.Option(help="What this device is called.")] = "",
) -> None:
    """On the device: pairs it with the host, once. Shows a code to approve, or takes one."""
    from wire.pairing import pair_device

    host = host or _the_one_host()
    url = page_url(host)
    ended = pair_device(url, role, name, code, token_file, typer.echo)
    if ended == 0:
        address_file(token_file).write_text(url + "\n", encoding="utf-8")
    raise typer.Exit(ended)


@app.command()
def find() -> None:
    """Looks for hosts on the local network; a line each: address and town."""
    from wire.finding import find_hosts

    found = find_hosts()
    for one in found:
        typer.echo(f"{one.url}  {one.town}")
    if not found:
        fail("no host answers on this network")


def _the_one_host() -> str:
    """The host on this network. Ends the program when there is none, or more than one."""
    from wire.finding import find_hosts

    found = find_hosts()
    if len(found) == 1:
        typer.echo(f"found {found[0].town} at {found[0].url}")
        return found[0].url
    if found:
        fail(
            "more than one host answers; say which with --host: "
            + ", ".join(one.url for one in found)
        )
    fail("no host answers on this network; say where it is: --host …")


@devices.command("add")
def device_add(
    role: Annotated[str, typer.Option(help="kiosk, greeter, desk, display, printer or leader.")],
    location: Annotated[str, typer.Option(help="The location's key.")],
    name: Annotated[str, typer.Option(help="What it is called, such as kiosk-1.")],
    desk: Annotated[str | None, typer.Option(help="For a desk: its key.")] = None,
    invite: Annotated[
        bool, typer.Option("--invite", help="A code to type there, no token.")
    ] = False,
    settings: SettingsFile = DEFAULT,
) -> None:
    """Adds a device and prints its token; with --invite a code to type on the device."""
    from host.tools import add_device

    raise typer.Exit(add_device(settings, role, location, name, desk, invite))


@devices.command("approve")
def device_approve(
    code: Annotated[str, typer.Argument(help="The code that the device shows.")],
    location: Annotated[str, typer.Option(help="The location's key.")],
    desk: Annotated[str | None, typer.Option(help="For a desk: its key.")] = None,
    name: Annotated[str, typer.Option(help="Another name than it gave itself.")] = "",
    settings: SettingsFile = DEFAULT,
) -> None:
    """Lets in the device that shows this code."""
    from host.tools import approve_device

    raise typer.Exit(approve_device(settings, code, location, desk, name))


@devices.command("list")
def device_list(settings: SettingsFile = DEFAULT) -> None:
    """Every device that may speak and how it is, and those that wait with a code."""
    from host.tools import list_devices

    raise typer.Exit(list_devices(settings))


@devices.command("log")
def device_log(settings: SettingsFile = DEFAULT) -> None:
    """Who let each device in, named it anew or put it out, and when."""
    from host.tools import list_device_steps

    raise typer.Exit(list_device_steps(settings))


@devices.command("rename")
def device_rename(
    device: Annotated[str, typer.Argument(help="location/name, as in the list.")],
    name: Annotated[str, typer.Argument(help="Its new name, such as kiosk-2.")],
    settings: SettingsFile = DEFAULT,
) -> None:
    """Gives a device another name; an open line falls and comes back within seconds."""
    from host.tools import rename_device

    raise typer.Exit(rename_device(settings, device, name))


@devices.command("revoke")
def device_revoke(
    device: Annotated[str, typer.Argument(help="location/name, as in the list.")],
    settings: SettingsFile = DEFAULT,
) -> None:
    """Takes a device's token away; an open line ends within seconds."""
    from host.tools import revoke_device

    raise typer.Exit(revoke_device(settings, device))
