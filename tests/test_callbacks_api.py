"""Promises to call back through the REST interface: made, looked at, changed, measured, and what a
key may not.
"""

import pytest

from host.web.api.callback_bodies import NewStep
from tests.api_town import TEXT as API_TEXT
from tests.api_town import an_api, told
from tests.callbacks_stage import ALL_WEEK, DEPARTMENTS

TEXT = API_TEXT.replace(*ALL_WEEK) + DEPARTMENTS
BSN = "111222333"


@pytest.fixture
async def api(tmp_path):
    async with an_api(tmp_path, text=TEXT) as api:
        yield api


def a_note(**said):
    contact = {"name": "Sanne de Vries", "phone": "06 00000123", "note": "Paspoort kwijt"}
    return {"location": "hall", "department": "desk", "contact": contact} | said


async def made(program, **said):
    answer = await program.post("/callbacks", a_note(**said))
    assert answer.status_code == 201, answer.text
    assert answer.headers["location"].endswith(answer.json()["callback"])
    return answer.json()


async def step(program, callback, what, status=201, **more):
    answer = await program.post(f"/callbacks/{callback}/steps", {"what": what, **more})
    assert answer.status_code == status, answer.text
    return answer.json() if status == 201 else told(answer)[1]


async def test_a_promise_is_made_listed_and_looked_at_and_says_nothing_personal(api):
    program = await api.program()
    note = await made(program)
    assert note["due"] == "2026-11-23T17:00:00+01:00"
    assert note["about_to_be_late_from"] == "2026-11-23T15:00:00+01:00"
    assert (note["state"], note["light"], note["term_days"]) == ("open", "on_time", 1)
    listed = await program.get("/callbacks", location="hall")
    one = await program.get(f"/callbacks/{note['callback']}")
    assert listed["callbacks"] == [note]
    assert [each["what"] for each in one["steps"]] == ["made"]
    assert "Sanne" not in f"{listed}{one}"
    assert await program.get(f"/callbacks/{note['callback']}/contact") == a_note()["contact"]


async def test_a_note_that_is_due_at_five_is_about_to_be_late_at_three(api):
    program = await api.program()
    note = await made(program, department="enforcement")
    for clock, soon, late in (
        ("14:59", 0, 0),
        ("15:00", 1, 0),
        ("17:00", 1, 0),
        ("17:01", 0, 1),
    ):
        api.town.clock.set(clock, "2026-11-23")
        found = (await program.get("/callbacks", location="hall", state="soon"))["callbacks"]
        over = (await program.get("/callbacks", location="hall", state="late"))["callbacks"]
        assert (len(found), len(over)) == (soon, late), clock
        assert {each["department"] for each in found + over} <= {note["department"]}


async def test_a_note_lives_by_its_steps(api):
    program = await api.program()
    name = (await made(program))["callback"]
    assert (await step(program, name, "attempted"))["attempts"] == 1
    assert await step(program, name, "unreached", 409) == "callback_not_tried"
    moved = await step(program, name, "handed_over", department="law")
    assert moved["department"] == "law"
    api.town.clock.set("13:00")
    assert (await step(program, name, "attempted"))["tried"] == "2026-11-20T13:00:00+01:00"
    assert (await step(program, name, "unreached"))["outcome"] == "unreached"
    assert await step(program, name, "answered", 409) == "callback_done"
    assert (await step(program, name, "reopened"))["state"] == "open"
    ended = await step(program, name, "answered")
    assert (ended["outcome"], ended["light"]) == ("answered", "done")
    done = await program.get("/callbacks", location="hall", state="done")
    assert [each["callback"] for each in done["callbacks"]] == [name]
    assert (await program.get("/callbacks", location="hall"))["callbacks"] == []


async def test_a_note_becomes_an_appointment(api):
    program = await api.program()
    name = (await made(program))["callback"]
    booked = await program.booked()
    assert await step(program, name, "appointment", 404, appointment="no-such-one") == (
        "visit_unknown"
    )
    ended = await step(program, name, "appointment", appointment=booked["appointment"])
    assert (ended["outcome"], ended["appointment"]) == ("appointment", booked["appointment"])


@pytest.mark.parametrize(
    ("said", "status", "word"),
    [
        ({"department": "gardens"}, 422, "department_unknown"),
        ({"term_days": 7}, 422, "term_unknown"),
        ({"location": "nowhere"}, 422, "location_unknown"),
        ({"created": "2026-11-20T09:06:00+01:00"}, 422, "callback_ahead"),
        ({"created": "2026-11-20T09:00:00"}, 400, "unreadable"),
        ({"contact": {}}, 422, "callback_empty"),
        ({"contact": {"note": f"over {BSN}"}}, 422, "text_unfit"),
        ({"contact": {"name": "x" * 201}}, 400, "unreadable"),
        ({"contact": {"phone": "bel mij"}}, 400, "unreadable"),
        ({"term_days": "1"}, 400, "unreadable"),
        ({"colour": "red"}, 400, "unreadable"),
    ],
)
async def test_what_cannot_be_promised_is_refused_with_one_word_and_kept_nowhere(
    api, said, status, word, tmp_path
):
    program = await api.program()
    answer = await program.post("/callbacks", a_note(**said))
    assert told(answer) == (status, word)
    assert BSN not in answer.text
    assert (await program.get("/callbacks", location="hall"))["callbacks"] == []


async def test_a_promise_of_the_past_counts_from_when_it_was_made(api):
    program = await api.program()
    note = await made(program, created="2026-11-19T16:00:00+01:00", term_days=2)
    assert (note["created"], note["due"]) == (
        "2026-11-19T16:00:00+01:00",
        "2026-11-23T17:00:00+01:00",
    )


async def test_a_name_of_200_letters_comes_back_whole(api):
    program = await api.program()
    name = "Å" * 200
    note = await made(program, contact={"name": name})
    told_ = await program.get(f"/callbacks/{note['callback']}/contact")
    assert told_["name"] == name


@pytest.mark.parametrize("what", ["handed_over", "appointment"])
async def test_a_step_that_needs_more_says_what_it_needs(api, what):
    program = await api.program()
    name = (await made(program))["callback"]
    assert await step(program, name, what, 400) == "unreadable"


async def test_the_same_request_under_its_name_is_one_promise(api):
    program = await api.program()
    first = await program.post("/callbacks", a_note(), once="a")
    again = await program.post("/callbacks", a_note(), once="a")
    assert first.json() == again.json()
    assert len((await program.get("/callbacks", location="hall"))["callbacks"]) == 1
    other = await program.post("/callbacks", a_note(department="law"), once="a")
    assert told(other) == (422, "id_reused")


async def test_a_key_reads_what_it_is_good_for_where_it_is_good(api):
    writer = await api.program()
    name = (await made(writer))["callback"]
    reader = await api.program("callbacks:read")
    assert told(await reader.post("/callbacks", a_note())) == (403, "scope_missing")
    assert told(await reader.post(f"/callbacks/{name}/steps", {"what": "answered"})) == (
        403,
        "scope_missing",
    )
    assert told(await reader.say("GET", f"/callbacks/{name}/contact")) == (403, "scope_missing")
    elsewhere = await api.program(at=["annex"])
    for path in (name, "nobody-knows-this", "x"):
        assert told(await elsewhere.say("GET", f"/callbacks/{path}")) == (404, "callback_unknown")
    assert told(await elsewhere.post(f"/callbacks/{name}/steps", {"what": "answered"})) == (
        404,
        "callback_unknown",
    )
    assert told(await elsewhere.post("/callbacks", a_note())) == (403, "other_location")
    assert told(await api.nobody().say("GET", "/callbacks")) == (401, "key_unknown")


async def test_the_figures_of_a_period_tell_both_norms_on_one_note(api):
    program = await api.program()
    notes = [(await made(program))["callback"] for _ in range(4)]
    await made(program, department="enforcement")
    await made(program, transferred_directly=True)
    api.town.clock.set("10:00", "2026-11-23")
    for name in notes[:3]:
        await step(program, name, "answered")
    api.town.clock.set("10:00", "2026-11-24")
    await step(program, notes[3], "answered")
    api.town.clock.set("10:00", "2026-11-25")
    found = await program.get(
        "/callbacks/figures", **{"location": "hall", "from": "2026-11-20", "to": "2026-11-25"}
    )
    lines = {
        (line["term_days"], line["exempt"], line["department"]): (line["within"], line["n"])
        for line in found["lines"]
    }
    assert lines[1, "without", ""] == (3, 4)
    assert lines[2, "without", ""] == (4, 4)
    assert lines[1, "with", ""] == (3, 5)
    assert lines[1, "only", "enforcement"] == (0, 1)
    assert found["transferred_directly"] == {"value": pytest.approx(1 / 6), "gap": None}
    assert found["definition"] == "cb"
    wrong = {"location": "hall", "from": "2026-11-25", "to": "2026-11-20"}
    assert told(await program.say("GET", "/callbacks/figures", params=wrong)) == (
        400,
        "unreadable",
    )


def test_every_step_of_the_interface_is_one_of_the_rules():
    from typing import get_args

    from host.core.callbacks import What

    said = set(get_args(NewStep.model_fields["what"].annotation))
    assert said == set(get_args(What)) - {"made", "transferred"}
