"""What must be known of somebody at whose address the town comes by, judged alike at every door."""

import pytest

from wire.at_home import AtHome

FINE = {
    "name": "Ada Groen",
    "address": "Dorpsstraat 1, 1234 AB Testdam",
    "things": "twee matrassen",
    "phone": "06 12345678",
    "mail": "ada@burger.example",
}


def wrong(**changes: str) -> dict[str, str]:
    return AtHome(**FINE | changes).wrong()


@pytest.mark.parametrize("changes", [{}, {"things": ""}, {"phone": ""}, {"mail": ""}])
def test_a_name_an_address_and_one_way_to_be_reached_are_enough(changes):
    assert wrong(**changes) == {}


@pytest.mark.parametrize(
    ("field", "typed", "why"),
    [
        ("name", "", "name"),
        ("name", "Ada 111222333", "bsn"),
        ("name", "x" * 101, "long"),
        ("address", "", "address"),
        ("address", "Dorpsstraat 1, 111.222.333", "bsn"),
        ("address", "1" + "x" * 120, "address.long"),
        ("address", "Dorpsstraat", "address.number"),
        ("things", "x" * 76, "things.long"),
        ("things", "kast van 111222333", "bsn"),
        ("phone", "111222333", "bsn"),
        ("mail", "ada", "mail"),
        ("mail", "111222333@burger.example", "bsn"),
        ("mail", "x" * 200 + "@burger.example", "mail"),
    ],
)
def test_what_is_wrong_is_told_of_its_field(field, typed, why):
    assert wrong(**{field: typed}) == {field: why}


def test_who_gives_neither_a_number_nor_a_mail_address_cannot_be_reached():
    assert wrong(phone="", mail="") == {"mail": "reach"}


def test_a_number_with_its_country_is_no_citizen_service_number():
    assert wrong(phone="+31 111222333") == {}


def test_what_is_wrong_stands_in_the_order_of_the_fields():
    assert list(AtHome().wrong()) == ["name", "address", "mail"]


def test_address_and_things_are_one_note_and_come_apart_again():
    known = AtHome(**FINE)
    assert known.note == "Dorpsstraat 1, 1234 AB Testdam | twee matrassen"
    assert AtHome.of_note(known.note, known.name, known.phone, known.mail) == known
    assert AtHome.of_note(AtHome(address="Dam 1").note) == AtHome(address="Dam 1")
