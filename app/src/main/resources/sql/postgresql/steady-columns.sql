-- Which columns hold the same whenever their rows are made by the same statements? Not those that a default, an identity or a formula fills.
-- Since 14.
select n.nspname as schema, c.relname as name, quote_ident(a.attname) as column
  from pg_class c
  join pg_namespace n on n.oid = c.relnamespace
  join pg_attribute a on a.attrelid = c.oid
  left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
 where c.relkind in ('r', 'p', 'f')
   and n.nspname not in ('pg_catalog', 'information_schema')
   and n.nspname !~ '^pg_(toast|temp)'
   and a.attnum > 0
   and not a.attisdropped
   and a.attidentity = ''
   and a.attgenerated = ''
   and coalesce(pg_get_expr(d.adbin, d.adrelid), '') !~* '\(|current_|localtime'
 order by 1, 2, a.attnum
