-- Which extensions has this database, and how are the same made elsewhere?
-- Since 14.
select e.extname as name,
       format('create schema if not exists %I; create extension if not exists %I schema %I',
              n.nspname, e.extname, n.nspname) as create_it
  from pg_extension e
  join pg_namespace n on n.oid = e.extnamespace
 where e.extname <> 'plpgsql'
   and n.nspname <> 'pg_catalog'
 order by e.oid
