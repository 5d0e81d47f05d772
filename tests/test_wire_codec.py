"""The wire's frames: one golden file for each kind, both ways, and what is not let in."""

import contextlib
import json
import typing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from tests.wire_examples import CLIENT_EXAMPLES, HOST_EXAMPLES
from tests.wire_row_examples import VISIT_ROW
from wire.base import FRAME_BYTES_MAX
from wire.codec import encode, from_client, from_host, id_of
from wire.commands import ROLES, AnyCommand, TakeTicket
from wire.frames import FromClient, FromHost
from wire.refusals import REFUSALS, Refused
from wire.views import VIEW_OF_ROLE, AnyView

GOLDEN = Path(__file__).parent / "data" / "wire"


def kinds_of(union):
    """The kinds of all messages in a union, however it is nested."""
    parts = typing.get_args(union)
    if not parts:
        return {union.model_fields["kind"].default} if hasattr(union, "model_fields") else set()
    return {kind for part in parts for kind in kinds_of(part)}


def golden(name):
    return (GOLDEN / f"{name}.json").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", CLIENT_EXAMPLES)
def test_what_a_client_says_is_on_the_wire_as_the_golden_file_has_it(name):
    message = CLIENT_EXAMPLES[name]
    assert json.loads(encode(message)) == json.loads(golden(name))
    assert from_client(golden(name)) == message


@pytest.mark.parametrize("name", HOST_EXAMPLES)
def test_what_the_host_says_is_on_the_wire_as_the_golden_file_has_it(name):
    message = HOST_EXAMPLES[name]
    assert json.loads(encode(message)) == json.loads(golden(name))
    assert from_host(golden(name)) == message


def test_each_kind_of_message_has_its_golden_file_and_no_file_is_without_one():
    names = {*CLIENT_EXAMPLES, *HOST_EXAMPLES}
    assert {file.stem for file in GOLDEN.glob("*.json")} == names
    views = {f"view_{kind}" for kind in kinds_of(AnyView)}
    assert names == kinds_of(FromClient) | (kinds_of(FromHost) - {"view"}) | views


@pytest.mark.parametrize("name", [*CLIENT_EXAMPLES, *HOST_EXAMPLES])
def test_an_example_fills_every_field_so_that_none_changes_unseen(name):
    message = {**CLIENT_EXAMPLES, **HOST_EXAMPLES}[name]
    assert set(json.loads(encode(message))) == set(type(message).model_fields)
    assert set(json.loads(encode(VISIT_ROW))) == set(type(VISIT_ROW).model_fields)


def test_each_command_has_the_roles_that_may_say_it():
    assert set(ROLES) == kinds_of(AnyCommand)
    assert set(VIEW_OF_ROLE.values()) == kinds_of(AnyView)


def test_a_field_that_is_none_is_left_out():
    frame = json.loads(encode(CLIENT_EXAMPLES["tick"]))
    assert frame == {"kind": "tick", "id": "0f3c9a7e5b1d4c68"}


# -- what is not let in ----------------------------------------------------------------------------


def no(frame):
    with pytest.raises(Refused) as caught:
        from_client(frame)
    return caught.value.word


@pytest.mark.parametrize(
    "frame",
    [
        "",
        "{",
        "null",
        "[]",
        '"tick"',
        "{}",
        '{"kind": "unheard_of", "id": "abcdefgh"}',
        '{"kind": "tick"}',
        '{"kind": "tick", "id": "short"}',
        '{"kind": "tick", "id": "has space"}',
        '{"kind": "tick", "id": "abcdefgh", "more": 1}',
        '{"kind": "tick", "id": 12345678}',
        '{"kind": "take_ticket", "id": "abcdefgh", "services": []}',
        '{"kind": "take_ticket", "id": "abcdefgh", "services": ["UPPER"]}',
        '{"kind": "take_ticket", "id": "abcdefgh", "services": ["a"], "persons": 0}',
        '{"kind": "take_ticket", "id": "abcdefgh", "services": ["a"], "persons": 13}',
        '{"kind": "take_ticket", "id": "abcdefgh", "services": ["a"], "needs": ["gold"]}',
        '{"kind": "check_in", "id": "abcdefgh", "code": "lower"}',
        '{"kind": "sign_in", "id": "abcdefgh", "desk": "1", "staff": "jan", "pin": "12x4"}',
        '{"kind": "done", "id": "abcdefgh", "seq": 1, "at": 1}',
        b"\xff\xfe",
        "[" * 20_000,
    ],
)
def test_what_is_not_a_message_of_this_wire_is_unreadable(frame):
    assert no(frame) == "unreadable"


def test_a_frame_larger_than_the_wire_allows_is_refused_unread():
    assert no(" " * (FRAME_BYTES_MAX + 1)) == "too_large"
    assert no(" " * FRAME_BYTES_MAX) == "unreadable"


def test_a_text_that_is_too_long_is_unreadable():
    frame = json.loads(encode(CLIENT_EXAMPLES["find"])) | {"text": "x" * 201}
    assert no(json.dumps(frame)) == "unreadable"


@pytest.mark.parametrize("field", ["name", "look", "seat", "note"])
def test_a_citizen_service_number_is_refused_in_every_free_text(field):
    frame = {"kind": "take_ticket", "id": "abcdefgh", "services": ["passport"]}
    assert no(json.dumps(frame | {field: "bsn 111.222.333"})) == "text_unfit"
    assert from_client(json.dumps(frame | {field: "tel 0600000123"}))


@pytest.mark.parametrize("field", ["phone", "mail"])
def test_a_citizen_service_number_is_refused_in_a_booking_too(field):
    frame = json.loads(encode(CLIENT_EXAMPLES["book_appointment"])) | {field: "111222333"}
    assert no(json.dumps(frame)) == "text_unfit"
    search = json.loads(encode(CLIENT_EXAMPLES["find"])) | {"text": "111222333"}
    assert no(json.dumps(search)) == "text_unfit"


def test_free_texts_are_clean_before_anybody_reads_them():
    said = from_client(
        json.dumps(
            {
                "kind": "take_ticket",
                "id": "abcdefgh",
                "services": ["passport"],
                "name": "Jan\x1b[31m\u202e  de\tWit",
                "look": "red",
            }
        )
    )
    assert isinstance(said, TakeTicket)
    assert (said.name, said.look) == ("Jan de Wit", "red")


def test_a_refusal_finds_its_sender_when_the_frame_says_who():
    assert id_of('{"kind": "unheard_of", "id": "abcdefgh"}') == "abcdefgh"
    for frame in ("{", "[]", '{"id": 5}', "{}", '{"id": "' + "x" * 65 + '"}', '{"id": "\u00e9"}'):
        assert id_of(frame) == ""
    assert id_of("[" * 100_000) == ""


@given(st.one_of(st.text(max_size=300), st.binary(max_size=300)))
def test_no_frame_whatever_it_holds_does_anything_but_be_refused(frame):
    assert no(frame) == "unreadable"
    assert id_of(frame) is not None


@given(
    st.sampled_from(sorted(CLIENT_EXAMPLES)),
    st.dictionaries(
        st.sampled_from(
            ["id", "visit", "desk", "services", "persons", "until", "code", "name", "kind"]
        ),
        st.one_of(st.none(), st.integers(), st.text(max_size=80), st.lists(st.text(max_size=5))),
        min_size=1,
        max_size=3,
    ),
)
def test_a_message_with_other_values_is_read_as_it_stands_or_refused(name, changes):
    frame = json.dumps(json.loads(golden(name)) | changes)
    with contextlib.suppress(Refused):
        message = from_client(frame)
        assert from_client(encode(message)) == message


def test_a_client_that_does_not_match_its_host_finds_out():
    with pytest.raises(ValidationError):
        from_host('{"kind": "view", "seq": 1}')


def test_a_refusal_has_one_of_the_words_that_stand_in_the_list():
    with pytest.raises(AssertionError):
        Refused("because")
    assert str(Refused("desk_busy", desk="3")) == "desk_busy"
    assert all(text.endswith(".") for text in REFUSALS.values())
