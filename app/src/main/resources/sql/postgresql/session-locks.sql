-- Which locks does one session hold, or one prepared transaction? The strongest first; not those on indexes, nor the one on its own transaction.
-- Since 14. Takes its pid, 0 for a prepared transaction, and the name of that.
SELECT l.mode, l.locktype, l.classid::int8, l.objid::int8, l.objsubid,
       CASE WHEN l.database = 0 OR o.datname = current_database() THEN l.relation::regclass::text ELSE l.relation::text END AS relation,
       CASE WHEN l.database <> 0 AND o.datname <> current_database() THEN o.datname::text END AS elsewhere
  FROM pg_locks l
  LEFT JOIN pg_database o ON o.oid = l.database
  LEFT JOIN pg_class c ON c.oid = l.relation AND o.datname = current_database()
  LEFT JOIN pg_prepared_xacts x ON l.pid IS NULL AND x.gid = ?
 WHERE l.granted AND l.locktype NOT IN ('virtualxid', 'transactionid') AND c.relkind IS DISTINCT FROM 'i' AND c.relkind IS DISTINCT FROM 'I'
   AND (l.pid = ? OR x.gid IS NOT NULL AND l.virtualtransaction IN (
        SELECT t.virtualtransaction FROM pg_locks t
         WHERE t.pid IS NULL AND t.locktype = 'transactionid' AND t.transactionid::text = x.transaction::text))
 ORDER BY coalesce(c.relnamespace = 'pg_catalog'::regnamespace, false),
          array_position(ARRAY['AccessExclusiveLock', 'ExclusiveLock', 'ShareRowExclusiveLock', 'ShareLock',
                               'ShareUpdateExclusiveLock', 'RowExclusiveLock', 'RowShareLock', 'AccessShareLock'], l.mode),
          relation
