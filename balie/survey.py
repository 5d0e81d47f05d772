"""`balie survey`: what visitors thought of their visit, and the residents' survey beside it."""

from pathlib import Path
from typing import Annotated

import typer

from balie.door import DEFAULT, SettingsFile, app

survey = typer.Typer(
    help="What visitors thought of their visit, and the residents' survey that is kept apart.",
    no_args_is_help=True,
)
app.add_typer(survey, name="survey")

AnyLocation = Annotated[str, typer.Option(help="One location; all of them if not said.")]
Period = Annotated[str, typer.Argument(help="Such as 2026, 2026-H1, 2026-Q3, 2026-06 or 2026-W24.")]


@survey.command("show")
def survey_show(
    period: Period,
    than: Annotated[str, typer.Option(help="An earlier period to compare with: 2026-H1.")] = "",
    location: AnyLocation = "",
    csv: Annotated[bool, typer.Option("--csv", help="For spreadsheets.")] = False,
    settings: SettingsFile = DEFAULT,
) -> None:
    """The marks of a period: mean, n, share of visits, groups. Of fewer than 30 answers no mean."""
    from host.survey.cli import show

    raise typer.Exit(show(settings, period, than, location, csv))


@survey.command("texts")
def survey_texts(
    period: Period, location: AnyLocation = "", settings: SettingsFile = DEFAULT
) -> None:
    """What visitors wrote in a period, by week and without their mark."""
    from host.survey.cli import tell_texts

    raise typer.Exit(tell_texts(settings, period, location))


@survey.command("import")
def survey_import(
    file: Annotated[Path, typer.Argument(help="CSV: year, question, mark, n, source, place.")],
    settings: SettingsFile = DEFAULT,
) -> None:
    """Brings in a survey among residents. It is kept apart from what visitors answered."""
    from host.survey.cli import bring_residents

    raise typer.Exit(bring_residents(settings, file))


@survey.command("residents")
def survey_residents(
    question: Annotated[str, typer.Option(help="One question; all of them if not said.")] = "",
    settings: SettingsFile = DEFAULT,
) -> None:
    """The surveys among residents that were brought in."""
    from host.survey.cli import tell_residents

    raise typer.Exit(tell_residents(settings, question))
