-- How is an empty database of these traits made, claimed, and dropped? Its own name carries the server's time.
-- Since 17, where the server has locales of its own.
with sidecar(name) as (
  select 'belay_scratch_' || extract(epoch from now())::bigint || '_' || substr(md5(random()::text || pg_backend_pid()), 1, 10)),
given as (
  select * from jsonb_to_record(?::jsonb)
             as t(owner text, encoding text, provider text, "collate" text, ctype text, locale text,
                  "icuRules" text, tablespace text)),
live as (
  select given.*,
         case when exists (select from pg_roles r where r.rolname = given.owner and pg_has_role(r.oid, 'member'))
              then given.owner else current_user end as whose,
         (select t.spcname from pg_tablespace t
           where t.spcname = given.tablespace and has_tablespace_privilege(t.oid, 'create')) as space
    from given)
select sidecar.name,
       format('create database %I template template0 owner %I encoding %L lc_collate %L lc_ctype %L',
              sidecar.name, live.whose, live.encoding, live."collate", live.ctype)
         || coalesce(' tablespace ' || quote_ident(live.space), '')
         || case live.provider when 'i' then format(' locale_provider icu icu_locale %L', live.locale)
                || coalesce(format(' icu_rules %L', live."icuRules"), '')
                               when 'b' then format(' locale_provider builtin builtin_locale %L', live.locale)
                               else ' locale_provider libc' end
         as create_it,
       format('drop database if exists %I with (force)', sidecar.name) as drop_it,
       format('select pg_advisory_lock(66, hashtext(%L))', sidecar.name) as claim_it
  from sidecar, live
