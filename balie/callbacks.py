"""`balie callback`: promises to call back, listed, measured, brought in and written out."""

from pathlib import Path
from typing import Annotated

import typer

from balie.door import DEFAULT, ClockFile, SettingsFile, app, now_of

callbacks = typer.Typer(
    help="Lists promises to call back, tells how they were kept, and reads and writes them as CSV.",
    no_args_is_help=True,
)
app.add_typer(callbacks, name="callback")

AnyLocation = Annotated[str, typer.Option(help="One location; all of them if not said.")]
First = Annotated[str, typer.Option("--from", help="Such as 2026-11-20; today if not said.")]
Last = Annotated[str, typer.Option("--to", help="Last day, included; the first if not said.")]


@callbacks.command("list")
def callback_list(
    location: AnyLocation = "",
    late: Annotated[
        bool, typer.Option("--late", help="Only what is about to be late, or is.")
    ] = False,
    settings: SettingsFile = DEFAULT,
    clock_file: ClockFile = None,
) -> None:
    """The open promises with their department, what is due first. No names."""
    from host.callbacks_cli import list_callbacks

    raise typer.Exit(list_callbacks(settings, location, late, now_of(clock_file)))


@callbacks.command("figures")
def callback_figures(
    location: AnyLocation = "",
    since: First = "",
    until: Last = "",
    language: Annotated[str, typer.Option(help="Of the figures: nl, en, de.")] = "nl",
    settings: SettingsFile = DEFAULT,
    clock_file: ClockFile = None,
) -> None:
    """How many promises whose term ended in a period were kept, for each number of working days;
    exempt departments with and without."""
    from host.callbacks_cli import tell_figures

    days = (since, until)
    raise typer.Exit(tell_figures(settings, location, days, language, now_of(clock_file)))


@callbacks.command("import")
def callback_import(
    file: Annotated[Path, typer.Argument(help="A CSV file; docs/callbacks.md has its columns.")],
    location: Annotated[str, typer.Option(help="The location's key in the settings.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Tell it, keep nothing.")] = False,
    settings: SettingsFile = DEFAULT,
    clock_file: ClockFile = None,
) -> None:
    """Brings in promises of another system, finished ones too. Once more changes nothing."""
    from host.callbacks_cli import bring_callbacks

    now = now_of(clock_file)
    raise typer.Exit(bring_callbacks(settings, location, file, dry_run, now))


@callbacks.command("export")
def callback_export(
    location: AnyLocation = "",
    since: First = "",
    until: Last = "",
    file: Annotated[
        Path | None, typer.Option("--csv", help="File to write; the terminal if not said.")
    ] = None,
    people: Annotated[
        bool, typer.Option("--people", help="Names, phone numbers and texts too.")
    ] = False,
    settings: SettingsFile = DEFAULT,
    clock_file: ClockFile = None,
) -> None:
    """Writes the promises that were made in a period as CSV."""
    from host.callbacks_cli import export_callbacks

    now = now_of(clock_file)
    raise typer.Exit(export_callbacks(settings, location, (since, until), file, people, now))
