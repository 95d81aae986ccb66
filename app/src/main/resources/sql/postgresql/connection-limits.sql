-- How many clients are connected, to the server and to this database, and how many may be?
-- Since 14. reserved_connections came with 16. A hidden session tells no backend type.
select (select count(*) from pg_stat_activity
         where coalesce(backend_type, 'client backend') = 'client backend'
           and datid is not null) as clients,
       (select count(*) from pg_stat_activity
         where coalesce(backend_type, 'client backend') = 'client backend'
           and datname = current_database()) as here,
       current_setting('max_connections')::int as most,
       current_setting('superuser_reserved_connections')::int
         + coalesce(current_setting('reserved_connections', true)::int, 0) as reserved,
       (select nullif(datconnlimit, -1) from pg_database
         where datname = current_database()) as most_here
