-- Which settings has the database of a name, for all and for single roles there, and how are they set for another?
-- Since 14. Arguments: the other's name, the name. Lists are kept as a session would read them, all else as one value.
with names(other, live) as (select ?::text, ?::text)
select case s.setrole when 0 then format('alter database %I', names.other)
                      else format('alter role %I in database %I', pg_get_userbyid(s.setrole), names.other) end
       || ' set ' || (select string_agg(quote_ident(part), '.') from unnest(string_to_array(pair.name, '.')) part) as alter_it,
       pair.name, pair.value, quote_literal(pair.value) as literal,
       lower(pair.name) in ('local_preload_libraries', 'search_path', 'session_preload_libraries',
                            'shared_preload_libraries', 'temp_tablespaces', 'unix_socket_directories') as list
  from names
  join pg_database d on d.datname = names.live
  join pg_db_role_setting s on s.setdatabase = d.oid
 cross join lateral (
   select split_part(c, '=', 1) as name, substr(c, strpos(c, '=') + 1) as value, number
     from unnest(s.setconfig) with ordinality u(c, number)) pair
 order by s.setrole, pair.number
