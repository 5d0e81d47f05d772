"""The way to a mail server that takes, defers, refuses, hangs up or is away: real SMTP."""

import ssl
import subprocess
from email.message import EmailMessage

import pytest
from aiosmtpd.smtp import AuthResult, LoginPassword

from host.messages.mail import Post
from host.messages.outcome import Outcome, pause_after, without_addresses
from host.settings.messages import Mail
from tests.messages_town import MAIL
from tests.post_office import SILENCE_SECONDS, a_mail_server, free_port


def letter(number: int = 1) -> EmailMessage:
    written = EmailMessage()
    written["From"] = "afspraken@testdam.example"
    written["To"] = MAIL
    written["Message-ID"] = f"<message-{number}@testdam.example>"
    written.set_content("Goedendag")
    return written


def settings(port: int, **said: object) -> Mail:
    known = {"host": "127.0.0.1", "port": port, "security": "none", "sender": "a@testdam.example"}
    return Mail.model_validate(known | said)


async def sent(port: int, mails: int = 1, **said: object) -> list[Outcome]:
    async with Post(settings(port, **said), timeout_seconds=2) as post:
        return [await post.send(letter(number), MAIL) for number in range(mails)]


async def test_a_mail_that_is_taken_has_the_servers_answer_as_its_receipt():
    with a_mail_server() as (server, port):
        (outcome,) = await sent(port)
    assert (outcome.what, outcome.receipt) == ("sent", "2.0.0 Ok: queued as 4XyZ12")
    assert server.recipients == [[MAIL]]
    assert server.mails[0]["Message-ID"] == "<message-0@testdam.example>"


async def test_many_mails_of_a_moment_go_over_one_line():
    with a_mail_server() as (server, port):
        outcomes = await sent(port, mails=5)
    assert [outcome.what for outcome in outcomes] == ["sent"] * 5
    assert server.lines == 1


async def test_a_server_that_is_down_is_asked_once_and_all_mail_waits():
    outcomes = await sent(free_port(), mails=3)
    assert [outcome.what for outcome in outcomes] == ["later"] * 3
    assert all(outcome.provider_away and outcome.why for outcome in outcomes)


async def test_a_name_that_leads_nowhere_is_a_server_that_is_down():
    async with Post(settings(25, host="mail.invalid"), timeout_seconds=2) as post:
        assert (await post.send(letter(), MAIL)).what == "later"


@pytest.mark.parametrize("answer", ["451 4.7.1 come again", "rcpt 450 4.2.1 greylisted"])
async def test_a_mail_that_is_deferred_waits_and_the_next_one_goes(answer):
    with a_mail_server(answer, "250 taken") as (server, port):
        first, second = await sent(port, mails=2)
    assert (first.what, first.why) == ("later", f"smtp {answer.removeprefix('rcpt ')[:3]}")
    assert not first.provider_away
    assert second.what == "sent"
    assert server.lines == 1


@pytest.mark.parametrize("answer", ["554 5.7.1 no", "rcpt 550 5.1.1 <jan@burger.example> unknown"])
async def test_a_mail_that_is_refused_is_not_tried_again_and_its_fault_tells_no_address(answer):
    with a_mail_server(answer, "250 taken") as (_, port):
        first, second = await sent(port, mails=2)
    assert (first.what, first.receipt) == ("never", "")
    assert first.why in ("smtp 554", "smtp 550")
    assert second.what == "sent"


async def test_after_a_server_hangs_up_the_mail_waits_and_the_next_one_has_a_new_line():
    with a_mail_server("hang up", "250 taken") as (server, port):
        first, second = await sent(port, mails=2)
    assert (first.what, second.what) == ("later", "sent")
    assert server.lines == 2


async def test_a_server_that_keeps_silent_over_one_mail_gets_the_next_on_a_new_line():
    with a_mail_server("keep silent", "250 taken") as (server, port):
        async with Post(settings(port), timeout_seconds=SILENCE_SECONDS / 2) as post:
            first, second = [await post.send(letter(number), MAIL) for number in (1, 2)]
    assert (first.what, first.why) == ("later", "timeout")
    assert second.what == "sent"
    assert server.mails[-1]["Message-ID"] == "<message-2@testdam.example>"


async def test_a_server_that_keeps_silent_is_left_after_a_while(unused_line):
    (outcome,) = await sent(unused_line)
    assert (outcome.what, outcome.provider_away) == ("later", True)


@pytest.fixture
def unused_line():
    """A door that opens and says nothing."""
    import socket

    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        door.listen()
        yield door.getsockname()[1]


async def test_mail_never_goes_in_the_open_where_the_town_wants_it_encrypted():
    with a_mail_server() as (server, port):
        (outcome,) = await sent(port, security="starttls")
    assert (outcome.what, outcome.provider_away) == ("later", True)
    assert server.mails == []


# -- with encryption and a password ----------------------------------------------------------------


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    folder = tmp_path_factory.mktemp("certificate")
    command = "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost"
    files = "-addext subjectAltName=IP:127.0.0.1 -keyout key.pem -out cert.pem"
    words = f"{command} {files}".split()
    subprocess.run(words, cwd=folder, check=True, capture_output=True)
    return folder


def server_context(folder) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "cert.pem", folder / "key.pem")
    return context


def authenticator(server, session, envelope, mechanism, said) -> AuthResult:
    fits = isinstance(said, LoginPassword) and said.password == b"geheim"
    return AuthResult(success=fits, handled=False)


@pytest.fixture
def guarded(certificate):
    """A server that wants encryption and a password."""
    options = {
        "tls_context": server_context(certificate),
        "require_starttls": True,
        "authenticator": authenticator,
        "auth_required": True,
    }
    with a_mail_server(**options) as (server, port):
        yield server, port


async def test_with_starttls_and_the_right_password_it_goes(guarded, certificate, monkeypatch):
    server, port = guarded
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate / "cert.pem"))
    monkeypatch.setenv("BALIE_SMTP_PASSWORD", "geheim")
    (outcome,) = await sent(port, security="starttls", user="balie")
    assert outcome.what == "sent", outcome
    assert len(server.mails) == 1


async def test_the_password_may_stand_in_a_file(guarded, certificate, monkeypatch, tmp_path):
    _, port = guarded
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate / "cert.pem"))
    file = tmp_path / "password"
    file.write_text("geheim\n")
    (outcome,) = await sent(port, security="starttls", user="balie", password_file=str(file))
    assert outcome.what == "sent"


async def test_a_wrong_password_makes_the_mail_wait_for_an_administrator(
    guarded, certificate, monkeypatch
):
    server, port = guarded
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate / "cert.pem"))
    monkeypatch.setenv("BALIE_SMTP_PASSWORD", "fout")
    (outcome,) = await sent(port, security="starttls", user="balie")
    assert (outcome.what, outcome.why) == ("later", "smtp 535")
    assert server.mails == []


@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS:UserWarning")
async def test_a_server_that_wants_a_password_of_a_town_that_gives_none_keeps_the_mail_waiting():
    guard = {"authenticator": authenticator, "auth_required": True, "auth_require_tls": False}
    with a_mail_server(**guard) as (server, port):
        (outcome,) = await sent(port)
    assert (outcome.what, outcome.why) == ("later", "smtp 530")
    assert server.mails == []


async def test_a_password_that_cannot_be_read_makes_the_mail_wait(guarded, monkeypatch):
    monkeypatch.delenv("BALIE_SMTP_PASSWORD", raising=False)
    (outcome,) = await sent(guarded[1], security="starttls", user="balie", password_file="/no/file")
    assert (outcome.what, outcome.why) == ("later", "FileNotFoundError")


async def test_a_server_whose_certificate_nobody_vouches_for_gets_no_mail(guarded, monkeypatch):
    server, port = guarded
    monkeypatch.setenv("BALIE_SMTP_PASSWORD", "geheim")
    (outcome,) = await sent(port, security="starttls", user="balie")
    assert outcome.what == "later"
    assert server.mails == []


# -- what is kept of an answer ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("2.0.0 Ok: queued as 4XyZ12", "2.0.0 Ok: queued as 4XyZ12"),
        ("2.1.5 <jan@burger.example> taken as 77", "2.1.5 taken as 77"),
        ("accepted for +31 6 1234 5678 ok", "accepted for ok"),
        ("Accepted 0031612345678", "Accepted"),
        ("x" * 500, "x" * 200),
        ("two\r\nlines", "two lines"),
    ],
)
def test_a_receipt_is_kept_without_anybodys_address(said, kept):
    assert without_addresses(said) == kept


def test_pauses_grow_to_an_hour():
    minutes = [pause_after(tries) / 60_000 for tries in range(1, 10)]
    assert minutes == [1, 2, 5, 10, 20, 30, 60, 60, 60]
