-- Messages to visitors: what is to be sent, and the proof that it was.
CREATE TABLE message (
    id         TEXT NOT NULL PRIMARY KEY,
    location   TEXT NOT NULL,
    day        TEXT NOT NULL CHECK (day LIKE '____-__-__'),
    visit      TEXT NOT NULL,
    kind       TEXT NOT NULL CHECK (kind IN ('confirmation', 'change', 'cancellation', 'reminder', 'ready', 'turn')),
    language   TEXT NOT NULL,
    cause      TEXT NOT NULL,
    due        TIMESTAMPTZ NOT NULL,
    next_try   TIMESTAMPTZ NOT NULL,
    appointed  TIMESTAMPTZ,
    channel    TEXT NOT NULL CHECK (channel IN ('any', 'mail', 'sms')),
    state      TEXT NOT NULL CHECK (state IN ('waiting', 'sending', 'sent', 'failed', 'dropped', 'unknown')),
    tries      INTEGER NOT NULL CHECK (tries >= 0),
    sent       TIMESTAMPTZ,
    provider   TEXT NOT NULL,
    receipt    TEXT NOT NULL,
    why        TEXT NOT NULL
);
-- One cause gives one message of a kind.
CREATE UNIQUE INDEX message_once ON message (location, day, visit, kind, cause);
CREATE INDEX message_visit ON message (visit);
CREATE INDEX message_due ON message (next_try) WHERE state IN ('waiting', 'sending');
