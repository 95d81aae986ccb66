-- Is that very session of others ended? A number alone may be another's by now.
-- Since 14. No row if it is gone. Arguments: its number, when it began; the latter is hidden from one without pg_read_all_stats.
select pg_terminate_backend(pid) as ended
  from pg_stat_activity
 where pid = ? and backend_start::text is not distinct from ?
