-- If this is a standby: how far behind is it (seconds), does it receive, is replay paused?
-- Since 14. With all received replayed, the last commit's age is the primary's idleness and no lag.
select pg_is_in_recovery() as standby,
       case when receivers > 0 and pg_last_wal_receive_lsn() = pg_last_wal_replay_lsn() then 0
            else extract(epoch from clock_timestamp() - pg_last_xact_replay_timestamp())
        end::float8 as lag,
       receivers > 0 as receiving,
       case when pg_is_in_recovery()
            then pg_get_wal_replay_pause_state() <> 'not paused' else false end as paused
  from (select count(*) as receivers from pg_stat_wal_receiver) r
