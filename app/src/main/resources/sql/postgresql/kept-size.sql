-- How many bytes does another database take?
-- Since 14. -1 where this role may not see it.
select case when has_database_privilege(oid, 'connect') or pg_has_role('pg_read_all_stats', 'member')
            then pg_database_size(oid) else -1 end as bytes
  from pg_database where datname = ?
