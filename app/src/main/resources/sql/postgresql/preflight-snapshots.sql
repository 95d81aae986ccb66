-- Which transactions of this database have a snapshot, and since when (seconds), longest first?
-- Since 14. None that began within the last second, unless it is idle: those come and go. A role without pg_monitor sees its own.
select a.pid,
       coalesce(nullif(a.application_name, ''), a.backend_type) as application,
       a.usename::text as username,
       a.state,
       extract(epoch from clock_timestamp() - a.xact_start)::float8 as age
  from pg_stat_activity a
 where a.datname = current_database()
   and a.backend_xmin is not null
   and a.pid <> pg_backend_pid()
   and a.leader_pid is null
   and a.backend_type <> 'autovacuum worker'
   and not exists (select from pg_stat_progress_vacuum v where v.pid = a.pid)
   and (a.state like 'idle in transaction%' or a.xact_start < clock_timestamp() - interval '1 second')
 order by a.xact_start
