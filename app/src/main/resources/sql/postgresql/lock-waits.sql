-- How many sessions of this database wait for a lock, which waits longest (seconds), on what, behind whom?
-- Since 14, which has waitstart. It is null for the first moments of a wait.
with waits as (
  select l.pid, l.waitstart, l.relation
    from pg_locks l
    join pg_stat_activity a on a.pid = l.pid
   where not l.granted and a.datname = current_database()),
longest as (
  select pid, waitstart, relation from waits
   where waitstart is not null order by waitstart limit 1)
select (select count(distinct pid) from waits) as waiting,
       longest.pid,
       extract(epoch from clock_timestamp() - longest.waitstart)::float8 as age,
       longest.relation::regclass::text as object,
       (pg_blocking_pids(longest.pid))[1] as blocker
  from (select 1) one left join longest on true
