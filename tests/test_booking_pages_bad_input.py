"""What strangers and mistakes send to the booking pages: each is answered in words, and nothing is
kept of it.
"""

import json
from datetime import date

import httpx
import pytest

from tests.booking_stage import DAY, MAIL, NAME, Visitor, booking_town
from tests.town import Clock, at
from wire.text import has_bsn

BSN = "111222333"


@pytest.fixture
async def clock():
    return Clock("08:00", DAY)


@pytest.fixture
async def town(tmp_path, clock):
    async with booking_town(tmp_path, clock) as town:
        yield town


async def booked(town):
    return await town.host.doors.agenda.day("hall", date.fromisoformat(DAY))


async def test_what_is_wrong_stands_at_the_top_and_leads_to_its_field(town):
    visitor = await Visitor(town).until_contact()
    await visitor.presses("Verder", naam="", mail="wilma", telefoon="12")
    assert visitor.status == 422
    assert visitor.page.title.startswith("Fout: ")
    links = {link["href"]: link["text"] for link in visitor.page.links if "#" in link["href"]}
    assert links == {
        "#naam": "Vul uw naam in.",
        "#mail": "Dit e-mailadres klopt niet. Schrijf het zoals naam@voorbeeld.nl.",
        "#telefoon": "Dit telefoonnummer klopt niet. Schrijf het zoals 06\u00a012345678.",
    }
    for name in ("naam", "mail", "telefoon"):
        assert f'id="{name}"' in visitor.text
        assert f'aria-describedby="{name}-fout {name}-uitleg"' in visitor.text
    assert 'value="wilma"' in visitor.text
    await visitor.presses("Verder", naam=NAME, mail=MAIL, telefoon="")
    assert visitor.status == 200


@pytest.mark.parametrize(
    ("mail", "phone", "ok"),
    [
        (MAIL, "", True),
        ("", "06 12345678", True),
        ("", "+44 20 7946 0018", True),
        ("", "", False),
        ("wilma@voorbeeld", "", False),
        ("wilma @voorbeeld.nl", "", False),
        ("a@b.nl, c@d.nl", "", False),
        (MAIL, "0612", False),
        (f"{'a' * 200}@b.nl", "", False),
    ],
)
async def test_a_mail_address_or_a_telephone_number_is_needed_and_either_is_enough(
    town, mail, phone, ok
):
    visitor = await Visitor(town).until_contact()
    await visitor.presses("Verder", naam=NAME, mail=mail, telefoon=phone)
    assert visitor.status == (200 if ok else 422)


@pytest.mark.parametrize("field", ["naam", "mail", "telefoon"])
@pytest.mark.parametrize("number", [BSN, "111 222 333", "1112.22.333"])
async def test_a_citizen_service_number_is_refused_in_every_field_and_kept_nowhere(
    town, capsys, field, number
):
    typed = {"naam": NAME, "mail": MAIL, "telefoon": ""} | {field: number}
    if field == "mail":
        typed["mail"] = f"{number}@voorbeeld.nl".replace(" ", "")
    visitor = await Visitor(town).until_contact()
    await visitor.presses("Verder", **typed)
    assert visitor.status == 422
    assert "Dit lijkt een burgerservicenummer" in visitor.text
    form, button = visitor.form_with("Verder")
    form.action = "/afspraak/boeken"
    await visitor.sends(form, button, **typed)
    assert visitor.status == 422
    assert await booked(town) == []
    assert number not in capsys.readouterr().out


async def test_a_telephone_number_with_spaces_is_not_taken_for_a_citizen_service_number(town):
    number = "+31 6 11222334"
    assert has_bsn(number.removeprefix("+31 "))
    visitor = await Visitor(town).until_contact()
    await visitor.presses("Verder", naam=NAME, mail="", telefoon=number)
    assert visitor.status == 200, visitor.text
    await visitor.presses("Ja, maak de afspraak")
    assert "Uw afspraak is gemaakt" in visitor.text


async def test_what_is_typed_is_shown_as_text_and_never_as_markup(town):
    visitor = await Visitor(town).until_contact()
    nasty = "<script>alert(1)</script>\"'&\u202eabc"
    await visitor.presses("Verder", naam=nasty, mail=MAIL)
    assert "<script" not in visitor.text
    assert "&lt;script&gt;" in visitor.text
    assert "\u202e" not in visitor.text
    await visitor.goes("/afspraak?dienst=passport&aantal=1&verder=1")
    assert "Bijkantoor &lt;Zuid&gt;" in visitor.text


@pytest.mark.parametrize(
    "sent_from",
    [
        {"origin": "https://elders.example"},
        {"origin": "null"},
        {"sec-fetch-site": "cross-site", "origin": "http://testdam.example"},
        {"sec-fetch-site": "same-site"},
    ],
)
async def test_a_form_from_another_site_changes_nothing(town, sent_from):
    visitor = await Visitor(town).until_contact()
    await visitor.presses("Verder", naam=NAME, mail=MAIL)
    visitor.web.headers.update(sent_from)
    await visitor.presses("Ja, maak de afspraak")
    assert visitor.status == 403
    assert "Er is niets veranderd" in visitor.text
    assert await booked(town) == []


@pytest.mark.parametrize(
    "sent_from",
    [
        {"sec-fetch-site": "same-origin", "origin": "null"},
        {"origin": "http://testdam.example"},
        {},
    ],
)
async def test_a_form_from_our_own_page_is_taken_also_behind_a_proxy(town, sent_from):
    visitor = Visitor(town, **sent_from)
    await visitor.books()
    assert visitor.status == 200
    assert len(await booked(town)) == 1


async def test_a_browser_may_tell_our_own_pages_where_a_form_came_from(town):
    async with httpx.AsyncClient(timeout=60, base_url=town.web, trust_env=False) as web:
        answer = await web.get("/afspraak")
        assert answer.headers["referrer-policy"] == "same-origin"
        assert "unsafe" not in answer.headers["content-security-policy"]
        assert "set-cookie" not in answer.headers


async def test_pages_with_somebodys_details_are_kept_by_no_cache_on_the_way(town):
    visitor = await Visitor(town).until_contact()
    form, _ = visitor.form_with("Verder")
    data = {**dict(form.fields), "naam": NAME, "mail": MAIL}
    for path in ("gegevens", "controle"):
        answer = await visitor.web.post(f"/afspraak/{path}", data=data)
        assert NAME in answer.text
        assert answer.headers["cache-control"] == "private, no-cache"


NASTY = [
    "/afspraak?dienst=bestaat-niet",
    "/afspraak?dienst=passport&aantal=0",
    "/afspraak?dienst=passport&aantal=²",
    "/afspraak?dienst=passport&aantal=-1&verder=1",
    "/afspraak?dienst=passport&aantal=99999999999999999999",
    "/afspraak?dienst=passport&dienst=passport&aantal=1&aantal=1",
    "/afspraak?dienst=passport&aantal=1&verder=1&plaats=../../etc",
    "/afspraak?dienst=passport&aantal=1&verder=1&plaats=hall&dag=2026-02-30",
    "/afspraak?dienst=passport&aantal=1&verder=1&plaats=hall&dag=0001-01-01",
    "/afspraak?dienst=passport&aantal=1&verder=1&plaats=hall&dag=9999-12-31",
    "/afspraak?dienst=passport&aantal=1&verder=1&plaats=hall&dag=2020-01-06",
    "/afspraak?dienst=passport&aantal=1&verder=1&plaats=hall&vanaf=9999-12-31",
    "/afspraak?dienst=passport&aantal=1&verder=1&plaats=hall&vanaf=x",
    "/afspraak/gegevens",
    "/afspraak/gegevens?dienst=passport&aantal=1&plaats=hall&tijd=99999999999999&tot=1",
    "/afspraak/gegevens?dienst=passport&aantal=1&plaats=hall&tijd=0&vast=%00&form=%ff",
    "/afspraak/tijd",
    "/afspraak/controle?tijd=1",
    "/afspraak/boeken",
    "/afspraak?taal=xx",
    "/afspraak?taal=../nl&dienst=%F0%9F%98%80",
]


@pytest.mark.parametrize("path", NASTY)
async def test_an_address_that_makes_no_sense_leads_to_a_question(town, path):
    visitor = await Visitor(town).goes(path)
    assert visitor.status == 200
    assert "<h1>" in visitor.text


@pytest.mark.parametrize("path", ["tijd", "gegevens", "controle", "boeken"])
@pytest.mark.parametrize(
    "body",
    [
        {},
        {"dienst": "debts", "aantal": "1", "plaats": "hall", "tijd": "1", "form": "a" * 32},
        {"dienst": "passport", "aantal": "1", "plaats": "annex", "form": "a" * 32},
        {"dienst": "passport", "aantal": "1", "plaats": "hall", "tijd": "x", "form": "zz"},
    ],
)
async def test_a_form_that_lacks_something_leads_to_the_question_for_it(town, path, body):
    visitor = Visitor(town)
    await visitor._took(await visitor.web.post(f"/afspraak/{path}", data=body))
    assert visitor.status == 200
    assert visitor.path == "/afspraak"
    assert await booked(town) == []


@pytest.mark.parametrize(
    "moment",
    [
        at("10:00", "2026-11-19"),
        at("08:30", DAY),
        at("10:03", DAY),
        at("03:00", DAY),
        at("10:00", "2026-11-22"),
        at("10:00", "2028-11-24"),
        99999999999999,
    ],
)
async def test_a_time_that_is_not_offered_cannot_be_sent_either(town, moment):
    body = {
        "dienst": "passport", "aantal": "1", "plaats": "hall", "tijd": str(moment),
        "form": "a" * 32, "naam": NAME, "mail": MAIL,
    }  # fmt: skip
    async with httpx.AsyncClient(timeout=60, base_url=town.web, trust_env=False) as web:
        for path in ("tijd", "boeken"):
            answer = await web.post(f"/afspraak/{path}", data=body)
            assert answer.status_code == 409, (path, answer.headers)
            assert "Deze tijd is niet meer vrij" in answer.text
    assert await booked(town) == []


async def test_one_address_cannot_keep_the_whole_week_for_itself(town, clock):
    visitor = await Visitor(town).until_times()
    form, button = visitor.form_with("10:00")
    for _ in range(60):
        await visitor.sends(form, button)
    assert visitor.status == 200
    await visitor.sends(form, button)
    assert visitor.status == 429
    assert "Wacht een minuut" in visitor.text
    clock.set("08:11", DAY)
    await visitor.sends(form, button)
    assert visitor.status == 200


async def test_an_upload_or_a_flood_of_fields_is_refused_and_not_an_accident(town):
    async with httpx.AsyncClient(timeout=60, base_url=town.web, trust_env=False) as web:
        files = {"naam": ("x.txt", b"x")}
        assert (await web.post("/afspraak/controle", files=files)).status_code == 400
        many = {f"f{number}": "x" for number in range(200)}
        assert (await web.post("/afspraak/controle", data=many)).status_code == 400
        assert (await web.post("/afspraak/controle", content=json.dumps({}))).status_code == 303
