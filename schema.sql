-- What is kept. This one file makes a new database on SQLite and on PostgreSQL alike, as it stands.
--
-- The log (event) is the truth. The tables visit, visit_service and appointment say the same in
-- plain rows for reports and for whoever speaks SQL; they are written in the same transaction and
-- can be made again from the log at any time (balie rebuild).
--
-- Ids are text made by the application; no table counts by itself. Moments are TIMESTAMPTZ in UTC
-- (text on SQLite: 2026-11-20 09:00:00.123+00:00). A day is a service day: the local date on which
-- the doors opened, until 04:00 the next morning. The key starts with location and day everywhere,
-- so that a large town can split its tables by location.

-- Which migrations this database has had; the highest number is its version.
CREATE TABLE migration (
    number     INTEGER NOT NULL PRIMARY KEY CHECK (number > 0),
    name       TEXT NOT NULL
);

-- Everything that has happened, in order. Rows are added, never changed and never removed, and hold
-- no name, phone number, mail address or free text of a person. A day's queue is its events, replayed.
CREATE TABLE event (
    location   TEXT NOT NULL,
    day        TEXT NOT NULL CHECK (day LIKE '____-__-__'),
    -- Counts from 1 without a gap. Two hosts that decide at once meet here: the later one must decide again.
    seq        INTEGER NOT NULL CHECK (seq > 0),

    -- The command that it followed from: all its events stand together, part 0, 1, 2 ...
    entry      TEXT NOT NULL,              -- the command's id, made by its sender
    part       INTEGER NOT NULL CHECK (part >= 0),
    at_ms      BIGINT NOT NULL,            -- the host's clock: milliseconds since 1970, UTC
    what       TEXT NOT NULL,              -- the command's kind: take_ticket
    sender     TEXT NOT NULL,              -- the device that said it
    desk       TEXT,                       -- the desk that it spoke for
    digest     TEXT NOT NULL,              -- of the command's body: the same id with another body is noticed

    -- The fact itself.
    kind       TEXT NOT NULL,              -- walked_in, called, ended ...
    visit      TEXT,                       -- the visit that it is about, if it is about one
    body       TEXT NOT NULL,              -- the whole fact as JSON

    PRIMARY KEY (location, day, seq)
);
-- A command acts once, however often it is sent and whichever host it reaches.
CREATE UNIQUE INDEX event_once ON event (location, day, entry, part);

-- One party in the hall, or expected there: 1..n persons for 1..n services. One row per visit, as it is now.
CREATE TABLE visit (
    location   TEXT NOT NULL,
    day        TEXT NOT NULL CHECK (day LIKE '____-__-__'),
    visit      TEXT NOT NULL,              -- random; says nothing about the visitor

    by_appointment BOOLEAN NOT NULL,
    stage      TEXT NOT NULL CHECK (stage IN ('expected', 'waiting', 'called', 'serving', 'parked', 'missed', 'done', 'left', 'no_show', 'cancelled')),
    outcome    TEXT NOT NULL,              -- how serving ended: served, papers_missing ...; empty until then
    ticket     TEXT NOT NULL,              -- A042; empty in hospitality mode and while expected
    language   TEXT NOT NULL,
    persons    INTEGER NOT NULL CHECK (persons > 0),
    transactions INTEGER NOT NULL CHECK (transactions >= 0), -- persons times services: what was asked for
    desk       TEXT,                       -- where it is or was served last
    waited_for TEXT NOT NULL,              -- the service that its first wait counts for; empty until the first call

    -- The clocks of a visit. NULL: has not come.
    appointed  TIMESTAMPTZ,
    arrived    TIMESTAMPTZ,                -- checked in; the first time
    first_called TIMESTAMPTZ,              -- waiting ends here, whatever calls follow
    met        TIMESTAMPTZ,                -- at the desk, or fetched: serving begins
    ended      TIMESTAMPTZ,

    -- Marks that decide in which figures it counts.
    late       BOOLEAN NOT NULL,           -- came later than the grace: in line as a walk-in
    auto       BOOLEAN NOT NULL,           -- closed by the system, not by a person: not in the service time
    times_wrong BOOLEAN NOT NULL,          -- a member of staff said that the times are not true: in no time at all

    -- Elapsed seconds, not rounded. NULL: not known.
    wait_seconds    DOUBLE PRECISION CHECK (wait_seconds >= 0),    -- by the norm: from the later of appointed and arrived to the first call, less pauses asked for
    felt_seconds    DOUBLE PRECISION CHECK (felt_seconds >= 0),    -- from arrived to the first call, own earliness included, less pauses asked for
    service_seconds DOUBLE PRECISION CHECK (service_seconds >= 0), -- served, all desks together; NULL also when closed by the system, under 10 s, or with wrong times
    served_seconds  DOUBLE PRECISION NOT NULL CHECK (served_seconds >= 0), -- at earlier desks, before it was handed over
    away_seconds    DOUBLE PRECISION NOT NULL CHECK (away_seconds >= 0), -- pauses that the visitor asked for

    PRIMARY KEY (location, day, visit)
);

-- The services of a visit, in the order in which they were asked for.
CREATE TABLE visit_service (
    location   TEXT NOT NULL,
    day        TEXT NOT NULL,
    visit      TEXT NOT NULL,
    position   INTEGER NOT NULL CHECK (position >= 0),
    service    TEXT NOT NULL,
    PRIMARY KEY (location, day, visit, position),
    FOREIGN KEY (location, day, visit) REFERENCES visit (location, day, visit) ON DELETE CASCADE
);

-- A promise for a slot on a day, as it was booked. The visit of the same id says what became of it.
CREATE TABLE appointment (
    location   TEXT NOT NULL,
    day        TEXT NOT NULL CHECK (day LIKE '____-__-__'),
    visit      TEXT NOT NULL,
    code       TEXT NOT NULL,              -- what the visitor types or scans
    appointed  TIMESTAMPTZ NOT NULL,
    persons    INTEGER NOT NULL CHECK (persons > 0),
    services   JSON NOT NULL,              -- ["paspoort", "id-kaart"]
    channel    TEXT NOT NULL,              -- where it was booked: web, phone, import ...
    state      TEXT NOT NULL CHECK (state IN ('open', 'used', 'cancelled', 'no_show')),
    PRIMARY KEY (location, day, visit),
    FOREIGN KEY (location, day, visit) REFERENCES visit (location, day, visit) ON DELETE CASCADE
);
CREATE INDEX appointment_code ON appointment (code, day);
-- A code opens one appointment a day at most.
CREATE UNIQUE INDEX appointment_open ON appointment (location, day, code) WHERE state = 'open';

-- THE ONLY PLACE OF PERSONAL DATA. Rows are removed on erase_on, and nothing about the person stays.
-- Never a citizen service number. No foreign key: the visits may be made again while these rows stay.
CREATE TABLE person (
    location   TEXT NOT NULL,
    day        TEXT NOT NULL CHECK (day LIKE '____-__-__'),
    visit      TEXT NOT NULL,
    name       TEXT,
    look       TEXT,                       -- how to recognise them: red coat, pram
    seat       TEXT,
    note       TEXT,
    phone      TEXT,
    mail       TEXT,
    erase_on   DATE NOT NULL,
    PRIMARY KEY (location, day, visit)
);
CREATE INDEX person_erase ON person (erase_on);

-- A kiosk, display, printer or screen that may speak to the host, in one role at one location.
CREATE TABLE device (
    id         TEXT NOT NULL PRIMARY KEY,
    name       TEXT NOT NULL,
    role       TEXT NOT NULL CHECK (role IN ('kiosk', 'greeter', 'desk', 'display', 'printer', 'system')),
    location   TEXT NOT NULL,
    desk       TEXT,                       -- for the screen of one desk
    token_hash TEXT UNIQUE,                -- SHA-256 in hex of its secret token; NULL until it has fetched one
    paired_at  TIMESTAMPTZ NOT NULL,
    revoked_at TIMESTAMPTZ,                -- from here it is a stranger
    last_seen  TIMESTAMPTZ
);

-- A device that is being paired: for minutes only. Either the device shows the code and a person
-- approves it, or a person shows the code and the device types it.
CREATE TABLE pairing (
    code       TEXT NOT NULL PRIMARY KEY,  -- 7K3-9QF
    secret_hash TEXT UNIQUE,               -- SHA-256 in hex of what the device keeps to fetch its token; NULL for a code that a person shows
    role       TEXT NOT NULL CHECK (role IN ('kiosk', 'greeter', 'desk', 'display', 'printer', 'system')),
    name       TEXT NOT NULL,
    created    TIMESTAMPTZ NOT NULL,
    expires    TIMESTAMPTZ NOT NULL,
    device     TEXT,                       -- NULL until a person has approved it
    FOREIGN KEY (device) REFERENCES device (id) ON DELETE CASCADE
);

-- Who may sign in at a desk.
CREATE TABLE staff (
    location   TEXT NOT NULL,
    staff      TEXT NOT NULL,
    name       TEXT NOT NULL,
    pin_hash   TEXT NOT NULL,              -- Argon2; empty: may not sign in yet
    rights     JSON NOT NULL,              -- ["pick"]
    PRIMARY KEY (location, staff)
);

-- What the host must remember of itself, such as the secret that it signs the visits' pages with.
CREATE TABLE setting (
    key        TEXT NOT NULL PRIMARY KEY,
    value      TEXT NOT NULL
);
