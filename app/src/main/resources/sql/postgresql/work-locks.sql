-- Which other sessions of an operation hold this database changed, or about to be?
-- Since 14. A server finishes what was sent, and notices only after seconds that its client is gone.
SELECT DISTINCT a.pid
  FROM pg_stat_activity a
  JOIN pg_locks l ON l.pid = a.pid
 WHERE a.application_name = 'belay/work'
   AND a.pid <> pg_backend_pid()
   AND l.locktype = 'relation'
   AND l.mode NOT IN ('AccessShareLock', 'RowShareLock')
   AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
