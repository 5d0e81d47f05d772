"""The town's colours; `host.settings.contrast` judges them."""

from typing import Annotated, Literal

from pydantic import Field

from host.settings.parts import Part

Colour = Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$")]


class Look(Part):
    """Colours; `host.settings.contrast` judges them."""

    accent: Colour = "#154273"
    """The town's colour: headings, buttons and the ticket's number."""
    accent_text: Colour = "#ffffff"
    """Text on the accent."""
    ground: Literal["light", "dark"] = "light"
    """Light or dark screens."""
    logo: str = ""
    """An SVG or PNG file beside the settings; empty: none."""
