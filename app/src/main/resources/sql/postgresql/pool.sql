-- How many client sessions are there, by state; and the same by application, by user and by client address?
-- Since 14. kind tells what a row counts by: all, application, username, client. hidden counts those the role may not see into.
WITH client AS MATERIALIZED (
    SELECT coalesce(application_name, '') AS application, usename::text AS username, coalesce(host(client_addr), '') AS client,
           application_name LIKE 'belay/%' AS belay, state,
           coalesce(state = 'active' AND wait_event_type = 'Lock', false) AS waits,
           backend_type IS NULL AS hidden
      FROM pg_stat_activity
     WHERE backend_type = 'client backend' OR backend_type IS NULL AND usesysid IS NOT NULL AND datid IS NOT NULL
)
SELECT CASE WHEN grouping(application) = 0 THEN 'application' WHEN grouping(username) = 0 THEN 'username'
            WHEN grouping(client) = 0 THEN 'client' ELSE 'all' END AS kind,
       coalesce(application, username, client) AS name,
       count(*) AS total,
       count(*) FILTER (WHERE state IN ('active', 'fastpath function call') AND NOT waits) AS active,
       count(*) FILTER (WHERE state = 'idle') AS idle,
       count(*) FILTER (WHERE state LIKE 'idle in transaction%') AS idle_in_transaction,
       count(*) FILTER (WHERE waits) AS waiting,
       count(*) FILTER (WHERE hidden) AS hidden,
       count(*) FILTER (WHERE belay) AS belay,
       current_setting('max_connections')::int AS max,
       current_setting('superuser_reserved_connections')::int
         + coalesce(current_setting('reserved_connections', true)::int, 0) AS reserved
  FROM client
 GROUP BY GROUPING SETS ((), (application), (username), (client))
 ORDER BY kind, total DESC, name
