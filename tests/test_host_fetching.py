"""Fetching, badges and who is inside, over a real host: what each screen is told, what is printed,
and what leaves the house by mail.
"""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest

from host.alerts import Alert, letter
from host.serve import Host
from host.settings import Faulty, read
from tests.post_office import MailServer, a_mail_server, free_port
from tests.town import PIN, SETTINGS, Clock, Screen, Town, a_town, at, new_id, settings_file
from wire.commands import (
    CallNext,
    ComeToFetch,
    EndVisit,
    GiveBadge,
    Meet,
    OpenDesk,
    PrintInside,
    SignIn,
    TakeBadge,
    TakeTicket,
)

pytest_plugins = ["tests.stores"]
NAME, LOOK = "Mevrouw Vermeulen", "rode jas"


def settings(port: int, more: str = "") -> str:
    fetching = """
[locations.hall.fetching]
escalate_minutes = 5
escalate_to = ["2"]
mail = "ontvangst@testdam.example"
escalate_mail = "chef@testdam.example"
badges = true
"""
    mail = f"""
[messages.mail]
host = "127.0.0.1"
port = {port}
security = "none"
sender = "balie@testdam.example"
"""
    hours = "[locations.hall.hours]"
    return SETTINGS.replace(hours, fetching + more + hours) + mail


class House:
    """A host, the screens, and where mail arrives."""

    def __init__(self, town: Town, mail: MailServer) -> None:
        self.town = town
        self.mail = mail

    async def open(self) -> "House":
        self.greeter = await self.town.screen("greeter")
        self.printer = await self.town.screen("printer", "roll")
        self.desk = await self.desk_of("1", "anna")
        self.colleague = await self.desk_of("2", "bram")
        return self

    async def desk_of(self, desk: str, staff: str) -> Screen:
        screen = await self.town.screen("desk", f"desk-{desk}", desk=desk)
        await screen.done(SignIn(id=new_id(), desk=desk, staff=staff, pin=PIN))
        await screen.done(OpenDesk(id=new_id(), desk=desk))
        return screen

    async def come(self, **more: Any) -> str:
        self.town.clock.now += 1000
        said = {"services": ("talk",), "name": NAME, "look": LOOK, "seat": "raam"} | more
        done = await self.greeter.done(TakeTicket(id=new_id(), **said))
        assert done.visit is not None
        return done.visit

    async def mails(self, count: int) -> list[Any]:
        async with asyncio.timeout(20):
            while len(self.mail.mails) < count:  # noqa: ASYNC110, a server in another thread
                await asyncio.sleep(0.02)
        await asyncio.sleep(0.1)
        assert len(self.mail.mails) == count
        return self.mail.mails


@pytest.fixture
async def house(tmp_path, store_url) -> AsyncIterator[House]:
    with a_mail_server() as (mail, port):
        async with a_town(tmp_path, Clock("09:05"), store_url, settings(port)) as town:
            yield await House(town, mail).open()


def lines(view: Any, number: int = -1) -> list[str]:
    return [line.text for line in view.slips[number].document.lines]


async def test_the_employee_sees_who_waits_and_a_colleague_only_when_nobody_came(house: House):
    visit = await house.come()
    view = await house.desk.sees(lambda view: view.alert)
    row = view.alert.visit
    assert (row.visit, row.name, row.look, row.seat) == (visit, NAME, LOOK, "raam")
    assert (view.alert.escalated, view.alert.count) == (False, 1)
    assert house.colleague.view.alert is None
    house.town.clock.now += 5 * 60_000
    view = await house.colleague.sees(lambda view: view.alert)
    assert view.alert.escalated
    await house.greeter.sees(lambda view: view.waiting and view.waiting[0].escalated)
    await house.desk.done(CallNext(id=new_id(), desk="1"))
    await house.colleague.sees(lambda view: view.alert is None)


async def test_a_mail_says_that_somebody_waits_and_a_second_one_that_nobody_came(house: House):
    await house.come()
    (first,) = await house.mails(1)
    house.town.clock.now += 5 * 60_000
    first, second = await house.mails(2)
    assert [str(mail["To"]) for mail in (first, second)] == [
        "ontvangst@testdam.example",
        "chef@testdam.example",
    ]
    for mail in (first, second):
        assert "09:05" in str(mail.get_content())
        assert "Vermeulen" not in mail.as_string()
        assert LOOK not in mail.as_string()
    assert "Er kwam nog niemand." in second.get_content()


async def test_who_has_a_number_is_nobodys_to_fetch_and_no_mail_goes(house: House):
    await house.come(services=("passport",))
    await house.mails(0)
    assert house.desk.view.alert is None


async def test_i_am_coming_is_seen_by_the_greeter_with_its_time(house: House):
    await house.come()
    await house.desk.done(CallNext(id=new_id(), desk="1"))
    await house.desk.done(ComeToFetch(id=new_id(), desk="1"))
    view = await house.greeter.sees(lambda view: view.desks[0].visit and view.desks[0].visit.coming)
    assert view.desks[0].visit.coming_at == at("09:07") + 1000


async def test_a_free_desk_fetches_with_one_key_that_is_on_only_while_somebody_waits(house: House):
    assert "come_to_fetch" not in house.desk.view.can
    first = await house.come()
    second = await house.come(name="De heer Post")
    view = await house.desk.sees(lambda view: view.alert and view.alert.count == 2)
    assert view.alert.visit.visit == first
    assert "come_to_fetch" in view.can
    await house.desk.done(ComeToFetch(id=new_id(), desk="1", visit=second))
    view = await house.greeter.sees(lambda view: view.desks[0].visit and view.desks[0].visit.coming)
    assert view.desks[0].visit.visit == second
    assert [row.visit for row in view.waiting] == [first]
    word = await house.desk.refused(EndVisit(id=new_id(), desk="1"))
    assert word == "called_just_now"


async def test_a_badge_is_printed_once_without_a_name_and_again_only_as_a_copy(house: House):
    visit = await house.come()
    given = await house.greeter.done(GiveBadge(id=new_id(), visit=visit))
    assert given.badge == 1
    view = await house.printer.sees(lambda view: len(view.slips) == 1)
    assert lines(view) == [
        "Testdam",
        "Grote Hal",
        "Bezoeker",
        "1",
        "Sinds 09:05",
        "Geef deze badge terug bij de uitgang.",
    ]
    assert view.slips[0].document.copy_mark == ""
    assert view.slips[0].document.link == ""
    await house.greeter.done(GiveBadge(id=new_id(), visit=visit))
    view = await house.printer.sees(lambda view: len(view.slips) == 2)
    assert view.slips[1].document.copy_mark == "KOPIE"
    assert lines(view, 1)[3] == "1"


async def test_a_town_may_put_the_name_on_a_badge(tmp_path):
    with a_mail_server() as (mail, port):
        text = settings(port, "badge_name = true\n")
        async with a_town(tmp_path, Clock("09:05"), "", text) as town:
            house = await House(town, mail).open()
            visit = await house.come(language="en")
            await house.greeter.done(GiveBadge(id=new_id(), visit=visit))
            view = await house.printer.sees(lambda view: len(view.slips) == 1)
            assert NAME in lines(view)
            assert "Bezoeker / Visitor" in lines(view)  # colleagues upstairs read it too
            assert "Sinds 09:05 / Since 09:05" in lines(view)
            assert "Give this badge back at the exit." in lines(view)


async def test_who_is_inside_stands_on_the_greeters_screen_and_on_paper_persons_first(house: House):
    first = await house.come(persons=2)
    await house.come(name="", look="", persons=1)
    await house.come(services=("passport",), name="", look="")
    await house.desk.done(CallNext(id=new_id(), desk="1"))
    view = await house.greeter.sees(
        lambda view: view.building.persons == 4 and view.building.rows[0].place == "called"
    )
    assert [(row.place, row.persons, row.name, row.ticket) for row in view.building.rows] == [
        ("called", 2, NAME, ""),
        ("waiting", 1, "", ""),
        ("waiting", 1, "", "A001"),
    ]
    await house.desk.done(Meet(id=new_id(), desk="1"))
    await house.greeter.done(GiveBadge(id=new_id(), visit=first))
    await house.desk.done(EndVisit(id=new_id(), desk="1"))
    await house.greeter.done(PrintInside(id=new_id()))
    view = await house.printer.sees(lambda view: len(view.slips) == 3)
    assert lines(view) == [
        "Wie is er binnen",
        "Grote Hal  09:05",
        "4 personen",
        f"[ ] 2 x {NAME} {LOOK}, boven, badge 1",
        "[ ] 1 x Bezoeker, wacht",
        "[ ] 1 x A001, wacht",
        "Hier staan namen op. Vernietig dit papier na gebruik.",
    ]
    boxes = [line.text[:3] for line in view.slips[2].document.lines if line.align == "start"]
    assert boxes == ["[ ]"] * 3, "below one another, at the edge"
    assert view.slips[2].document.copy_mark == ""


async def test_a_badge_that_is_not_back_keeps_the_visitor_on_the_greeters_screen(house: House):
    visit = await house.come()
    await house.desk.done(CallNext(id=new_id(), desk="1"))
    await house.greeter.done(GiveBadge(id=new_id(), visit=visit))
    await house.desk.done(Meet(id=new_id(), desk="1"))
    await house.desk.done(EndVisit(id=new_id(), desk="1"))
    view = await house.greeter.sees(lambda view: view.aside)
    assert (view.aside[0].badge, view.aside[0].can.count("take_badge")) == (1, 1)
    assert view.building.persons == 1
    await house.greeter.done(TakeBadge(id=new_id(), visit=visit))
    await house.greeter.sees(lambda view: view.building.persons == 0 and not view.aside)


async def test_no_name_of_a_list_or_badge_is_in_the_log(house: House):
    visit = await house.come()
    await house.greeter.done(GiveBadge(id=new_id(), visit=visit))
    await house.greeter.done(PrintInside(id=new_id()))

    def log(line: Any) -> list[str]:
        from sqlalchemy import text

        return [body for (body,) in line.execute(text("SELECT body FROM event")).all()]

    kept = house.town.host.store.read(log)
    assert any("inside_asked" in body for body in kept)
    assert not any("Vermeulen" in body or LOOK in body for body in kept)


async def test_an_alert_that_cannot_be_mailed_is_dropped_and_said_in_the_log(tmp_path, capsys):
    file = settings_file(tmp_path, "", settings(free_port()))
    host = Host(read(file), Clock(), file)
    try:
        await host.alerts.post(Alert("hall", at("09:05"), "arrived"))
        await host.alerts.post(Alert("annex", at("09:05"), "arrived"))
        alert = Alert("annex", at("09:05"), "arrived")
        written = letter(host.settings, alert, "a@b.nl", at("09:06"))
        assert "Bijkantoor" in written.get_content()
    finally:
        host.store.close()
    said = capsys.readouterr().out
    assert said.count("alert_not_mailed") == 1
    assert "alert_mailed" not in said


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ('escalate_to = ["9"]\nescalate_minutes = 5', 'there is no desk "9" here'),
        ('escalate_to = ["1"]', "escalate_minutes says after how long"),
        ('mail = "a@testdam.example"', "needs a mail server: messages.mail.host"),
        (
            'escalate_mail = "a@testdam.example"\nescalate_minutes = 5',
            "needs a mail server: messages.mail.host",
        ),
    ],
)
def test_settings_that_alert_nobody_are_refused(tmp_path, wrong, said):
    table = f"[locations.hall.fetching]\n{wrong}\n[locations.hall.hours]"
    file = settings_file(tmp_path, "", SETTINGS.replace("[locations.hall.hours]", table))
    with pytest.raises(Faulty) as faulty:
        read(file)
    assert said in str(faulty.value.faults[0])
