-- How does another database get the rights, limit and comment of the one of a name, statement by statement?
-- Since 14. Arguments: the other's name, the name.
with names(other, live) as (select ?::text, ?::text),
d as (select d.*, names.other from pg_database d join names on d.datname = names.live),
acl as (
  select d.other, a.* from d cross join lateral aclexplode(d.datacl)
    with ordinality a(grantor, grantee, privilege_type, is_grantable, number))
select sql from (
  select 1 as place, 0::bigint as number, format('revoke all on database %I from public', d.other) as sql from d where d.datacl is not null
  union all
  select 2, 0, format('revoke all on database %I from %I', d.other, pg_get_userbyid(d.datdba)) from d where d.datacl is not null
  union all
  select 3, acl.number, format('grant %s on database %I to %s%s', acl.privilege_type, acl.other,
                   case acl.grantee when 0 then 'public' else quote_ident(pg_get_userbyid(acl.grantee)) end,
                   case when acl.is_grantable then ' with grant option' else '' end) from acl
  union all
  select 4, 0, format('comment on database %I is %L', d.other, shobj_description(d.oid, 'pg_database'))
    from d where shobj_description(d.oid, 'pg_database') is not null
  union all
  select 5, 0, format('alter database %I with connection limit %s', d.other, d.datconnlimit) from d where d.datconnlimit <> -1
  union all
  select 6, 0, format('alter database %I with is_template true', d.other) from d where d.datistemplate) all_of_it
 order by place, number
