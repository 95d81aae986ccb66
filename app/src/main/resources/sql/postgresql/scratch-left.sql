-- Which scratch databases were left by a process that was killed? Those of ours whose claim has ended and that nobody is connected to.
-- Since 14. In pg_locks a lock of two numbers has objsubid 2, and its second number has no sign.
select d.datname as name, format('drop database if exists %I', d.datname) as drop_it
  from pg_database d
 where d.datname ~ '^belay_scratch_[0-9]+_[0-9a-f]+$'
   and pg_has_role(d.datdba, 'member')
   and not exists (select from pg_stat_activity a where a.datid = d.oid)
   and not exists (select from pg_locks l
                    where l.locktype = 'advisory' and l.objsubid = 2 and l.classid = 66
                      and l.objid::bigint = hashtext(d.datname)::bigint & 4294967295)
