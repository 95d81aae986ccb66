-- What was created in this database? What SQLite itself keeps, and what a virtual table keeps, is not asked for.
-- Since 3.37, which has pragma_table_list.
select case when s.sql like 'create virtual%' then 'virtual' else s.type end as type, s.name, s.tbl_name, s.sql
  from main.sqlite_schema s
 where s.sql is not null
   and s.name not like 'sqlite\_%' escape '\'
   and not exists (select 1
                     from pragma_table_list t
                    where t.schema = 'main' and t.name = s.tbl_name and t.type = 'shadow')
 order by s.type, s.name
