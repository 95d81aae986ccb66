package dev.belay.bench;

/** What others ask a server that wants to know who waits for whom. */
final class Peers {
    /** The lock join of the PostgreSQL wiki (Lock Monitoring). */
    static final String JOIN =
            """
            SELECT blocked_locks.pid AS blocked_pid, blocked_activity.usename AS blocked_user,
                   blocking_locks.pid AS blocking_pid, blocking_activity.usename AS blocking_user,
                   blocked_activity.query AS blocked_statement, blocking_activity.query AS current_statement
              FROM pg_catalog.pg_locks blocked_locks
              JOIN pg_catalog.pg_stat_activity blocked_activity ON blocked_activity.pid = blocked_locks.pid
              JOIN pg_catalog.pg_locks blocking_locks
                ON blocking_locks.locktype = blocked_locks.locktype
               AND blocking_locks.database IS NOT DISTINCT FROM blocked_locks.database
               AND blocking_locks.relation IS NOT DISTINCT FROM blocked_locks.relation
               AND blocking_locks.page IS NOT DISTINCT FROM blocked_locks.page
               AND blocking_locks.tuple IS NOT DISTINCT FROM blocked_locks.tuple
               AND blocking_locks.virtualxid IS NOT DISTINCT FROM blocked_locks.virtualxid
               AND blocking_locks.transactionid IS NOT DISTINCT FROM blocked_locks.transactionid
               AND blocking_locks.classid IS NOT DISTINCT FROM blocked_locks.classid
               AND blocking_locks.objid IS NOT DISTINCT FROM blocked_locks.objid
               AND blocking_locks.objsubid IS NOT DISTINCT FROM blocked_locks.objsubid
               AND blocking_locks.pid <> blocked_locks.pid
              JOIN pg_catalog.pg_stat_activity blocking_activity ON blocking_activity.pid = blocking_locks.pid
             WHERE NOT blocked_locks.granted
            """;

    /** The shape of pgAdmin's list of sessions: the blockers of all. */
    static final String SESSIONS =
            """
            SELECT pid, datname, usename, application_name, client_addr, backend_start, state,
                   wait_event_type || ': ' || wait_event AS wait_event,
                   array_to_string(pg_blocking_pids(pid), ', ') AS blocking_pids, query, state_change,
                   query_start, xact_start, backend_type
              FROM pg_stat_activity ORDER BY pid
            """;

    /** The shape of pgAdmin's charts: five, in one statement. */
    static final String CHARTS =
            """
            SELECT 'sessions' AS chart, row_to_json(t) AS data FROM (SELECT
                   (SELECT count(*) FROM pg_stat_activity) AS total,
                   (SELECT count(*) FROM pg_stat_activity WHERE state = 'active') AS active,
                   (SELECT count(*) FROM pg_stat_activity WHERE state = 'idle') AS idle) t
            UNION ALL SELECT 'transactions', row_to_json(t) FROM (SELECT
                   (SELECT sum(xact_commit) + sum(xact_rollback) FROM pg_stat_database) AS transactions,
                   (SELECT sum(xact_commit) FROM pg_stat_database) AS commits,
                   (SELECT sum(xact_rollback) FROM pg_stat_database) AS rollbacks) t
            UNION ALL SELECT 'tuples in', row_to_json(t) FROM (SELECT
                   (SELECT sum(tup_inserted) FROM pg_stat_database) AS inserts,
                   (SELECT sum(tup_updated) FROM pg_stat_database) AS updates,
                   (SELECT sum(tup_deleted) FROM pg_stat_database) AS deletes) t
            UNION ALL SELECT 'tuples out', row_to_json(t) FROM (SELECT
                   (SELECT sum(tup_fetched) FROM pg_stat_database) AS fetched,
                   (SELECT sum(tup_returned) FROM pg_stat_database) AS returned) t
            UNION ALL SELECT 'blocks', row_to_json(t) FROM (SELECT
                   (SELECT sum(blks_read) FROM pg_stat_database) AS reads,
                   (SELECT sum(blks_hit) FROM pg_stat_database) AS hits) t
            """;

    /** The least that names the blockers: of those that wait, and nothing else. */
    static final String BLOCKERS =
            """
            WITH w AS MATERIALIZED (SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock')
            SELECT pid, pg_blocking_pids(pid) FROM w
            """;

    private Peers() {}
}
