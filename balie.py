"""The one command: a verb for each role and a few tools. Imports a room only when its verb is said,
so that a kiosk starts without the host's libraries and a Pi with a printer needs none of them.
"""

from pathlib import Path
from typing import Annotated, NoReturn

import typer

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
app.add_typer(imports, name="import")

SettingsFile = Annotated[
    Path, typer.Option("--settings", "-s", help="The town's settings.", envvar="BALIE_SETTINGS")
]
Host = Annotated[
    str, typer.Option("--host", help="Where the host is: balie.example:8300 or wss://…/ws.")
]
TokenFile = Annotated[
    Path, typer.Option("--token-file", help="File with this device's token, from pairing.")
]
Language = Annotated[
    str | None,
    typer.Option(help="Language of the screen: nl, en or de. The town's own if not said."),
]
ClockFile = Annotated[Path | None, typer.Option(hidden=True)]
DEFAULT = Path("balie.toml")


def main() -> None:
    """The console command."""
    app()


def line_url(host: str) -> str:
    """The websocket address of a host: `balie:8300`, `https://balie.example` and whole addresses
    fit."""
    scheme, mark, rest = host.partition("://")
    if not mark:
        scheme, rest = "ws", host
    scheme = {"http": "ws", "https": "wss"}.get(scheme, scheme)
    return f"{scheme}://{rest.rstrip('/')}" + ("" if rest.rstrip("/").endswith("/ws") else "/ws")


def token_in(file: Path) -> str:
    """The token in a file. Ends the program with a sentence when there is none."""
    try:
        token = file.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as fault:
        fail(
            f"{file}: no token can be read there ({fault}); pair this device first: "
            "balie device --help"
        )
    if not token:
        fail(f"{file} is empty; pair this device first: balie device --help")
    return token


def fail(sentence: str) -> NoReturn:
    typer.echo(sentence, err=True)
    raise typer.Exit(1)


# -- roles -----------------------------------------------------------------------------------------


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


if __name__ == "__main__":
    main()
