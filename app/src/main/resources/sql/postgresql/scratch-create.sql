-- How is a scratch database like this one made, claimed, and dropped? Its name carries the server's time.
-- Since 14.
with scratch(name) as (
  select 'belay_scratch_' || extract(epoch from now())::bigint || '_' || substr(md5(random()::text || pg_backend_pid()), 1, 10)),
live as (
  select * from pg_database where datname = current_database())
select scratch.name,
       format('create database %I template template0 encoding %L lc_collate %L lc_ctype %L',
              scratch.name, pg_encoding_to_char(live.encoding), live.datcollate, live.datctype)
         || case when pg_has_role(live.datdba, 'member') then format(' owner %I', pg_get_userbyid(live.datdba)) else '' end
         as create_it,
       format('drop database if exists %I with (force)', scratch.name) as drop_it,
       format('select pg_advisory_lock(66, hashtext(%L))', scratch.name) as claim_it
  from scratch, live
