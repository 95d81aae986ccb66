-- What is the quoted name of the table a person called so: bare on the search path, or with its schema?
-- Since 14. A folded name (ORDERS for orders) comes last.
with asked as (select ?::text as name)
select format('%I.%I', n.nspname, c.relname) as quoted
  from pg_class c
  join pg_namespace n on n.oid = c.relnamespace
 cross join asked
 where c.relkind in ('r', 'p', 'f', 'v', 'm')
   and (pg_table_is_visible(c.oid)
          and name in (c.relname, quote_ident(c.relname))
        or name in (n.nspname || '.' || c.relname, format('%I.%I', n.nspname, c.relname))
        or lower(name) = c.relname and pg_table_is_visible(c.oid)
        or lower(name) = n.nspname || '.' || c.relname)
 order by name in (c.relname, n.nspname || '.' || c.relname) desc,
          lower(name) in (c.relname, n.nspname || '.' || c.relname),
          pg_table_is_visible(c.oid) desc
 limit 1
