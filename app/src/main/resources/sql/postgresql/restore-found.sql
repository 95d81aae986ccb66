-- Which number has the database of this name?
-- Since 14. No row if there is none.
select oid::text as oid from pg_database where datname = ?
