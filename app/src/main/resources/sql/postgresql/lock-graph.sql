-- Who waits for whom? One row a session that waits or is waited for; a prepared transaction has pid 0 and its gid; the last row has only the server's time.
-- Since 14 (pg_locks.waitstart, parallel leaders). A parallel worker's wait is its leader's; what the role may not see is null.
WITH activity AS MATERIALIZED (
    SELECT * FROM pg_stat_activity
), lock AS MATERIALIZED (
    -- Whoever waits has moved the locks it waits for out of their holders' fast paths.
    SELECT coalesce(a.leader_pid, l.pid) AS pid, l.granted, l.mode, l.waitstart, l.virtualtransaction AS holder,
           l.locktype, l.database, l.relation, l.page, l.tuple, l.virtualxid, l.transactionid, l.classid, l.objid, l.objsubid,
           ROW(l.locktype, l.database, l.relation, l.page, l.tuple, l.virtualxid, l.transactionid::text, l.classid, l.objid, l.objsubid) AS tag
      FROM pg_locks l LEFT JOIN activity a ON a.pid = l.pid
     WHERE NOT l.fastpath
), mode (name, bit, conflicts) AS (
    VALUES ('AccessShareLock', 1, 128), ('RowShareLock', 2, 192), ('RowExclusiveLock', 4, 240),
           ('ShareUpdateExclusiveLock', 8, 248), ('ShareLock', 16, 236), ('ShareRowExclusiveLock', 32, 252),
           ('ExclusiveLock', 64, 254), ('AccessExclusiveLock', 128, 255), ('SIReadLock', 0, 0)
), waiting AS MATERIALIZED (
    SELECT l.*, m.conflicts FROM lock l JOIN mode m ON m.name = l.mode WHERE NOT l.granted
), blocked AS MATERIALIZED (
    SELECT pid, pg_blocking_pids(pid) AS by FROM (SELECT DISTINCT pid FROM waiting) w
), prepared AS MATERIALIZED (
    -- Its locks have no pid; the lock on its own transaction tells which they are.
    SELECT l.holder, x.gid FROM pg_prepared_xacts x
      JOIN lock l ON l.pid IS NULL AND l.locktype = 'transactionid' AND l.transactionid::text = x.transaction::text
), held AS MATERIALIZED (
    -- Of what is waited for, who holds it in a mode that conflicts with the awaited one.
    SELECT w.pid AS waiter, h.pid, x.gid
      FROM waiting w
      JOIN lock h ON h.tag = w.tag AND h.granted AND h.pid IS DISTINCT FROM w.pid
      JOIN mode m ON m.name = h.mode AND m.bit & w.conflicts <> 0
      LEFT JOIN prepared x ON h.pid IS NULL AND x.holder = h.holder
), hard AS MATERIALIZED (
    SELECT waiter, array_agg(DISTINCT pid) FILTER (WHERE pid IS NOT NULL) AS pids,
           array_agg(DISTINCT gid) FILTER (WHERE gid IS NOT NULL) AS gids
      FROM held GROUP BY waiter
), awaited AS (
    -- The longest wait of each, and the table it is about: who waits for a row's writer holds the row's place in the queue.
    SELECT DISTINCT ON (w.pid) w.pid, w.mode, w.locktype, w.page, w.tuple, w.virtualxid, w.transactionid, w.classid, w.objid, w.objsubid,
           greatest(0, extract(epoch FROM clock_timestamp() - w.waitstart) * 1000)::float8 AS wait_ms,
           coalesce(w.database, q.database) AS database, coalesce(w.relation, q.relation) AS relation
      FROM waiting w
      LEFT JOIN lock q ON w.locktype = 'transactionid' AND q.pid = w.pid AND q.locktype = 'tuple' AND q.granted
     ORDER BY w.pid, w.waitstart NULLS LAST
), seen AS (
    -- Whoever blocks holds what is waited for, or waits itself.
    SELECT pid FROM waiting UNION SELECT pid FROM held WHERE pid IS NOT NULL
)
SELECT s.pid, NULL::text AS gid, a.usename::text AS username, a.datname::text AS database, a.application_name AS application,
       host(a.client_addr) AS client, a.backend_type, a.state, a.wait_event_type, a.wait_event,
       left(a.query, 4000) AS query, a.backend_start, a.xact_start, a.query_start,
       extract(epoch FROM clock_timestamp() - a.xact_start) * 1000 AS xact_ms,
       extract(epoch FROM clock_timestamp() - a.state_change) * 1000 AS state_ms,
       b.by AS blocked_by, hard.pids AS hard_pids, hard.gids AS hard_gids, w.wait_ms, w.mode, w.locktype,
       CASE WHEN w.database IN (0, d.oid) THEN w.relation::regclass::text ELSE w.relation::text END AS relation,
       CASE WHEN w.database NOT IN (0, d.oid) THEN coalesce(o.datname::text, w.database::text) END AS elsewhere,
       w.page, w.tuple, w.virtualxid, w.transactionid::text, w.classid::int8, w.objid::int8, w.objsubid,
       clock_timestamp() AS sampled_at
  FROM seen s
  JOIN pg_database d ON d.datname = current_database()
  LEFT JOIN activity a ON a.pid = s.pid
  LEFT JOIN blocked b ON b.pid = s.pid
  LEFT JOIN hard ON hard.waiter = s.pid
  LEFT JOIN awaited w ON w.pid = s.pid
  LEFT JOIN pg_database o ON o.oid = w.database
UNION ALL
SELECT 0, x.gid, x.owner::text, x.database::text, NULL, NULL, 'prepared transaction', NULL, NULL, NULL,
       NULL, NULL, x.prepared, NULL, extract(epoch FROM clock_timestamp() - x.prepared) * 1000, NULL,
       NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, clock_timestamp()
  FROM pg_prepared_xacts x
 WHERE x.gid IN (SELECT gid FROM held)
UNION ALL
SELECT NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
       NULL, NULL, NULL, NULL, NULL, NULL,
       NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, clock_timestamp()
