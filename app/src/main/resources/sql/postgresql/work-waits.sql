-- For which sessions do those of an operation wait now?
-- Since 14. State and ages are null where the role may not see them.
select distinct b.pid,
       coalesce(nullif(b.application_name, ''), b.backend_type) as application,
       b.usename::text as username,
       b.state,
       extract(epoch from clock_timestamp() - b.xact_start)::float8 as age
  from pg_stat_activity w
  cross join lateral unnest(pg_blocking_pids(w.pid)) as blocker (pid)
  join pg_stat_activity b on b.pid = blocker.pid
 where w.application_name = 'belay/work'
   and w.datname = current_database()
 order by b.pid
