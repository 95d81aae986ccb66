-- Whose transaction in this database has been open longest (seconds), and how many sessions hide theirs?
-- Since 14. A prepared transaction has no process; its gid stands for the application.
select t.pid, t.application, t.age, hidden.sessions as hidden
  from (select count(*) as sessions from pg_stat_activity
         where datname = current_database() and backend_type is null) hidden
  left join lateral (
       select pid, coalesce(nullif(application_name, ''), usename::text) as application,
              extract(epoch from clock_timestamp() - xact_start)::float8 as age
         from pg_stat_activity
        where datname = current_database()
          and backend_type = 'client backend'
          and pid <> pg_backend_pid()
          and xact_start is not null
        union all
       select null, gid, extract(epoch from clock_timestamp() - prepared)::float8
         from pg_prepared_xacts
        where database = current_database()
        order by age desc
        limit 1) t on true
