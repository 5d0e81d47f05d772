"""The kiosk and the line to the host: silence, lost answers, closing, and the host's time."""

from tests.kiosk_stand_in import NOW, FakeLine, a_setup, a_view, at, at_the_kiosk
from wire.frames import Beat


async def test_before_the_host_speaks_the_kiosk_says_that_it_starts():
    line = FakeLine()
    line.setup = None
    async with at_the_kiosk(line=line) as visitor:
        assert visitor.page.step == "starting"
        assert "Een moment. De zuil start." in visitor.page.lines


async def test_a_kiosk_has_one_line_to_the_host():
    async with at_the_kiosk() as visitor:
        assert visitor.line.runs == 1


async def test_silence_is_said_in_every_language_and_heals_by_itself():
    async with at_the_kiosk() as visitor:
        visitor.line.fall()
        assert visitor.page.step == "away"
        told = " ".join((visitor.page.title, *visitor.page.lines))
        assert "Deze zuil werkt nu niet" in told
        assert "This kiosk is not working now" in told
        assert "de balie in Oudewater" not in told
        visitor.line.heard(Beat(at=NOW))
        assert visitor.page.step == "language"


async def test_silence_in_the_middle_keeps_the_visitors_place_and_language():
    async with at_the_kiosk() as visitor:
        await visitor.press("2", "2")
        before = visitor.page
        visitor.line.fall()
        assert visitor.page.title == "This kiosk is not working now"
        await visitor.press("1")
        visitor.line.heard(Beat(at=NOW))
        assert visitor.page == before


async def test_a_number_stays_on_the_screen_when_the_line_falls():
    async with at_the_kiosk() as visitor:
        await visitor.press("1", "2", "4", "1", "1")
        visitor.line.fall()
        assert visitor.page.big == "A042"


async def test_a_command_whose_answer_got_lost_is_said_again_with_the_same_id():
    async with at_the_kiosk() as visitor:
        await visitor.press("1", "2", "4", "1")
        visitor.line.lose = 1
        await visitor.press("1")
        while not visitor.app.idle:
            await visitor.settle()
        first, second = visitor.line.commands("take_ticket")
        assert first == second
        assert visitor.page.big == "A042"


async def test_keys_are_dead_while_a_command_is_on_its_way():
    async with at_the_kiosk() as visitor:
        await visitor.press("1", "2", "4", "1")
        visitor.line.lose = 1
        for _ in range(3):
            await visitor.send("1")
        while not visitor.app.idle:
            await visitor.settle()
        assert len({said.id for said in visitor.line.commands("take_ticket")}) == 1


async def test_a_visitor_who_leaves_while_the_answer_is_lost_takes_the_command_along():
    async with at_the_kiosk() as visitor:
        await visitor.press("1", "2", "4", "1")
        visitor.line.lose = 1_000
        await visitor.press("1")
        await visitor.wait(55)
        await visitor.settle()
        assert visitor.app.idle
        assert visitor.page.step == "language"


async def test_a_closed_hall_says_when_it_opens():
    line = FakeLine()
    line.view = a_view(open=False, opens_at=at("10:30"))
    async with at_the_kiosk(line=line) as visitor:
        assert visitor.page.title == "Wij zijn nu gesloten"
        assert "U kunt hier terecht vanaf 10:30." in visitor.page.lines
        await visitor.press("1")
        assert visitor.page.step == "closed"


async def test_a_hall_that_opens_another_day_names_the_day():
    line = FakeLine()
    line.view = a_view(open=False, opens_at=at("09:00") + 86_400_000)
    async with at_the_kiosk(line=line) as visitor:
        assert any("woensdag 4 maart vanaf 09:00" in text for text in visitor.page.lines)
        assert any("Mittwoch, 4. März ab 09:00" in text for text in visitor.page.lines)


async def test_a_hall_that_opens_is_open_at_once():
    line = FakeLine()
    line.view = a_view(open=False)
    async with at_the_kiosk(line=line) as visitor:
        line.show(a_view())
        assert visitor.page.step == "language"


async def test_a_visitor_who_has_begun_is_not_cut_off_by_closing_time():
    async with at_the_kiosk() as visitor:
        await visitor.press("1", "2")
        visitor.line.show(a_view(open=False))
        assert visitor.page.step == "services"


async def test_the_clock_on_the_screen_is_the_hosts():
    async with at_the_kiosk() as visitor:
        assert visitor.app.server_now() == NOW
        visitor.clock.millis += 60_000
        visitor.app.look_around()
        assert visitor.app.screen.clock == "10:08"


async def test_a_newer_setup_replaces_the_older_whole():
    async with at_the_kiosk() as visitor:
        visitor.line.heard(a_setup(languages=("nl",), town="Nieuwland"))
        assert visitor.page.step == "start"
        assert visitor.page.title == "Welkom bij de gemeente Nieuwland"


async def test_a_kiosk_may_speak_another_language_first():
    async with at_the_kiosk(language="en") as visitor:
        assert visitor.page.title.startswith("Welcome")
        assert visitor.page.options[0].label == "English"
