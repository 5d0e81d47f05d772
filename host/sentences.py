"""What several of the administrator's tools say, in words. Knows no rule and prints nothing."""

from host.settings import Settings
from wire.refusals import REFUSALS


def counted(number: int, thing: str) -> str:
    """One appointment, two appointments: `thing` is the singular."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"


def passed_over(number: int) -> str:
    """What an import says of the lines of our own export that do not stand; mostly nothing."""
    stand = "does not stand was" if number == 1 else "do not stand were"
    return f"; {number} that {stand} passed over" if number else ""


def not_shut(
    settings: Settings, word: str, location: str, desk: str, day: str, hours: tuple[str, str]
) -> str:
    """Why the shutting of a desk was refused. `hours`: since and until, empty where not said."""
    since, until = hours
    on = day + (f" from {since}" if since else "") + (f" until {until}" if until else "")
    if word != "nothing_changes":
        return _refused(settings, word, location, desk)
    if since and until and since.zfill(5) >= until.zfill(5):
        return f"{until} is not after {since}"
    if since or until:
        return f"desk {desk} gives no appointments on {on} already, or the doors are closed then"
    return f"desk {desk} gives no appointments on {on} already"


def not_reopened(settings: Settings, word: str, location: str, desk: str, day: str) -> str:
    """Why the opening again of a desk was refused."""
    desks = settings.locations[location].desks
    if word == "nothing_changes" and desk in desks:
        return f"desk {desk} was not shut on {day}"
    return _refused(settings, "desk_unknown" if desk not in desks else word, location, desk)


def _refused(settings: Settings, word: str, location: str, desk: str) -> str:
    if word != "desk_unknown":
        return REFUSALS[word]
    known = ", ".join(settings.locations[location].desks)
    return f'there is no desk "{desk}" at {location}; there are: {known}'
