"""What staff type to find an appointment: hours without a colon, phone numbers by their end."""

from datetime import date

import pytest

from host.agenda.searching import Search
from host.letters import folded
from tests.test_agenda_questions import booked
from tests.town import a_town, new_id
from wire.agenda import FindBooked

pytest_plugins = ["tests.stores"]

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("typed", "words", "time"),
    [
        ("vries 10", ("vries",), "10:"),
        ("9 de vries", ("de", "vries"), "09:"),
        ("vries 10:2", ("vries",), "10:2"),
        ("vries 24", ("vries", "24"), ""),
        ("vries 10 11", ("vries", "10", "11"), ""),
        ("24-11 10", (), "10:"),
        ("10", ("10",), ""),
        ("vries 0123", ("vries", "0123"), ""),
        ("06 12 34 56 78", ("0612345678",), ""),
        ("+31 6 12345678", ("+31612345678",), ""),
    ],
)
def test_an_hour_needs_no_colon_beside_a_name_or_a_date(typed, words, time):
    search = Search.of(typed, TODAY)
    assert (search.words, search.time) == (words, time)


async def test_either_database_finds_a_phone_number_by_its_end_and_an_hour_beside_a_name(
    tmp_path, store_url
):
    async with a_town(tmp_path, database=store_url) as town:
        greeter = await town.screen("greeter")
        visit = await booked(greeter, "10:20", name="Sanne de Vries", phone="06 000 00123")
        other = await booked(greeter, "11:20", name="Ruben de Vries", phone="+31600000999")
        await booked(greeter, "10:40", name="Ilse Bakker")

        async def found(text):
            rows = (await greeter.say(FindBooked(id=new_id(), text=text))).rows
            return [row.visit for row in rows]

        for text in ("0123", "00000123", "0600000123", "+31 6 00000123", "vries 10", "10 vries"):
            assert await found(text) == [visit], text
        for text in ("0999", "06 00000999", "vries 11", "vries 0999"):
            assert await found(text) == [other], text
        for text in ("123", "0000", "60000012", "vries 12", "bakker 0123"):
            assert await found(text) == [], text


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("Öz", "oz"),
        ("Yıldız", "yildiz"),
        ("İpek", "ipek"),
        ("Sørensen", "sorensen"),
        ("Wałęsa", "walesa"),
        ("Strauß", "strauss"),
        ("Ærø", "aero"),
        ("Zoë D\u2019Souza", "zoe d\u2019souza"),
        ("Αθηνά", "αθηνα"),
    ],
)
def test_a_name_reads_the_same_without_its_accents(name, plain):
    assert folded(name) == folded(name.upper()) == plain


async def test_either_database_finds_a_name_that_is_typed_without_accents(tmp_path, store_url):
    async with a_town(tmp_path, database=store_url) as town:
        greeter = await town.screen("greeter")
        visits = {
            "oz": await booked(greeter, "10:20", name="Elif Jansen-Öz"),
            "yildiz": await booked(greeter, "10:40", name="Can Yıldız"),
            "strauss": await booked(greeter, "11:20", name="Jo Strauß"),
            "bakker": await booked(greeter, "11:40", name="Ilse Bakker"),
        }
        for text, name in (
            ("oz", "oz"),
            ("jansen oz", "oz"),
            ("Öz", "oz"),
            ("yildiz", "yildiz"),
            ("YILDIZ", "yildiz"),
            ("yıldız", "yildiz"),
            ("strauss", "strauss"),
            ("strauß", "strauss"),
            ("bäkker", "bakker"),
        ):
            rows = (await greeter.say(FindBooked(id=new_id(), text=text))).rows
            assert [row.visit for row in rows] == [visits[name]], text
        assert (await greeter.say(FindBooked(id=new_id(), text="ozz"))).rows == ()
