-- Which columns does the table have, whose quoted name is the argument, and how do values go into them?
-- Since 14. Domains are followed to what they are made of, since a cast to them would cut off as well.
with recursive made as (
  select a.attrelid, a.attnum, a.atttypid as type, a.atttypmod as modifier
    from pg_attribute a
   where a.attrelid = ?::regclass and a.attnum > 0 and not a.attisdropped
  union all
  select m.attrelid, m.attnum, t.typbasetype, t.typtypmod
    from made m
    join pg_type t on t.oid = m.type
   where t.typtype = 'd'
)
select a.attname as name,
       format_type(m.type, m.modifier) as type,
       case when t.typname = 'json' then 'jsonb'
            when t.typname in ('xml', 'xid', 'cid') or t.typcategory = 'G' then 'text' end as compared,
       case when m.modifier < 0 then 0
            when t.typname in ('varchar', 'bpchar') then m.modifier - 4
            when t.typname in ('bit', 'varbit') then m.modifier
            else 0 end as longest,
       t.typcategory = 'A' as "array",
       a.attidentity = 'a' as always,
       a.attgenerated <> '' as generated,
       pg_get_serial_sequence(format('%I.%I', n.nspname, c.relname), a.attname) as sequence
  from made m
  join pg_type t on t.oid = m.type and t.typtype <> 'd'
  join pg_class c on c.oid = m.attrelid
  join pg_namespace n on n.oid = c.relnamespace
  join pg_attribute a on a.attrelid = c.oid and a.attnum = m.attnum
 order by a.attnum
