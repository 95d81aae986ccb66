-- In which schema is pg_stat_statements, if this database has it, and may the role see what others run?
-- Since 14.
SELECT quote_ident(n.nspname) AS schema, pg_has_role('pg_read_all_stats', 'USAGE') AS permitted
  FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace
 WHERE e.extname = 'pg_stat_statements'
