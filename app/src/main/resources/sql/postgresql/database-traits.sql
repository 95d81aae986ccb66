-- What is a database beside what it holds: whose, in which locale, with which rights, limits and settings?
-- Since 14; columns that came later are read where they are. Argument: its name, or '' for this one.
with d as (
  select d.*, t.spcname, to_jsonb(d) as whole
    from pg_database d join pg_tablespace t on t.oid = d.dattablespace
   where d.datname = coalesce(nullif(?::text, ''), current_database()))
select json_build_object(
  'name', d.datname,
  'owner', pg_get_userbyid(d.datdba),
  'encoding', pg_encoding_to_char(d.encoding),
  'provider', coalesce(d.whole ->> 'datlocprovider', 'c'),
  'collate', d.datcollate,
  'ctype', d.datctype,
  'locale', coalesce(d.whole ->> 'datlocale', d.whole ->> 'daticulocale'),
  'icuRules', d.whole ->> 'daticurules',
  'tablespace', nullif(d.spcname, 'pg_default'),
  'bytes', case when has_database_privilege(d.oid, 'connect') then pg_database_size(d.oid) end,
  'connectionLimit', d.datconnlimit,
  'template', d.datistemplate,
  'comment', shobj_description(d.oid, 'pg_database'),
  'ownRights', d.datacl is not null,
  'grants', coalesce((
    select json_agg(json_build_object(
             'to', case a.grantee when 0 then null else pg_get_userbyid(a.grantee) end,
             'privilege', a.privilege, 'grantable', a.grantable) order by a.number)
      from aclexplode(d.datacl) with ordinality a(grantor, grantee, privilege, grantable, number)), '[]'),
  'settings', coalesce((
    select json_agg(json_build_object(
             'role', case s.setrole when 0 then null else pg_get_userbyid(s.setrole) end,
             'name', split_part(c.pair, '=', 1), 'value', substr(c.pair, strpos(c.pair, '=') + 1))
             order by s.setrole, c.number)
      from pg_db_role_setting s
     cross join lateral unnest(s.setconfig) with ordinality c(pair, number)
     where s.setdatabase = d.oid), '[]'),
  'owners', coalesce((
    select json_agg(distinct pg_get_userbyid(s.refobjid))
      from pg_shdepend s
     where s.dbid = d.oid and s.refclassid = 'pg_authid'::regclass and s.deptype = 'o'
       and s.classid <> 'pg_default_acl'::regclass), '[]'),
  'named', coalesce((
    select json_agg(distinct pg_get_userbyid(s.refobjid))
      from pg_shdepend s
     where s.dbid = d.oid and s.refclassid = 'pg_authid'::regclass
       and (s.deptype in ('a', 'r') or s.classid = 'pg_default_acl'::regclass)), '[]'))::text as traits
  from d
