-- Who waits for whom? Rows of five parts: locks that are waited for and who holds or awaits them, the sessions of these, names of tables, prepared transactions, and the server's time.
-- Since 14 (pg_locks.waitstart, parallel leaders). A parallel worker's lock is its leader's; what the role may not see is null. Joining all of it is the client's, since that costs the server more than telling it.
WITH activity AS MATERIALIZED (
    SELECT pid, leader_pid, usename, datname, application_name, client_addr, backend_type, state, query, backend_start, xact_start, query_start, state_change
      FROM pg_stat_activity
), lock AS MATERIALIZED (
    -- Whoever waits has moved the locks it waits for out of their holders' fast paths.
    SELECT * FROM pg_locks WHERE NOT fastpath
), entry AS MATERIALIZED (
    -- What is waited for, whoever holds it; the place of a row's queue, which tells the table; which transactions are prepared.
    SELECT coalesce(w.leader_pid, l.pid) AS leader, l.*
      FROM lock l
      LEFT JOIN (SELECT pid, leader_pid FROM activity WHERE leader_pid IS NOT NULL) w ON w.pid = l.pid
     WHERE NOT l.granted OR l.locktype = 'tuple' OR l.pid IS NULL AND l.locktype = 'transactionid'
        -- Not a join: the planner has no idea of their numbers, and this never compares each with each.
        OR coalesce((l.locktype, coalesce(l.database, 0), coalesce(l.relation, 0), coalesce(l.page, -1), coalesce(l.tuple, -1::int2),
                     coalesce(l.virtualxid, ''), coalesce(l.transactionid::text, ''), coalesce(l.classid, 0), coalesce(l.objid, 0), coalesce(l.objsubid, -1::int2))
                 IN (SELECT a.locktype, coalesce(a.database, 0), coalesce(a.relation, 0), coalesce(a.page, -1), coalesce(a.tuple, -1::int2),
                            coalesce(a.virtualxid, ''), coalesce(a.transactionid::text, ''), coalesce(a.classid, 0), coalesce(a.objid, 0), coalesce(a.objsubid, -1::int2)
                       FROM lock a WHERE NOT a.granted), false)
)
SELECT 'lock' AS part, leader AS pid, NULL::text AS gid, CASE WHEN NOT granted THEN pg_blocking_pids(leader) END AS blocked_by,
       greatest(0, date_part('epoch', clock_timestamp() - waitstart) * 1000)::float8 AS wait_ms, mode, granted, locktype,
       database::int8 AS place, relation::int8, page, tuple, virtualxid, transactionid::text, classid::int8, objid::int8, objsubid,
       CASE WHEN pid IS NULL THEN virtualtransaction END AS holder,
       NULL::text AS username, NULL::text AS database, NULL::text AS application, NULL::text AS client, NULL::text AS backend_type, NULL::text AS state,
       NULL::text AS query, NULL::timestamptz AS backend_start, NULL::timestamptz AS xact_start, NULL::timestamptz AS query_start,
       NULL::float8 AS xact_ms, NULL::float8 AS state_ms, NULL::text AS name, NULL::text AS elsewhere, NULL::timestamptz AS sampled_at
  FROM entry
UNION ALL
SELECT 'session', pid, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
       usename::text, datname::text, application_name, host(client_addr), backend_type, state, left(query, 4000), backend_start, xact_start, query_start,
       date_part('epoch', clock_timestamp() - xact_start) * 1000, date_part('epoch', clock_timestamp() - state_change) * 1000, NULL, NULL, NULL
  FROM activity
 WHERE coalesce(pid IN (SELECT leader FROM entry WHERE leader IS NOT NULL), false)
UNION ALL
SELECT 'name', NULL, NULL, NULL, NULL, NULL, NULL, NULL, e.database::int8, e.relation::int8, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
       NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
       CASE WHEN e.database = 0 OR o.datname = current_database() THEN e.relation::regclass::text ELSE e.relation::text END,
       CASE WHEN e.database <> 0 AND o.datname <> current_database() THEN o.datname::text END, NULL
  FROM (SELECT DISTINCT database, relation FROM entry WHERE relation IS NOT NULL) e LEFT JOIN pg_database o ON o.oid = e.database
UNION ALL
SELECT 'prepared', 0, gid, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, transaction::text, NULL, NULL, NULL, NULL,
       owner::text, database::text, NULL, NULL, 'prepared transaction', NULL, NULL, NULL, prepared, NULL,
       date_part('epoch', clock_timestamp() - prepared) * 1000, NULL, NULL, NULL, NULL
  FROM pg_prepared_xacts
UNION ALL
SELECT 'time', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
       NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, clock_timestamp()
