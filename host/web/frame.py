"""What every page shares: the head, the town's bar with its languages, and the place of the
contents.
"""

from host.settings import Settings
from host.web.html import Html, join, tag
from wire.words.tongues import direction


def page(
    settings: Settings,
    language: str,
    title: str,
    *contents: str,
    switch: str = "",
    refresh_seconds: int | None = None,
    listed: bool = False,
    head: str = "",
) -> Html:
    """One whole page. `title` stands in the browser's bar, before the town's name; `switch` is the
    choice of languages; `listed`: search engines may show it; `head`: more for the head.
    """
    town = settings.town.name
    whole_head = join(
        tag("meta", charset="utf-8"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        Html() if listed else tag("meta", name="robots", content="noindex"),
        tag("meta", http_equiv="refresh", content=refresh_seconds) if refresh_seconds else Html(),
        tag("title", town if title == town else f"{title} - {town}"),
        tag("link", rel="stylesheet", href="/pages.css"),
        head,
    )
    logo = tag("img", src="/logo", alt="", height=40) if settings.look.logo else Html()
    bar = tag("header", tag("p", logo, tag("span", town), class_="town"), switch)
    body = tag("body", bar, tag("main", *contents))
    html = tag("html", tag("head", whole_head), body, lang=language, dir=_direction(language))
    return join(Html("<!doctype html>"), html)


def _direction(language: str) -> str | None:
    """Said only where it is not what every page has."""
    way = direction(language)
    return None if way == "ltr" else way
