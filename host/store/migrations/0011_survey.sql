-- What visitors thought of their visit; and one more kind of message, with the link to the question.

-- SQLite cannot change a CHECK: the table is made anew, with what it held.
CREATE TABLE message_before AS SELECT * FROM message;
DROP TABLE message;
CREATE TABLE message (
    id         TEXT NOT NULL PRIMARY KEY,
    location   TEXT NOT NULL,
    day        TEXT NOT NULL CHECK (day LIKE '____-__-__'),
    visit      TEXT NOT NULL,
    kind       TEXT NOT NULL CHECK (kind IN ('confirmation', 'change', 'cancellation', 'reminder', 'ready', 'turn', 'survey')),
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
INSERT INTO message SELECT id, location, day, visit, kind, language, cause, due, next_try, appointed, channel, state, tries, sent, provider, receipt, why FROM message_before;
DROP TABLE message_before;
CREATE UNIQUE INDEX message_once ON message (location, day, visit, kind, cause);
CREATE INDEX message_visit ON message (visit);
CREATE INDEX message_due ON message (next_try) WHERE state IN ('waiting', 'sending');

CREATE TABLE survey_answer (
    id         TEXT NOT NULL PRIMARY KEY,
    location   TEXT NOT NULL,
    week       TEXT NOT NULL CHECK (week LIKE '____-__-__'),
    channel    TEXT NOT NULL CHECK (channel IN ('page', 'mail', 'kiosk')),
    mark       INTEGER NOT NULL CHECK (mark >= 1 AND mark <= 10),
    greeter_mark INTEGER CHECK (greeter_mark >= 1 AND greeter_mark <= 10),
    choice     TEXT NOT NULL,
    party      TEXT NOT NULL,
    said       TEXT NOT NULL,
    said_until DATE
);
CREATE INDEX survey_answer_week ON survey_answer (location, week);

CREATE TABLE survey_given (
    given      TEXT NOT NULL PRIMARY KEY,
    erase_on   DATE NOT NULL
);
CREATE INDEX survey_given_erase ON survey_given (erase_on);

CREATE TABLE residents_survey (
    year       INTEGER NOT NULL CHECK (year > 1900),
    question   TEXT NOT NULL,
    place      TEXT NOT NULL,
    source     TEXT NOT NULL,
    mark       DOUBLE PRECISION CHECK (mark >= 1 AND mark <= 10),
    gap        TEXT NOT NULL CHECK (gap IN ('', 'none', 'few', 'not_measured', 'not_offered')),
    n          INTEGER CHECK (n >= 0),
    PRIMARY KEY (year, question, place, source)
);
