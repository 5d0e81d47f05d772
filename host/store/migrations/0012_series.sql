-- Figures of other systems and of the system before this one, and reports that are frozen.

CREATE TABLE series_value (
    series     TEXT NOT NULL,
    location   TEXT NOT NULL,
    period     TEXT NOT NULL,
    kind       TEXT NOT NULL CHECK (kind IN ('measured', 'forecast', 'target', 'plan')),
    version    INTEGER NOT NULL CHECK (version > 0),
    names      JSON NOT NULL,
    unit       TEXT NOT NULL CHECK (unit IN ('seconds', 'share', 'count', 'mark', 'days', 'percent_points')),
    value      DOUBLE PRECISION,
    gap        TEXT NOT NULL CHECK (gap IN ('', 'none', 'few', 'not_measured', 'not_offered')),
    n          INTEGER CHECK (n >= 0),
    footnote   TEXT NOT NULL,
    provisional BOOLEAN NOT NULL,
    source     TEXT NOT NULL,
    source_date DATE NOT NULL,
    definition TEXT NOT NULL,
    definition_version INTEGER CHECK (definition_version > 0),
    break_reason TEXT NOT NULL,
    imported   TIMESTAMPTZ NOT NULL,
    PRIMARY KEY (series, location, period, kind, version),
    CHECK ((value IS NULL) = (gap <> ''))
);

CREATE TABLE frozen_report (
    number     INTEGER NOT NULL PRIMARY KEY CHECK (number > 0),
    period     TEXT NOT NULL,
    location   TEXT NOT NULL,
    version    INTEGER NOT NULL CHECK (version > 0),
    status     TEXT NOT NULL CHECK (status IN ('provisional', 'definitive')),
    frozen_by  TEXT NOT NULL,
    frozen_at  TIMESTAMPTZ NOT NULL,
    body       TEXT NOT NULL,
    digest     TEXT NOT NULL,
    before     TEXT NOT NULL,
    signature  TEXT NOT NULL,
    UNIQUE (period, location, version)
);
