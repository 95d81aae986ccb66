-- Which scratch databases were left by a process that was killed? Those of ours, older than ten minutes, that nobody is connected to.
-- Since 14.
select format('drop database if exists %I', d.datname) as drop_it
  from pg_database d
 where d.datname ~ '^belay_scratch_[0-9]+_[0-9a-f]+$'
   and pg_has_role(d.datdba, 'member')
   and split_part(d.datname, '_', 3)::numeric < extract(epoch from now()) - 600
   and not exists (select from pg_stat_activity a where a.datid = d.oid)
