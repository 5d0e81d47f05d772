-- Appointments at the visitor's own address.
CREATE TABLE round (
    location   TEXT NOT NULL,
    day        TEXT NOT NULL CHECK (day LIKE '____-__-__'),
    round      TEXT NOT NULL,
    service    TEXT NOT NULL,
    route      TEXT NOT NULL,
    code       TEXT NOT NULL,
    link       TEXT NOT NULL,
    language   TEXT NOT NULL,
    channel    TEXT NOT NULL,
    state      TEXT NOT NULL CHECK (state IN ('open', 'cancelled')),
    PRIMARY KEY (location, day, round)
);
CREATE INDEX round_id ON round (round);
