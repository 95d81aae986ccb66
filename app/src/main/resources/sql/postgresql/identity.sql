-- Which server and database answers here?
-- Since 14.
SELECT current_setting('server_version') AS version,
       pg_is_in_recovery() AS in_recovery,
       (SELECT oid FROM pg_database WHERE datname = current_database()) AS database_oid
