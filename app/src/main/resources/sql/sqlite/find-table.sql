-- What is the quoted name of the table a person called so: bare, or with its schema?
-- Since 3.37, which has pragma_table_list. SQLite's names know no case.
with asked(name) as (select ?)
select '"' || replace(t.schema, '"', '""') || '"."' || replace(t.name, '"', '""') || '"' as quoted
  from pragma_table_list t, asked
 where asked.name collate nocase in
         (t.name,
          '"' || replace(t.name, '"', '""') || '"',
          t.schema || '.' || t.name,
          t.schema || '."' || replace(t.name, '"', '""') || '"')
 order by t.name = asked.name collate nocase desc, t.schema = 'main' desc
 limit 1
