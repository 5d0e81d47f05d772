"""A verb for each role. Imports a room only when its verb is said, so that a kiosk starts without
the host's libraries and a Pi with a printer needs none of them.
"""

from pathlib import Path
from typing import Annotated, Literal

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
    host_of,
    in_browser,
    token_in,
)
from balie.kiosk_door import (
    KIOSK_HELP,
    PRINTER_DOOR_HELP,
    RATING_HELP,
    SCANNER_HELP,
    SPEECH_HELP,
    STATE_HELP,
    THEME_HELP,
    TOKEN_HELP,
    state_folder,
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


@app.command(help=KIOSK_HELP)
def kiosk(
    token_file: TokenFile,
    host: Host = "",
    scanner: Annotated[str, typer.Option(help=SCANNER_HELP)] = "",
    language: Language = None,
    rating: Annotated[bool, typer.Option("--rating", help=RATING_HELP)] = False,
    state: Annotated[Path | None, typer.Option(help=STATE_HELP)] = None,
    printer_door: Annotated[Path | None, typer.Option(help=PRINTER_DOOR_HELP)] = None,
    speech: Annotated[str, typer.Option(help=SPEECH_HELP)] = "",
    theme: Annotated[Literal["town", "contrast"], typer.Option(help=THEME_HELP)] = "town",
) -> None:
    """What `balie.kiosk_door` does without this library; here it is said for `balie --help`."""
    from kiosk.visitor.entry import run

    run(
        host_of(host, token_file),
        token_in(token_file),
        language or "",
        scanner,
        rating=rating,
        state=state or state_folder(token_file),
        printer_door=printer_door,
        speech=speech,
        theme=theme,
    )


Web = Annotated[
    int | None,
    typer.Option(help="Serve the screen to browsers on this port, for a tablet, instead of here."),
]
Listen = Annotated[str, typer.Option(help="Where browsers may come from, with --web.")]


@app.command()
def greeter(
    token_file: TokenFile,
    host: Host = "",
    language: Language = None,
    web: Web = None,
    listen: Listen = "127.0.0.1",
) -> None:
    """The screen of who welcomes visitors in the hall."""
    if web is not None:
        return in_browser("Greeter", listen, web)
    from kiosk.greeter import run

    return run(host_of(host, token_file), token_in(token_file), language)


@app.command()
def desk(
    desk: Annotated[str, typer.Argument(help="The desk's key in the settings, such as 3.")],
    token_file: TokenFile,
    host: Host = "",
    language: Language = None,
    web: Web = None,
    listen: Listen = "127.0.0.1",
) -> None:
    """The screen of a desk."""
    if web is not None:
        return in_browser(f"Desk {desk}", listen, web)
    from kiosk.desk import run

    return run(host_of(host, token_file), token_in(token_file), desk, language)


@app.command()
def display(
    host: Host = "",
    text: Annotated[
        bool, typer.Option("--text", help="Plain lines here: for a terminal or a LED line.")
    ] = False,
    token_file: Annotated[Path | None, typer.Option(help=f"With --text: {TOKEN_HELP}")] = None,
    width: Annotated[
        int, typer.Option(min=0, help="With --text: letters on a line; 0: no limit.")
    ] = 0,
    once: Annotated[
        bool, typer.Option("--once", help="With --text: what stands there now, and no more.")
    ] = False,
    language: Language = None,
) -> None:
    """Says the address of the hall display, for a browser in full screen; or is one of plain
    lines.
    """
    if not text:
        url = host_of(host, token_file).removesuffix("/ws").replace("ws", "http", 1)
        typer.echo(f"{url}/display")
        return
    if token_file is None:
        fail("say who this is: --token-file …")
    from kiosk.wall.entry import run

    line = host_of(host, token_file)
    code = run(line, token_in(token_file), width=width, once=once, language=language or "")
    raise typer.Exit(code)
