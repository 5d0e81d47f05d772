"""A message as a mail: plain text and simple HTML that say the same, the code as a picture, and the
appointment for the visitor's calendar (RFC 5322, 2046, 3834, 6047).
"""

import re
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from urllib.parse import urlsplit

from host.calendar import cancellation, invitation
from host.calendar.appointment import moment_of
from host.messages.picture import qr_png
from host.messages.round_texts import round_body
from host.messages.texts import Body, Told, body
from host.web.html import Html, join, tag
from wire.text import clean

METHODS = {"confirmation": "PUBLISH", "change": "PUBLISH", "cancellation": "CANCEL"}
"""Of the kinds that carry the appointment."""
_ADDRESS = re.compile(r"^[^\s@<>()\[\],;:\"\\]{1,64}@([^\s@<>()\[\],;:\"\\]{1,253})$")


def fit_address(text: str) -> str | None:
    """The one address that a text is, as mail servers read it. None: no address, or several."""
    match = _ADDRESS.match(text.strip())
    if match is None or "." not in match[1] or ".." in text:
        return None
    local, _, domain = text.strip().rpartition("@")
    try:
        local.encode("ascii")
        return f"{local}@{domain.encode('idna').decode('ascii')}"
    except UnicodeError:
        return None


def letter(told: Told, to: str, now: int) -> EmailMessage:
    """The mail. `to` is what `fit_address` gave. The same message always has the same Message-ID,
    so that a mail that comes twice can be known as one.
    """
    mail = told.settings.messages.mail
    said = body(told) if told.round is None else round_body(told)
    written = EmailMessage(policy=SMTP)
    written["From"] = Address(clean(told.say("mail.sender")), addr_spec=mail.sender)
    written["To"] = Address(addr_spec=to)
    if mail.reply_to:
        written["Reply-To"] = Address(addr_spec=mail.reply_to)
    written["Subject"] = said.subject
    written["Date"] = format_datetime(moment_of(now))
    written["Message-ID"] = f"<{told.message.id}@{_host(told)}>"
    written["Auto-Submitted"] = "auto-generated"
    written["X-Auto-Response-Suppress"] = "All"
    written.set_content(plain(said))
    code = f"code@{told.message.id}" if said.code else ""
    written.add_alternative(page(told, said, code), subtype="html")
    if code:
        _add_picture(written, said.code, code)
    _add_calendar(written, told, now)
    written["Content-Language"] = told.language
    return written


def plain(said: Body) -> str:
    """The parts as text without markup."""
    blocks = ["\n\n".join(said.opening)]
    blocks.append("\n".join(f"{label}: {text}" for label, text in said.facts))
    if said.code:
        blocks.append(f"{said.code_text}\n\n    {said.code}")
    if said.bring:
        blocks.append("\n".join((said.bring_title, *(f"- {thing}" for thing in said.bring))))
    blocks += said.promises
    if said.link:
        blocks.append(f"{said.link_text}\n{said.link}")
    blocks.append("\n\n".join(said.closing))
    return "\n\n".join(block for block in blocks if block) + "\n"


def page(told: Told, said: Body, code: str) -> str:
    """The parts as HTML. Without pictures from elsewhere: opening a mail tells nobody anything."""
    look = told.settings.look
    parts: list[Html] = [tag("p", line) for line in said.opening]
    if said.facts:
        parts.append(tag("table", *(_fact(label, text) for label, text in said.facts)))
    if code:
        picture = told.say("mail.code.picture")
        parts += [
            tag("p", said.code_text),
            tag("p", said.code, style="font-size:1.6em;font-weight:bold;letter-spacing:.1em"),
            tag("p", tag("img", src=f"cid:{code}", alt=picture, width=160, height=160)),
        ]
    if said.bring:
        parts += [tag("p", said.bring_title), tag("ul", *(tag("li", one) for one in said.bring))]
    parts += [tag("p", promise) for promise in said.promises]
    if said.link:
        button = (
            f"display:inline-block;padding:.7em 1.2em;text-decoration:none;border-radius:4px;"
            f"background:{look.accent};color:{look.accent_text}"
        )
        parts += [
            tag("p", said.link_text),
            tag("p", tag("a", said.link_label, href=said.link, style=button)),
        ]
    parts += [tag("p", line) for line in said.closing]
    return _sheet(told, said.subject, join(*parts))


def _sheet(told: Told, title: str, content: Html) -> str:
    look = told.settings.look
    head = tag("head", tag("meta", charset="utf-8"), tag("title", title))
    banner = f"margin:0;padding:.8em 1em;background:{look.accent};color:{look.accent_text};"
    inner = tag(
        "div",
        tag("h1", told.say("mail.sender"), style=banner + "font-size:1.2em"),
        tag("div", content, style="padding:0 1em"),
        style="max-width:36em;margin:0 auto;font:16px/1.5 Arial,sans-serif;color:#14181f",
    )
    whole = tag("html", head, tag("body", inner, style="margin:0"), lang=told.language)
    return f"<!doctype html>{whole}"


def _fact(label: str, text: str) -> Html:
    left = "text-align:left;vertical-align:top;padding:.2em 1em .2em 0;font-weight:normal;"
    return tag(
        "tr",
        tag("th", label, scope="row", style=left + "color:#3a4350"),
        tag("td", text, style="vertical-align:top;padding:.2em 0;font-weight:bold"),
    )


def _add_picture(written: EmailMessage, code: str, name: str) -> None:
    """Beside the HTML that shows it (multipart/related), not among the attachments."""
    shown = written.get_body(("html",))
    assert isinstance(shown, EmailMessage)
    shown.add_related(qr_png(code), "image", "png", cid=f"<{name}>", disposition="inline")


def _add_calendar(written: EmailMessage, told: Told, now: int) -> None:
    method = METHODS.get(told.message.kind)
    if method is None or told.appointment is None:
        return
    make = cancellation if method == "CANCEL" else invitation
    written.add_attachment(
        make(told.settings, told.appointment, now),
        "text",
        "calendar",
        filename="afspraak.ics",
        params={"method": method, "charset": "UTF-8"},
    )


def _host(told: Told) -> str:
    return urlsplit(told.settings.server.url).hostname or "balie"
