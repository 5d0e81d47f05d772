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
-- For reports: the few facts among the many that a year's figures ask for. Questions say these very words.
CREATE INDEX event_seldom ON event (location, day, seq) WHERE kind IN ('cancelled', 'day_opened', 'desk_closed', 'desk_opened', 'desk_paused', 'handed_over', 'moved', 'moved_away', 'plan_changed', 'step_undone');
CREATE INDEX event_booked ON event (location, at_ms) WHERE kind = 'booked';

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
    delivery   BOOLEAN NOT NULL DEFAULT FALSE, -- the document is brought home: no pick-up visit follows
    told_from  INTEGER CHECK (told_from >= 0), -- minutes of waiting that it was told at check-in: from ...
    told_to    INTEGER CHECK (told_to >= told_from), -- ... to; NULL: it was told none

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
    state      TEXT NOT NULL CHECK (state IN ('open', 'used', 'cancelled', 'no_show')), -- moved to another day: cancelled here, open there under the same id
    minutes    INTEGER NOT NULL DEFAULT 0 CHECK (minutes >= 0), -- how long; 0: as the settings say of its services
    amounts    JSON NOT NULL DEFAULT '[]', -- [2, 1]: for how many each service is; []: for every person
    link       TEXT NOT NULL DEFAULT '',   -- of the visitor's own page, by chance; empty: has none
    changes    INTEGER NOT NULL DEFAULT 0 CHECK (changes >= 0), -- how often it was moved
    PRIMARY KEY (location, day, visit),
    FOREIGN KEY (location, day, visit) REFERENCES visit (location, day, visit) ON DELETE CASCADE
);
CREATE INDEX appointment_code ON appointment (code, day);
CREATE INDEX appointment_visit ON appointment (visit);
CREATE INDEX appointment_link ON appointment (link);
-- A code opens one appointment a day at most.
CREATE UNIQUE INDEX appointment_open ON appointment (location, day, code) WHERE state = 'open';

-- A promise to come by at somebody's own address on a day: no desk, no visit. Who and where stands in
-- person, under the same id.
CREATE TABLE round (
    location   TEXT NOT NULL,
    day        TEXT NOT NULL CHECK (day LIKE '____-__-__'),
    round      TEXT NOT NULL,
    service    TEXT NOT NULL,
    route      TEXT NOT NULL,              -- the area: its capacity stands in the settings
    code       TEXT NOT NULL,
    link       TEXT NOT NULL,              -- of its own page
    language   TEXT NOT NULL,
    channel    TEXT NOT NULL,
    state      TEXT NOT NULL CHECK (state IN ('open', 'cancelled')),
    PRIMARY KEY (location, day, round)
);
CREATE INDEX round_id ON round (round);

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
    role       TEXT NOT NULL CHECK (role IN ('kiosk', 'greeter', 'desk', 'display', 'printer', 'leader', 'system')),
    location   TEXT NOT NULL,
    desk       TEXT,                       -- for the screen of one desk
    token_hash TEXT UNIQUE,                -- SHA-256 in hex of its secret token; NULL until it has fetched one
    paired_at  TIMESTAMPTZ NOT NULL,
    revoked_at TIMESTAMPTZ,                -- from here it is a stranger
    last_seen  TIMESTAMPTZ
);

-- How each device is now, by its own word and by its line. One row per device that was ever on the line.
CREATE TABLE device_state (
    device     TEXT NOT NULL PRIMARY KEY,
    watched_since TIMESTAMPTZ NOT NULL,    -- first seen on the line since states are kept: before this nothing is known
    state      TEXT NOT NULL,              -- ok, away, paper_out ...
    since      TIMESTAMPTZ NOT NULL,
    version    TEXT NOT NULL,              -- of its program, as it said; empty: it did not say
    FOREIGN KEY (device) REFERENCES device (id) ON DELETE CASCADE
);

-- When a device could not be used. A row is added when such a time begins and is given its end later.
CREATE TABLE downtime (
    device     TEXT NOT NULL,              -- its id; host: the host itself
    began      TIMESTAMPTZ NOT NULL,
    ended      TIMESTAMPTZ,                -- NULL: it still cannot be used
    why        TEXT NOT NULL,              -- the state in which it began; of the host: away
    PRIMARY KEY (device, began)
);

-- Who let a device in, named it anew or put it out. Rows are added and never changed.
CREATE TABLE device_step (
    entry      TEXT NOT NULL PRIMARY KEY,  -- the command's id
    at         TIMESTAMPTZ NOT NULL,
    what       TEXT NOT NULL CHECK (what IN ('added', 'invited', 'approved', 'renamed', 'revoked')),
    device     TEXT NOT NULL,
    name       TEXT NOT NULL,              -- that it has from here on
    sender     TEXT NOT NULL,              -- the greeter's device, or administrator
    digest     TEXT NOT NULL               -- of what was said
);
CREATE INDEX device_step_at ON device_step (at);

-- A device that is being paired: for minutes only. Either the device shows the code and a person
-- approves it, or a person shows the code and the device types it.
CREATE TABLE pairing (
    code       TEXT NOT NULL PRIMARY KEY,  -- 7K3-9QF
    secret_hash TEXT UNIQUE,               -- SHA-256 in hex of what the device keeps to fetch its token; NULL for a code that a person shows
    role       TEXT NOT NULL CHECK (role IN ('kiosk', 'greeter', 'desk', 'display', 'printer', 'leader', 'system')),
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

-- How long one waits for an appointment: the free slots for one person that the public could book,
-- looked at once a day. Rows are added and never changed.
CREATE TABLE access_time (
    location   TEXT NOT NULL,
    day        TEXT NOT NULL CHECK (day LIKE '____-__-__'), -- on which it was looked at
    service    TEXT NOT NULL,
    at         TIMESTAMPTZ NOT NULL,       -- when: at 09:00, or as soon after as the host was there
    first_slot TIMESTAMPTZ,                -- NULL: none within the days that can be booked
    third_slot TIMESTAMPTZ,
    first_days INTEGER CHECK (first_days >= 0), -- working days until the slot, by the location's calendar; today is 0
    third_days INTEGER CHECK (third_days >= 0),
    horizon_days INTEGER NOT NULL CHECK (horizon_days >= 0), -- working days until the last day that could be booked: no slot is "more than" this
    PRIMARY KEY (location, day, service)
);

-- Messages to visitors: written in the transaction of what they tell of, sent later, and kept as proof
-- of sending. No address, name or text of a message: those are looked up and made when it is sent.
CREATE TABLE message (
    id         TEXT NOT NULL PRIMARY KEY,  -- made of the five that stand in message_once
    location   TEXT NOT NULL,
    day        TEXT NOT NULL CHECK (day LIKE '____-__-__'),
    visit      TEXT NOT NULL,
    kind       TEXT NOT NULL CHECK (kind IN ('confirmation', 'change', 'cancellation', 'reminder', 'ready', 'turn', 'survey')),
    language   TEXT NOT NULL,
    cause      TEXT NOT NULL,              -- the entry that it follows from
    due        TIMESTAMPTZ NOT NULL,       -- not before this moment
    next_try   TIMESTAMPTZ NOT NULL,       -- while sending: when whoever sends it must be given up for lost
    appointed  TIMESTAMPTZ,                -- the appointment that it speaks of; not sent when that is no longer so
    channel    TEXT NOT NULL CHECK (channel IN ('any', 'mail', 'sms')), -- any: not chosen yet
    state      TEXT NOT NULL CHECK (state IN ('waiting', 'sending', 'sent', 'failed', 'dropped', 'unknown')), -- unknown: perhaps sent, not tried again
    tries      INTEGER NOT NULL CHECK (tries >= 0),
    sent       TIMESTAMPTZ,
    provider   TEXT NOT NULL,              -- who took it: the mail server's name, notifynl, cm, spryng ...
    receipt    TEXT NOT NULL,              -- what the provider answered: the proof of sending
    why        TEXT NOT NULL               -- why it was not sent, in a word or a code
);
-- One cause gives one message of a kind.
CREATE UNIQUE INDEX message_once ON message (location, day, visit, kind, cause);
CREATE INDEX message_visit ON message (visit);
CREATE INDEX message_due ON message (next_try) WHERE state IN ('waiting', 'sending');

-- A promise to call somebody back, as its steps have made it. Who, the number and what it is about
-- stand in person, under the same location, day and id, and are erased some days after it is finished.
CREATE TABLE callback (
    location   TEXT NOT NULL,
    day        TEXT NOT NULL CHECK (day LIKE '____-__-__'), -- on which it was made
    callback   TEXT NOT NULL,
    department TEXT NOT NULL,              -- whose it is now
    exempt     BOOLEAN NOT NULL,           -- that department cannot promise it: told apart in the figures
    calendar   TEXT NOT NULL CHECK (calendar IN ('legal', 'local')), -- by which its working days were counted
    term_days  INTEGER NOT NULL CHECK (term_days > 0), -- working days that were promised
    created    TIMESTAMPTZ NOT NULL,
    due        TIMESTAMPTZ NOT NULL,       -- end of office hours of the last of them; stays when it is handed over
    channel    TEXT NOT NULL,              -- who made it: greeter, desk, api, import
    state      TEXT NOT NULL CHECK (state IN ('open', 'done')),
    outcome    TEXT NOT NULL CHECK (outcome IN ('', 'answered', 'appointment', 'unreached', 'transferred')), -- transferred: taken at once, nobody calls back
    attempts   INTEGER NOT NULL CHECK (attempts >= 0), -- calls in vain
    attempted  TIMESTAMPTZ,                -- the last of them
    tried      TIMESTAMPTZ,                -- in vain on two half-days: since the second
    answered   TIMESTAMPTZ,                -- first spoken to
    ended      TIMESTAMPTZ,
    visit      TEXT,                       -- the appointment that it became
    steps      INTEGER NOT NULL CHECK (steps > 0), -- how many it has: whoever counts another number was too late
    PRIMARY KEY (location, day, callback)
);
CREATE UNIQUE INDEX callback_id ON callback (callback);
CREATE INDEX callback_open ON callback (location, due) WHERE state = 'open';

-- The norms on a promise, and when each ends: worked out once, when it was made.
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

-- What was done about it. Rows are added and never changed.
CREATE TABLE callback_step (
    location   TEXT NOT NULL,
    day        TEXT NOT NULL,
    callback   TEXT NOT NULL,
    seq        INTEGER NOT NULL CHECK (seq > 0), -- two who act at once meet here
    entry      TEXT NOT NULL,              -- the command's id
    at         TIMESTAMPTZ NOT NULL,
    what       TEXT NOT NULL CHECK (what IN ('made', 'attempted', 'reached', 'handed_over', 'answered', 'appointment', 'unreached', 'transferred', 'reopened')),
    half_day   TEXT NOT NULL,              -- 2026-11-20 am: two of them make an honest try
    department TEXT NOT NULL,              -- whose it is from here on
    sender     TEXT NOT NULL,              -- the device, or key:name
    digest     TEXT NOT NULL,              -- of what was said, without anything personal
    PRIMARY KEY (location, day, callback, seq),
    FOREIGN KEY (location, day, callback) REFERENCES callback (location, day, callback) ON DELETE CASCADE
);
-- A command acts once.
CREATE UNIQUE INDEX callback_step_once ON callback_step (entry);

-- What visitors thought of their visit. An answer holds no visit, no day and no moment, and the rows
-- stand in no order: whenever one is added, others of its week are written anew between it.
CREATE TABLE survey_answer (
    id         TEXT NOT NULL PRIMARY KEY,  -- by chance, and another one whenever the row is written anew
    location   TEXT NOT NULL,
    week       TEXT NOT NULL CHECK (week LIKE '____-__-__'), -- of the visit, by its first day: a Monday, or the first of a month within a week
    channel    TEXT NOT NULL CHECK (channel IN ('page', 'mail', 'kiosk')),
    mark       INTEGER NOT NULL CHECK (mark >= 1 AND mark <= 10), -- for the help at the desk
    greeter_mark INTEGER CHECK (greeter_mark >= 1 AND greeter_mark <= 10), -- for the welcome; NULL: not asked, or not answered
    choice     TEXT NOT NULL,              -- of the town's own question; empty: none
    party      TEXT NOT NULL,              -- the group that the visitor chose to belong to; empty: none
    said       TEXT NOT NULL,              -- free text, until said_until
    said_until DATE                        -- on this day the text is removed; NULL: there is none
);
CREATE INDEX survey_answer_week ON survey_answer (location, week);

-- Which visits have answered, as a keyed hash that leads to no answer, until nobody can answer any more.
CREATE TABLE survey_given (
    given      TEXT NOT NULL PRIMARY KEY,  -- HMAC-SHA-256 in hex of location, day and visit, with the host's secret
    erase_on   DATE NOT NULL               -- the same for all visits of a week
);
CREATE INDEX survey_given_erase ON survey_given (erase_on);

-- What residents answered to somebody else's survey, imported: never mixed with the answers of visitors.
CREATE TABLE residents_survey (
    year       INTEGER NOT NULL CHECK (year > 1900),
    question   TEXT NOT NULL,
    place      TEXT NOT NULL,              -- of one location or district; empty: the whole town
    source     TEXT NOT NULL,              -- who asked
    mark       DOUBLE PRECISION CHECK (mark >= 1 AND mark <= 10), -- NULL: see gap
    gap        TEXT NOT NULL CHECK (gap IN ('', 'none', 'few', 'not_measured', 'not_offered')), -- why there is no mark
    n          INTEGER CHECK (n >= 0),     -- how many answered; NULL: the source does not say
    PRIMARY KEY (year, question, place, source)
);

-- What the host must remember of itself, such as the secret that it signs the visits' pages with.
CREATE TABLE setting (
    key        TEXT NOT NULL PRIMARY KEY,
    value      TEXT NOT NULL
);

-- A program that may use the REST interface, with what it may do there.
CREATE TABLE api_key (
    id         TEXT NOT NULL PRIMARY KEY,
    name       TEXT NOT NULL,              -- stands in the log as sender: key:name
    scopes     JSON NOT NULL,              -- ["availability:read", "appointments:write"]
    locations  JSON NOT NULL,              -- ["stadhuis"]; []: every one
    per_minute INTEGER NOT NULL CHECK (per_minute > 0), -- requests
    token_hash TEXT NOT NULL UNIQUE,       -- SHA-256 in hex of its secret token
    created_at TIMESTAMPTZ NOT NULL,
    revoked_at TIMESTAMPTZ,                -- from here it is a stranger
    last_used  TIMESTAMPTZ                 -- to the minute
);
-- A name is one key's, until that is revoked.
CREATE UNIQUE INDEX api_key_name ON api_key (name) WHERE revoked_at IS NULL;

-- Requests that a key has named, for a day: the same name with another body is noticed.
CREATE TABLE api_request (
    api_key    TEXT NOT NULL,
    name       TEXT NOT NULL,              -- SHA-256 in hex of its Idempotency-Key
    digest     TEXT NOT NULL,              -- of what was asked, made with the host's secret
    acted      BOOLEAN NOT NULL,           -- it was done: sent again it is only told
    at         TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (api_key, name),
    FOREIGN KEY (api_key) REFERENCES api_key (id) ON DELETE CASCADE
);
CREATE INDEX api_request_at ON api_request (at);

-- Each version of each norm, as it was when the host first saw it. A promise is never edited: another
-- one is another version, so that an old period is judged by what held then.
CREATE TABLE norm (
    id         TEXT NOT NULL,              -- the same in all versions
    version    INTEGER NOT NULL CHECK (version > 0),
    definition TEXT NOT NULL,              -- wt_a, wt_a_felt, wt_w, at1, at3, cb, sat, av; '': nobody wrote it down
    statistic  TEXT NOT NULL CHECK (statistic IN ('mean', 'share', 'max', 'p90')),
    bound      DOUBLE PRECISION NOT NULL,  -- inclusive: seconds, working days, or the least mark; 0: none
    target     DOUBLE PRECISION CHECK (target > 0 AND target <= 1), -- the share that is promised
    period     TEXT NOT NULL CHECK (period IN ('day', 'week', 'month', 'quarter', 'half_year', 'year')),
    valid_from TEXT NOT NULL,              -- ISO date; '': always was
    valid_until TEXT,                      -- ISO date; NULL: until another version begins
    decided_by TEXT NOT NULL,              -- '': it follows from the limits of the services
    decided_on TEXT,                       -- ISO date
    locations  JSON NOT NULL,              -- ["stadhuis"]; []: all
    services   JSON NOT NULL,              -- ["paspoort"]; []: all
    names      JSON NOT NULL,              -- {"nl": "Wachten met afspraak"}; may be put in better words
    first_seen TIMESTAMPTZ NOT NULL,
    end_seen   TIMESTAMPTZ,                -- when valid_until was first said, where that was later
    PRIMARY KEY (id, version)
);

-- Figures of other systems, of the system before this one, and of plans. A row is never changed:
-- another figure for the same period is another version.
CREATE TABLE series_value (
    series     TEXT NOT NULL,              -- "website_mark"
    location   TEXT NOT NULL,              -- empty: the whole town
    period     TEXT NOT NULL,              -- 2019, 2019-H1, 2019-Q2, 2019-06
    kind       TEXT NOT NULL CHECK (kind IN ('measured', 'forecast', 'target', 'plan')),
    version    INTEGER NOT NULL CHECK (version > 0), -- the highest holds
    names      JSON NOT NULL,              -- {"nl": "Bezoeken balie"}: what the source calls it in this period
    unit       TEXT NOT NULL CHECK (unit IN ('seconds', 'share', 'count', 'mark', 'days', 'percent_points')),
    value      DOUBLE PRECISION,           -- shares from 0 to 1; NULL: see gap
    gap        TEXT NOT NULL CHECK (gap IN ('', 'none', 'few', 'not_measured', 'not_offered')), -- why there is no value
    n          INTEGER CHECK (n >= 0),     -- of how many; NULL: the source does not say
    footnote   TEXT NOT NULL,              -- never a part of the number
    provisional BOOLEAN NOT NULL,          -- the source says that it may still change
    source     TEXT NOT NULL,              -- where it comes from
    source_date DATE NOT NULL,             -- of what was read there
    definition TEXT NOT NULL,              -- by which it was counted; empty: the source does not say
    definition_version INTEGER CHECK (definition_version > 0),
    break_reason TEXT NOT NULL,            -- why it cannot be compared with the period before; empty: it can
    imported   TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (series, location, period, kind, version),
    CHECK ((value IS NULL) = (gap <> ''))
);

-- Reports as they were when somebody answered for them. Never changed: a correction is a next version.
CREATE TABLE frozen_report (
    number     INTEGER NOT NULL PRIMARY KEY CHECK (number > 0), -- in the order of freezing, without gaps
    period     TEXT NOT NULL,              -- 2025-H1
    location   TEXT NOT NULL,              -- empty: all
    version    INTEGER NOT NULL CHECK (version > 0),
    status     TEXT NOT NULL CHECK (status IN ('provisional', 'definitive')),
    frozen_by  TEXT NOT NULL,              -- name and office
    frozen_at  TIMESTAMPTZ NOT NULL,
    body       TEXT NOT NULL,              -- JSON: the report, the norms, breaks, and what changed since the version before
    digest     TEXT NOT NULL,              -- SHA-256 in hex of body
    before     TEXT NOT NULL,              -- signature of the row before this one; empty: the first
    signature  TEXT NOT NULL,              -- HMAC-SHA-256 in hex of number, before and digest, with the host's secret
    UNIQUE (period, location, version)
);
