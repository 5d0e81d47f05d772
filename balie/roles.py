"""A verb for each role. Imports a room only when its verb is said, so that a kiosk starts without
the host's libraries and a Pi with a printer needs none of them.
"""

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
    line_url,
    token_in,
)


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


@app.command()
def kiosk(
    host: Host,
    token_file: TokenFile,
    scanner: Annotated[
        str, typer.Option(help="Serial scanner: /dev/ttyACM0, or any address that pyserial knows.")
    ] = "",
) -> None:
    """The visitors' kiosk. Ends at SIGTERM only."""
    from kiosk.visitor.entry import run

    run(line_url(host), token_in(token_file), scanner=scanner)


@app.command()
def greeter(host: Host, token_file: TokenFile, language: Language = None) -> None:
    """The screen of who welcomes visitors in the hall."""
    from kiosk.greeter import run

    run(line_url(host), token_in(token_file), language)


@app.command()
def desk(
    desk: Annotated[str, typer.Argument(help="The desk's key in the settings, such as 3.")],
    host: Host,
    token_file: TokenFile,
    language: Language = None,
) -> None:
    """The screen of a desk."""
    from kiosk.desk import run

    run(line_url(host), token_in(token_file), desk, language)


@app.command()
def display(host: Host) -> None:
    """Says the address of the hall display, for a browser in full screen."""
    url = line_url(host).removesuffix("/ws").replace("ws", "http", 1)
    typer.echo(f"{url}/display")


@app.command()
def printer(
    host: Annotated[str, typer.Option(help="Where the host is: balie.example:8300.")] = "",
    token_file: Annotated[Path | None, typer.Option(help="File with this device's token.")] = None,
    device: Annotated[
        str,
        typer.Option(
            help="tcp://IP:9100, serial:///dev/ttyUSB0?baud=9600, usb:///dev/usb/lp0, file:///…"
        ),
    ] = "",
    profile: Annotated[
        str, typer.Option(help="Printer model, as python-escpos names it.")
    ] = "default",
    columns: Annotated[
        int | None, typer.Option(help="Letters on a line, when the profile errs.")
    ] = None,
    spool: Annotated[
        Path | None, typer.Option(help="Folder of the agent's own log of slips.")
    ] = None,
    no_status: Annotated[
        bool,
        typer.Option(
            "--no-status", help="The printer never answers: bytes taken count as printed."
        ),
    ] = False,
    font: Annotated[
        str, typer.Option(help="Font file for scripts that the printer does not know.")
    ] = "",
    test: Annotated[
        bool, typer.Option("--test", help="Print a test page and say the state.")
    ] = False,
    virtual: Annotated[
        int | None, typer.Option(help="Be a printer: listen on this port and draw each slip.")
    ] = None,
    roll: Annotated[
        Path, typer.Option(help="Folder for the pictures of a virtual printer.")
    ] = Path("roll"),
) -> None:
    """The printer agent; or, with --virtual, a printer made of software."""
    if virtual is not None:
        from printers.virtual import run_virtual

        return run_virtual(virtual, roll)
    if not device:
        fail("say which printer: --device tcp://192.0.2.7:9100")
    if test:
        from printers.agent import run_trial

        state = run_trial(device, model=profile, columns=columns, status=not no_status, font=font)
        return typer.echo(str(state))
    if not host or token_file is None:
        fail("say where the host is and who this is: --host … --token-file …")
    from printers.agent import run

    return run(
        line_url(host),
        token_in(token_file),
        device,
        model=profile,
        columns=columns,
        spool=spool,
        status=not no_status,
        font=font,
    )
