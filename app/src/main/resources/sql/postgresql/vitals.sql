-- How is the server now? One row, columns named as metrics, times in ms; null is unknown.
-- Since 14 (pg_locks.waitstart, pg_stat_database.sessions). Sessions are those of the whole server, as its limit is; totals are the database's.
WITH client AS MATERIALIZED (
    SELECT pid, state, xact_start, state_change,
           coalesce(state = 'active' AND wait_event_type = 'Lock', false) AS waits,
           -- Without pg_monitor a foreign session's type and state read null; not so with track_activities off.
           backend_type IS NULL OR state = 'disabled' AS hidden
    FROM pg_stat_activity
    WHERE backend_type = 'client backend'
       OR backend_type IS NULL AND usesysid IS NOT NULL AND datid IS NOT NULL
), seen AS (
    SELECT count(*) AS connections,
           coalesce(bool_or(hidden), false) AS part_hidden,
           count(*) FILTER (WHERE waits) AS waiting,
           count(*) FILTER (WHERE state IN ('active', 'fastpath function call') AND NOT waits) AS active,
           count(*) FILTER (WHERE state = 'idle') AS idle,
           count(*) FILTER (WHERE state LIKE 'idle in transaction%') AS idle_in_transaction,
           max(clock_timestamp() - xact_start) FILTER (WHERE pid <> pg_backend_pid()) AS longest_transaction,
           max(clock_timestamp() - state_change) FILTER (WHERE state LIKE 'idle in transaction%') AS oldest_idle
    FROM client
)
SELECT connections,
       current_setting('max_connections')::int AS max_connections,
       CASE WHEN NOT part_hidden THEN active END AS active,
       CASE WHEN NOT part_hidden THEN idle END AS idle,
       CASE WHEN NOT part_hidden THEN idle_in_transaction END AS idle_in_transaction,
       CASE WHEN NOT part_hidden THEN waiting END AS waiting,
       CASE WHEN NOT part_hidden
            THEN greatest(0, coalesce(extract(epoch FROM longest_transaction), 0) * 1000) END AS longest_transaction,
       CASE WHEN NOT part_hidden
            THEN greatest(0, coalesce(extract(epoch FROM oldest_idle), 0) * 1000) END AS oldest_idle_in_transaction,
       -- pg_locks tells everyone everything, but reading it holds every lock partition for a moment.
       CASE WHEN part_hidden OR waiting > 0
            THEN coalesce((SELECT greatest(0, max(extract(epoch FROM clock_timestamp() - waitstart)) * 1000)
                           FROM pg_locks WHERE NOT granted), 0)
            ELSE 0 END AS longest_wait,
       xact_commit AS commits,
       xact_rollback AS rollbacks,
       deadlocks, temp_files, temp_bytes,
       blks_hit AS blocks_hit,
       blks_read AS blocks_read,
       sessions, sessions_abandoned, sessions_fatal, sessions_killed
FROM seen, pg_stat_database
WHERE datname = current_database()
