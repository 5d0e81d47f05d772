"""Messages wait in the database beside the facts that they tell of: the same on both engines."""

from dataclasses import replace

from sqlalchemy import text

from host.store import RaceLost, Store, outbox
from tests.logs import Hall
from tests.messages_town import DAY, VISIT, at, keep, waiting
from tests.store_people import erased

pytest_plugins = ["tests.stores"]

DUE = at("10:00", "2026-11-16")
WAYS = ("any", "mail", "sms")


def due(store: Store, now: int = DUE, most: int = 50) -> list[str]:
    return [row.id for row in store.read(lambda line: outbox.due(line, now, WAYS, most))]


def test_a_message_is_kept_with_its_entry_and_comes_back_as_it_was(store: Store):
    row = waiting()
    keep(store, row)
    assert store.read(lambda line: outbox.messages(line, visit=VISIT)) == [row]


def test_what_is_kept_of_a_message_holds_nobodys_address(store: Store):
    keep(store, waiting())
    (row,) = store.read(lambda line: line.execute(text("SELECT * FROM message")).all())
    assert not any("@" in str(value) or "1234 5678" in str(value) for value in row)


def test_a_booking_that_loses_its_race_leaves_no_message_behind(store: Store):
    ours, theirs = Hall(prefix="ours-here"), Hall(prefix="theirs-here")
    ours.book("A1B2C3", 30)
    theirs.book("D4E5F6", 30)
    store.keep(ours.hand_out())
    (lost,) = theirs.hand_out()
    try:
        store.keep([replace(lost, messages=[waiting()])])
    except RaceLost:
        pass
    else:
        raise AssertionError("both were kept")
    assert store.read(outbox.messages) == []


def test_one_cause_gives_one_message_whoever_keeps_it_and_however_often(store: Store):
    row = waiting("ready", "ready")
    assert store.change(lambda line: outbox.add(line, row))
    assert not store.change(lambda line: outbox.add(line, row))
    again = replace(row, id="another-id", due=row.due + 1)
    assert not store.change(lambda line: outbox.add(line, again))
    keep(store, again)
    assert store.read(outbox.messages) == [row]


def test_a_message_is_due_from_its_moment_on_and_the_longest_due_goes_first(store: Store):
    late, early = waiting(cause="late", due=DUE), waiting(cause="early", due=DUE - 1)
    keep(store, late, early, waiting(cause="later", due=DUE + 1))
    assert due(store) == [early.id, late.id]
    assert due(store, most=1) == [early.id]
    assert due(store, now=DUE - 2) == []


def test_of_two_hosts_that_claim_the_same_message_one_gets_it(store: Store):
    row = waiting()
    keep(store, row)

    def claim(tries: int) -> bool:
        said = {"state": "sending", "tries": tries, "next_try": DUE + 60_000}
        return store.change(lambda line: outbox.change(line, row, **said))

    assert claim(1)
    assert not claim(1)
    assert due(store) == []
    assert due(store, now=DUE + 60_000) == [row.id]


def test_a_sender_that_was_thought_lost_and_wrote_it_down_after_all_is_believed(store: Store):
    keep(store, waiting())
    (row,) = store.read(outbox.messages)
    claimed = replace(row, state="sending", tries=1, next_try=DUE + 60_000)
    said = {"state": "sending", "tries": 1, "next_try": DUE + 60_000}
    assert store.change(lambda line: outbox.change(line, row, **said))
    assert store.change(lambda line: outbox.change(line, claimed, state="sent"))
    again = {"state": "sending", "tries": 2, "next_try": DUE + 120_000}
    assert not store.change(lambda line: outbox.change(line, claimed, **again))


def test_a_message_that_was_sent_is_never_due_again_and_its_receipt_stays(store: Store):
    row = waiting()
    keep(store, row)
    said = {"state": "sent", "sent": DUE + 5, "provider": "spryng", "receipt": "9dbc5ffb"}
    assert store.change(lambda line: outbox.change(line, row, **said))
    assert due(store, now=DUE * 2) == []
    (kept,) = store.read(outbox.messages)
    assert (kept.state, kept.sent, kept.provider, kept.receipt) == (*said.values(),)


def test_the_proof_stays_when_the_person_is_erased_and_the_tables_are_made_again(store: Store):
    keep(store, waiting())
    assert erased(store) == 1
    store.rebuild()
    assert len(store.read(outbox.messages)) == 1


def test_the_proof_is_found_by_visit_by_location_and_by_day(store: Store):
    ours = waiting()
    other = waiting(location="haren", day="2026-11-23", visit="visit-000002")
    keep(store, ours, other)

    def found(**by: str) -> set[str]:
        return {row.id for row in store.read(lambda line: outbox.messages(line, **by))}

    assert found() == {ours.id, other.id}
    assert found(visit=VISIT) == {ours.id}
    assert found(location="haren") == {other.id}
    assert found(day_from=DAY, day_to=DAY) == {ours.id}
    assert found(day_from="2026-11-21") == {other.id}


def test_a_visit_is_found_by_the_code_of_its_appointment_and_by_its_id(store: Store):
    hall = Hall()
    hall.book("A1B2C3", 30, language="de")
    (kept,) = hall.hand_out()
    store.keep([kept])
    (visit,) = hall.day.visits
    assert store.read(lambda line: outbox.visits_of_code(line, "centrum", "A1B2C3")) == [
        (DAY, visit)
    ]
    assert store.read(lambda line: outbox.visits_of_code(line, "haren", "A1B2C3")) == []
    place = ("centrum", DAY, "de")
    assert store.read(lambda line: outbox.place_of_visit(line, visit)) == place
    assert store.read(lambda line: outbox.place_of_visit(line, visit, "haren")) is None
