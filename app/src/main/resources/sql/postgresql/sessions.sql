-- Who is connected? One row a session; what the role may not see is null, and hidden tells so.
-- Since 14 (leader_pid, query_id). Ages in ms by the server's clock, all at one moment, of transaction ids in transactions.
SELECT a.pid, a.leader_pid, a.usename::text AS username, a.datname::text AS database, a.application_name AS application,
       host(a.client_addr) AS client, a.backend_type, a.state,
       a.wait_event_type, a.wait_event, left(a.query, 4000) AS query,
       a.backend_start, a.xact_start, a.query_start,
       date_part('epoch', statement_timestamp() - a.xact_start) * 1000 AS xact_ms,
       date_part('epoch', statement_timestamp() - a.query_start) * 1000 AS query_ms,
       date_part('epoch', statement_timestamp() - a.state_change) * 1000 AS state_ms,
       age(a.backend_xid) AS xid_age, age(a.backend_xmin) AS xmin_age,
       CASE WHEN a.wait_event_type = 'Lock' THEN pg_blocking_pids(a.pid) END AS blocked_by,
       a.backend_type IS NULL AS hidden
  FROM pg_stat_activity a
 WHERE a.pid <> pg_backend_pid()
   AND (a.backend_type IN ('client backend', 'walsender', 'autovacuum worker', 'parallel worker')
        OR a.backend_type IS NULL AND a.usesysid IS NOT NULL)
 ORDER BY a.pid
