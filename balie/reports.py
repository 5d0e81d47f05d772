"""`balie report`: what was promised and what was done, the town's own tables, and reports that
somebody answers for. `balie series`: the figures of other systems.
"""

from pathlib import Path
from typing import Annotated

import typer

from balie.door import DEFAULT, SettingsFile, app

report = typer.Typer(invoke_without_command=True)
frozen = typer.Typer(help="Reports that were frozen: each version as it was.", no_args_is_help=True)
series = typer.Typer(
    help="Figures of other systems, of the system before this one, and of plans.",
    no_args_is_help=True,
)
app.add_typer(report, name="report")
report.add_typer(frozen, name="frozen")
app.add_typer(series, name="series")

Location = Annotated[str, typer.Option(help="One location; all of them if not said.")]
Out = Annotated[Path | None, typer.Option(help="The file to write.")]
Series = Annotated[str, typer.Option(help="One series; all of them if not said.")]
Half = Annotated[str, typer.Option(help="Such as 2025-H1; any other period will do.")]


@report.callback()
def tell(
    context: typer.Context,
    period: Annotated[
        str, typer.Option(help="2018, 2018-H1, 2018-Q2, 2018-06, 2018-W12 or 2018-06-08.")
    ] = "",
    day: Annotated[
        str, typer.Option(help="Of this service day, such as 2026-11-20; today if not said.")
    ] = "",
    until: Annotated[str, typer.Option(help="To this day, both included.")] = "",
    location: Location = "",
    format: Annotated[str, typer.Option(help="text, csv, xlsx, html or json.")] = "text",
    out: Out = None,
    language: Annotated[str, typer.Option(help="nl, en, de; the town's own if not said.")] = "",
    visits: Annotated[
        str, typer.Option(help="A definition, such as wt_a: the visits behind it, from the log.")
    ] = "",
    table: Annotated[
        str, typer.Option(help="A table of the settings: text, csv, html or json.")
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help="As --format json.")] = False,
    settings: SettingsFile = DEFAULT,
) -> None:
    """What was promised and what was done: each figure with its definition, of a day or any period.

    As in: balie report --period 2018-H1 --format xlsx --out halfjaar.xlsx
    """
    if context.invoked_subcommand is not None:
        return
    from host.measures.tool import Asked
    from host.series.cli import tell_table
    from host.tools import tell_report

    form = "json" if as_json else format
    asked = Asked(location=location, language=language, format=form, visits=visits, out=out)
    if table:
        raise typer.Exit(tell_table(settings, table, asked))
    raise typer.Exit(tell_report(settings, (period, day, until), asked))


@report.command("freeze")
def report_freeze(
    period: Half,
    by: Annotated[str, typer.Option(help='Who answers for it: "name, office".')],
    location: Location = "",
    provisional: Annotated[
        bool, typer.Option("--provisional", help="It may still change; for a running period.")
    ] = False,
    why: Annotated[str, typer.Option(help="What was corrected since the version before.")] = "",
    settings: SettingsFile = DEFAULT,
) -> None:
    """Keeps a report as it is now, sealed. A correction later is a next version; this one stays.

    As in: balie report freeze --period 2025-H1 --by "R. de Boer, teamleider"
    """
    from host.frozen.cli import freeze_report

    raise typer.Exit(freeze_report(settings, period, by, location, provisional, why))


@frozen.command("list")
def frozen_list(settings: SettingsFile = DEFAULT) -> None:
    """Every version of every frozen report, and who answered for it."""
    from host.frozen.cli import list_frozen

    raise typer.Exit(list_frozen(settings))


@frozen.command("show")
def frozen_show(
    period: Half,
    version: Annotated[int, typer.Option(help="Which version; the newest if not said.")] = 0,
    location: Location = "",
    format: Annotated[str, typer.Option(help="text, html or json.")] = "text",
    out: Out = None,
    settings: SettingsFile = DEFAULT,
) -> None:
    """A report as it was frozen, with what changed since the version before."""
    from host.frozen.cli import show_frozen

    raise typer.Exit(show_frozen(settings, period, version, location, format, out))


@frozen.command("verify")
def frozen_verify(settings: SettingsFile = DEFAULT) -> None:
    """Whether every frozen report is still what was frozen; names each that is not."""
    from host.frozen.cli import verify_frozen

    raise typer.Exit(verify_frozen(settings))


@series.command("import")
def series_import(
    file: Annotated[Path, typer.Argument(help="A .csv file.", exists=True, dir_okay=False)],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Judge the file, keep nothing.")
    ] = False,
    settings: SettingsFile = DEFAULT,
) -> None:
    """Brings in figures with their source: all of a file, or none and every fault with its line."""
    from host.series.cli import bring_series

    raise typer.Exit(bring_series(settings, file, dry_run))


@series.command("list")
def series_list(
    series: Series = "",
    history: Annotated[bool, typer.Option("--history", help="Earlier versions too.")] = False,
    settings: SettingsFile = DEFAULT,
) -> None:
    """Every figure that was brought in, with its source."""
    from host.series.cli import list_series

    raise typer.Exit(list_series(settings, series, history))


@series.command("export")
def series_export(series: Series = "", out: Out = None, settings: SettingsFile = DEFAULT) -> None:
    """The newest version of each figure, as a file that can be brought in."""
    from host.series.cli import export_series

    raise typer.Exit(export_series(settings, series, out))
