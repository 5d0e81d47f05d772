"""A browser without a script, for the demo's visitors of the town's page: links, forms and buttons
only.
"""

from html.parser import HTMLParser

import httpx


class Leaf(HTMLParser):
    """The forms of one page, each with its fields and buttons."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append(Form(found.get("action", "")))
        elif tag == "input" and self.forms and "name" in found:
            self.forms[-1].fields.append((found["name"], found.get("value", "")))
        elif tag == "button" and self.forms:
            self.forms[-1].buttons.append(found)


class Form:
    """What a form would send, and to where."""

    def __init__(self, action: str) -> None:
        self.action = action
        self.fields: list[tuple[str, str]] = []
        self.buttons: list[dict[str, str]] = []


async def press(
    web: httpx.AsyncClient, answer: httpx.Response, button: str = "", **typed: str
) -> httpx.Response:
    """Sends the form that has a button of this name and takes its middle one, or, without a name,
    the first form that asks for what is typed. Raises RuntimeError where there is none.
    """
    for form in Leaf(answer.text).forms:
        named = [one for one in form.buttons if one.get("name", "") == button]
        if not named or not typed.keys() <= {name for name, _ in form.fields}:
            continue
        chosen = named[len(named) // 2] if button else named[0]
        data: dict[str, list[str]] = {}
        for name, value in form.fields:
            data.setdefault(name, []).append(typed.get(name, value))
        if button:
            data.setdefault(button, []).append(chosen["value"])
        return await web.post(chosen.get("formaction") or form.action, data=data)
    raise RuntimeError(f"no form with {button or [*typed]} on {answer.url}")
