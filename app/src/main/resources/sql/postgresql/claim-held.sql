-- Does this very session still hold the claim?
-- Since 14.
SELECT (count(*) > 0)::text AS held
  FROM pg_locks
 WHERE locktype = 'advisory' AND granted AND pid = pg_backend_pid()
   AND classid = 66 AND objid = 1162625369 AND objsubid = 1
