"""`balie message`: documents that are ready, the proof of sending, and addresses of calendars."""

import csv
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from balie.verbs import app
from demo.clock import WALL
from host.calendar import feed_path
from host.messages_cli import COLUMNS
from host.store import PersonChange, Store, outbox
from tests.logs import Hall
from tests.messages_town import DAY, MAIL, TOWN, VISIT, at, keep, waiting
from tests.post_office import a_mail_server, an_sms_server

Balie = Callable[..., str]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch) -> Path:
    text = TOWN.replace("[server]\n", f'[server]\ndatabase = "sqlite:///{tmp_path}/town.db"\n')
    (tmp_path / "balie.toml").write_text(text, encoding="utf-8")
    (tmp_path / "clock").write_bytes(WALL.pack(at("22:00", "2026-11-24"), 0))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BALIE_SECRET", "a secret of the host")
    return tmp_path


@pytest.fixture
def store(folder: Path) -> Iterator[Store]:
    made = Store(f"sqlite:///{folder}/town.db")
    made.open()
    yield made
    made.close()


@pytest.fixture
def balie(folder: Path) -> Balie:
    def say(*words: str, code: int = 0) -> str:
        result = CliRunner().invoke(app, ["message", *words])
        assert result.exit_code == code, result.output
        return result.output

    return say


def a_visit(store: Store, **person: str) -> str:
    """Somebody with an appointment's code A1B2C3, and what is known of them."""
    hall = Hall()
    hall.book("A1B2C3", 30, language="de")
    (kept,) = hall.hand_out()
    (visit,) = hall.day.visits
    change = PersonChange(visit=visit, erase_on="2026-12-27", **person) if person else None
    store.keep([replace(kept, person=change)])
    return visit


def ready(balie: Balie, *words: str, code: int = 0) -> str:
    return balie("ready", "--location", "centrum", "--clock-file", "clock", *words, code=code)


def test_a_visitor_is_told_once_that_the_document_is_ready_in_the_morning(store, balie):
    visit = a_visit(store, mail=MAIL)
    assert ready(balie, "--visit", visit) == "will be told from 2026-11-25T08:00:00+01:00\n"
    assert ready(balie, "--code", "a1b2c3") == "was told before\n"
    (row,) = store.read(outbox.messages)
    assert (row.kind, row.visit, row.language) == ("ready", visit, "de")
    assert (row.day, row.due) == (DAY, at("08:00", "2026-11-25"))


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ((), "say either --visit or --code"),
        (("--visit", "x", "--code", "y"), "say either --visit or --code"),
        (("--visit", "visit-999999"), "no such visit"),
        (("--code", "ZZZZZZ"), "no appointment here has this code"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(store, balie, words, sentence):
    a_visit(store, mail=MAIL)
    assert sentence in ready(balie, *words, code=1)
    assert store.read(outbox.messages) == []


@pytest.mark.parametrize("person", [{}, {"name": "Jan"}, {"mail": "geen adres"}])
def test_who_cannot_be_reached_any_more_is_said_instead_of_kept(store, balie, person):
    visit = a_visit(store, **person)
    assert "nobody to tell" in ready(balie, "--visit", visit, code=1)
    assert store.read(outbox.messages) == []


def test_a_location_that_is_not_there_is_a_fault(store, balie):
    said = balie("ready", "--location", "haren", "--visit", VISIT, code=1)
    assert "haren" in said


def test_the_proof_of_sending_is_listed_by_appointment_and_tells_no_address(store, balie):
    keep(store, waiting(), waiting("reminder"), waiting(visit="visit-000002"))
    (row, *_) = store.read(lambda line: outbox.messages(line, visit=VISIT))
    said = {"state": "sent", "sent": at("10:00:05", "2026-11-16"), "receipt": "queued as 4XyZ12"}
    store.change(lambda line: outbox.change(line, row, **said, provider="mail.example"))
    lines = balie("list", "--visit", VISIT).splitlines()
    assert len(lines) == 2
    (sent,) = [line for line in lines if "sent" in line]
    for word in ("2026-11-16T10:00:05+01:00", VISIT, "mail.example", "queued as 4XyZ12"):
        assert word in sent
    assert "@" not in "".join(lines)
    assert len(balie("list", "--from", DAY).splitlines()) == 3
    assert balie("list", "--from", "2026-11-21") == ""


def test_the_proof_of_sending_goes_to_a_spreadsheet(store, balie):
    keep(store, waiting())
    (row,) = csv.DictReader(balie("list", "--location", "centrum", "--csv").splitlines())
    assert tuple(row) == COLUMNS
    assert (row["visit"], row["kind"], row["state"]) == (VISIT, "confirmation", "waiting")
    assert (row["due"], row["sent"]) == ("2026-11-16T10:00:00+01:00", "")


def test_the_addresses_of_the_calendars_are_those_that_the_host_serves(store, balie):
    secret = b"a secret of the host"
    lines = balie("feed", "--location", "centrum").splitlines()
    base = "https://balie.testdam.example"
    assert lines == [
        f"centrum  {base}{feed_path(secret, 'centrum')}",
        f"centrum, 1  {base}{feed_path(secret, 'centrum', '1')}",
        f"centrum, 2  {base}{feed_path(secret, 'centrum', '2')}",
    ]
    assert balie("feed").splitlines() == lines


def test_an_administrator_can_try_the_mail_server(folder, balie):
    with a_mail_server() as (server, port):
        said_port(folder, port)
        assert balie("try", "beheer@testdam.example") == "sent: 2.0.0 Ok: queued as 4XyZ12\n"
        assert server.recipients == [["beheer@testdam.example"]]
        assert server.mails[0]["Subject"] == "Proefbericht"
        server.answers[:] = ["554 no"]
        assert balie("try", "beheer@testdam.example", code=1) == "not sent: smtp 554\n"


def test_an_administrator_can_try_the_provider_of_sms(folder, balie, monkeypatch):
    monkeypatch.setenv("BALIE_SMS_KEY", "key")
    with an_sms_server() as server:
        file = folder / "balie.toml"
        url = f'provider = "spryng"\nurl = "{server.url}"'
        file.write_text(file.read_text().replace('provider = "spryng"', url))
        assert balie("try", "06 12345678") == "sent: provider-1\n"
    assert server.asked[0].body["recipients"] == ["31612345678"]


@pytest.mark.parametrize("to", ["beheer@testdam", "a@b.example, c@d.example", "0201234567", ""])
def test_a_trial_to_nowhere_is_refused(balie, to):
    assert "is no m" in balie("try", to, code=1)


def said_port(folder: Path, port: int) -> None:
    file = folder / "balie.toml"
    file.write_text(file.read_text().replace("port = 2525", f"port = {port}"))
