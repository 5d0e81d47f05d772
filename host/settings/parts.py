"""What the tables of `balie.toml` are made of: the closed table itself, weekdays and hours."""

from datetime import time
from typing import Annotated, Literal, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict

Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
WEEKDAYS: tuple[Weekday, ...] = get_args(Weekday)
Window = tuple[time, time]


def _window(said: object) -> object:
    """`"09:00-17:00"` as two times; anything else is left for pydantic to refuse."""
    if not isinstance(said, str):
        return said
    first, _, last = said.partition("-")
    try:
        window = time.fromisoformat(first.strip()), time.fromisoformat(last.strip())
    except ValueError:
        raise ValueError(f'"{said}" is not written as "09:00-17:00"') from None
    if window[0] >= window[1]:
        raise ValueError(f'"{said}" ends before it begins')
    return window


Hours = Annotated[Window, BeforeValidator(_window)]


class Part(BaseModel):
    """One table of the file. A key that is not known is a fault, so that a slip of the pen is
    noticed.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
