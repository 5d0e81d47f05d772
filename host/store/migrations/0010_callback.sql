-- Promises to call somebody back.
CREATE TABLE callback (
    location   TEXT NOT NULL,
    day        TEXT NOT NULL CHECK (day LIKE '____-__-__'),
    callback   TEXT NOT NULL,
    department TEXT NOT NULL,
    exempt     BOOLEAN NOT NULL,
    calendar   TEXT NOT NULL CHECK (calendar IN ('legal', 'local')),
    term_days  INTEGER NOT NULL CHECK (term_days > 0),
    created    TIMESTAMPTZ NOT NULL,
    due        TIMESTAMPTZ NOT NULL,
    channel    TEXT NOT NULL,
    state      TEXT NOT NULL CHECK (state IN ('open', 'done')),
    outcome    TEXT NOT NULL CHECK (outcome IN ('', 'answered', 'appointment', 'unreached', 'transferred')),
    attempts   INTEGER NOT NULL CHECK (attempts >= 0),
    attempted  TIMESTAMPTZ,
    tried      TIMESTAMPTZ,
    answered   TIMESTAMPTZ,
    ended      TIMESTAMPTZ,
    visit      TEXT,
    steps      INTEGER NOT NULL CHECK (steps > 0),
    PRIMARY KEY (location, day, callback)
);
CREATE UNIQUE INDEX callback_id ON callback (callback);
CREATE INDEX callback_open ON callback (location, due) WHERE state = 'open';

CREATE TABLE callback_term (
    location   TEXT NOT NULL,
    day        TEXT NOT NULL,
    callback   TEXT NOT NULL,
    term_days  INTEGER NOT NULL CHECK (term_days > 0),
    due        TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (location, day, callback, term_days),
    FOREIGN KEY (location, day, callback) REFERENCES callback (location, day, callback) ON DELETE CASCADE
);
CREATE INDEX callback_term_due ON callback_term (location, due);

CREATE TABLE callback_step (
    location   TEXT NOT NULL,
    day        TEXT NOT NULL,
    callback   TEXT NOT NULL,
    seq        INTEGER NOT NULL CHECK (seq > 0),
    entry      TEXT NOT NULL,
    at         TIMESTAMPTZ NOT NULL,
    what       TEXT NOT NULL CHECK (what IN ('made', 'attempted', 'reached', 'handed_over', 'answered', 'appointment', 'unreached', 'transferred', 'reopened')),
    half_day   TEXT NOT NULL,
    department TEXT NOT NULL,
    sender     TEXT NOT NULL,
    digest     TEXT NOT NULL,
    PRIMARY KEY (location, day, callback, seq),
    FOREIGN KEY (location, day, callback) REFERENCES callback (location, day, callback) ON DELETE CASCADE
);
CREATE UNIQUE INDEX callback_step_once ON callback_step (entry);
