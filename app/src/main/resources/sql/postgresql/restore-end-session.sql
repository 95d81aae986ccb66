-- Ends a session of others.
-- Since 14.
select pg_terminate_backend(?) as ended
