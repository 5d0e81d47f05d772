"""`balie message`: what visitors were told, "your document is ready", and calendars for staff."""

from typing import Annotated

import typer

from balie.door import DEFAULT, ClockFile, SettingsFile, app, now_of

messages = typer.Typer(
    help="Tells visitors that their document is ready, and lists what they were told.",
    no_args_is_help=True,
)
app.add_typer(messages, name="message")

AnyLocation = Annotated[str, typer.Option(help="One location; all of them if not said.")]


@messages.command("ready")
def message_ready(
    location: Annotated[str, typer.Option(help="Where the document lies: the location's key.")],
    visit: Annotated[str, typer.Option(help="The visit's id.")] = "",
    code: Annotated[str, typer.Option(help="Or the code of the appointment.")] = "",
    settings: SettingsFile = DEFAULT,
    clock_file: ClockFile = None,
) -> None:
    """Tells a visitor that the document is ready: once, by SMS or mail, in the hours of the
    settings."""
    from host.messages_cli import say_ready

    raise typer.Exit(say_ready(settings, location, visit, code, now_of(clock_file)))


@messages.command("list")
def message_list(
    visit: Annotated[str, typer.Option(help="Of one appointment or visit.")] = "",
    location: AnyLocation = "",
    since: Annotated[str, typer.Option("--from", help="About this day, 2026-11-20.")] = "",
    until: Annotated[str, typer.Option("--to", help="To this day, both included.")] = "",
    csv: Annotated[bool, typer.Option("--csv", help="For spreadsheets.")] = False,
    settings: SettingsFile = DEFAULT,
) -> None:
    """What visitors were told, when, and what the provider answered. No names, no addresses."""
    from host.messages_cli import list_messages

    raise typer.Exit(list_messages(settings, visit, location, since, until, csv))


@messages.command("feed")
def message_feed(location: AnyLocation = "", settings: SettingsFile = DEFAULT) -> None:
    """The addresses of the calendars that staff may subscribe to: of each location, and of the
    services that each desk can do. Keep them to yourselves."""
    from host.messages_cli import tell_feeds

    raise typer.Exit(tell_feeds(settings, location))


@messages.command("try")
def message_try(
    to: Annotated[str, typer.Argument(help="A mail address or a mobile number of your own.")],
    settings: SettingsFile = DEFAULT,
) -> None:
    """Sends a test message at once, and tells what the server or the provider answered."""
    from host.messages_cli import try_out

    raise typer.Exit(try_out(settings, to))
