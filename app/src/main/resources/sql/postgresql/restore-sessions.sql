-- Who is connected to a database, but this session?
-- Since 14. What another role does is hidden from one without pg_read_all_stats.
select a.pid, a.backend_start::text as started, coalesce(a.usename, '') as username,
       coalesce(a.application_name, '') as application,
       coalesce(a.state, '') as state, coalesce(a.backend_type, '') as type,
       extract(epoch from clock_timestamp() - a.xact_start)::bigint as seconds,
       coalesce((select rolsuper from pg_roles where oid = a.usesysid), false) as super,
       coalesce(pg_has_role(a.usesysid, 'member'), false) as own
  from pg_stat_activity a
 where a.datname = ? and a.pid <> pg_backend_pid()
   and coalesce(a.backend_type, 'client backend') not in ('autovacuum worker', 'parallel worker')
 order by a.pid
