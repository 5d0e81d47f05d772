-- How each device is, when it could not be used, and who let it in, named it anew or put it out.
CREATE TABLE device_state (
    device     TEXT NOT NULL PRIMARY KEY,
    watched_since TIMESTAMPTZ NOT NULL,
    state      TEXT NOT NULL,
    since      TIMESTAMPTZ NOT NULL,
    version    TEXT NOT NULL,
    FOREIGN KEY (device) REFERENCES device (id) ON DELETE CASCADE
);
CREATE TABLE downtime (
    device     TEXT NOT NULL,
    began      TIMESTAMPTZ NOT NULL,
    ended      TIMESTAMPTZ,
    why        TEXT NOT NULL,
    PRIMARY KEY (device, began)
);
CREATE TABLE device_step (
    entry      TEXT NOT NULL PRIMARY KEY,
    at         TIMESTAMPTZ NOT NULL,
    what       TEXT NOT NULL CHECK (what IN ('added', 'invited', 'approved', 'renamed', 'revoked')),
    device     TEXT NOT NULL,
    name       TEXT NOT NULL,
    sender     TEXT NOT NULL,
    digest     TEXT NOT NULL
);
CREATE INDEX device_step_at ON device_step (at);
