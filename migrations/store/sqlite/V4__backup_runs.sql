-- Every backup that was begun, however it ended: for charts, alerts, and what the next one will need.
CREATE TABLE backup_run (
    operation    TEXT    NOT NULL PRIMARY KEY, -- the journal's number
    target       TEXT    NOT NULL,
    place        TEXT    NOT NULL,
    fingerprint  TEXT    NOT NULL,
    began_at     INTEGER NOT NULL,             -- ms since 1970-01-01 UTC
    duration_ms  INTEGER NOT NULL,
    outcome      TEXT    NOT NULL CHECK (outcome IN ('done', 'failed', 'cancelled')),
    backup       TEXT,                         -- its id, if it was done
    bytes        INTEGER,                      -- of its file
    source_bytes INTEGER NOT NULL,             -- of the database then
    reason       TEXT                          -- why it was not done
) STRICT;

CREATE INDEX backup_run_place_idx ON backup_run (place, began_at);
