-- Which transaction is this, or null if it changed nothing yet? pg_xact_status tells later what became of it.
-- Since 14.
SELECT pg_current_xact_id_if_assigned()::text AS id
