"""What surrounds every page of a kiosk: the head, the town's bar with the time, and what the script
lays over a page when nobody seems to be there or the host is away.
"""

from host.settings import Settings
from host.web.html import Html, join, tag
from host.web.kiosk.draw import drawn
from host.web.kiosk.looks import Looks
from visitor import entrance
from visitor.entrance import LONG_MILLIS
from visitor.hall import Hall
from visitor.page import Page
from wire.setup import Setup
from wire.words import say, words_of
from wire.words.tongues import direction

FIRST_REFRESH_SECONDS = 15
"""Without a script the first page looks so often whether the doors have opened."""


def whole(
    settings: Settings,
    page: Page,
    turn: str,
    hall: Hall | None,
    looks: Looks,
    *,
    refresh_seconds: int,
    idle_seconds: int = 0,
    stay_seconds: int = 0,
    is_over: bool = False,
) -> Html:
    """One whole page. `refresh_seconds`: for browsers without a script; `idle_seconds`: nought
    where nobody is asked whether they are there; `is_over`: it can be read without the host.
    """
    town, tongue = settings.town.name, page.language
    body = tag(
        "body",
        _bar(town, hall),
        drawn(page, turn),
        _still_there(tongue, stay_seconds) if idle_seconds else Html(),
        _away(hall.setup if hall else None, tongue if page.step != "language" else ""),
        data_turn=turn,
        data_step=page.step,
        data_idle=idle_seconds or None,
        data_stay=stay_seconds or None,
        data_over=is_over,
        data_busy=say(tongue, "busy"),
    )
    return document(town, tongue, page.title, body, looks.classes, refresh_seconds)


def document(
    town: str, language: str, title: str, body: Html, classes: str = "", refresh_seconds: int = 0
) -> Html:
    """The head and the body of any page of a kiosk."""
    again = tag("meta", http_equiv="refresh", content=f"{refresh_seconds};url=/kiosk")
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="robots", content="noindex"),
        tag("title", f"{title} - {town}" if title else town),
        tag("link", rel="stylesheet", href="/kiosk/kiosk.css"),
        tag("script", src="/kiosk/kiosk.js", type="module"),
        tag("noscript", again) if refresh_seconds else Html(),
    )
    html = tag("html", head, body, lang=language, dir=direction(language), class_=classes or None)
    return join(Html("<!doctype html>"), html)


def _bar(town: str, hall: Hall | None) -> Html:
    place = f"{town} · {hall.setup.location_name}" if hall else town
    clock = tag("time", hall.time(hall.now)) if hall else Html()
    return tag("header", tag("p", place, class_="town"), clock)


def _still_there(tongue: str, seconds: int) -> Html:
    """The question, ready for the script to ask."""
    left = words_of(tongue)["timeout.left"]
    return tag(
        "dialog",
        tag("h2", say(tongue, "timeout.ask"), id="still-title"),
        tag("p", str(seconds), class_="big", aria_hidden="true"),
        tag(
            "p",
            left.format(seconden=seconds),
            id="still-left",
            data_left=left.replace("{seconden}", "{}"),
        ),
        tag(
            "form",
            tag(
                "button",
                tag("span", "1", class_="digit"),
                Html(" "),
                tag("span", tag("b", say(tongue, "timeout.stay"))),
                data_key="1",
                autofocus=True,
            ),
            method="dialog",
        ),
        id="still",
        role="alertdialog",
        aria_labelledby="still-title",
        aria_describedby="still-left",
    )


def _away(setup: Setup | None, tongue: str) -> Html:
    """Where to go when the host is silent: at once, and after minutes."""
    now = drawn(entrance.away(setup, tongue), "")
    long = drawn(entrance.away(setup, tongue, LONG_MILLIS), "")
    return join(
        tag("template", now, id="away", data_long=LONG_MILLIS // 1000),
        tag("template", long, id="away-long"),
    )
