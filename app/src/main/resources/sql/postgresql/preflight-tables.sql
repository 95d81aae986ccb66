-- Which tables stand behind these quoted names of tables and indexes, and about how many rows have they?
-- Since 14. Each name stands as it is to be looked for first, and then. Rows are null for a table that was never analyzed. Takes no lock on them.
with asked as (
  select n, coalesce(to_regclass(inside), to_regclass(plain)) as oid
    from unnest(?::text[], ?::text[]) with ordinality as a(inside, plain, n)),
named as (
  select a.n, a.oid, coalesce(i.indrelid, a.oid) as table_oid
    from asked a left join pg_index i on i.indexrelid = a.oid
   where a.oid is not null),
members as (
  select n, table_oid as oid from named
  union select n, p.relid from named, pg_partition_tree(table_oid) p)
select n.n,
       t.oid::regclass::text as name,
       t.relkind in ('r', 'p', 'm') as holds_rows,
       nullif(greatest(t.reltuples, -1), -1)::bigint as tuples,
       array(select m.oid::bigint from members m where m.n = n.n) as parts,
       n.oid::bigint as oid
  from named n join pg_class t on t.oid = n.table_oid
 order by n.n
