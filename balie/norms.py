"""`balie norm`: what the town has promised, and when it was not kept."""

from typing import Annotated

import typer

from balie.door import DEFAULT, SettingsFile, app

norms = typer.Typer(
    help="Lists the versions of the norms, and when they were not kept.", no_args_is_help=True
)
app.add_typer(norms, name="norm")


@norms.command("list")
def norm_list(settings: SettingsFile = DEFAULT) -> None:
    """Every version of every norm: what it promises, from when, who decided, what it replaced."""
    from host.norms.cli import list_norms

    raise typer.Exit(list_norms(settings))


@norms.command("breaches")
def norm_breaches(
    period: Annotated[
        str, typer.Option(help="Such as 2026, 2026-H1, 2026-Q2, 2026-06; this year if not said.")
    ] = "",
    location: Annotated[str, typer.Option(help="One location; all of them if not said.")] = "",
    settings: SettingsFile = DEFAULT,
) -> None:
    """From when until when each norm was not kept, and since when it is kept again."""
    from host.norms.cli import list_breaches

    raise typer.Exit(list_breaches(settings, period, location))
