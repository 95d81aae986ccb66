-- Is that very session to be ended? Null if it is another by now, or in another transaction than that which was named, and nothing was sent; no row if nobody has that number.
-- Since 14. That session alone is read, once, and compared before the signal in the same statement, outside any transaction; what is hidden is equal to nothing.
WITH asked AS MATERIALIZED (
    SELECT ?::int AS pid, ?::timestamptz AS backend_start, ?::timestamptz AS xact_start
)
SELECT CASE WHEN met.backend_start = asked.backend_start
             AND (asked.xact_start IS NULL OR met.xact_start = asked.xact_start)
            THEN pg_terminate_backend(met.pid) END AS signalled,
       met.query_start
  FROM asked CROSS JOIN LATERAL pg_stat_get_activity(asked.pid) AS met
 WHERE met.pid <> pg_backend_pid()
