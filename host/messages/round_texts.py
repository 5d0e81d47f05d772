"""What messages say about somebody who comes by at the visitor's address. There is no time to tell,
no code to scan and no file for a calendar.
"""

from host.messages.texts import Body, Told, closing, in_language
from wire.text import clean


def round_sms(told: Told) -> str:
    """One text. No service is named: telephones lie on tables."""
    kind = told.message.kind
    text = told.say(f"sms.round.{kind}")
    if kind != "cancellation" and told.page:
        text = f"{text} {told.say('sms.link')}"
    return clean(text)


def round_body(told: Told) -> Body:
    """What a mail says. The address is the visitor's own, so it is not said."""
    kind, known = told.message.kind, told.round
    assert known is not None
    opening = (told.say("mail.greeting"), told.say(f"mail.round.{kind}.text"))
    facts = [(told.say("mail.when"), told.say("mail.round.day"))]
    service = told.settings.services.get(known.service)
    if not told.settings.messages.mail.services:
        service = None
    if service is not None:
        facts.append((told.say("mail.what"), in_language(told, service.names)))
    facts.append((told.say("mail.round.number"), known.code))
    stays = kind != "cancellation" and bool(told.page)
    of = service if kind != "cancellation" else None
    things = of.bring.get(told.language, ()) if of else ()
    do = of.promise.get(told.language, "") if of else ""
    return Body(
        subject=clean(told.say(f"mail.round.{kind}.subject")),
        opening=opening,
        facts=tuple(facts),
        bring_title=told.say("mail.round.things") if things else "",
        bring=things,
        promises=(do,) if do else (),
        link_text=told.say("mail.round.link.text") if stays else "",
        link=told.page if stays else "",
        link_label=told.say("mail.link"),
        closing=closing(told),
    )
