-- Who holds the claim of operations on this database?
-- Since 14. Another role's name is hidden from one without pg_read_all_stats.
SELECT CASE WHEN a.application_name LIKE 'belay/%' THEN substr(a.application_name, 7)
            ELSE 'pid ' || l.pid END AS holder
  FROM pg_locks l
  LEFT JOIN pg_stat_activity a ON a.pid = l.pid
 WHERE l.locktype = 'advisory' AND l.granted
   AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
   AND l.classid = 66 AND l.objid = 1162625369 AND l.objsubid = 1
