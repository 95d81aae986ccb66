-- What became of a transaction: committed, aborted, in progress, or null if that is too long ago to be known?
-- Since 14.
SELECT pg_xact_status(?::xid8) AS status
