-- Who waits for whom? One row a session that waits or is waited for; a prepared transaction has pid 0 and its gid; the last row has only the server's time.
-- Since 14 (pg_locks.waitstart, parallel leaders). A parallel worker's wait is its leader's; what the role may not see is null.
WITH activity AS MATERIALIZED (
    SELECT * FROM pg_stat_activity
), lock AS MATERIALIZED (
    -- Whoever waits has moved the locks it waits for out of their holders' fast paths.
    SELECT * FROM pg_locks WHERE NOT fastpath
), mode (name, bit, conflicts) AS (
    VALUES ('AccessShareLock', 1, 128), ('RowShareLock', 2, 192), ('RowExclusiveLock', 4, 240),
           ('ShareUpdateExclusiveLock', 8, 248), ('ShareLock', 16, 236), ('ShareRowExclusiveLock', 32, 252),
           ('ExclusiveLock', 64, 254), ('AccessExclusiveLock', 128, 255)
), waiting AS MATERIALIZED (
    SELECT coalesce(a.leader_pid, l.pid) AS leader, l.*, m.conflicts,
           ROW(l.locktype, l.database, l.relation, l.page, l.tuple, l.virtualxid, l.transactionid::text, l.classid, l.objid, l.objsubid) AS tag
      FROM lock l JOIN mode m ON m.name = l.mode LEFT JOIN activity a ON a.pid = l.pid
     WHERE NOT l.granted
), blocked AS MATERIALIZED (
    SELECT leader, pg_blocking_pids(leader) AS by FROM (SELECT DISTINCT leader FROM waiting) w
), prepared AS MATERIALIZED (
    -- Its locks have no pid; the lock on its own transaction tells which they are.
    SELECT l.virtualtransaction AS holder, x.gid FROM pg_prepared_xacts x
      JOIN lock l ON l.pid IS NULL AND l.locktype = 'transactionid' AND l.transactionid::text = x.transaction::text
), granted AS MATERIALIZED (
    SELECT coalesce(a.leader_pid, l.pid) AS leader, l.virtualtransaction AS holder, m.bit,
           ROW(l.locktype, l.database, l.relation, l.page, l.tuple, l.virtualxid, l.transactionid::text, l.classid, l.objid, l.objsubid) AS tag
      FROM lock l JOIN mode m ON m.name = l.mode LEFT JOIN activity a ON a.pid = l.pid
     WHERE l.granted AND l.locktype IN (SELECT locktype FROM waiting)
), held AS MATERIALIZED (
    -- Of what is waited for, who holds it in a mode that conflicts with the awaited one.
    SELECT w.leader AS waiter, h.leader, x.gid
      FROM waiting w
      -- The planner has no idea of their numbers; this kind of join never compares each with each.
      FULL JOIN granted h ON h.tag = w.tag
      LEFT JOIN prepared x ON h.leader IS NULL AND x.holder = h.holder
     WHERE coalesce(w.conflicts, 0) & coalesce(h.bit, 0) <> 0 AND h.leader IS DISTINCT FROM w.leader
), hard AS MATERIALIZED (
    SELECT waiter, array_agg(DISTINCT leader) FILTER (WHERE leader IS NOT NULL) AS pids,
           array_agg(DISTINCT gid) FILTER (WHERE gid IS NOT NULL) AS gids
      FROM held GROUP BY waiter
), awaited AS MATERIALIZED (
    -- The longest wait of each, and the table it is about: who waits for a row's writer holds the row's place in the queue.
    SELECT DISTINCT ON (w.leader) w.leader, w.mode, w.locktype, w.page, w.tuple, w.virtualxid, w.transactionid, w.classid, w.objid, w.objsubid,
           greatest(0, date_part('epoch', clock_timestamp() - w.waitstart) * 1000)::float8 AS wait_ms,
           coalesce(w.database, q.database) AS database, coalesce(w.relation, q.relation) AS relation
      FROM waiting w
      LEFT JOIN lock q ON w.locktype = 'transactionid' AND q.pid = w.pid AND q.locktype = 'tuple' AND q.granted
     ORDER BY w.leader, w.waitstart NULLS LAST
), named AS MATERIALIZED (
    SELECT d.database, d.relation,
           CASE WHEN d.database = 0 OR o.datname = current_database() THEN d.relation::regclass::text ELSE d.relation::text END AS relation_name,
           CASE WHEN d.database <> 0 AND o.datname <> current_database() THEN o.datname::text END AS elsewhere
      FROM (SELECT DISTINCT database, relation FROM awaited WHERE relation IS NOT NULL) d
      LEFT JOIN pg_database o ON o.oid = d.database
), seen AS (
    -- Whoever blocks holds what is waited for, or waits itself.
    SELECT leader AS pid FROM waiting UNION SELECT leader FROM held WHERE leader IS NOT NULL
)
SELECT s.pid, NULL::text AS gid, a.usename::text AS username, a.datname::text AS database, a.application_name AS application,
       host(a.client_addr) AS client, a.backend_type, a.state, a.wait_event_type, a.wait_event,
       left(a.query, 4000) AS query, a.backend_start, a.xact_start, a.query_start,
       date_part('epoch', clock_timestamp() - a.xact_start) * 1000 AS xact_ms,
       date_part('epoch', clock_timestamp() - a.state_change) * 1000 AS state_ms,
       b.by AS blocked_by, hard.pids AS hard_pids, hard.gids AS hard_gids, w.wait_ms, w.mode, w.locktype,
       n.relation_name AS relation, n.elsewhere,
       w.page, w.tuple, w.virtualxid, w.transactionid::text, w.classid::int8, w.objid::int8, w.objsubid,
       NULL::timestamptz AS sampled_at
  FROM seen s
  LEFT JOIN activity a ON a.pid = s.pid
  LEFT JOIN blocked b ON b.leader = s.pid
  LEFT JOIN hard ON hard.waiter = s.pid
  LEFT JOIN awaited w ON w.leader = s.pid
  LEFT JOIN named n ON n.database = w.database AND n.relation = w.relation
UNION ALL
SELECT 0, x.gid, x.owner::text, x.database::text, NULL, NULL, 'prepared transaction', NULL, NULL, NULL,
       NULL, NULL, x.prepared, NULL, date_part('epoch', clock_timestamp() - x.prepared) * 1000, NULL,
       NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
  FROM pg_prepared_xacts x
 WHERE x.gid IN (SELECT gid FROM held)
UNION ALL
SELECT NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
       NULL, NULL, NULL, NULL, NULL, NULL,
       NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, clock_timestamp()
