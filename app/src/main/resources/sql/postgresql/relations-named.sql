-- Which tables, views and indexes are called so (the argument, a JSON array of names), and where are they?
-- Since 14.
select n.nspname as schema,
       c.relname as name,
       case when c.relkind in ('v', 'm') then 'view' when c.relkind in ('i', 'I') then 'index' else 'table' end as kind
  from pg_class c
  join pg_namespace n on n.oid = c.relnamespace
 where c.relname in (select value from json_array_elements_text(?::json) as asked(value))
   and n.nspname not in ('pg_catalog', 'information_schema')
   and n.nspname !~ '^pg_(toast|temp)'
