-- What was created in this database, the history table (the argument) aside? What belongs to an extension is not asked for.
-- Since 14.
with asked(history) as (select ?),
space as (
  select n.oid, n.nspname
    from pg_namespace n
   where n.nspname not in ('pg_catalog', 'information_schema')
     and n.nspname !~ '^pg_(toast|temp)'),
member as (
  select classid, objid from pg_depend where deptype = 'e'),
relation as (
  select c.*, s.nspname, format('%I.%I', s.nspname, c.relname) as full_name
    from pg_class c
    join space s on s.oid = c.relnamespace
   where s.nspname || '.' || c.relname <> (select history from asked)
     and c.relpersistence <> 't'
     and not exists (select from member m where m.classid = 'pg_class'::regclass and m.objid = c.oid))
select 'schema' as kind, null as in_schema, quote_ident(s.nspname) as name, null as of_table, 'schema' as definition
  from space s
 where not exists (select from member m where m.classid = 'pg_namespace'::regclass and m.objid = s.oid)
union all
select 'extension', null, quote_ident(e.extname), null, 'extension'
  from pg_extension e
 where e.extname <> 'plpgsql'
union all
select 'enum', quote_ident(s.nspname), format('%I.%I', s.nspname, t.typname), null,
       'enum (' || (select string_agg(quote_literal(e.enumlabel), ', ' order by e.enumsortorder)
                      from pg_enum e
                     where e.enumtypid = t.oid) || ')'
  from pg_type t
  join space s on s.oid = t.typnamespace
 where t.typtype = 'e'
   and not exists (select from member m where m.classid = 'pg_type'::regclass and m.objid = t.oid)
union all
select 'domain', quote_ident(s.nspname), format('%I.%I', s.nspname, t.typname), null,
       'domain ' || format_type(t.typbasetype, t.typtypmod)
         || case when t.typnotnull then ' not null' else '' end
         || coalesce(' default ' || t.typdefault, '')
         || coalesce((select string_agg(' ' || pg_get_constraintdef(k.oid), '' order by k.conname)
                        from pg_constraint k
                       where k.contypid = t.oid and k.contype = 'c'), '')
  from pg_type t
  join space s on s.oid = t.typnamespace
 where t.typtype = 'd'
   and not exists (select from member m where m.classid = 'pg_type'::regclass and m.objid = t.oid)
union all
select 'type', quote_ident(r.nspname), r.full_name, null,
       'type (' || coalesce((select string_agg(quote_ident(a.attname) || ' ' || format_type(a.atttypid, a.atttypmod),
                                               ', ' order by a.attnum)
                               from pg_attribute a
                              where a.attrelid = r.oid and a.attnum > 0 and not a.attisdropped), '') || ')'
  from relation r
 where r.relkind = 'c'
union all
select 'sequence', quote_ident(r.nspname), r.full_name, null,
       format('sequence as %s start %s increment %s minvalue %s maxvalue %s cache %s%s',
              format_type(q.seqtypid, null), q.seqstart, q.seqincrement, q.seqmin, q.seqmax, q.seqcache,
              case when q.seqcycle then ' cycle' else '' end)
         || coalesce((select ' owned by ' || o.oid::regclass || '.' || quote_ident(a.attname)
                        from pg_depend d
                        join pg_class o on o.oid = d.refobjid
                        join pg_attribute a on a.attrelid = o.oid and a.attnum = d.refobjsubid
                       where d.classid = 'pg_class'::regclass and d.objid = r.oid and d.deptype = 'a'
                         and d.refclassid = 'pg_class'::regclass
                       limit 1), '')
  from relation r
  join pg_sequence q on q.seqrelid = r.oid
 where not exists (select
                     from pg_depend d
                    where d.classid = 'pg_class'::regclass and d.objid = r.oid and d.deptype = 'i')
union all
select 'table', quote_ident(r.nspname), r.full_name, null,
       case r.relpersistence when 'u' then 'unlogged ' else '' end
         || case r.relkind when 'f' then 'foreign table' else 'table' end
         || case when r.relkind = 'p' then ' partition by ' || pg_get_partkeydef(r.oid) else '' end
         || coalesce((select string_agg(case when r.relispartition then ' partition of ' else ' inherits ' end
                                          || i.inhparent::regclass, '' order by i.inhseqno)
                        from pg_inherits i
                       where i.inhrelid = r.oid), '')
         || coalesce(' ' || pg_get_expr(r.relpartbound, r.oid), '')
         || case when r.relrowsecurity then ' row level security' else '' end
         || case when r.relforcerowsecurity then ' forced' else '' end
         || coalesce(' with (' || array_to_string(r.reloptions, ', ') || ')', '')
  from relation r
 where r.relkind in ('r', 'p', 'f')
union all
select 'constraint', quote_ident(r.nspname), r.full_name || '.' || quote_ident(k.conname), r.full_name, pg_get_constraintdef(k.oid)
  from pg_constraint k
  join relation r on r.oid = k.conrelid
 where k.contype not in ('n', 't')
union all
select 'index', quote_ident(r.nspname), format('%I.%I', r.nspname, x.relname), r.full_name,
       pg_get_indexdef(i.indexrelid) || case when i.indisvalid then '' else ' (invalid)' end
  from pg_index i
  join pg_class x on x.oid = i.indexrelid
  join relation r on r.oid = i.indrelid
 where not exists (select
                     from pg_constraint k
                    where k.conindid = i.indexrelid and k.conrelid = i.indrelid and k.contype in ('p', 'u', 'x'))
union all
select case r.relkind when 'm' then 'materialized_view' else 'view' end, quote_ident(r.nspname), r.full_name, null,
       coalesce('with (' || array_to_string(r.reloptions, ', ') || E')\n', '') || pg_get_viewdef(r.oid)
  from relation r
 where r.relkind in ('v', 'm')
union all
select 'function', quote_ident(s.nspname), format('%I.%I(%s)', s.nspname, p.proname, pg_get_function_identity_arguments(p.oid)), null,
       case when p.prokind = 'a' then 'aggregate returns ' || format_type(p.prorettype, null)
            else pg_get_functiondef(p.oid) end
  from pg_proc p
  join space s on s.oid = p.pronamespace
 where not exists (select from member m where m.classid = 'pg_proc'::regclass and m.objid = p.oid)
union all
select 'trigger', quote_ident(r.nspname), r.full_name || '.' || quote_ident(g.tgname), r.full_name,
       pg_get_triggerdef(g.oid)
         || case g.tgenabled when 'O' then '' when 'D' then ' (disabled)' when 'R' then ' (replica)' else ' (always)' end
  from pg_trigger g
  join relation r on r.oid = g.tgrelid
 where not g.tgisinternal
   and g.tgparentid = 0
union all
select 'rule', quote_ident(r.nspname), r.full_name || '.' || quote_ident(w.rulename), r.full_name, pg_get_ruledef(w.oid)
  from pg_rewrite w
  join relation r on r.oid = w.ev_class
 where w.rulename <> '_RETURN'
union all
select 'policy', quote_ident(r.nspname), r.full_name || '.' || quote_ident(p.polname), r.full_name,
       'policy for ' || p.polcmd::text || case when p.polpermissive then '' else ' restrictive' end
         || ' to ' || (select string_agg(coalesce(quote_ident(a.rolname), 'public'), ', ' order by a.rolname)
                         from unnest(p.polroles) as o(id)
                         left join pg_roles a on a.oid = o.id)
         || coalesce(' using (' || pg_get_expr(p.polqual, p.polrelid) || ')', '')
         || coalesce(' with check (' || pg_get_expr(p.polwithcheck, p.polrelid) || ')', '')
  from pg_policy p
  join relation r on r.oid = p.polrelid
 order by 1, 3
