-- Under which path are names looked up in this transaction? Under none but the system's own.
-- Since 14.
select set_config('search_path', 'pg_catalog', true) as search_path
