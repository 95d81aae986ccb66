-- Which settings were changed and wait for a restart to take effect?
-- Since 14.
select name from pg_settings where pending_restart order by name
