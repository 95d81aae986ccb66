-- Which columns have the tables and views that are called so (the argument, a JSON array of names)?
-- Since 14.
select n.nspname as schema, c.relname as name, a.attname as column
  from pg_class c
  join pg_namespace n on n.oid = c.relnamespace
  join pg_attribute a on a.attrelid = c.oid
 where c.relname in (select value from json_array_elements_text(?::json) as asked(value))
   and c.relkind in ('r', 'p', 'f', 'v', 'm')
   and a.attnum > 0
   and not a.attisdropped
   and n.nspname not in ('pg_catalog', 'information_schema')
   and n.nspname !~ '^pg_(toast|temp)'
