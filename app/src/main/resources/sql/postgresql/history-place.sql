-- What does Flyway call this database, user and schema, and in which zone does installed_on stand?
-- Since 14. The driver sets TimeZone to its own machine's, which tells nothing of the server; log_timezone is what
-- initdb found there.
select current_database() as database,
       current_user as "user",
       coalesce(current_schema(), 'public') as schema,
       case when t.source = 'client' then current_setting('log_timezone') else t.reset_val end as zone
  from pg_settings t
 where t.name = 'TimeZone'
