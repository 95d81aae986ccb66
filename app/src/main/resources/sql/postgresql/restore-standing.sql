-- Which database is this, and what may this role do so that another takes its place?
-- Since 14.
select d.oid::text as oid,
       pg_database_size(d.oid) as bytes,
       r.rolname as role,
       pg_get_userbyid(d.datdba) as owner,
       r.rolcreatedb or r.rolsuper as may_create,
       pg_has_role(d.datdba, 'member') as owns,
       r.rolsuper as super,
       d.datistemplate as template,
       r.rolsuper or pg_has_role('pg_signal_backend', 'member') as may_signal,
       (select string_agg(datname, ',') from (
          select m.datname from pg_database m
           where m.datallowconn and m.datname <> d.datname and m.datname in ('postgres', 'template1')
             and has_database_privilege(m.oid, 'connect')
           order by m.datname limit 1) first) as maintenance,
       (select string_agg(slot_name, ', ') from pg_replication_slots where database = d.datname) as slots,
       (select string_agg(subname, ', ') from pg_subscription where subdbid = d.oid) as subscriptions,
       (select string_agg(gid, ', ') from pg_prepared_xacts where database = d.datname) as prepared,
       case when r.rolsuper or pg_has_role('pg_read_all_settings', 'member')
            then coalesce(nullif(pg_tablespace_location(d.dattablespace), ''),
                          (select setting from pg_settings where name = 'data_directory')) end as data_directory
  from pg_database d, pg_roles r
 where d.datname = current_database() and r.rolname = current_user
