"""The verbs of receipt printers: the agent, its test page, and a printer made of software. Imports
the room only when a verb is said.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from balie.door import app, fail, host_of, token_in

PrinterDevice = Annotated[
    str,
    typer.Option(
        help="tcp://IP:9100, serial:///dev/ttyUSB0?baud=9600, usb:///dev/usb/lp0 or file:///…"
    ),
]
Profile = Annotated[str, typer.Option(help="Printer model, as python-escpos names it.")]
Columns = Annotated[int | None, typer.Option(help="Letters on a line, when the profile errs.")]
Spool = Annotated[Path | None, typer.Option(help="Folder of the agent's own log of slips.")]
NoStatus = Annotated[
    bool,
    typer.Option("--no-status", help="The printer never answers: bytes taken count as printed."),
]
DOOR_HELP = (
    "Socket at which the kiosk of this computer may print while the host is away; "
    "the kiosk's --printer-door names the same."
)
Cut = Literal["full", "part", "none"]
Font = Annotated[str, typer.Option(help="Font file for scripts that the printer does not know.")]


@app.command()
def printer(
    device: PrinterDevice,
    host: Annotated[str, typer.Option(help="Where the host is: balie.example:8300.")] = "",
    token_file: Annotated[Path | None, typer.Option(help="File with this device's token.")] = None,
    profile: Profile = "default",
    columns: Columns = None,
    spool: Spool = None,
    no_status: NoStatus = False,
    font: Font = "",
    door: Annotated[Path | None, typer.Option(help=DOOR_HELP)] = None,
    logo: Annotated[Path | None, typer.Option(help="Picture on top of each slip.")] = None,
    buzzer: Annotated[bool, typer.Option("--buzzer", help="Buzzes with each slip.")] = False,
    cut: Annotated[Cut, typer.Option(help="How the paper is cut.")] = "full",
    test: Annotated[bool, typer.Option("--test", help="Print a test page, say the state.")] = False,
) -> None:
    """The printer agent: slips from the host to one printer."""
    from printers.agent import run
    from printers.extras import Extras
    from printers.trial import languages_told, run_trial

    how: dict[str, Any] = {"model": profile, "columns": columns, "status": not no_status}
    how |= {"font": font, "extras": Extras(logo, buzzer, cut)}
    with _printer_faults():
        if test:
            state = run_trial(device, **how)
            typer.echo(state)
            typer.echo(languages_told(profile, columns, font))
        elif token_file is None:
            fail("say who this is, and where the host is: --token-file … --host …")
        else:
            line, token = host_of(host, token_file), token_in(token_file)
            run(line, token, device, spool=spool, door=door, **how)
    if test and state not in ("ok", "near_end"):
        raise typer.Exit(1)


@contextmanager
def _printer_faults() -> Iterator[None]:
    """What is wrong with the words or the spool is a sentence, not a trace."""
    from printers.door import DoorUnfit
    from printers.extras import LogoUnfit
    from printers.lines import AddressUnfit
    from printers.profiles import ProfileUnknown
    from printers.spool import SpoolUnfit

    try:
        yield
    except* (AddressUnfit, DoorUnfit, LogoUnfit, ProfileUnknown, SpoolUnfit) as faults:
        typer.echo("; ".join(str(fault) for fault in faults.exceptions), err=True)
        raise typer.Exit(1) from faults


@app.command()
def virtual_printer(
    port: Annotated[int, typer.Argument(help="Of 127.0.0.1.")] = 9100,
    roll: Annotated[Path, typer.Option(help="Folder for the pictures.")] = Path("roll"),
    paper: Annotated[int, typer.Option(help="Width in millimetres: 80 or 58.")] = 80,
) -> None:
    """A receipt printer made of software: takes ESC/POS over TCP and draws each slip as a PNG."""
    from printers.virtual import run_virtual

    run_virtual(port, roll, paper)
