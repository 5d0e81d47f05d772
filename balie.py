"""The one command: a verb for each role and a few tools. Imports a room only when its verb is said."""

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(
    name="balie",
    help="Runs the front desk of a town hall.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
device_app = typer.Typer(help="Pair, list and revoke kiosks, desks, displays and printers.")
app.add_typer(device_app, name="device")


def main() -> None:
    """The console command."""
    app()


if __name__ == "__main__":
    main()
