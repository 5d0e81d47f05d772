"""The HTML of a visit's page. All of it stands without a script; a script changes it in place when
news comes.
"""

import json
from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from host.hall import Hall
from host.settings import Settings
from host.views.phone import told
from host.web.booking.parts import language_form, languages, link_button
from host.web.frame import page
from host.web.html import Html, hidden, join, tag
from wire.words import say, words_of

REFRESH_SECONDS = 15
FILES = "/display/phone"
MAY_BE_CALLED = frozenset({"waiting", "called", "parked", "missed"})
"""Stages at which sound is of use."""
SURE = "weg"
"""In the address of the page that asks whether the visitor is sure: `?vraag=weg`."""


def visit_page(
    hall: Hall,
    view: Mapping[str, Any],
    language: str,
    path: str,
    now_text: str,
    sure: bool = False,
    notice: str = "",
) -> Html:
    """One visit. `sure`: the visitor wants to leave and is asked again; `notice`: the key of what
    came of the last wish.
    """
    title = f"{view['ticket']} {say(language, 'phone.title')}".strip()
    again = str(REFRESH_SECONDS) if sure else f"{REFRESH_SECONDS};url={path}"
    renews = Html() if view["over"] else tag("meta", http_equiv="refresh", content=again)
    return page(
        hall.settings,
        language,
        title,
        _visit(hall, view, language),
        _notice(language, notice),
        *_alive(hall, view, language, path, sure),
        _survey(language, view["survey"]),
        _footer(language, view["over"], now_text),
        switch=_switch(hall.settings, view, language, path),
        head=join(
            tag("noscript", renews), tag("link", rel="stylesheet", href=f"{FILES}/phone.css")
        ),
    )


def _alive(
    hall: Hall, view: Mapping[str, Any], language: str, path: str, sure: bool
) -> tuple[Html, ...]:
    """What only a visit needs that is not over: news is still to come."""
    if view["over"]:
        return ()
    return _wishes(view, language, path, sure), _script(hall, view, language, path)


def lost_page(settings: Settings, language: str, key: str) -> Html:
    """There is no such visit, or somebody guesses."""
    title = say(language, "phone.title")
    switch = languages(settings, language, lambda one: f"?taal={one}", every=True)
    said = tag("p", say(language, f"phone.{key}"), class_="stage")
    return page(settings, language, title, tag("h1", title), said, switch=switch)


def _visit(hall: Hall, view: Mapping[str, Any], language: str) -> Html:
    """Number and news."""
    ticket = view["ticket"]
    first, *more = view["said"]
    number_of = say(language, "phone.number" if ticket else "phone.title")
    desk = say(language, "phone.desk", balie=view["desk"]) if view["desk"] else ""
    own = hall.settings.town.languages[0]
    return tag(
        "div",
        tag("p", hall.name, class_="place", lang=own if own != language else None),
        tag("h1", tag("span", number_of, class_="number-of"), _number(ticket)),
        tag("p", class_="stale", id="stale", role="status", hidden=True),
        tag(
            "div",
            tag("p", told(first, language), class_="stage", id="news"),
            tag("p", desk, class_="desk", id="desk", hidden=not desk, aria_hidden="true"),
            class_="news",
            role="status",
        ),
        tag("div", *(tag("p", told(line, language)) for line in more), id="more"),
        id="visit",
        tabindex=-1,
        data_stage=view["stage"],
        data_alert=bool(view["alert"]),
    )


def _number(ticket: str) -> Html:
    return join(" ", tag("span", ticket, class_="number", id="number")) if ticket else Html()


def _notice(language: str, key: str) -> Html:
    text = say(language, key) if key else ""
    return tag("p", text, class_="panel fault", id="notice", role="alert", hidden=not text)


def _wishes(view: Mapping[str, Any], language: str, path: str, sure: bool) -> Html:
    """A button for each thing that can be wished now. All are in the page, for the script to show;
    without one leaving is a link to the same page that asks.
    """
    on = {wish["wish"]: wish for wish in view["wishes"]}
    asks = sure and "leave" in on
    back = on.get("undo") or on.get("come_back")
    shown = back or {"wish": "undo", "key": "phone.wish.back"}
    return tag(
        "form",
        hidden([("nummer", uuid4().hex)]),
        _sound(language, view["stage"] in MAY_BE_CALLED),
        _button("back", shown["wish"], say(language, shown["key"]), back is not None),
        tag(
            "div",
            _button("ask_time", "ask_time", say(language, "phone.wish.ask_time"), True, False),
            tag("p", say(language, "phone.wish.ask_time.how"), class_="quiet"),
            id="ask",
            hidden="ask_time" not in on or asks,
        ),
        _leaving(language, path, "leave" in on, asks),
        method="post",
        action=path,
        id="wishes",
    )


def _leaving(language: str, path: str, is_on: bool, asks: bool) -> Html:
    """The way out, and the question whether the visitor is sure."""
    out = tag(
        "p",
        link_button(say(language, "phone.wish.leave"), f"{path}?vraag={SURE}"),
        id="leave",
        class_="wish",
        hidden=not is_on or asks,
    )
    stay = link_button(say(language, "phone.wish.leave.no"), path, True)
    question = tag(
        "div",
        tag("p", tag("strong", say(language, "phone.wish.leave.sure"))),
        tag("p", stay, class_="wish", id="stay"),
        _button("gone", "leave", say(language, "phone.wish.leave.yes"), True, False),
        class_="panel",
        id="sure",
        role="group",
        tabindex=-1,
        hidden=not asks,
    )
    return join(out, question)


def _button(name: str, wish: str, text: str, is_on: bool, strong: bool = True) -> Html:
    look = "button primary" if strong else "button"
    button = tag("button", text, class_=look, name="wens", value=wish)
    return tag("p", button, id=name, class_="wish", hidden=not is_on)


def _sound(language: str, is_on: bool) -> Html:
    """Only a script can sound, and only a tap lets it. Its place is there before the script is:
    what stands below does not move under a finger.
    """
    key = tag(
        "button",
        say(language, "phone.sound.on"),
        class_="button primary",
        id="sound",
        type="button",
    )
    told_on = tag("span", say(language, "phone.sound.is_on"), id="sounds", hidden=True)
    look = "wish sound later"
    return tag("p", key, told_on, class_=look, id="hear", hidden=not is_on, role="status")


def _survey(language: str, path: str) -> Html:
    """The way to the question about a visit that is over."""
    if not path:
        return Html()
    way = link_button(say(language, "survey.link"), f"{path}?taal={language}", True)
    return tag(
        "p",
        way,
        class_="wish",
    )


def _footer(language: str, over: bool, now_text: str) -> Html:
    key = "phone.as_of" if over else "phone.renews"
    said = say(language, key, tijd=now_text)
    return tag("p", said, class_="quiet renews", id="renews")


def _script(hall: Hall, view: Mapping[str, Any], language: str, path: str) -> Html:
    """The texts of this language, what the page shows now, and the script. What stands in a data
    block is never run, and a "<" in it is written otherwise.
    """
    known = words_of(language)
    texts = {key: text for key, text in known.items() if key.startswith("phone.")}
    data = {
        "path": path,
        "language": language,
        "zone": str(hall.settings.zone(hall.location)),
        "texts": texts,
        "view": view,
    }
    said = json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    block = tag("script", Html(said), type="application/json", id="data")
    return join(block, tag("script", src=f"{FILES}/phone.js", type="module"))


def _switch(settings: Settings, view: Mapping[str, Any], language: str, path: str) -> Html:
    """While the visit lasts the choice is kept with it; afterwards it is of this page only."""
    if view["stage"] in ("waiting", "called", "serving", "parked", "missed"):
        return language_form(settings, language, path, [("nummer", uuid4().hex)], every=True)
    return languages(settings, language, lambda one: f"{path}?taal={one}", every=True)
