-- A role for the team leader's dashboard. A check cannot be changed on SQLite, so both tables are
-- made anew; what stands in them is kept aside meanwhile.
CREATE TABLE device_kept AS SELECT * FROM device;
CREATE TABLE pairing_kept AS SELECT * FROM pairing;
DROP TABLE pairing;
DROP TABLE device;
CREATE TABLE device (
    id         TEXT NOT NULL PRIMARY KEY,
    name       TEXT NOT NULL,
    role       TEXT NOT NULL CHECK (role IN ('kiosk', 'greeter', 'desk', 'display', 'printer', 'leader', 'system')),
    location   TEXT NOT NULL,
    desk       TEXT,
    token_hash TEXT UNIQUE,
    paired_at  TIMESTAMPTZ NOT NULL,
    revoked_at TIMESTAMPTZ,
    last_seen  TIMESTAMPTZ
);
CREATE TABLE pairing (
    code       TEXT NOT NULL PRIMARY KEY,
    secret_hash TEXT UNIQUE,
    role       TEXT NOT NULL CHECK (role IN ('kiosk', 'greeter', 'desk', 'display', 'printer', 'leader', 'system')),
    name       TEXT NOT NULL,
    created    TIMESTAMPTZ NOT NULL,
    expires    TIMESTAMPTZ NOT NULL,
    device     TEXT,
    FOREIGN KEY (device) REFERENCES device (id) ON DELETE CASCADE
);
INSERT INTO device (id, name, role, location, desk, token_hash, paired_at, revoked_at, last_seen)
    SELECT id, name, role, location, desk, token_hash, paired_at, revoked_at, last_seen FROM device_kept;
INSERT INTO pairing (code, secret_hash, role, name, created, expires, device)
    SELECT code, secret_hash, role, name, created, expires, device FROM pairing_kept;
DROP TABLE pairing_kept;
DROP TABLE device_kept;
