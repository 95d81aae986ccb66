-- Which columns of the table, whose quoted name is the argument, tell its rows apart, the primary key first?
-- Since 14.
select i.indexrelid::text as key, a.attname as name
  from pg_index i
 cross join lateral unnest(i.indkey::int2[]) with ordinality as k (attnum, place)
  left join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.attnum
 where i.indrelid = ?::regclass
   and i.indisunique
   and i.indisvalid
   and i.indpred is null
   and i.indexprs is null
   and k.place <= i.indnkeyatts
 order by i.indisprimary desc, i.indexrelid, k.place
