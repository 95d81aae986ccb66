-- Is WAL archived, did the last attempt fail, and how long ago was the last success and failure (seconds)?
-- Since 14.
select current_setting('archive_mode') <> 'off' as archives,
       failed_count as failed,
       last_failed_time > coalesce(last_archived_time, '-infinity') as failing,
       extract(epoch from clock_timestamp() - last_archived_time)::float8 as archived_ago,
       extract(epoch from clock_timestamp() - last_failed_time)::float8 as failed_ago,
       extract(epoch from clock_timestamp() - stats_reset)::float8 as counted_for,
       last_failed_wal
  from pg_stat_archiver
