-- Which database of a server took whose place by a restore, and under which name the old one is kept. Written just before
-- that becomes true: it holds where the server has a database of that name and number.
CREATE TABLE database_lineage (
    operation  TEXT    NOT NULL PRIMARY KEY,
    place      TEXT    NOT NULL,
    before     TEXT    NOT NULL, -- fingerprint: the server's identifier / the database's oid
    after      TEXT    NOT NULL,
    kept_as    TEXT    NOT NULL,
    at         INTEGER NOT NULL, -- ms since 1970-01-01 UTC
    keep_until INTEGER NOT NULL,
    dropped_at INTEGER
) STRICT;
