-- By which name can another session see just what this transaction sees?
-- Since 14.
select pg_export_snapshot() as snapshot
