-- In which schemas does a table of this name stand that looks like Flyway's history?
-- Since 14.
select n.nspname as schema, c.relname as name
  from pg_class c
  join pg_namespace n on n.oid = c.relnamespace
 where c.relname = ?
   and c.relkind in ('r', 'p', 'f', 'v', 'm')
   and n.nspname !~ '^pg_(toast|temp)'
   and exists (select
                 from pg_attribute a
                where a.attrelid = c.oid
                  and a.attname = 'installed_rank'
                  and not a.attisdropped)
 order by n.nspname
