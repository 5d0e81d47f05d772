"""Booking for people who call, one after another."""

from tests.staff_agenda import SMALL, a_stage, opened, pressed, said


async def test_who_books_by_phone_goes_on_by_phone_until_the_key_is_pressed_again():
    stage, _ = a_stage()
    async with stage.app.run_test(size=SMALL) as pilot:
        await opened(pilot, "n", "1", "1", "f3", "f2", "enter", "escape")
        await opened(pilot, "n", "1", "1", "f2", "enter", "n", "1", "1", "f3", "f2", "enter")
        await pressed(pilot, "n", "1", "1", "f2")
        channels = [booked.channel for booked in said(stage, "book_appointment")]
        assert channels == ["phone", "phone", "greeter", "greeter"]
