-- Would this role's writes be taken here?
-- Since 14. reset_val is the server's default for the session, not what Belay has set for its own.
SELECT pg_is_in_recovery() AS in_recovery,
       (SELECT reset_val = 'on' FROM pg_settings WHERE name = 'default_transaction_read_only') AS read_only,
       current_user AS role,
       coalesce(has_schema_privilege(current_schema(), 'CREATE'), false)
           OR has_database_privilege(current_database(), 'CREATE') AS may_create,
       t.tables, t.writable
FROM (SELECT count(*) AS tables,
             count(*) FILTER (WHERE has_schema_privilege(n.oid, 'USAGE')
                                AND has_table_privilege(c.oid, 'INSERT, UPDATE, DELETE')) AS writable
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'p') AND c.relpersistence <> 't'
        AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')) t
