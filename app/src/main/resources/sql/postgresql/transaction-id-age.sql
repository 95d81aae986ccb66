-- Which database has used most of its transaction ids, or of its multixact ids, since it was frozen?
-- Since 14.
select datname as database,
       greatest(age(datfrozenxid), mxid_age(datminmxid)) as age,
       mxid_age(datminmxid) > age(datfrozenxid) as multixact
  from pg_database
 order by age desc
 limit 1
