-- Does this very session still hold the claim on that name?
-- Since 14. In pg_locks a lock of two numbers has objsubid 2, and its second number has no sign.
select (count(*) > 0)::text
  from pg_locks
 where locktype = 'advisory' and granted and pid = pg_backend_pid()
   and classid = 67 and objid::bigint = hashtext(?)::bigint & 4294967295 and objsubid = 2
