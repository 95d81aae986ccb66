-- How does a database get the settings of these traits, those for all and those for single roles there?
-- Since 15, where the right to a single setting may be granted. Arguments: its name, the traits. Lists are kept as a session would read them, all else as one value. Where a role is not there, it is named.
with given(other, traits) as (select ?::text, ?::jsonb),
s as (
  select given.other, e.number, e.it ->> 'role' as role, e.it ->> 'name' as name, e.it ->> 'value' as value
    from given cross join lateral jsonb_array_elements(given.traits -> 'settings') with ordinality e(it, number))
select case when s.role is null then format('alter database %I', s.other)
            else format('alter role %I in database %I', s.role, s.other) end
       || ' set ' || (select string_agg(quote_ident(part), '.') from unnest(string_to_array(s.name, '.')) part) as alter_it,
       s.name, s.value, quote_literal(s.value) as literal,
       lower(s.name) in ('local_preload_libraries', 'search_path', 'session_preload_libraries',
                         'shared_preload_libraries', 'temp_tablespaces', 'unix_socket_directories') as list,
       case when not exists (select from pg_roles where rolname = s.role) then s.role end as missing,
       me.rolsuper
         or ((s.role is null or s.role = current_user or me.rolcreaterole)
             and not exists (select from pg_settings p
                              where lower(p.name) = lower(s.name) and p.context in ('superuser', 'superuser-backend')
                                and not has_parameter_privilege(p.name, 'set'))) as may
  from s join pg_roles me on me.rolname = current_user
 order by s.number
