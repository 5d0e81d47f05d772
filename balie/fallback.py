"""`balie fallback`: the list for the neighbouring town that takes over."""

from pathlib import Path
from typing import Annotated

import typer

from balie.door import DEFAULT, ClockFile, SettingsFile, app, now_of

fallback = typer.Typer(
    help="Hands today's urgent visits to a neighbouring town when nothing works here.",
    no_args_is_help=True,
)
app.add_typer(fallback, name="fallback")

Passphrase = Annotated[
    Path | None,
    typer.Option(help="File with the passphrase; - reads it from what is typed."),
]


@fallback.command("write")
def fallback_write(
    location: Annotated[str, typer.Argument(help="The location's key in the settings.")],
    to: Annotated[str, typer.Option(help="Who takes over, as visitors read it.")],
    file: Annotated[Path, typer.Option(help="Where the sealed list goes.")],
    passphrase_file: Passphrase = None,
    key: Annotated[
        Path | None, typer.Option(help="The neighbour's public OpenPGP key, in place of that.")
    ] = None,
    settings: SettingsFile = DEFAULT,
    clock_file: ClockFile = None,
) -> None:
    """Writes who is still due today, the most urgent first: code, time and product, no names."""
    from host.fallback.cli import write_fallback

    now = now_of(clock_file)
    raise typer.Exit(write_fallback(settings, location, to, file, passphrase_file, key, now))


@fallback.command("read")
def fallback_read(
    file: Annotated[Path, typer.Argument(help="The sealed list.")],
    passphrase_file: Passphrase = None,
    clock_file: ClockFile = None,
) -> None:
    """Reads such a list at the neighbour's, until the end of its day."""
    from host.fallback.cli import read_fallback

    raise typer.Exit(read_fallback(file, passphrase_file, now_of(clock_file)))
