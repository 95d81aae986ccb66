-- Profiles of targets. No column ever holds a password.
CREATE TABLE target (
    name        TEXT    NOT NULL PRIMARY KEY,
    engine      TEXT    NOT NULL,
    environment TEXT    NOT NULL,
    profile     TEXT    NOT NULL CHECK (json_valid(profile)), -- address, folders, Flyway's settings, thresholds, options
    version     INTEGER NOT NULL CHECK (version > 0)          -- counts the saves: a save with an old one is refused
) STRICT;

-- What was last known of a target, for a start at which it does not answer.
CREATE TABLE target_seen (
    name     TEXT    NOT NULL PRIMARY KEY REFERENCES target (name) ON UPDATE CASCADE ON DELETE CASCADE,
    status   TEXT    NOT NULL,
    seen_at  INTEGER NOT NULL, -- ms since 1970-01-01 UTC
    sentence TEXT    NOT NULL
) STRICT;
