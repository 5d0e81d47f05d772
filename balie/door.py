"""What the verbs share: the command itself, options that mean the same everywhere, and how it
fails."""

import shlex
import sys
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from balie.address import NoAddress, line_url
from balie.kiosk_door import HOST_HELP, LANGUAGE_HELP, TOKEN_HELP, NoToken, read_token

app = typer.Typer(
    help="Runs the front desk of a town hall: queues, appointments, calls, slips and promises.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
devices = typer.Typer(
    help="Pairs, lists and revokes kiosks, greeters, desks, displays and printers.",
    no_args_is_help=True,
)
imports = typer.Typer(help="Brings in what other systems hold.", no_args_is_help=True)
app.add_typer(devices, name="device")
agenda = typer.Typer(
    help="Appointments: what must move, desks that nobody serves at, files for other programs.",
    no_args_is_help=True,
)
app.add_typer(imports, name="import")
app.add_typer(agenda, name="agenda")

SettingsFile = Annotated[
    Path, typer.Option("--settings", "-s", help="The town's settings.", envvar="BALIE_SETTINGS")
]
Host = Annotated[str, typer.Option("--host", help=HOST_HELP)]
TokenFile = Annotated[Path, typer.Option("--token-file", help=TOKEN_HELP)]
Language = Annotated[
    str | None,
    typer.Option(help=LANGUAGE_HELP),
]
ClockFile = Annotated[Path | None, typer.Option(hidden=True)]
DEFAULT = Path("balie.toml")


def host_of(host: str, token_file: Path | None) -> str:
    """The line to the host. Ends the program with a sentence when nobody said where it is."""
    try:
        return line_url(host, token_file)
    except NoAddress as fault:
        fail(str(fault))


def token_in(file: Path) -> str:
    """The token in a file. Ends the program with a sentence when there is none."""
    try:
        return read_token(file)
    except NoToken as fault:
        fail(str(fault))


def fail(sentence: str) -> NoReturn:
    typer.echo(sentence, err=True)
    raise typer.Exit(1)


def now_of(clock_file: Path | None) -> int | None:
    if clock_file is None:
        return None
    from demo.clock import read_clock

    return read_clock(clock_file)


def in_browser(title: str, listen: str, port: int) -> None:
    """Serves this very command to browsers, without its --web."""
    from kiosk.browser import serve

    words = sys.argv[1:]
    at = words.index("--web") if "--web" in words else None
    if at is not None:
        del words[at : at + 2]
    words = [word for word in words if not word.startswith("--web=")]
    serve(title, shlex.join([sys.executable, "-m", "balie", *words]), listen, port)
