-- Is that very session to be ended? Null if it is another by now, or in another transaction than that which was named, and nothing was sent; no row if nobody has that number.
-- Since 14. What it is now is read once, and compared before the signal in the same statement, outside any transaction; what is hidden is equal to nothing.
WITH asked AS MATERIALIZED (
    SELECT ?::int AS pid, ?::timestamptz AS backend_start, ?::timestamptz AS xact_start
), met AS MATERIALIZED (
    SELECT a.pid, a.backend_start, a.xact_start, a.query_start
      FROM pg_stat_activity a JOIN asked ON asked.pid = a.pid
     WHERE a.pid <> pg_backend_pid()
)
SELECT CASE WHEN met.backend_start = asked.backend_start
             AND (asked.xact_start IS NULL OR met.xact_start = asked.xact_start)
            THEN pg_terminate_backend(met.pid) END AS signalled,
       met.query_start
  FROM met CROSS JOIN asked
