-- What that these traits name is not on this server, or not this role's to give: the owner, a tablespace, roles that own or may use what the database holds?
-- Since 14. Arguments: the traits.
with t as (
  select * from jsonb_to_record(?::jsonb) as t(owner text, tablespace text, owners jsonb, named jsonb))
select 'owner-missing' as what, t.owner as name from t
 where not exists (select from pg_roles where rolname = t.owner)
union all
select 'owner-other', t.owner from t join pg_roles r on r.rolname = t.owner and not pg_has_role(r.oid, 'member')
union all
select 'tablespace', t.tablespace from t
 where t.tablespace is not null
   and not exists (select from pg_tablespace s where s.spcname = t.tablespace and has_tablespace_privilege(s.oid, 'create'))
union all
select 'owners', o.name from t cross join lateral jsonb_array_elements_text(t.owners) o(name)
 where not exists (select from pg_roles where rolname = o.name)
union all
select 'owners-other', o.name
  from t cross join lateral jsonb_array_elements_text(t.owners) o(name)
  join pg_roles r on r.rolname = o.name
 where o.name <> 'pg_database_owner'
   and not pg_has_role(
         r.oid, case when current_setting('server_version_num')::int >= 160000 then 'set' else 'member' end)
union all
select 'named', o.name from t cross join lateral jsonb_array_elements_text(t.named) o(name)
 where not exists (select from pg_roles where rolname = o.name)
