"""What a client must know of the town once, before views make sense: names, looks, languages. Sent
after `welcome`."""

from typing import Literal

from pydantic import Field

from wire.base import Language, Message, Name
from wire.displays import DisplaySetup
from wire.speech import SpeechSetup


class Look(Message):
    """The town's look, from `balie.toml`. Colours are #rrggbb; the host checks their contrast."""

    accent: str = "#154273"
    accent_text: str = "#ffffff"
    ground: Literal["light", "dark"] = "light"
    logo: str = ""
    """Path of an SVG or PNG served by the host, or empty."""


class ServiceLabel(Message):
    """A service as people read it. `bring` says what to take along, one item each, per language."""

    service: Name
    names: dict[Language, str]
    bring: dict[Language, tuple[str, ...]] = Field(default_factory=dict)
    urgent: bool = False
    """Birth and death: first on the kiosk, never "no room"."""
    collect: bool = False
    """A pick-up: shown behind "I am here to collect something"."""


class DeskLabel(Message):
    desk: Name
    label: str
    """What the display says: "3" or "Balie 3"."""
    services: tuple[Name, ...]


class StaffLabel(Message):
    staff: Name
    name: str


class DepartmentLabel(Message):
    """Who calls back."""

    department: Name
    name: str
    terms: tuple[int, ...]
    """Working days that staff may promise; the first is usual."""
    exempt: str = ""
    """Why it cannot promise this; empty: it can."""


class RouteLabel(Message):
    """An area, as people call it."""

    route: Name
    name: str


class RoundLabel(Message):
    """A service for which somebody comes by at the visitor's address. Texts per language."""

    service: Name
    names: dict[Language, str]
    routes: tuple[RouteLabel, ...]
    bring: dict[Language, tuple[str, ...]] = Field(default_factory=dict)
    """What may stand there, one item each."""
    promise: dict[Language, str] = Field(default_factory=dict)
    """What the visitor does."""


class SurveyLabels(Message):
    """What a kiosk in rating mode asks beside the mark, per language. A question without answers to
    choose from is none for a kiosk.
    """

    question: dict[Language, str] = Field(default_factory=dict)
    """The town's own; empty: none."""
    choices: dict[Name, dict[Language, str]] = Field(default_factory=dict)
    """Its answers by key, in the order to be offered."""
    group_question: dict[Language, str] = Field(default_factory=dict)
    """To which group a visitor belongs; empty: nobody is asked."""
    groups: dict[Name, dict[Language, str]] = Field(default_factory=dict)
    """The groups by key, in the order to be offered."""


class Setup(Message):
    """Static facts of one location. A newer `setup` replaces the older whole."""

    kind: Literal["setup"] = "setup"
    town: str
    location: Name
    location_name: str
    languages: tuple[Language, ...]
    """In the order to be offered; the first is the town's own."""
    mode: Literal["tickets", "hospitality"]
    look: Look
    services: tuple[ServiceLabel, ...]
    desks: tuple[DeskLabel, ...]
    staff: tuple[StaffLabel, ...] = ()
    """For desks only."""
    backup: str = ""
    """Where visitors can go when nothing works here: "de balie in Haren"."""
    retention_days: int = 7
    idle_seconds: int = 30
    """After so long without a touch a kiosk asks whether somebody is there."""
    call_seconds: int = 45
    """How long a display keeps a call large."""
    departments: tuple[DepartmentLabel, ...] | None = None
    """For greeters and desks, where visitors are called back; None: nobody promises any."""
    rounds: tuple[RoundLabel, ...] | None = None
    """For greeters and desks, where somebody comes by at visitors' addresses: what they may book,
    at whichever location. None: nobody does."""
    survey: SurveyLabels | None = None
    """For kiosks of a town that asks its visitors what they thought of their visit."""
    own_letter: str = ""
    """For a kiosk: the letter of the numbers that it gives by itself while the host is away; empty:
    it gives none."""
    own_last: int = 0
    """The last of these that the host knows of today."""
    display: DisplaySetup | None = None
    """For a display: how this one looks; None from a host that knows one layout only."""
    speech: SpeechSetup | None = None
    """For a display: how it sounds; None from a host that knows only the gong."""
