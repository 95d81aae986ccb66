-- Which columns of the table, whose quoted name is the argument, tell its rows apart, the primary key first?
-- Since 3.37, which has pragma_table_list. Its list of indexes begins with the newest.
with asked as (
  select t.schema as schema, t.name as name
    from pragma_table_list t
   where '"' || replace(t.schema, '"', '""') || '"."' || replace(t.name, '"', '""') || '"' = ?
)
select '' as "key", c.name as name, 0 as place, c.pk as position
  from asked, pragma_table_info(asked.name, asked.schema) c
 where c.pk > 0
union all
select i.name, p.name, 1000000 - i.seq, p.seqno
  from asked, pragma_index_list(asked.name, asked.schema) i, pragma_index_info(i.name, asked.schema) p
 where i."unique" and not i.partial and i.origin <> 'pk'
 order by 3, 4
