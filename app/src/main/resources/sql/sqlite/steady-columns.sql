-- Which columns hold the same whenever their rows are made by the same statements? Not those that a default or a formula fills.
-- Since 3.26.
select 'main' as schema, s.name, '"' || replace(c.name, '"', '""') || '"' as "column"
  from main.sqlite_schema s
  join pragma_table_xinfo(s.name, 'main') c
 where s.type = 'table'
   and s.name not like 'sqlite\_%' escape '\'
   and c.hidden = 0
   and instr(coalesce(c.dflt_value, ''), '(') = 0
   and coalesce(c.dflt_value, '') not like 'current\_%' escape '\'
 order by s.name, c.cid
