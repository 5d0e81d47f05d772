-- The town's norms with their versions.

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
