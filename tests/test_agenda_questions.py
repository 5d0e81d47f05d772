"""What greeters and desks hear when they ask a real host about the agenda; others hear nothing."""

from typing import Any

import pytest

from tests.town import FRIDAY, SETTINGS, Clock, a_town, at, new_id
from wire.agenda import AskBookable, AskDay, AskFree, AskWeek, FindBooked
from wire.commands import BookAppointment, CancelAppointment, MoveAppointment, ShutDesk
from wire.frames import Done

pytest_plugins = ["tests.stores"]

MONDAY = "2026-11-23"
SATURDAY = "2026-11-21"


@pytest.fixture
async def town(tmp_path):
    async with a_town(tmp_path) as town:
        yield town


async def booked(screen, clock="10:00", day=MONDAY, **more):
    """An appointment that is made at the counter; its visit."""
    said = {"services": ("passport",), "channel": "greeter", "day": day}
    wish = BookAppointment(id=new_id(), appointed=at(clock, day), **said | more)
    assert (await screen.done(wish)).visit == wish.id
    return wish.id


async def the_day(screen, day=MONDAY):
    return await screen.say(AskDay(id=new_id(), day=day))


async def test_staff_may_book_what_is_offered_here_and_hear_what_goes_with_it(town):
    greeter = await town.screen("greeter")
    all_of_it = await greeter.say(AskBookable(id=new_id()))
    assert all_of_it.services == ("passport", "collect", "talk")
    assert (all_of_it.first, all_of_it.last) == (FRIDAY, "2027-01-18")
    more = await greeter.say(AskBookable(id=new_id(), services=("passport",)))
    assert more.services == ("collect", "talk")


@pytest.mark.parametrize(
    ("messages", "confirms"),
    [
        ("", False),
        ('[messages.mail]\nhost = "mail.example"\nsender = "balie@example.org"\n', True),
        (
            '[messages]\nno_confirmation_for = ["desk"]\n'
            '[messages.mail]\nhost = "mail.example"\nsender = "balie@example.org"\n',
            False,
        ),
    ],
)
async def test_staff_hear_whether_a_mail_confirms_what_they_book(tmp_path, messages, confirms):
    async with a_town(tmp_path, text=SETTINGS + messages) as town:
        greeter = await town.screen("greeter")
        assert (await greeter.say(AskBookable(id=new_id()))).confirms is confirms


@pytest.mark.parametrize("role", ["kiosk", "display", "printer"])
async def test_nobody_else_hears_about_the_agenda(town, role):
    screen = await town.screen(role)
    for question in (
        AskBookable(id=new_id()),
        AskFree(id=new_id(), services=("passport",)),
        AskDay(id=new_id()),
        AskWeek(id=new_id()),
        FindBooked(id=new_id(), text="visser"),
    ):
        assert await screen.refused(question) == "role_may_not"


async def test_free_times_come_in_days_that_have_room_and_go_on_from_there(town):
    greeter = await town.screen("greeter")
    asked: dict[str, Any] = {"services": ("passport",), "amounts": (2,), "days": 2}
    times = await greeter.say(AskFree(id=new_id(), **asked))
    assert times.minutes == 15
    assert [each.day for each in times.days] == [FRIDAY, MONDAY]
    assert times.days[0].starts[0] == at("09:05")
    assert times.days[1].starts[-1] == at("16:45", MONDAY)
    later = await greeter.say(AskFree(id=new_id(), first=times.later, **asked))
    assert [each.day for each in later.days] == ["2026-11-27", "2026-11-30"]
    fortnight = await greeter.say(AskFree(id=new_id(), **{**asked, "days": 4}))
    assert fortnight.later == "2026-12-04"


async def test_after_the_last_day_that_can_be_booked_there_is_nothing_later(town):
    greeter = await town.screen("greeter")
    question = AskFree(id=new_id(), services=("talk",), first="2027-01-15", days=14)
    times = await greeter.say(question)
    assert [each.day for each in times.days] == ["2027-01-15", "2027-01-18"]
    assert times.later is None
    question = AskFree(id=new_id(), services=("talk",), first="2027-02-01")
    assert (await greeter.say(question)).days == ()


async def test_a_question_that_makes_no_sense_is_refused_with_its_word(town):
    greeter = await town.screen("greeter")
    for question, word in (
        (AskFree(id=new_id(), services=("nothing",)), "service_unknown"),
        (AskFree(id=new_id(), services=("passport",), amounts=(9,)), "too_many_persons"),
        (AskFree(id=new_id(), services=("passport",), amounts=(1, 1)), "unreadable"),
        (AskDay(id=new_id(), day="2026-13-45"), "unreadable"),
        (AskWeek(id=new_id(), day="9999-12-31"), "unreadable"),
    ):
        assert await greeter.refused(question) == word


async def test_a_booking_stands_in_its_day_with_name_and_code_and_takes_its_room(town):
    greeter = await town.screen("greeter")
    before = await the_day(greeter)
    visit = await booked(greeter, name="Sanne de Vries", phone="06 00000123", persons=2)
    after = await the_day(greeter)
    (row,) = after.appointments
    assert (row.visit, row.name, row.persons, row.fits) == (visit, "Sanne de Vries", 2, True)
    assert (row.state, row.channel, row.phone) == ("open", "greeter", "")
    assert row.ends - row.appointed == 15 * 60_000
    assert before.free_minutes - after.free_minutes == 15
    assert before.staffed_minutes == after.staffed_minutes == 2 * 8 * 60
    assert (after.opens, after.closes) == (at("09:00", MONDAY), at("17:00", MONDAY))
    assert (after.today, after.last) == (FRIDAY, "2027-01-18")


async def test_a_day_on_which_the_doors_stay_closed_has_no_desks(town):
    greeter = await town.screen("greeter")
    day = await the_day(greeter, SATURDAY)
    assert (day.opens, day.desks, day.staffed_minutes) == (None, (), 0)


async def test_phone_mail_and_note_are_told_of_one_appointment_that_is_asked_for(town):
    greeter = await town.screen("greeter")
    contact = {"phone": "06 00000123", "mail": "sanne@example.org", "note": "rolstoel"}
    visit = await booked(greeter, name="Sanne de Vries", **contact)
    (row,) = (await greeter.say(FindBooked(id=new_id(), visit=visit))).rows
    assert (row.phone, row.mail, row.note) == tuple(contact.values())
    by_name = await greeter.say(FindBooked(id=new_id(), text="vries"))
    assert [each.phone for each in by_name.rows] == [""]


async def test_an_appointment_is_found_by_name_code_time_and_day_together(town):
    greeter = await town.screen("greeter")
    visit = await booked(greeter, "10:20", name="Éloïse van Dam")
    await booked(greeter, "10:20", "2026-11-27", name="Ilse Bakker")
    code = (await the_day(greeter)).appointments[0].code
    for text in ("éLOÏSE", "dam van", code.lower(), code[:4], "23-11", "23.11. 10:2", "dam 10:20"):
        found = await greeter.say(FindBooked(id=new_id(), text=text))
        assert [row.visit for row in found.rows] == [visit], text
    for text in ("", "   ", "dam 11:", "dam 27-11", "31-2", "100%", "d_m"):
        found = await greeter.say(FindBooked(id=new_id(), text=text))
        assert found.rows == (), text
    assert (await greeter.say(FindBooked(id=new_id(), text="10:2"))).total == 2
    early = await booked(greeter, "09:40")
    (row,) = (await greeter.say(FindBooked(id=new_id(), text="9:4"))).rows
    assert row.visit == early


async def test_either_database_finds_the_same(tmp_path, store_url):
    async with a_town(tmp_path, database=store_url) as town:
        greeter = await town.screen("greeter")
        visit = await booked(greeter, "10:20", name="Éloïse van Dam", note="rolstoel")
        await booked(greeter, "10:40")
        for text in ("éloïse", "ÉLO", "23-11 10:2"):
            found = await greeter.say(FindBooked(id=new_id(), text=text))
            assert [row.visit for row in found.rows] == [visit], text
        assert [row.name for row in (await the_day(greeter)).appointments][1:] == [""]
        assert (await greeter.say(AskWeek(id=new_id(), day=MONDAY))).days[0].booked == 2


async def test_an_appointment_that_moved_to_another_day_stands_on_that_day_only(town):
    greeter = await town.screen("greeter")
    visit = await booked(greeter)
    move = {"day": MONDAY, "visit": visit, "to_day": "2026-11-27"}
    wish = MoveAppointment(id=new_id(), appointed=at("11:00", "2026-11-27"), **move)
    assert isinstance(await greeter.say(wish), Done)
    assert (await the_day(greeter)).appointments == ()
    (row,) = (await the_day(greeter, "2026-11-27")).appointments
    assert (row.visit, row.state) == (visit, "open")
    (found,) = (await greeter.say(FindBooked(id=new_id(), visit=visit))).rows
    assert found.day == "2026-11-27"


async def test_a_cancelled_appointment_stays_to_be_seen_and_gives_its_room_back(town):
    greeter = await town.screen("greeter")
    visit = await booked(greeter)
    await greeter.done(CancelAppointment(id=new_id(), day=MONDAY, visit=visit))
    day = await the_day(greeter)
    assert [row.state for row in day.appointments] == ["cancelled"]
    assert day.free_minutes == day.staffed_minutes
    week = await greeter.say(AskWeek(id=new_id(), day=MONDAY))
    assert week.days[0].booked == 0


async def test_what_a_sick_desk_leaves_no_room_for_is_shown_as_such(town):
    greeter = await town.screen("greeter")
    homeless = await booked(greeter, "10:00")
    await booked(greeter, "10:00", services=("collect",))
    shut = ShutDesk(id=new_id(), day=MONDAY, desk="1", reason="sick")
    await greeter.done(shut)
    day = await the_day(greeter)
    assert [desk.shut_from is not None for desk in day.desks] == [True, False]
    assert [row.visit for row in day.appointments if not row.fits] == [homeless]
    (found,) = (await greeter.say(FindBooked(id=new_id(), visit=homeless))).rows
    assert not found.fits
    assert day.staffed_minutes == 8 * 60
    week = await greeter.say(AskWeek(id=new_id(), day=MONDAY))
    assert week.days[0].must_move == 1


async def test_a_week_says_how_full_each_hour_is(town):
    greeter = await town.screen("greeter")
    await booked(greeter, "10:00")
    await booked(greeter, "10:40", persons=2)
    week = await greeter.say(AskWeek(id=new_id(), day="2026-11-25"))
    assert [each.day for each in week.days] == [f"2026-11-{n}" for n in range(23, 30)]
    monday = week.days[0]
    assert (monday.booked, monday.free_minutes) == (2, 2 * 480 - 25)
    loads = {hour.starts: hour for hour in monday.hours}
    ten = loads[at("10:00", MONDAY)]
    assert (ten.booked, ten.staffed_minutes, ten.free_minutes) == (2, 120, 95)
    assert len(monday.hours) == 8
    assert (week.days[1].opens, week.days[1].hours) == (None, ())


async def test_a_day_that_is_over_shows_what_was_booked(tmp_path):
    clock = Clock("09:05")
    async with a_town(tmp_path, clock) as town:
        greeter = await town.screen("greeter")
        visit = await booked(greeter, "10:00", FRIDAY, name="Sanne")
        clock.set("09:05", MONDAY)
        town.host.office.wake()
        await town.host.office.settle()
        day = await the_day(greeter, FRIDAY)
        assert [row.visit for row in day.appointments] == [visit]
        assert (day.opens, day.desks) == (at("09:00"), ())
        assert (await greeter.say(AskWeek(id=new_id(), day=FRIDAY))).days[4].booked == 1
