-- Which backend process answers? A pooler between gives another one than the protocol told.
-- Since 14.
SELECT pg_backend_pid() AS pid
