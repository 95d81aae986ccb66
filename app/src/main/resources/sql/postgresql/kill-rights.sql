-- What is this role called, and what does it lack to signal these sessions? Null where it lacks nothing.
-- Since 14. A superuser's session, and one that is nobody's, only a superuser signals; from 18 on a role may end autovacuum's workers.
SELECT a.pid, me.rolname::text AS role,
       CASE WHEN me.rolsuper THEN NULL
            WHEN a.usesysid IS NULL AND a.backend_type = 'autovacuum worker'
                 AND pg_has_role(to_regrole('pg_signal_autovacuum_worker'), 'USAGE') THEN NULL
            WHEN a.usesysid IS NULL OR owner.rolsuper THEN 'superuser'
            WHEN pg_has_role(a.usesysid, 'USAGE') OR pg_has_role('pg_signal_backend', 'USAGE') THEN NULL
            ELSE 'pg_signal_backend' END AS lacks
  FROM pg_stat_activity a
  JOIN pg_roles me ON me.rolname = current_user
  LEFT JOIN pg_roles owner ON owner.oid = a.usesysid
 WHERE a.pid = ANY (?)
