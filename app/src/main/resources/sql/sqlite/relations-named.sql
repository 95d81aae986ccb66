-- Which tables, views and indexes are called so (the argument, a JSON array of names)?
-- Since 3.38, which has JSON built in. SQLite's names know no case.
select 'main' as schema, s.name, s.type as kind
  from main.sqlite_schema s
 where s.type in ('table', 'view', 'index')
   and s.name collate nocase in (select value from json_each(?))
