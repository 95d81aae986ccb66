-- What does Flyway call this database, user and schema, and in which zone does installed_on stand?
-- Since 14. Each driver sets TimeZone to its own machine's, over the defaults of role and database; that of the machine
-- that migrated is not recorded, and the server's own, which initdb wrote to log_timezone as well, is the best guess.
select current_database() as database,
       current_user as "user",
       coalesce(current_schema(), 'public') as schema,
       case when t.source = 'client' then current_setting('log_timezone') else t.reset_val end as zone
  from pg_settings t
 where t.name = 'TimeZone'
