-- Is the door of the database of this name shut by this session, so that nobody comes in any more?
-- Since 14.
select count(*) as shut
  from pg_locks l
  join pg_database d on d.oid = l.objid
 where l.locktype = 'object' and l.classid = 'pg_database'::regclass and l.mode = 'AccessExclusiveLock'
   and l.granted and l.pid = ? and d.datname = ?
