"""A new promise to call back is typed from field to field, and nobody makes one that nobody can
keep.
"""

from tests.staff_agenda import SMALL, notice, pressed, said
from tests.staff_callbacks import a_stage, opened


async def test_enter_goes_from_text_to_text_and_keeps_the_note_at_the_last():
    stage, _ = a_stage(())
    async with stage.app.run_test(size=SMALL) as pilot:
        await opened(pilot, "n", "enter", *"Piet", "enter", *"0611", "enter")
        assert said(stage, "make_callback") == []
        await pressed(pilot, *"Akte", "enter")
        (wish,) = said(stage, "make_callback")
        assert (wish.name, wish.phone, wish.note) == ("Piet", "0611", "Akte")


async def test_nobody_promises_to_call_back_without_a_number():
    stage, _ = a_stage(())
    async with stage.app.run_test(size=SMALL) as pilot:
        await opened(pilot, "n", "enter", *"Piet", "f2")
        assert said(stage, "make_callback") == []
        assert notice(stage) == "Vul eerst het nummer in."
        await pressed(pilot, *"0611", "f2")
        assert [each.phone for each in said(stage, "make_callback")] == ["0611"]
