-- How long it took to restore a backup into scratch, each time it was done: for a chart of how long it takes to be back.
CREATE TABLE restore_time (
    place       TEXT    NOT NULL, -- of the target
    target      TEXT    NOT NULL,
    backup      TEXT    NOT NULL, -- its id
    at          INTEGER NOT NULL, -- ms since 1970-01-01 UTC
    restore_ms  INTEGER NOT NULL,
    table_rows  INTEGER NOT NULL, -- in all tables
    bytes       INTEGER NOT NULL, -- of the backup
    scratch     TEXT    NOT NULL, -- where it was restored
    PRIMARY KEY (place, at, backup)
) STRICT, WITHOUT ROWID;
