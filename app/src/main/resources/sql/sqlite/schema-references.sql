-- What does the table (the argument) refer to? Columns in their order; what is usual is left out.
-- Since 3.16.
select f.id,
       lower(f."table") as parent,
       lower(group_concat(f."from", ', ')) as from_columns,
       lower(group_concat(f."to", ', ')) as to_columns,
       case when f.on_update = 'NO ACTION' then '' else ' on update ' || lower(f.on_update) end
         || case when f.on_delete = 'NO ACTION' then '' else ' on delete ' || lower(f.on_delete) end as actions
  from (select * from pragma_foreign_key_list(?, 'main') order by id, seq) f
 group by f.id
