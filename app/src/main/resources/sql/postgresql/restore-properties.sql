-- How does a database get the rights, limit and comment of these traits, statement by statement?
-- Since 14. Arguments: its name, the traits. Where a role is not there, it is named.
with given(other, traits) as (select ?::text, ?::jsonb),
d as (
  select other, t.*,
         case when exists (select from pg_roles r where r.rolname = t.owner and pg_has_role(r.oid, 'member'))
              then t.owner else current_user end as whose
    from given
   cross join lateral jsonb_to_record(traits)
      as t(owner text, "connectionLimit" int, template boolean, comment text, "ownRights" boolean, grants jsonb)),
acl as (
  select d.other, g.number, g.it ->> 'privilege' as privilege, (g.it ->> 'grantable')::boolean as grantable,
         case g.it ->> 'to' when d.owner then d.whose else g.it ->> 'to' end as grantee
    from d cross join lateral jsonb_array_elements(d.grants) with ordinality g(it, number))
select sql, missing from (
  select 1 as place, 0::bigint as number, format('revoke all on database %I from public', d.other) as sql, null as missing
    from d where d."ownRights"
  union all
  select 2, 0, format('revoke all on database %I from %I', d.other, d.whose), null from d where d."ownRights"
  union all
  select 3, acl.number, format('grant %s on database %I to %s%s', acl.privilege, acl.other,
                   coalesce(quote_ident(acl.grantee), 'public'),
                   case when acl.grantable then ' with grant option' else '' end),
         case when acl.grantee is not null and not exists (select from pg_roles where rolname = acl.grantee)
              then acl.grantee end
    from acl
  union all
  select 4, 0, format('comment on database %I is %L', d.other, d.comment), null
    from d where d.comment is not null
  union all
  select 5, 0, format('alter database %I with connection limit %s', d.other, d."connectionLimit"), null
    from d where d."connectionLimit" <> -1
  union all
  select 6, 0, format('alter database %I with is_template true', d.other), null from d where d.template) all_of_it
 order by place, number
