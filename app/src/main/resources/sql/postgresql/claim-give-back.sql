-- The operation on this database has ended: may the next one begin?
-- Since 14.
SELECT pg_advisory_unlock(284630466905)::text
