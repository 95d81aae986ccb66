-- How large is each table that a dump holds, and how many rows has it, about?
-- Since 14. -1 where nobody has counted yet.
select n.nspname || '.' || c.relname as name,
       format('%I.%I', n.nspname, c.relname) as quoted,
       pg_table_size(c.oid) as bytes,
       c.reltuples::bigint as about
  from pg_class c
  join pg_namespace n on n.oid = c.relnamespace
 where c.relkind = 'r'
   and c.relpersistence <> 't'
   and n.nspname not in ('pg_catalog', 'information_schema')
   and n.nspname !~ '^pg_(toast|temp)'
   and not exists (select
                     from pg_depend d
                    where d.deptype = 'e'
                      and (d.classid = 'pg_class'::regclass and d.objid = c.oid
                        or d.classid = 'pg_namespace'::regclass and d.objid = n.oid))
 order by 1
