"""The pages of the question: the form with ten large marks, and the thanks."""

from collections.abc import Mapping
from dataclasses import dataclass

from host.settings import Settings
from host.survey.survey import SAID_MAX, Asked
from host.web.booking.parts import button, buttons, form, language_form, languages
from host.web.frame import page
from host.web.html import Html, join, tag
from host.web.survey.answers import CHOICE, DESK, GREETER, NOTHING, PARTY, TEXT, Filled
from wire.words import say


@dataclass(frozen=True, slots=True)
class Look:
    """One look at the question about a visit. `path`: of the page; `via`: where the visitor comes
    from; `greeter`: the welcome gets a mark of its own.
    """

    settings: Settings
    asked: Asked
    language: str
    path: str
    via: str
    greeter: bool

    def url(self, language: str) -> str:
        via = f"&via={self.via}" if self.via else ""
        return f"{self.path}?taal={language}{via}"

    def fields(self) -> list[tuple[str, str]]:
        return [("taal", self.language), *([("via", self.via)] if self.via else [])]


def question_page(
    look: Look, filled: Filled = NOTHING, wrong: Mapping[str, str] = {}, posted: bool = False
) -> Html:
    """The form. `wrong`: by field, the key of the text that says it; `posted`: the page was asked
    for by a form, and has what was filled in.
    """
    language, settings = look.language, look.settings
    title = say(language, "survey.title")
    head = f"{say(language, 'booking.wrong.short')}: {title}" if wrong else title
    place = settings.locations[look.asked.location].name
    switch = (
        language_form(
            settings, language, look.path, [*look.fields(), *filled.fields(), AGAIN], True
        )
        if posted
        else languages(settings, language, look.url, every=True)
    )
    return page(
        settings,
        language,
        head,
        _summary(language, wrong),
        tag("h1", title),
        tag("p", say(language, "survey.place", locatie=place)),
        form(
            look.path,
            _marks(look, filled, wrong),
            _own_question(look, filled, wrong),
            _group(look, filled),
            tag("p", say(language, "survey.anonymous")),
            buttons(button(say(language, "survey.send"))),
            fields=look.fields(),
        ),
        switch=switch,
    )


AGAIN = ("opnieuw", "ja")
"""The field of a form that only asks for the page in another language."""


def thanks_page(look: Look) -> Html:
    """After the answer, and whenever the page is opened again."""
    title = say(look.language, "survey.given.title")
    thanks = tag("p", say(look.language, "survey.thanks"))
    once = tag("p", say(look.language, "survey.given.once"))
    panel = tag("div", tag("h1", title), thanks, once, class_="panel well", role="status")
    switch = languages(look.settings, look.language, look.url, every=True)
    return page(look.settings, look.language, title, panel, switch=switch)


def _summary(language: str, wrong: Mapping[str, str]) -> Html:
    """What is wrong, at the top, each with the way to its field."""
    if not wrong:
        return Html()
    places = {DESK: f"{DESK}-1"}
    links = [
        tag("li", tag("a", say(language, key), href=f"#{places.get(name, name)}"))
        for name, key in wrong.items()
    ]
    title = tag("h2", say(language, "booking.wrong.title"))
    return tag("div", title, tag("ul", *links), class_="panel fault", role="alert")


def _marks(look: Look, filled: Filled, wrong: Mapping[str, str]) -> Html:
    """One mark, or two apart: the help at the desk first, which everybody had."""
    if not look.greeter:
        return _scale(look, "survey.grade", DESK, filled.mark, wrong)
    return join(
        _scale(look, "survey.desk", DESK, filled.mark, wrong),
        _scale(look, "survey.greeter", GREETER, filled.greeter_mark, {}),
    )


def _scale(look: Look, key: str, name: str, chosen: int | None, wrong: Mapping[str, str]) -> Html:
    """Ten large buttons, of which one can be down."""
    language, fault = look.language, wrong.get(name, "")
    why = tag("p", say(language, fault), class_="wrong-why", id=f"{name}-fout") if fault else Html()
    marks = [_button(name, mark, chosen, bool(fault)) for mark in range(1, 11)]
    ends = tag(
        "p",
        tag("span", f"1: {say(language, 'survey.low')}"),
        tag("span", f"10: {say(language, 'survey.high')}"),
        class_="ends quiet",
        aria_hidden="true",
    )
    scale = tag("div", *marks, class_="marks")
    legend = tag("legend", say(language, key))
    return tag("fieldset", legend, why, scale, ends, class_="asked wrong" if fault else "asked")


def _button(name: str, mark: int, chosen: int | None, faulty: bool) -> Html:
    box = tag(
        "input",
        type="radio",
        name=name,
        value=mark,
        id=f"{name}-{mark}",
        checked=mark == chosen,
        aria_describedby=f"{name}-fout" if faulty else None,
    )
    return tag("label", box, tag("span", str(mark)), class_="mark")


def _own_question(look: Look, filled: Filled, wrong: Mapping[str, str]) -> Html:
    """What the town adds: answers to choose from, or room to write."""
    told = look.settings.survey
    text = told.question.get(look.language, "")
    if not text:
        return Html()
    if told.choices:
        return _choices(look, text, CHOICE, told.choices, filled.choice)
    language, fault = look.language, wrong.get(TEXT, "")
    why = tag("p", say(language, fault), class_="wrong-why", id=f"{TEXT}-fout") if fault else Html()
    hint = f"{say(language, 'survey.optional')} {say(language, 'survey.said.hint')}"
    box = tag(
        "textarea",
        filled.text,
        id=TEXT,
        name=TEXT,
        rows=3,
        maxlength=SAID_MAX,
        aria_describedby=f"{TEXT}-fout {TEXT}-uitleg" if fault else f"{TEXT}-uitleg",
        aria_invalid="true" if fault else None,
    )
    return tag(
        "div",
        tag("label", text, for_=TEXT),
        tag("p", hint, class_="quiet", id=f"{TEXT}-uitleg"),
        why,
        box,
        class_="asked wrong" if fault else "asked",
    )


def _group(look: Look, filled: Filled) -> Html:
    """To which group the visitor wants to be counted."""
    told = look.settings.survey
    text = told.group_question.get(look.language, "")
    return _choices(look, text, PARTY, told.groups, filled.party) if text else Html()


def _choices(
    look: Look, text: str, name: str, those: Mapping[str, Mapping[str, str]], chosen: str
) -> Html:
    """Answers of which one can be chosen, and none is chosen before."""
    optional = tag("p", say(look.language, "survey.optional"), class_="quiet")
    own = look.settings.town.languages[0]
    labels = {key: names.get(look.language) or names[own] for key, names in those.items()}
    labels[""] = say(look.language, "survey.skip")
    found = [
        tag(
            "label",
            tag("input", type="radio", name=name, value=key, checked=key == chosen),
            label,
            class_="radio",
        )
        for key, label in labels.items()
    ]
    return tag("fieldset", tag("legend", text), optional, *found, class_="asked")
