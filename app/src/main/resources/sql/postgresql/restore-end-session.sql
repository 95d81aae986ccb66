-- Is a session of others ended?
-- Since 14.
select pg_terminate_backend(?) as ended
