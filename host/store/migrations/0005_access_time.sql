-- How long one waits for an appointment, once a day.
CREATE TABLE access_time (
    location   TEXT NOT NULL,
    day        TEXT NOT NULL CHECK (day LIKE '____-__-__'),
    service    TEXT NOT NULL,
    at         TIMESTAMPTZ NOT NULL,
    first_slot TIMESTAMPTZ,
    third_slot TIMESTAMPTZ,
    first_days INTEGER CHECK (first_days >= 0),
    third_days INTEGER CHECK (third_days >= 0),
    horizon_days INTEGER NOT NULL CHECK (horizon_days >= 0),
    PRIMARY KEY (location, day, service)
);
