"""The part of `balie.toml` that says when appointments are given, and where a location stands."""

from typing import Annotated

from pydantic import Field

from host.settings.parts import Hours, Part, Weekday


class Address(Part):
    """Where a location stands, for confirmations, route planners and other systems."""

    street: str = ""
    """Without the number."""
    house_number: str = ""
    """Digits only."""
    house_number_suffix: str = ""
    """What follows them: "a", "bis"."""
    postal_code: str = ""
    """Some booking systems leave out a location without one."""
    city: str = ""
    """As on an envelope."""
    country: str = "Nederland"
    """As on an envelope."""
    phone: str = ""
    """Where visitors call."""
    mail: str = ""
    """Where visitors write."""


class Booking(Part):
    """When this location gives appointments, and how far ahead."""

    grid_minutes: Annotated[int, Field(ge=1, le=60)] = 5
    """Appointments begin at multiples of this, counted from the opening; lengths are rounded up to
    it.
    """
    horizon_days: Annotated[int, Field(ge=1, le=400)] = 60
    """So many days ahead, today included, can be booked."""
    notice_minutes: Annotated[int, Field(ge=0, le=20160)] = 60
    """Between booking and appointment lies at least this."""
    hold_minutes: Annotated[int, Field(ge=1, le=60)] = 10
    """So long a chosen time is kept free while a visitor fills in the rest."""
    buffer_minutes: Annotated[int, Field(ge=0, le=60)] = 0
    """Kept free at the desk after each appointment."""
    walk_in_desks: Annotated[int, Field(ge=0, le=100)] = 0
    """So many desks, the last of the list, take no appointments while walk-ins are taken."""
    urgent_windows: list[Hours] = []
    """In these hours one desk that can do urgent services is kept for them."""
    hours: dict[Weekday, list[Hours]] = {}
    """When appointments are given, per weekday, within the opening hours; a weekday that is missing
    gives none. Empty: whenever the doors are open. Short days and closures cut them."""
