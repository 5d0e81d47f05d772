"""A kiosk whose host is away gives numbers of its own: nobody is sent away, no number is given
twice, and the host is brought all of them in order."""

import pytest

from kiosk.alone.book import Book, BookUnfit
from kiosk.visitor.app import STAY_SECONDS
from tests.kiosk_alone import WALL, Away, a_kiosk, a_line, alone, back, take
from tests.kiosk_stand_in import MINUTE, NOW
from wire.frames import No

HOUR = 60 * MINUTE


async def test_within_five_seconds_of_the_host_falling_it_goes_on_by_itself(tmp_path):
    async with a_kiosk(tmp_path) as hands:
        hands.line.fall()
        await hands.wait(3.5)
        assert hands.page.step == "away"
        await hands.wait(0.5)
        assert hands.page.step == "language"
        assert [each.detail for each in hands.page.options][:2] == [
            "Storing. U kunt een nummer nemen.",
            "System down. You can take a number.",
        ]


async def test_silence_that_was_five_seconds_long_when_it_was_noticed_is_long_enough(tmp_path):
    from wire.link import Silence

    async with a_kiosk(tmp_path) as hands:
        hands.line.heard(Silence("silent"))
        await hands.wait(0)
        assert hands.page.step == "language"


@pytest.mark.parametrize(
    ("language", "key", "keeps", "where"),
    [
        ("nl", "1", "Ons systeem werkt nu niet. U houdt uw plaats.", "Wij roepen uw nummer."),
        ("en", "2", "Our system is down. You keep your place.", "We will call your number."),
        ("de", "3", "Unser System ist ausgefallen. Sie behalten Ihren Platz.", "Ihre Nummer auf."),
    ],
)
async def test_the_page_says_number_place_and_where_to_go(tmp_path, language, key, keeps, where):
    async with a_kiosk(tmp_path) as hands:
        await alone(hands)
        await hands.press(key, "2", "1", "1", "1")
        assert (hands.page.big, hands.page.language) == ("K001", language)
        assert keeps in hands.page.lines
        assert hands.page.lines[-1].endswith(where)
        assert (
            hands.page.lines[0]
            == {
                "nl": "Onthoud uw nummer, of maak een foto.",
                "en": "Remember your number, or take a photo.",
                "de": "Merken Sie sich Ihre Nummer, oder machen Sie ein Foto.",
            }[language]
        )


async def test_no_wait_is_told_that_nobody_can_know(tmp_path):
    async with a_kiosk(tmp_path) as hands:
        await alone(hands)
        await hands.press("1", "2")
        assert hands.page.lines == ()
        await hands.press("1", "1")
        assert hands.page.lines == ()


async def test_numbers_go_up_and_are_brought_in_order_when_the_host_is_back(tmp_path):
    async with a_kiosk(tmp_path) as hands:
        await alone(hands)
        assert await take(hands) == "K001"
        await hands.wait(60)
        assert await take(hands, "2", "2", "1", "3", "1") == "K002"
        first, second = await back(hands)
        assert (first.ticket, first.services, first.persons) == ("K001", ("geboorte",), 1)
        assert (second.ticket, second.persons, second.language) == ("K002", 3, "en")
        assert (first.day, first.taken_at) == ("2026-03-03", NOW + 5_000)
        assert second.taken_at == first.taken_at + 60_000
        assert await back(hands) == []


async def test_after_its_own_restart_without_the_host_it_still_knows_the_town_and_the_time(
    tmp_path,
):
    async with a_kiosk(tmp_path) as hands:
        await alone(hands)
        assert await take(hands) == "K001"
    async with a_kiosk(tmp_path, Away(), wall=WALL + HOUR) as hands:
        assert hands.page.step == "away"
        await hands.wait(5)
        assert hands.page.step == "language"
        assert hands.app.shown.language == "nl"
        assert hands.app._visitor.clock == "11:07"
        assert await take(hands) == "K002"
    async with a_kiosk(tmp_path) as hands:
        assert [said.ticket for said in await back(hands)] == ["K001", "K002"]


async def test_a_clock_that_forgot_the_day_does_not_go_behind_what_is_known(tmp_path):
    async with a_kiosk(tmp_path) as hands:
        await alone(hands)
        await take(hands)
    async with a_kiosk(tmp_path, Away(), wall=0) as hands:
        await hands.wait(5)
        assert await take(hands) == "K002"
    async with a_kiosk(tmp_path) as hands:
        first, second = await back(hands)
        assert first.day == second.day == "2026-03-03"
        assert second.taken_at >= first.taken_at


async def test_a_new_service_day_begins_at_one_again(tmp_path):
    async with a_kiosk(tmp_path) as hands:
        await alone(hands)
        await take(hands)
        await hands.wait(18 * 3600)
        assert await take(hands) == "K001"
        assert [said.day for said in await back(hands)] == ["2026-03-03", "2026-03-04"]


async def test_the_numbers_that_the_host_knows_of_are_not_given_again(tmp_path):
    async with a_kiosk(tmp_path, a_line(own_last=7)) as hands:
        await alone(hands)
        assert await take(hands) == "K008"


async def test_a_kiosk_that_never_heard_of_the_town_sends_nobody_anywhere_wrong(tmp_path):
    async with a_kiosk(tmp_path, Away()) as hands:
        await hands.wait(60)
        assert hands.page.step == "away"


async def test_a_kiosk_without_a_letter_gives_no_numbers(tmp_path):
    async with a_kiosk(tmp_path, a_line(own_letter="")) as hands:
        await alone(hands)
        assert hands.page.step == "away"


async def test_a_kiosk_that_the_host_refuses_gives_no_numbers_now_nor_later(tmp_path):
    async with a_kiosk(tmp_path) as hands:
        hands.line.heard(No(word="not_paired"))
        await hands.wait(60)
        assert hands.page.step == "away"
    async with a_kiosk(tmp_path, Away()) as hands:
        await hands.wait(60)
        assert hands.page.step == "away"


async def test_a_host_whose_store_is_away_is_as_good_as_none(tmp_path):
    async with a_kiosk(tmp_path) as hands:
        hands.line.heard(No(word="busy"))
        await hands.wait(5)
        assert hands.page.step == "language"


async def test_a_code_is_kept_with_the_number_and_nothing_is_promised(tmp_path):
    async with a_kiosk(tmp_path) as hands:
        await alone(hands)
        await hands.press("1", "1", "1", *"K7Q2XM", "enter")
        assert hands.page.step == "services"
        await hands.press("1", "1")
        assert hands.page.lines == ("Wij kijken later naar uw code. Uw afspraak blijft staan.",)
        await hands.press("1")
        assert hands.page.big == "K001"
        assert [said.code for said in await back(hands)] == ["K7Q2XM"]


async def test_a_scanned_code_goes_the_same_way(tmp_path):
    async with a_kiosk(tmp_path) as hands:
        await alone(hands)
        await hands.press("1")
        await hands.scan("K7Q2XM")
        assert hands.page.step == "services"


async def test_without_a_code_a_number_keeps_the_place(tmp_path):
    async with a_kiosk(tmp_path) as hands:
        await alone(hands)
        await hands.press("1", "1", "2")
        assert hands.page.step == "services"


async def test_a_citizen_service_number_is_not_kept(tmp_path):
    async with a_kiosk(tmp_path) as hands:
        await alone(hands)
        await hands.press("1", "1", "1", *"111222333", "enter")
        assert hands.page.step == "bsn"


async def test_when_the_host_is_back_a_visitor_goes_on_where_she_was(tmp_path):
    async with a_kiosk(tmp_path) as hands:
        await alone(hands)
        await hands.press("1", "1", "1", *"K7Q2XM", "enter", "1", "1")
        await back(hands, seconds=0)
        assert hands.page.step == "offer"
        await hands.press("1")
        assert hands.page.step == "confirm"


async def test_somebody_who_was_about_to_check_in_gets_a_number_with_the_code(tmp_path):
    async with a_kiosk(tmp_path) as hands:
        await hands.press("1", "1", "1", *"K7Q2XM", "enter")
        assert hands.page.step == "confirm"
        await alone(hands)
        await hands.press("1")
        assert hands.page.big == "K001"
        (said,) = await back(hands)
        assert (said.code, said.services) == ("K7Q2XM", ("paspoort",))


async def test_help_leads_to_a_person_whom_nobody_can_call(tmp_path):
    async with a_kiosk(tmp_path) as hands:
        await alone(hands)
        await hands.press("1", "9")
        assert hands.page.title == "Loop naar de ontvangst. Wij helpen u daar."
        assert hands.line.commands("call_for_help") == []


async def test_a_visitor_who_walks_away_is_asked_after_and_forgotten(tmp_path):
    async with a_kiosk(tmp_path) as hands:
        await alone(hands)
        await hands.press("1", "2", "1")
        await hands.wait(31)
        assert hands.page.step == "still_there"
        await hands.wait(STAY_SECONDS)
        assert hands.page.step == "language"


async def test_a_folder_that_cannot_be_used_leaves_a_kiosk_like_any_other(tmp_path):
    (tmp_path / "book.sqlite").mkdir()
    async with a_kiosk(tmp_path) as hands:
        assert hands.app.unfit
        await alone(hands)
        assert hands.page.step == "away"


async def test_a_disk_that_is_full_sends_the_visitor_to_a_person(tmp_path, monkeypatch):
    async with a_kiosk(tmp_path) as hands:
        await alone(hands)

        def full(*_):
            raise BookUnfit("full")

        monkeypatch.setattr(Book, "give", full)
        await hands.press("1", "2", "1", "1", "1")
        assert hands.page.step == "sorry"
