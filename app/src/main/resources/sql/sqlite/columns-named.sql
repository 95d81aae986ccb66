-- Which columns have the tables and views that are called so (the argument, a JSON array of names)?
-- Since 3.38, which has JSON built in. SQLite's names know no case.
select 'main' as schema, s.name, c.name as "column"
  from main.sqlite_schema s
  join pragma_table_xinfo(s.name, 'main') c
 where s.type in ('table', 'view')
   and s.name collate nocase in (select value from json_each(?))
