"""What messages say, and how a mail is made: in every language, in plain words, and with nothing
that a stranger could have put there.
"""

from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from html.parser import HTMLParser
from io import BytesIO

import pytest
import zxingcpp
from icalendar import Calendar
from PIL import Image

from host.agenda.records import Asked
from host.messages.letter import fit_address, letter
from host.messages.picture import qr_png
from host.messages.texts import Told, body, sms_text
from tests.messages_town import MAIL, appointment, at, town, waiting

NOW = at("10:00", "2026-11-16")
KINDS = ("confirmation", "change", "cancellation", "reminder", "ready", "turn")
OF_NO_APPOINTMENT = ("ready", "turn")
LANGUAGES = ("nl", "en", "de")


def told(kind: str = "confirmation", language: str = "nl", **changes) -> Told:
    state = "cancelled" if kind == "cancellation" else "open"
    about = None if kind in OF_NO_APPOINTMENT else appointment(state=state, language=language)
    return Told(town(**changes), waiting(kind, language=language), about)


def mail(of: Told) -> EmailMessage:
    """As it comes out at the other end."""
    read = message_from_bytes(letter(of, MAIL, NOW).as_bytes(), policy=policy.default)
    assert isinstance(read, EmailMessage)
    assert not read.defects
    return read


def text_of(written: EmailMessage, kind: str = "plain") -> str:
    part = written.get_body((kind,))
    assert part is not None
    return str(part.get_content())


class Seen(HTMLParser):
    """The words that a page shows."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.words = ""
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words += data


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_can_be_said_in_every_language(kind, language):
    of = told(kind, language)
    for text in (sms_text(of), body(of).subject, text_of(mail(of))):
        assert text.strip()
        assert "{" not in text


def test_a_confirmation_says_when_where_what_for_and_what_to_bring():
    text = text_of(mail(told()))
    for words in (
        "vrijdag 20 november om 10:00",
        "Stadhuis, Markt 1, 1234 AB Testdam",
        "Paspoort aanvragen",
        "Hoeveel personen: 2",
        "7K3ABC",
        "uw oude paspoort",
        "Uw paspoort is klaar in vijf werkdagen.",
        "https://balie.testdam.example/a/L1nkL1nkL1nkL1nkL1nkL1",
    ):
        assert words in text, words


def test_the_html_says_what_the_text_says_and_fetches_nothing():
    written = mail(told())
    seen = Seen(text_of(written, "html"))
    for words in (
        "vrijdag 20 november om 10:00",
        "Paspoort aanvragen",
        "7K3ABC",
        "een pasfoto",
        "werkdagen",
    ):
        assert words in seen.words
    sources = [attributes.get("src") or "" for tag, attributes in seen.tags if tag == "img"]
    assert all(source.startswith("cid:") for source in sources)
    assert not {"script", "link", "iframe"} & {tag for tag, _ in seen.tags}
    assert ("html", {"lang": "nl"}) in seen.tags


def test_what_to_bring_for_two_services_is_one_list_with_each_thing_once():
    asked = Asked(("paspoort", "rijbewijs"), (1, 1))
    of = replace(told(), appointment=appointment(asked=asked))
    assert body(of).bring == ("uw oude paspoort", "een pasfoto", "uw rijbewijs")


def test_a_town_may_keep_services_out_of_its_mail():
    text = text_of(mail(told(mail={"services": False})))
    assert "aspoort" not in text
    assert "10:00" in text


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_on_a_telephone_names_no_service_and_no_document(kind, language):
    text = sms_text(told(kind, language)).casefold()
    for word in ("paspoort", "passport", "reisepass", "id-kaart", "rijbewijs", "7k3abc"):
        assert word not in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_that_a_document_is_ready_is_said_without_saying_which(language):
    text = text_of(mail(told("ready", language))).casefold()
    assert "stadhuis" in text
    assert "aspoort" not in text
    assert "passport" not in text


def test_a_text_without_a_page_to_go_to_names_none():
    of = replace(told("reminder"), appointment=appointment(link=""))
    assert sms_text(of) == "U heeft vrijdag 20 november om 10:00 een afspraak bij Testdam."
    of = replace(told("confirmation"), appointment=appointment(link=""))
    assert "http" not in sms_text(of)
    assert "afzeggen" not in text_of(mail(of))


def test_the_headers_say_who_writes_and_that_no_person_does():
    written = mail(told())
    assert str(written["From"]) == "Gemeente Testdam <afspraken@testdam.example>"
    assert str(written["To"]) == MAIL
    assert written["Auto-Submitted"] == "auto-generated"
    assert written["Content-Language"] == "nl"
    assert written["Date"].datetime.timestamp() * 1000 == NOW


def test_the_same_message_has_the_same_id_however_often_it_is_made():
    first, again = mail(told()), mail(told())
    assert first["Message-ID"] == again["Message-ID"]
    assert first["Message-ID"].endswith("@balie.testdam.example>")
    assert mail(told("change"))["Message-ID"] != first["Message-ID"]


def test_answers_go_where_the_town_says():
    written = mail(told(mail={"reply_to": "info@testdam.example"}))
    assert written["Reply-To"] == "info@testdam.example"
    assert "niet op antwoorden" not in text_of(written)
    assert "niet op antwoorden" in text_of(mail(told()))


@pytest.mark.parametrize(
    ("kind", "method"),
    [("confirmation", "PUBLISH"), ("change", "PUBLISH"), ("cancellation", "CANCEL")],
)
def test_the_appointment_is_attached_for_the_calendar(kind, method):
    (attached,) = mail(told(kind)).iter_attachments()
    assert attached.get_content_type() == "text/calendar"
    assert attached["Content-Type"].params["method"] == method
    assert attached["Content-Type"].params["charset"].upper() == "UTF-8"
    assert attached.get_filename() == "afspraak.ics"
    raw = attached.get_payload(decode=True)
    assert isinstance(raw, bytes)
    assert Calendar.from_ical(raw)["METHOD"] == method
    assert raw.count(b"\r\n") == raw.count(b"\n")


@pytest.mark.parametrize("kind", ["reminder", "ready", "turn"])
def test_what_is_only_a_reminder_carries_no_calendar(kind):
    assert list(mail(told(kind)).iter_attachments()) == []


def test_the_code_can_be_scanned_from_the_mail():
    written = mail(told())
    pictures = [part for part in written.walk() if part.get_content_type() == "image/png"]
    (picture,) = pictures
    content = picture.get_payload(decode=True)
    assert isinstance(content, bytes)
    (found,) = zxingcpp.read_barcodes(Image.open(BytesIO(content)).convert("L"))
    assert found.text == "7K3ABC"
    name = str(picture["Content-ID"]).strip("<>")
    assert f'src="cid:{name}"' in text_of(written, "html")


def test_a_picture_of_a_code_is_black_and_white_with_a_white_border():
    picture = Image.open(BytesIO(qr_png("7K3ABC")))
    assert picture.mode == "1"
    assert picture.size[0] == picture.size[1]
    assert all(picture.getpixel((x, 0)) for x in range(picture.size[0]))


@pytest.mark.parametrize(
    ("text", "fit"),
    [
        ("jan@burger.example", "jan@burger.example"),
        (" jan@burger.example ", "jan@burger.example"),
        ("jan@bürger.example", "jan@xn--brger-kva.example"),
        ("jan@burger", None),
        ("jan", None),
        ("", None),
        ("jan@burger.example, piet@burger.example", None),
        ("jan@burger.example;piet@burger.example", None),
        ("jan@burger.example\r\nBcc: piet@burger.example", None),
        ("<jan@burger.example>", None),
        ("jan@@burger.example", None),
        ("jan..jansen@burger.example", None),
        ("jän@burger.example", None),
        ("jan@" + "a" * 260 + ".example", None),
    ],
)
def test_a_mail_goes_to_one_address_and_to_nothing_else(text, fit):
    assert fit_address(text) == fit


def test_a_town_with_a_strange_name_still_writes_one_header():
    written = mail(told(town={"name": "Testdam, Noord\r\nBcc: a@b.example"}))
    assert written["Bcc"] is None
    assert written["From"].addresses[0].addr_spec == "afspraken@testdam.example"


def test_a_name_in_the_settings_is_text_and_never_markup():
    page = text_of(mail(told(town={"name": "<b>Dam</b> & co"})), "html")
    assert "<b>" not in page
    assert "&lt;b&gt;Dam" in page
