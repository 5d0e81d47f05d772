"""The part of `balie.toml` that says what hangs on the walls of a location: one table for each
display that is more than the hall's, and the town's own texts. A display without a table shows the
whole hall.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Literal, Protocol
from urllib.parse import quote

from pydantic import Field

from host.settings.parts import WEEKDAYS, Hours, Part, Weekday, Window
from wire import displays as wire
from wire.base import Language, Name

Where = tuple[str | int, ...]
PICTURES = (".png", ".jpg", ".jpeg", ".webp", ".svg")
PICTURE_BYTES_MAX = 8 * 1024 * 1024
PICTURES_MAX = 100
LANGUAGES_SHOWN = 2
ALL_DAY = wire.Span(start="00:00", end="24:00")


class Notice(Part):
    """A text of the town's own on its displays: "The lift is out of order." Two stand there at
    most, under the calls and never over them."""

    texts: Annotated[
        dict[Language, Annotated[str, Field(min_length=1, max_length=120)]], Field(min_length=1)
    ]
    """What it says, in the town's first two languages at least."""
    valid_from: date | None = None
    """The first day; empty: at once."""
    valid_until: date | None = None
    """The last day; empty: stays."""
    weekdays: tuple[Weekday, ...] = ()
    """On which days of the week; empty: every day."""
    hours: Hours | None = None
    """In which hours of these days; empty: all day."""
    displays: tuple[str, ...] = ()
    """On which displays, by the device's name; empty: on all of this location."""


class Display(Part):
    """One display."""

    layout: wire.Layout = "hall"
    """hall: all calls; desks: those of a group of desks; desk: one number above one desk; promise:
    what was promised and what came of it today; ticker: the town's own texts, large. A call goes
    before everything."""
    desks: tuple[Name, ...] = ()
    """Only calls of these desks; empty: of all. With layout "desk" one desk."""
    direction: dict[Language, Annotated[str, Field(min_length=1, max_length=60)]] = {}
    """With layout "desks": where they are, in the town's first two languages at least."""
    arrow: Literal["", "left", "right", "up", "down"] = ""
    """The way to them, as seen from before the screen."""
    quiet: bool | tuple[Hours, ...] = False
    """No sound and no motion: true, or in these hours."""
    evening: tuple[Hours, ...] = ()
    """In these hours the ground is dark, so that the screen does not glare."""
    images: str = ""
    """A folder beside the settings with the town's own pictures (PNG, JPEG, WebP, SVG), shown while
    nobody is called; empty: none."""
    image_seconds: Annotated[int, Field(ge=5, le=3600)] = 20
    """How long one picture stands."""
    notice_seconds: Annotated[int, Field(ge=6, le=600)] = 12
    """How long two texts stand before the next two."""


class OnTheWalls(Protocol):
    """What a location says of its displays."""

    @property
    def displays(self) -> Mapping[str, Display]: ...

    @property
    def notices(self) -> Sequence[Notice]: ...


def display_of(place: OnTheWalls, location: str, device: str, folder: Path) -> wire.DisplaySetup:
    """What one display must know of itself. `folder`: of the settings file."""
    told = place.displays.get(device, Display())
    return wire.DisplaySetup(
        layout=told.layout,
        desks=told.desks,
        direction=told.direction,
        arrow=told.arrow,
        quiet=_quiet(told.quiet),
        evening=tuple(_span(window) for window in told.evening),
        notices=tuple(
            _notice(each) for each in place.notices if not each.displays or device in each.displays
        ),
        images=tuple(
            f"/pictures/{quote(location)}/{quote(device, safe='')}/{quote(name)}"
            for name in pictures_of(told, folder)
        ),
        image_seconds=told.image_seconds,
        notice_seconds=told.notice_seconds,
    )


def pictures_of(display: Display, folder: Path) -> dict[str, Path]:
    """A display's pictures by file name, in the order of their names; none where the folder is not
    there or cannot be read."""
    place = folder / display.images
    if not display.images:
        return {}
    try:
        fit = sorted(file for file in place.iterdir() if _is_picture(file))
    except OSError:
        return {}
    return {file.name: file for file in fit[:PICTURES_MAX]}


def _is_picture(file: Path) -> bool:
    """By its name, which must be one that an address can hold: some disks know no UTF-8."""
    in_address = file.name.isprintable()
    return in_address and file.suffix.lower() in PICTURES and file.is_file()


def _quiet(told: bool | tuple[Window, ...]) -> tuple[wire.Span, ...]:
    if isinstance(told, bool):
        return (ALL_DAY,) if told else ()
    return tuple(_span(window) for window in told)


def _span(window: Window) -> wire.Span:
    return wire.Span(start=f"{window[0]:%H:%M}", end=f"{window[1]:%H:%M}")


def _notice(told: Notice) -> wire.Notice:
    return wire.Notice(
        texts=told.texts,
        first=told.valid_from.isoformat() if told.valid_from else None,
        last=told.valid_until.isoformat() if told.valid_until else None,
        weekdays=tuple(WEEKDAYS.index(day) + 1 for day in told.weekdays),
        hours=_span(told.hours) if told.hours else None,
    )


def display_faults(
    place: OnTheWalls, name: str, desks: Mapping[str, object], languages: Sequence[str]
) -> Iterator[tuple[Where, str]]:
    """What is wrong with the displays and texts of a location. A display shows the town's first two
    languages.
    """
    languages = languages[:LANGUAGES_SHOWN]
    here: Where = ("locations", name)
    for device, display in place.displays.items():
        at = (*here, "displays", device)
        yield from _desk_faults(at, display, desks)
        if display.direction and display.layout != "desks":
            yield (*at, "direction"), 'is shown by layout "desks" only'
        if display.arrow and not display.direction:
            yield (*at, "arrow"), "says nothing without a direction"
        yield from _missing((*at, "direction"), display.direction, languages)
        if display.layout == "ticker" and not _has_texts(place, device):
            yield at, "there is no text (notices) for this ticker"
    for number, notice in enumerate(place.notices):
        yield from _notice_faults((*here, "notices", number), place, notice, languages)


def _desk_faults(
    at: Where, display: Display, desks: Mapping[str, object]
) -> Iterator[tuple[Where, str]]:
    for desk in display.desks:
        if desk not in desks:
            yield (*at, "desks"), f'there is no desk "{desk}" here'
    if display.layout == "desk" and len(display.desks) != 1:
        yield (*at, "desks"), 'layout "desk" has one desk'
    if display.layout == "desks" and not display.desks:
        yield (*at, "desks"), 'layout "desks" has at least one desk'
    if display.layout == "hall" and display.desks:
        yield (*at, "desks"), 'layout "hall" shows every desk; take "desks"'


def _notice_faults(
    at: Where, place: OnTheWalls, notice: Notice, languages: Sequence[str]
) -> Iterator[tuple[Where, str]]:
    first, last = notice.valid_from, notice.valid_until
    if first and last and last < first:
        yield (*at, "valid_until"), f"{last} is before valid_from, {first}"
    yield from _missing((*at, "texts"), notice.texts, languages)
    for device in notice.displays:
        if device not in place.displays:
            yield (*at, "displays"), f'there is no display "{device}" here'


def _missing(
    at: Where, texts: Mapping[str, str], languages: Sequence[str]
) -> Iterator[tuple[Where, str]]:
    for language in languages:
        if texts and language not in texts:
            yield at, f'has no text in "{language}"'


def _has_texts(place: OnTheWalls, device: str) -> bool:
    return any(not each.displays or device in each.displays for each in place.notices)


def picture_faults(place: OnTheWalls, name: str, folder: Path) -> Iterator[tuple[Where, str]]:
    """Folders and files that are not as the settings say. A host starts without them."""
    for device, display in place.displays.items():
        if not display.images:
            continue
        at = ("locations", name, "displays", device, "images")
        found = pictures_of(display, folder)
        if not found:
            yield at, f"there are no pictures in {folder / display.images}"
        for file in found.values():
            if file.stat().st_size > PICTURE_BYTES_MAX:
                yield at, f"{file.name} is larger than {PICTURE_BYTES_MAX // 1024**2} MiB"
