-- Which indexes cost writes without serving reads, because their creation failed?
-- Since 14. One that is being created now is invalid by design.
select format('%I.%I', n.nspname, c.relname) as index
  from pg_index i
  join pg_class c on c.oid = i.indexrelid
  join pg_namespace n on n.oid = c.relnamespace
 where not (i.indisvalid and i.indisready)
   and not exists (select from pg_stat_progress_create_index p
                    where p.datname = current_database()
                      and coalesce(p.index_relid, i.indexrelid) = i.indexrelid)
 order by 1
