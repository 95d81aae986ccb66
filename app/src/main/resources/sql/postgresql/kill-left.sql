-- What are these sessions now, and which of them wait for a lock? No row for one that is gone.
-- Since 14. A parallel worker's wait is its leader's.
WITH activity AS MATERIALIZED (
    SELECT * FROM pg_stat_activity
)
SELECT a.pid, a.backend_start, a.xact_start, a.query_start,
       a.state IN ('active', 'fastpath function call') AS runs,
       EXISTS (SELECT FROM pg_locks l LEFT JOIN activity w ON w.pid = l.pid
                WHERE NOT l.granted AND coalesce(w.leader_pid, l.pid) = a.pid) AS waits
  FROM activity a
 WHERE a.pid = ANY (?)
