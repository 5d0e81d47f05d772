"""The rules of a promise to call back, without a clock: what may follow what, and how it counts."""

import pytest

from host.core.callbacks import Step, can, judge, judged_terms, light, measure, replay
from wire.refusals import Refused

MORNING, AFTERNOON, NEXT = "2027-03-25 am", "2027-03-25 pm", "2027-03-26 am"


def a_note(*steps, department="desk"):
    """A note made at 1, then steps as (what, at, half-day)."""
    return replay(
        (
            Step("made", 1, MORNING, department),
            *(Step(what, at, half) for what, at, half in steps),
        )
    )


def refused(note, what, department=""):
    with pytest.raises(Refused) as no:
        judge(note, what, department)
    return no.value.word


def test_two_calls_in_vain_on_one_half_day_are_one_try():
    note = a_note(("attempted", 5, MORNING), ("attempted", 6, MORNING))
    assert (note.attempts, note.attempted, note.tried) == (2, 6, None)


@pytest.mark.parametrize("other", [AFTERNOON, NEXT])
def test_calls_in_vain_on_two_half_days_are_an_honest_try_since_the_second(other):
    note = a_note(("attempted", 5, MORNING), ("attempted", 9, other), ("attempted", 12, NEXT))
    assert note.tried == 9


def test_only_an_honest_try_may_be_given_up():
    once = a_note(("attempted", 5, MORNING))
    assert refused(once, "unreached") == "callback_not_tried"
    assert "give_up_callback" not in can(once)
    twice = a_note(("attempted", 5, MORNING), ("attempted", 9, AFTERNOON))
    judge(twice, "unreached")
    assert "give_up_callback" in can(twice)


@pytest.mark.parametrize("end", ["answered", "appointment", "unreached", "transferred"])
@pytest.mark.parametrize("what", ["attempted", "reached", "handed_over", "answered", "appointment"])
def test_nothing_more_happens_to_a_note_that_is_finished(end, what):
    assert refused(a_note((end, 9, NEXT)), what, "other") == "callback_done"


def test_a_note_that_was_finished_by_mistake_is_open_again_and_not_answered():
    judge(a_note(("answered", 9, NEXT)), "reopened")
    note = a_note(("answered", 9, NEXT), ("reopened", 10, NEXT))
    assert (note.outcome, note.ended, note.answered) == ("", None, None)
    judge(note, "answered")


def test_who_was_spoken_to_before_stays_answered_when_a_note_is_opened_again():
    note = a_note(("reached", 5, MORNING), ("answered", 9, NEXT), ("reopened", 10, NEXT))
    assert note.answered == 5


def test_an_open_note_cannot_be_opened_and_a_call_taken_at_once_stays_so():
    assert refused(a_note(), "reopened") == "nothing_changes"
    assert refused(a_note(("transferred", 2, MORNING)), "reopened") == "callback_done"
    assert can(a_note(("transferred", 2, MORNING))) == ()
    assert can(a_note(("answered", 2, MORNING))) == ("reopen_callback",)


def test_a_note_goes_to_another_department_and_not_to_its_own():
    assert refused(a_note(), "handed_over", "desk") == "nothing_changes"
    judge(a_note(), "handed_over", "enforcement")
    moved = replay((Step("made", 1, MORNING, "desk"), Step("handed_over", 2, MORNING, "tax")))
    assert moved.department == "tax"


def test_the_first_time_that_somebody_was_spoken_to_counts():
    note = a_note(("reached", 5, MORNING), ("reached", 7, MORNING), ("answered", 9, NEXT))
    assert (note.answered, note.ended, note.reached) == (5, 9, 5)


def test_giving_up_is_no_answer_and_neither_is_a_call_in_vain():
    note = a_note(("attempted", 5, MORNING), ("attempted", 9, NEXT), ("unreached", 10, NEXT))
    assert note.answered is None
    assert note.ended == 10


def test_a_note_is_judged_by_its_own_term_and_by_each_longer_one():
    assert judged_terms(1, (1, 2)) == (1, 2)
    assert judged_terms(2, (1, 2)) == (2,)
    assert judged_terms(10, (1, 2, 10)) == (10,)


def test_of_100_notes_73_in_time_are_73_and_the_end_of_the_term_is_in_time():
    due = 100
    notes = [(due, due, None)] * 73 + [(due, due + 1, None)] * 10 + [(due, None, None)] * 17
    judged = measure(notes)
    assert (judged.n, judged.within, judged.tried) == (100, 73, 0)


def test_an_honest_try_has_a_column_of_its_own_and_is_not_in_time():
    notes = [(100, None, 90), (100, None, 100), (100, None, 101), (100, 120, 50), (100, 80, 50)]
    judged = measure(notes)
    assert (judged.n, judged.within, judged.tried) == (5, 1, 3)


def test_a_note_is_about_to_be_late_two_hours_before_and_late_only_after_its_end():
    words = [light(now, soon_at=15, due=17) for now in (14, 15, 17, 18)]
    assert words == ["on_time", "soon", "soon", "late"]
