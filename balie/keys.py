"""`balie key`: the keys of programs that use the REST interface."""

from typing import Annotated

import typer

from balie.door import DEFAULT, SettingsFile, app

keys = typer.Typer(
    help="Makes, lists and revokes the keys of programs that use the REST interface.",
    no_args_is_help=True,
)
app.add_typer(keys, name="key")


@keys.command("add")
def key_add(
    name: Annotated[str, typer.Argument(help="What it is called, such as openforms.")],
    scope: Annotated[
        list[str],
        typer.Option(
            help="What it is good for, as often as needed: availability:read, appointments:read, "
            "appointments:write, contact:read, callbacks:read, callbacks:write, figures:read."
        ),
    ],
    location: Annotated[
        list[str] | None,
        typer.Option(help="Only at this location, as often as needed; all of them if not said."),
    ] = None,
    per_minute: Annotated[int, typer.Option(help="Requests a minute.")] = 300,
    settings: SettingsFile = DEFAULT,
) -> None:
    """Makes a key and prints its token, this once."""
    from host.keys_cli import add_key

    raise typer.Exit(add_key(settings, name, scope, location or [], per_minute))


@keys.command("list")
def key_list(settings: SettingsFile = DEFAULT) -> None:
    """Every key that holds: what for, where, how often, when made and used."""
    from host.keys_cli import list_keys

    raise typer.Exit(list_keys(settings))


@keys.command("revoke")
def key_revoke(
    name: Annotated[str, typer.Argument(help="As in the list.")],
    settings: SettingsFile = DEFAULT,
) -> None:
    """Takes a key's token away: its next request is refused."""
    from host.keys_cli import revoke_key

    raise typer.Exit(revoke_key(settings, name))
