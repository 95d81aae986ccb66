-- Of which types are these columns (the third argument) of tables with these quoted names?
-- Since 14. Each name stands as it is to be looked for first, and then.
select a.n, format_type(t.atttypid, t.atttypmod) as type
  from unnest(?::text[], ?::text[], ?::text[]) with ordinality as a(inside, plain, col, n)
  join pg_attribute t on t.attrelid = coalesce(to_regclass(a.inside), to_regclass(a.plain))
                     and t.attname = a.col
 where t.attnum > 0
   and not t.attisdropped
