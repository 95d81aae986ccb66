-- In which schemas does a table of this name stand that looks like Flyway's history?
-- Since 3.16, which has table-valued pragmas. SQLite's names know no case.
select 'main' as schema, t.name as name
  from main.sqlite_schema t
 where t.name = ? collate nocase
   and t.type in ('table', 'view')
   and exists (select 1
                 from pragma_table_info(t.name) c
                where c.name = 'installed_rank' collate nocase)
