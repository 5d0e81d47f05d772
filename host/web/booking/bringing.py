"""What to take along to an appointment, and who comes along, before it is booked and after. And
what to do at home where somebody comes by.
"""

from host.agenda.records import Asked
from host.settings import Settings
from host.web.booking.parts import listed
from host.web.booking.texts import service_text
from host.web.html import Html, join, tag
from wire.words import say


def to_bring(settings: Settings, language: str, asked: Asked) -> Html:
    """Each thing once; for several persons that everybody comes, with their own."""
    known = [name for name in asked.services if name in settings.services]
    bring = [settings.services[name].bring.get(language, ()) for name in known]
    things = dict.fromkeys(thing for those in bring for thing in those)
    parts: list[str] = []
    if things:
        parts.append(tag("h2", say(language, "booking.bring.title")))
    if asked.persons > 1:
        each = [say(language, "booking.bring.come")]
        each += [say(language, "booking.bring.each")] if things else []
        parts.append(tag("p", " ".join(each)))
    if things:
        parts.append(listed(things))
    return join(*parts)


def promised(settings: Settings, language: str, asked: Asked) -> Html:
    """What the town promises, by service where there are several."""
    promises = [
        (name, settings.services[name].promise[language])
        for name in asked.services
        if name in settings.services and language in settings.services[name].promise
    ]
    if not promises:
        return Html()
    title = tag("h2", say(language, "booking.promise.title"))
    many = len(promises) > 1
    lines = [
        tag("p", f"{service_text(settings, language, name)}: {text}" if many else text)
        for name, text in promises
    ]
    return join(title, *lines)


def to_put_out(settings: Settings, language: str, name: str) -> Html:
    """Where somebody comes by: what to do, as the town promises it, and what may stand there."""
    service = settings.services.get(name)
    if service is None:
        return Html()
    do, things = service.promise.get(language, ""), service.bring.get(language, ())
    parts = [tag("h2", say(language, "round.do.title")), tag("p", do)] if do else []
    if things:
        parts += [tag("h2", say(language, "round.things.title")), listed(things)]
    return join(*parts)
