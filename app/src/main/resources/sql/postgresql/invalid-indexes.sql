-- Which indexes cost writes without serving reads, because their creation failed?
-- Since 14. One that is being created now is invalid by design, and one of a partitioned table until all partitions have theirs.
select format('%I.%I', n.nspname, c.relname) as index,
       n.nspname as in_schema,
       c.relname as name,
       t.relname as of_table,
       c.relkind = 'I' as of_partitions
  from pg_index i
  join pg_class c on c.oid = i.indexrelid
  join pg_class t on t.oid = i.indrelid
  join pg_namespace n on n.oid = c.relnamespace
 where not (i.indisvalid and i.indisready)
   and not exists (select from pg_stat_progress_create_index p
                    where p.datname = current_database()
                      and coalesce(p.index_relid, i.indexrelid) = i.indexrelid)
 order by 1
