"""Pieces that several pages share: choices, buttons, the choice of languages, lists of facts."""

from collections.abc import Callable, Iterable

from host.settings import Settings
from host.web.booking.draft import Fields
from host.web.html import Html, hidden, join, tag
from wire.words import say, words_of
from wire.words.tongues import direction, whole

Fact = tuple[str, Iterable[str]]


def languages(
    settings: Settings, current: str, url: Callable[[str], str], every: bool = False
) -> Html:
    """The town's languages as links; `url` is this page's in another language. `every`: those too
    that only have what a visitor of the hall meets.
    """
    links = [
        tag("a", words_of(one)["lang.name"], href=url(one), hreflang=one, **_marked(one))
        if one != current
        else _this(one)
        for one in _offered(settings, every)
    ]
    return _languages(current, *links)


def language_form(
    settings: Settings, current: str, action: str, fields: Fields, every: bool = False
) -> Html:
    """The same on a page that came from a form: the form is sent again in another language."""
    kept = [(name, value) for name, value in fields if name != "taal"]
    buttons = [
        tag("button", words_of(one)["lang.name"], name="taal", value=one, **_marked(one))
        if one != current
        else _this(one)
        for one in _offered(settings, every)
    ]
    bar = _languages(current, *buttons)
    return tag("form", hidden(kept), bar, method="post", action=action)


def _offered(settings: Settings, every: bool) -> tuple[str, ...]:
    return settings.town.languages if every else whole(settings.town.languages)


def _marked(language: str) -> dict[str, str]:
    """What tells a browser in which language a text is, and which way it runs."""
    return {"lang": language, "dir": direction(language)}


def _this(language: str) -> Html:
    return tag("span", words_of(language)["lang.name"], aria_current="true", **_marked(language))


def _languages(current: str, *choices: str) -> Html:
    return tag("nav", *choices, class_="languages", aria_label=say(current, "booking.language"))


def back(language: str, url: str) -> Html:
    return tag("p", tag("a", say(language, "booking.back"), href=url), class_="back")


def back_panel(language: str, moment: str, action: str, fields: Fields, *more: str) -> Html:
    """What is chosen so far, while something else is looked for, and the way back to it."""
    has = tag("p", tag("strong", say(language, "booking.has", moment=moment)))
    way = buttons(button(say(language, "booking.back"), primary=False))
    return tag("div", has, *more, form(action, way, fields=fields), class_="panel")


def choices(*items: str) -> Html:
    return tag("ul", *(tag("li", item) for item in items), class_="choices")


def choice(text: str, url: str, more: str = "") -> Html:
    """One of a list of answers, as a large link."""
    small = tag("small", more) if more else Html()
    return tag("a", tag("span", text, small), class_="choice", href=url)


def link_button(text: str, url: str, primary: bool = False) -> Html:
    return tag("a", text, class_="button primary" if primary else "button", href=url)


def button(
    text: str,
    primary: bool = True,
    action: str | None = None,
    name: str | None = None,
    value: str | None = None,
) -> Html:
    """Sends its form; with `action` to another address than the form's own."""
    look = "button primary" if primary else "button"
    return tag(
        "button", text, class_=look, formaction=action, formnovalidate=bool(action),
        name=name, value=value,
    )  # fmt: skip


def buttons(*those: str) -> Html:
    return tag("div", *those, class_="buttons")


def form(action: str, *contents: str, method: str = "post", fields: Fields = []) -> Html:  # noqa: B006
    return tag("form", hidden(fields), *contents, method=method, action=action, novalidate=True)


def facts(*those: Fact) -> Html:
    """Names and what is so, one under the other."""
    rows = [tag("div", tag("dt", name), tag("dd", lines(values))) for name, values in those]
    return tag("dl", *rows)


def lines(those: Iterable[str]) -> Html:
    """Each on a line of its own."""
    said = [join(one) for one in those]
    return Html("<br>".join(said))


def listed(those: Iterable[str]) -> Html:
    return tag("ul", *(tag("li", one) for one in those))
