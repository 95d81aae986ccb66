-- Which backend process answers? A pooler between gives another one than the protocol told.
-- PostgreSQL 14.
SELECT pg_backend_pid() AS pid
