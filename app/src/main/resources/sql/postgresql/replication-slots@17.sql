-- Which replication slots are there, does anyone use them, since when not (seconds), and how much WAL do they keep (bytes)?
-- Since 17, which has inactive_since.
select slot_name as slot, active, coalesce(wal_status, 'none') as wal_status,
       pg_wal_lsn_diff(case when pg_is_in_recovery() then pg_last_wal_replay_lsn()
                            else pg_current_wal_lsn() end, restart_lsn)::bigint as retained,
       extract(epoch from clock_timestamp() - inactive_since)::float8 as unused
  from pg_replication_slots
 order by retained desc nulls last, slot_name
