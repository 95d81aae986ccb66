-- Which schemas hold how many tables, partitions and the history table (the argument) aside?
-- Since 14.
select n.nspname as schema, count(*) as tables
  from pg_class c
  join pg_namespace n on n.oid = c.relnamespace
 where c.relkind in ('r', 'p', 'f')
   and not c.relispartition
   and n.nspname not in ('pg_catalog', 'information_schema')
   and n.nspname !~ '^pg_(toast|temp)'
   and c.relname <> ?
 group by n.nspname
 order by n.nspname
