"""The fields in which visitors type about themselves, and what is wrong with them."""

from host.web.booking.contact import Typed
from host.web.html import Html, tag
from wire.at_home import ADDRESS_MAX, MAIL_MAX, NAME_MAX, THINGS_MAX
from wire.words import say

LOOKS: dict[str, tuple[str, str, int]] = {
    "naam": ("name", "text", NAME_MAX),
    "adres": ("address-line1", "text", ADDRESS_MAX),
    "spullen": ("off", "text", THINGS_MAX),
    "mail": ("email", "email", MAIL_MAX),
    "telefoon": ("tel", "tel", 40),
}
"""Per field: what a browser may fill in (HTML: autocomplete), the keys of a phone, the length."""
REQUIRED = frozenset({"naam", "adres"})


def text_field(language: str, name: str, typed: Typed, hint: str, wrong: str) -> Html:
    """One field with its label and hint. `wrong`: the key of the text that says what is."""
    complete, kind, most = LOOKS[name]
    why = tag("p", say(language, wrong), class_="wrong-why", id=f"{name}-fout") if wrong else Html()
    box = tag(
        "input",
        id=name,
        name=name,
        type=kind,
        value=dict(typed.fields()).get(name, ""),
        maxlength=most,
        autocomplete=complete,
        aria_required="true" if name in REQUIRED else None,
        aria_describedby=f"{name}-fout {name}-uitleg" if wrong else f"{name}-uitleg",
        aria_invalid="true" if wrong else None,
    )
    return tag(
        "div",
        tag("label", say(language, f"booking.contact.{name}"), for_=name),
        tag("p", hint, class_="quiet", id=f"{name}-uitleg"),
        why,
        box,
        class_="field wrong" if wrong else "field",
    )


def wrong_summary(language: str, wrong: dict[str, str]) -> Html:
    """What is wrong, at the top, each with the way to its field."""
    if not wrong:
        return Html()
    links = [
        tag("li", tag("a", say(language, key), href=f"#{name}")) for name, key in wrong.items()
    ]
    title = tag("h2", say(language, "booking.wrong.title"))
    return tag("div", title, tag("ul", *links), class_="panel fault", role="alert")
