-- How is an empty database like the one of a name made, claimed, and dropped? Its own name carries the server's time.
-- Since 14.
with sidecar(name) as (
  select 'belay_scratch_' || extract(epoch from now())::bigint || '_' || substr(md5(random()::text || pg_backend_pid()), 1, 10)),
live as (
  select d.*, t.spcname from pg_database d join pg_tablespace t on t.oid = d.dattablespace where d.datname = ?)
select sidecar.name,
       format('create database %I template template0 owner %I encoding %L lc_collate %L lc_ctype %L',
              sidecar.name, pg_get_userbyid(live.datdba), pg_encoding_to_char(live.encoding),
              live.datcollate, live.datctype)
         || case when live.spcname <> 'pg_default' then format(' tablespace %I', live.spcname) else '' end
         as create_it,
       format('drop database if exists %I with (force)', sidecar.name) as drop_it,
       format('select pg_advisory_lock(66, hashtext(%L))', sidecar.name) as claim_it
  from sidecar, live
