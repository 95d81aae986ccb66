-- Does one of these schemas (a JSON array of names) hold anything, so that Flyway begins no history there?
-- Since 14. Word for word what Flyway takes for a schema that is not empty; what belongs to an extension does not count.
select exists (
    select c.oid from pg_class c
      join pg_namespace n on n.oid = c.relnamespace
      left join pg_depend d on d.objid = c.oid and d.deptype = 'e'
     where n.nspname = any (asked.names) and d.objid is null and c.relkind in ('r', 'v', 'S', 't')
    union all
    select t.oid from pg_type t
      join pg_namespace n on n.oid = t.typnamespace
      left join pg_depend d on d.objid = t.oid and d.deptype = 'e'
     where n.nspname = any (asked.names) and d.objid is null and t.typcategory not in ('A', 'C')
    union all
    select p.oid from pg_proc p
      join pg_namespace n on n.oid = p.pronamespace
      left join pg_depend d on d.objid = p.oid and d.deptype = 'e'
     where n.nspname = any (asked.names) and d.objid is null) as taken
  from (select array(select json_array_elements_text(?::json)) as names) as asked
