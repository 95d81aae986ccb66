-- The journal: what changes a target is here before it happens. A row without an end is an operation that runs, or one
-- that was interrupted.
CREATE TABLE operation (
    id          TEXT    NOT NULL PRIMARY KEY,
    operation   TEXT    NOT NULL,
    arguments   TEXT    NOT NULL CHECK (json_valid(arguments)),
    target      TEXT    NOT NULL,
    place       TEXT    NOT NULL,
    engine      TEXT    NOT NULL,
    environment TEXT    NOT NULL,
    profile     TEXT    NOT NULL CHECK (json_valid(profile)), -- the target as it was, to find it again
    fingerprint TEXT    NOT NULL,
    basis       TEXT    NOT NULL,
    user        TEXT    NOT NULL,
    host        TEXT    NOT NULL,
    pid         INTEGER NOT NULL,
    process_at  INTEGER NOT NULL, -- when the process began, ms since 1970-01-01 UTC
    begun_at    INTEGER NOT NULL,
    ended_at    INTEGER,
    outcome     TEXT,             -- done, failed, cancelled, in doubt, interrupted
    told        TEXT              -- the outcome in words
) STRICT;

CREATE INDEX operation_open_idx ON operation (begun_at) WHERE ended_at IS NULL;

CREATE TABLE operation_phase (
    operation TEXT    NOT NULL REFERENCES operation (id),
    number    INTEGER NOT NULL,
    phase     TEXT    NOT NULL,
    at        INTEGER NOT NULL,
    note      TEXT    NOT NULL, -- what can be looked up after a crash: a transaction's id, a copy's file
    PRIMARY KEY (operation, number)
) STRICT;

-- The audit: only added to. Each row holds the hash of the one before it.
CREATE TABLE audit (
    number      INTEGER NOT NULL PRIMARY KEY CHECK (number > 0),
    at          INTEGER NOT NULL,
    user        TEXT    NOT NULL,
    host        TEXT    NOT NULL,
    operation   TEXT    NOT NULL,
    operation_id TEXT   NOT NULL,
    event       TEXT    NOT NULL, -- begun, done, failed, cancelled, in doubt, interrupted, refused
    target      TEXT    NOT NULL,
    place       TEXT    NOT NULL,
    environment TEXT    NOT NULL,
    fingerprint TEXT    NOT NULL,
    plan        TEXT    NOT NULL, -- in words
    approval    TEXT    NOT NULL,
    outcome     TEXT    NOT NULL,
    previous    TEXT    NOT NULL,
    hash        TEXT    NOT NULL
) STRICT;

CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit
BEGIN
    SELECT RAISE(ABORT, 'the audit is only added to');
END;

CREATE TRIGGER audit_is_not_cut BEFORE DELETE ON audit
BEGIN
    SELECT RAISE(ABORT, 'the audit is only added to');
END;
