"""A verb for each role. Imports a room only when its verb is said, so that a kiosk starts without
the host's libraries and a Pi with a printer needs none of them.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from balie.door import (
    DEFAULT,
    ClockFile,
    Host,
    Language,
    SettingsFile,
    TokenFile,
    app,
    fail,
    in_browser,
    token_in,
)
from balie.kiosk_door import KIOSK_HELP, RATING_HELP, SCANNER_HELP, line_url


@app.command()
def demo(
    fast: Annotated[bool, typer.Option("--fast", help="A whole day as fast as it goes.")] = False,
    seed: Annotated[int, typer.Option(help="Another seed, another day.")] = 1,
    port: Annotated[int, typer.Option(help="Of the page; 0 looks for a free one.")] = 0,
    folder: Annotated[Path, typer.Option(help="Made anew at each start.")] = Path("var/demo"),
) -> None:
    """Opens a town hall on this computer: host, kiosk, greeter, desks, display and printer."""
    from demo.run import run

    raise typer.Exit(run(folder, fast, seed, port))


@app.command()
def host(settings: SettingsFile = DEFAULT, clock_file: ClockFile = None) -> None:
    """The server of a town: its halls, its log, its pages."""
    from host.serve import serve

    if clock_file is None:
        raise typer.Exit(serve(settings))
    from demo.clock import read_clock

    raise typer.Exit(serve(settings, clock=lambda: read_clock(clock_file)))


@app.command(help=KIOSK_HELP)
def kiosk(
    host: Host,
    token_file: TokenFile,
    scanner: Annotated[str, typer.Option(help=SCANNER_HELP)] = "",
    language: Language = None,
    rating: Annotated[bool, typer.Option("--rating", help=RATING_HELP)] = False,
) -> None:
    """What `balie.kiosk_door` does without this library; here it is said for `balie --help`."""
    from kiosk.visitor.entry import run

    run(line_url(host), token_in(token_file), language or "", scanner, rating=rating)


Web = Annotated[
    int | None,
    typer.Option(help="Serve the screen to browsers on this port, for a tablet, instead of here."),
]
Listen = Annotated[str, typer.Option(help="Where browsers may come from, with --web.")]


@app.command()
def greeter(
    host: Host,
    token_file: TokenFile,
    language: Language = None,
    web: Web = None,
    listen: Listen = "127.0.0.1",
) -> None:
    """The screen of who welcomes visitors in the hall."""
    if web is not None:
        return in_browser("Greeter", listen, web)
    from kiosk.greeter import run

    return run(line_url(host), token_in(token_file), language)


@app.command()
def desk(
    desk: Annotated[str, typer.Argument(help="The desk's key in the settings, such as 3.")],
    host: Host,
    token_file: TokenFile,
    language: Language = None,
    web: Web = None,
    listen: Listen = "127.0.0.1",
) -> None:
    """The screen of a desk."""
    if web is not None:
        return in_browser(f"Desk {desk}", listen, web)
    from kiosk.desk import run

    return run(line_url(host), token_in(token_file), desk, language)


@app.command()
def display(host: Host) -> None:
    """Says the address of the hall display, for a browser in full screen."""
    url = line_url(host).removesuffix("/ws").replace("ws", "http", 1)
    typer.echo(f"{url}/display")


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
    test: Annotated[bool, typer.Option("--test", help="Print a test page, say the state.")] = False,
) -> None:
    """The printer agent: slips from the host to one printer."""
    from printers.agent import run, run_trial

    with _printer_faults():
        if test:
            state = run_trial(
                device, model=profile, columns=columns, status=not no_status, font=font
            )
            typer.echo(str(state))
        elif not host or token_file is None:
            fail("say where the host is and who this is: --host … --token-file …")
        else:
            run(
                line_url(host),
                token_in(token_file),
                device,
                model=profile,
                columns=columns,
                spool=spool,
                status=not no_status,
                font=font,
            )


@contextmanager
def _printer_faults() -> Iterator[None]:
    """What is wrong with the words or the spool is a sentence, not a trace."""
    from printers.lines import AddressUnfit
    from printers.profiles import ProfileUnknown
    from printers.spool import SpoolUnfit

    try:
        yield
    except* (AddressUnfit, ProfileUnknown, SpoolUnfit) as faults:
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
