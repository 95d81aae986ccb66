-- May an operation of Belay begin on this database? The lock is the session's, and the database's own.
-- Since 14. The number is "BELAY" in ASCII.
SELECT pg_try_advisory_lock(284630466905)::text
