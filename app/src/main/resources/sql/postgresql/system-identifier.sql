-- Which cluster is this, wherever it runs? Some managed services do not let everyone ask.
-- Since 14.
SELECT system_identifier FROM pg_control_system()
