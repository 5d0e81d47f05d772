"""The common ground of everything on the wire: frozen, closed messages and the few field types they
share."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

PROTOCOL = 1
"""Version of the wire; a peer that speaks another one is refused with `protocol_unknown`."""

FRAME_BYTES_MAX = 64 * 1024
"""Largest frame a client may send; a larger one is refused and the line stays open where that is
possible."""


class Message(BaseModel):
    """One thing said. Unknown fields are a fault, and nothing said is changed afterwards."""

    model_config = ConfigDict(frozen=True, extra="forbid")


Id = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z_-]{8,64}$")]
"""Made by whoever starts the thing, with enough chance in it never to meet its like (a UUID in
hex)."""

Name = Annotated[str, StringConstraints(pattern=r"^[0-9a-z][0-9a-z_-]{0,39}$")]
"""A key from `balie.toml`: of a location, service, desk, printer or staff member."""

Code = Annotated[str, StringConstraints(pattern=r"^[A-Z0-9-]{1,64}$")]
"""What a visitor types or a scanner reads: an appointment's code."""

Text = Annotated[str, StringConstraints(max_length=200)]
"""Free text of a person. `wire.text.clean` has taken its control characters away."""

DayName = Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}$")]
"""A service day: the ISO date on which the doors opened."""

Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")]

Millis = int
"""A moment: milliseconds since 1970 in UTC, by the host's clock."""
