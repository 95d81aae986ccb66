-- Which session of this database is idle in its transaction longest (seconds), and is its transaction the longest too?
-- Since 14. Counts how many sessions hide theirs as well.
select s.pid, s.application, s.age, s.longest, hidden.sessions as hidden
  from (select count(*) as sessions from pg_stat_activity
         where datname = current_database() and backend_type is null) hidden
  left join lateral (
       select pid, coalesce(nullif(application_name, ''), usename::text) as application,
              extract(epoch from clock_timestamp() - state_change)::float8 as age,
              xact_start = (select min(xact_start) from pg_stat_activity
                             where datname = current_database()
                               and backend_type = 'client backend'
                               and pid <> pg_backend_pid()) as longest
         from pg_stat_activity
        where datname = current_database()
          and state in ('idle in transaction', 'idle in transaction (aborted)')
        order by state_change
        limit 1) s on true
