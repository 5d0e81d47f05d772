"""A page of the visitor's way as HTML: one form, whose every key is a button that works without a
script. Knows no town and no visitor.
"""

from host.web.booking.qr import qr_svg
from host.web.html import Html, hidden, join, tag
from visitor.keys import ERASE, LETTER_ROWS
from visitor.page import Option, Page
from visitor.tongues import parts_of
from wire.words import say
from wire.words.tongues import direction

FIELD = "code"
PAD = ("123", "456", "789", f"0{ERASE}")
"""Digits alone, for a telephone number."""


def drawn(page: Page, turn: str) -> Html:
    """Everything between the head of the page and its end."""
    title, lines = _head(page)
    said = tag(
        "div",
        _title(title, page),
        tag("p", page.big, class_="big", aria_hidden="true") if page.big else Html(),
        tag("div", *_paragraphs(page, lines), id=f"{FIELD}-why" if _types(page) else None),
        _points(page),
        qr_svg(page.link, say(page.language, "book.code")) if page.link else Html(),
        class_="said",
    )
    chosen = tag("div", _typing(page), _options(page), class_="choices")
    note = tag("p", page.note, class_="note") if page.note else Html()
    alarm = "alarm" if page.alarm else None
    main = tag("main", said, chosen, note, class_=alarm)
    return tag(
        "form",
        hidden([("turn", turn)]),
        main,
        _foot(page),
        method="post",
        action="/kiosk",
        autocomplete="off",
    )


def _title(title: str, page: Page) -> Html:
    """Where reading begins, unless there is something to type."""
    text = _text(title, page.language)
    return tag("h1", text, id="title", tabindex="-1", autofocus=not _types(page))


def _types(page: Page) -> bool:
    return page.typed is not None


def _head(page: Page) -> tuple[str, tuple[str, ...]]:
    """A page without a title has its first line as one."""
    if page.title or not page.lines:
        return page.title, page.lines
    return page.lines[0], page.lines[1:]


def _text(text: str, language: str) -> Html:
    """A text, each part of another language marked as that."""
    found = []
    apart = Html(" <span aria-hidden='true'>·</span> ") if getattr(text, "between", "") else Html()
    for number, (tongue, part) in enumerate(parts_of(text)):
        between = apart if number else Html()
        if tongue in ("", language):
            found += [between, tag("span", part) if number else join(part)]
        else:
            found += [between, tag("span", part, lang=tongue, dir=direction(tongue))]
    return join(*found)


def _paragraphs(page: Page, lines: tuple[str, ...]) -> list[Html]:
    """A line each; an empty one sets the next apart."""
    pairs = zip(("", *lines), lines, strict=False)
    return [
        tag("p", _text(line, page.language), class_=None if before or not number else "apart")
        for number, (before, line) in enumerate(pairs)
        if line
    ]


def _points(page: Page) -> Html:
    if not page.points:
        return Html()
    return tag(
        "ul", *(tag("li", _text(point, page.language)) for point in page.points), class_="points"
    )


def _options(page: Page) -> Html:
    """In a list, so that a screen reader says how many there are."""
    if not page.options:
        return Html()
    items = [tag("li", _key(option, page, page.tiles)) for option in page.options]
    return tag("ul", *items, class_="options tiles" if page.tiles else "options")


def _key(option: Option, page: Page, tile: bool = False) -> Html:
    """One key. What it is called begins with what stands on it."""
    face = option.face or option.key
    label = _text(option.label, page.language)
    if tile:
        inner = join(tag("span", face, class_="digit"))
        name = None if face == option.label else f"{face} {option.label}"
    else:
        detail = tag("small", option.detail) if option.detail else Html()
        text = tag("span", tag("b", label), detail)
        inner = join(tag("span", face, class_="digit"), Html(" "), text)
        name = None
    pressed = None if option.on is None else ("true" if option.on else "false")
    return tag(
        "button",
        inner,
        type="submit",
        name="key",
        value=option.key,
        data_key=option.key,
        aria_pressed=pressed,
        aria_label=name,
    )


def _typing(page: Page) -> Html:
    """The field of a code, the key that ends it, and letters for those without a keyboard."""
    if page.typed is None:
        return Html()
    tongue = page.language
    field = tag(
        "input",
        id=FIELD,
        name=FIELD,
        value=page.typed,
        dir="ltr",
        type="text",
        autocomplete="off",
        autocapitalize="characters",
        spellcheck="false",
        inputmode="none",
        aria_describedby=f"{FIELD}-why",
        maxlength=64,
        autofocus=True,
    )
    more = _key(page.more, page) if page.more else Html()
    label = tag("label", say(tongue, f"{page.step}.field"), for_=FIELD)
    letters_of = PAD if page.digits else LETTER_ROWS
    rows = [tag("div", *(_letter(each, page) for each in row), class_="row") for row in letters_of]
    style, name = "letters pad" if page.digits else "letters", say(tongue, "code.letters")
    letters = tag("div", *rows, class_=style, role="group", aria_label=name, dir="ltr")
    heard = tag(
        "p",
        "",
        class_="heard",
        role="status",
        data_now=say(tongue, "code.now", code="{code}"),
        data_empty=say(tongue, "code.empty"),
    )
    return join(tag("div", label, tag("div", field, more, class_="field")), letters, heard)


def _letter(letter: str, page: Page) -> Html:
    face = f"{ERASE} {page.erase}" if letter == ERASE else letter
    return tag("button", face, type="submit", name="letter", value=letter, data_letter=letter)


def _foot(page: Page) -> Html:
    """Back, more, help and the look of the screen: at the same place on every page."""
    more = None if _types(page) else page.more
    keys = [_key(each, page) for each in (page.back, more, page.help) if each is not None]
    if page.step not in ("looks", "still_there", "starting", "away"):
        label = tag("span", tag("b", say(page.language, "look.open")))
        keys.append(tag("button", label, type="submit", name="look", value="open", class_="look"))
    return tag("footer", *keys) if keys else Html()
