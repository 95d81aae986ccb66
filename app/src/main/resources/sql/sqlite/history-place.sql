-- What does Flyway call this database, user and schema, and in which zone does installed_on stand?
-- Since 3.0. Flyway knows no database and no user here; its column defaults to strftime('now'), which is UTC.
select null as database, '' as "user", 'main' as schema, 'UTC' as zone
