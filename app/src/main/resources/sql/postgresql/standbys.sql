-- How many standbys follow this server, how many of them stream, and how far behind is the last (seconds)?
-- Since 14. A hidden row has no state; a caught-up standby has no lag.
select count(*) as standbys,
       count(*) filter (where state = 'streaming') as streaming,
       count(*) filter (where state is null) as hidden,
       coalesce(extract(epoch from max(replay_lag)), 0)::float8 as lag,
       (array_agg(application_name order by replay_lag desc nulls last))[1] as slowest
  from pg_stat_replication
 where state is distinct from 'backup'
