-- How many sessions are just making a database for a restore or a rehearsal?
-- Since 14. What another role does is hidden from one without pg_read_all_stats.
select count(*) as making
  from pg_stat_activity
 where application_name = 'belay/work' and state = 'active' and pid <> pg_backend_pid()
   and query like 'create database %belay_scratch_%'
