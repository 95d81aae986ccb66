-- Does a real write go through? Run in a transaction that is rolled back; makes catalogue rows and one row of its own.
-- Since 14.
CREATE TEMPORARY TABLE belay_probe ON COMMIT DROP AS SELECT 1 AS written
