"""The table of messages is made anew for one more kind: what it held stays, to the millisecond."""

from sqlalchemy import create_engine, select

from host.store import outbox
from host.store.engines import checked_url
from host.store.migrating import numbered, run_script
from host.store.tables import MESSAGE, METADATA
from tests.messages_town import waiting

pytest_plugins = ["tests.stores"]
NUMBER = 11


def test_messages_of_before_stay_as_they_were(store_url: str):
    engine = create_engine(checked_url(store_url))
    before = [waiting(), waiting("ready", "ready", appointed=None)]
    with engine.begin() as line:
        for number, path in numbered().items():
            if number == NUMBER:
                assert all(outbox.add(line, message) for message in before)
            if number <= NUMBER:
                run_script(line, path.read_text("utf-8"))
        asked = waiting("survey", "survey", appointed=None)
        assert outbox.add(line, asked)
        assert not outbox.add(line, before[0]), "one cause still gives one message of a kind"
        found = {row.id: dict(row._mapping) for row in line.execute(select(MESSAGE))}
    for message in (*before, asked):
        assert found[message.id] == {name: getattr(message, name) for name in message.__slots__}
    with engine.begin() as line:
        METADATA.drop_all(line)
    engine.dispose()
