-- Which schemas hold how many tables, the history table (the argument) aside?
-- Since 3.37, which has pragma_table_list.
select schema, count(*) as tables
  from pragma_table_list
 where type in ('table', 'virtual')
   and name not like 'sqlite\_%' escape '\'
   and name <> ?
 group by schema
 order by schema
