-- Who holds or waits for a lock on these tables and indexes now, in which mode, and since when (seconds)?
-- Since 14. State and ages are null where the role may not see them. A prepared transaction has no process, but a gid.
select l.relation::bigint as oid,
       l.mode,
       l.granted,
       l.pid,
       p.gid,
       coalesce(nullif(a.application_name, ''), a.backend_type) as application,
       coalesce(a.usename::text, p.owner::text) as username,
       coalesce(a.state, case when p.gid is not null then 'prepared' end) as state,
       extract(epoch from clock_timestamp() - coalesce(a.xact_start, p.prepared))::float8 as age,
       extract(epoch from clock_timestamp() - l.waitstart)::float8 as waited
  from pg_locks l
  left join pg_stat_activity a on a.pid = l.pid
  left join pg_locks x on l.pid is null and x.pid is null and x.virtualtransaction = l.virtualtransaction
                      and x.locktype = 'transactionid' and x.mode = 'ExclusiveLock'
  left join pg_prepared_xacts p on p.transaction = x.transactionid
 where l.locktype = 'relation'
   and l.database = (select oid from pg_database where datname = current_database())
   and l.relation::bigint = any (?::bigint[])
   and l.pid is distinct from pg_backend_pid()
 order by l.granted desc, coalesce(a.xact_start, p.prepared), l.pid
