-- Keys of programs that use the REST interface.

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
