-- Which columns does the table have, whose quoted name is the argument, and how do values go into them?
-- Since 3.37, which has pragma_table_list.
select c.name as name,
       c.type as type,
       null as compared,
       0 as longest,
       0 as "array",
       0 as always,
       c.hidden in (2, 3) as generated,
       null as sequence
  from pragma_table_list t, pragma_table_xinfo(t.name, t.schema) c
 where '"' || replace(t.schema, '"', '""') || '"."' || replace(t.name, '"', '""') || '"' = ?
   and c.hidden <> 1
 order by c.cid
