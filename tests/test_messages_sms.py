"""Texts by each provider, as its documents say: real HTTP to a provider that answers as told."""

import base64
import hmac
from typing import Any

import orjson
import pytest

from host.messages.apprise_sms import ByApprise
from host.messages.numbers import mobile
from host.messages.outcome import Outcome
from host.messages.sms import ForNow, provider_of
from host.settings.messages import Sms
from tests.messages_town import Clock
from tests.post_office import an_sms_server, free_port

TO = "+31612345678"
TEXT = "U bent bijna aan de beurt."
SERVICE = "26785a09-ab16-4eb0-8407-a37497a57506"
SECRET = "3d844edf-8d35-48ac-975b-e847b4f122b0"
CLOCK = Clock()
ANSWERS: dict[str, tuple[int, object]] = {
    "notifynl": (201, {"id": "740e5834", "reference": "message-1", "content": {"body": TEXT}}),
    "cm": (
        200,
        {
            "details": "Created 1 message(s)",
            "errorCode": 0,
            "messages": [
                {
                    "to": "0031612345678",
                    "status": "Accepted",
                    "reference": "message-1",
                    "parts": 1,
                    "messageDetails": None,
                    "messageErrorCode": 0,
                }
            ],
        },
    ),
    "spryng": (200, {"id": "9dbc5ffb", "status": "created"}),
}
"""What each provider says when it takes a text."""


def settings(provider: str, url: str = "", **said: Any) -> Sms:
    known = {"provider": provider, "url": url, "sender": "Testdam", "template": "template-1"}
    return Sms.model_validate(known | said)


@pytest.fixture(autouse=True)
def key(monkeypatch):
    monkeypatch.setenv("BALIE_SMS_KEY", f"balie-{SERVICE}-{SECRET}")


async def send(provider: str, url: str, **said: Any) -> Outcome:
    made = provider_of(settings(provider, url, **said), CLOCK)
    assert made.name == provider
    return await made.send(TO, TEXT, "message-1")


@pytest.mark.parametrize("provider", sorted(ANSWERS))
async def test_a_text_that_is_taken_keeps_the_providers_own_id(provider):
    with an_sms_server(ANSWERS[provider]) as server:
        outcome = await send(provider, server.url)
    assert outcome.what == "sent"
    assert outcome.receipt
    assert "612345678" not in outcome.receipt
    assert len(server.asked) == 1


async def test_spryng_gets_what_it_asks_for():
    with an_sms_server(ANSWERS["spryng"]) as server:
        await send("spryng", server.url)
    (asked,) = server.asked
    assert asked.path == "/v1/messages"
    assert asked.headers["authorization"].startswith("Bearer balie-")
    assert asked.body == {
        "body": TEXT,
        "encoding": "auto",
        "originator": "Testdam",
        "recipients": ["31612345678"],
        "reference": "message-1",
        "route": "business",
    }


async def test_cm_gets_what_it_asks_for():
    with an_sms_server(ANSWERS["cm"]) as server:
        await send("cm", server.url)
    (asked,) = server.asked
    assert asked.path == "/v1.0/message"
    assert asked.headers["x-cm-producttoken"].endswith(SECRET)
    (one,) = asked.body["messages"]["msg"]
    assert one["to"] == [{"number": "0031612345678"}]
    assert one["body"] == {"type": "auto", "content": TEXT}
    assert (one["from"], one["reference"], one["allowedChannels"]) == (
        "Testdam",
        "message-1",
        ["SMS"],
    )


async def test_notifynl_gets_the_towns_template_and_a_token_of_this_moment():
    with an_sms_server(ANSWERS["notifynl"]) as server:
        await send("notifynl", server.url)
    (asked,) = server.asked
    assert asked.path == "/v2/notifications/sms"
    assert asked.body == {
        "phone_number": TO,
        "template_id": "template-1",
        "personalisation": {"text": TEXT},
        "reference": "message-1",
    }
    token = asked.headers["authorization"].removeprefix("Bearer ")
    head, claims, signature = (base64.urlsafe_b64decode(part + "==") for part in token.split("."))
    assert orjson.loads(head) == {"typ": "JWT", "alg": "HS256"}
    assert orjson.loads(claims) == {"iss": SERVICE, "iat": CLOCK.now // 1000}
    signed = token.rpartition(".")[0].encode()
    assert signature == hmac.digest(SECRET.encode(), signed, "sha256")


@pytest.mark.parametrize("provider", sorted(ANSWERS))
@pytest.mark.parametrize(
    ("answer", "what"),
    [
        ((400, {"error": "no such number"}), "never"),
        ((401, {}), "later"),
        ((402, {}), "later"),
        ((403, {}), "later"),
        ((429, {}), "later"),
        ((500, {}), "unknown"),
        ((502, {}), "unknown"),
        ((503, {}), "later"),
        (None, "unknown"),
    ],
)
async def test_a_text_is_sent_again_only_where_nobody_can_have_taken_it(provider, answer, what):
    with an_sms_server(answer) as server:
        outcome = await send(provider, server.url)
    assert outcome.what == what
    assert outcome.why
    assert len(server.asked) == 1


@pytest.mark.parametrize("provider", sorted(ANSWERS))
async def test_a_provider_that_is_down_gets_the_text_later(provider):
    outcome = await send(provider, f"http://127.0.0.1:{free_port()}")
    assert (outcome.what, outcome.provider_away) == ("later", True)


async def test_a_yes_of_cm_with_a_no_for_the_one_text_is_a_no():
    refused = {"errorCode": 0, "messages": [{"status": "Rejected", "messageErrorCode": 303}]}
    with an_sms_server((200, refused)) as server:
        outcome = await send("cm", server.url)
    assert (outcome.what, outcome.why) == ("never", "cm 303")


@pytest.mark.parametrize("said", [[], "yes", None, {"messages": "none"}, {"messages": []}])
async def test_a_yes_in_a_shape_that_nobody_knows_is_still_a_yes(said):
    for provider in ANSWERS:
        with an_sms_server((200, said)) as server:
            assert (await send(provider, server.url)).what == "sent"


async def test_once_a_provider_is_away_the_other_texts_of_that_moment_do_not_ask_again():
    with an_sms_server((503, {}), ANSWERS["spryng"]) as server:
        line = ForNow(provider_of(settings("spryng", server.url), CLOCK))
        assert [(await line.send(TO, TEXT, "m")).what for _ in range(3)] == ["later"] * 3
        assert len(server.asked) == 1


def test_a_key_may_stand_in_a_file_and_a_missing_one_is_a_fault_with_a_name(tmp_path, monkeypatch):
    monkeypatch.delenv("BALIE_SMS_KEY")
    file = tmp_path / "key"
    file.write_text("secret\n")
    made: Any = provider_of(settings("spryng", key_file=str(file)), CLOCK)
    assert made.key == "secret"
    with pytest.raises(FileNotFoundError):
        provider_of(settings("spryng", key_file=str(tmp_path / "none")), CLOCK)


# -- Apprise ---------------------------------------------------------------------------------------


OLD_PYTHON = pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning")


@OLD_PYTHON
async def test_apprise_sends_by_any_service_that_it_knows():
    with an_sms_server((200, {})) as server:
        address = server.url.replace("http://", "json://") + "/texts/{to}"
        outcome = await ByApprise(address).send(TO, TEXT, "message-1")
    assert (outcome.what, outcome.receipt) == ("sent", "yes")
    (asked,) = server.asked
    assert asked.path == "/texts/31612345678"
    assert asked.body["message"] == TEXT


@OLD_PYTHON
async def test_a_no_of_apprise_does_not_say_whether_the_text_went():
    with an_sms_server((500, {})) as server:
        outcome = await ByApprise(server.url.replace("http", "json")).send(TO, TEXT, "message-1")
    assert outcome.what == "unknown"


@OLD_PYTHON
async def test_an_address_that_apprise_does_not_know_waits_for_an_administrator(monkeypatch):
    monkeypatch.setenv("BALIE_SMS_KEY", "nonsense")
    made = provider_of(settings("apprise"), CLOCK)
    outcome = await made.send(TO, TEXT, "message-1")
    assert (outcome.what, outcome.provider_away) == ("later", True)


# -- numbers ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("06 1234 5678", TO),
        ("06-12345678", TO),
        ("0031 6 12345678", TO),
        ("+31 (0)6 12 34 56 78", TO),
        ("020 624 1111", None),
        ("+32 470 12 34 56", None),
        ("0900 1234", None),
        ("112", None),
        ("06 1234", None),
        ("nul zes", None),
        ("", None),
    ],
)
def test_texts_go_to_mobile_numbers_of_the_countries_that_the_town_named(text, number):
    assert mobile(settings("spryng"), text) == number


def test_a_town_at_the_border_may_name_more_countries():
    both = settings("spryng", countries=["NL", "BE"])
    assert mobile(both, "+32 470 12 34 56") == "+32470123456"
    assert mobile(both, "0612345678") == TO
