-- What shall this session be called, so that others read who holds the claim?
-- Since 14. The server cuts the name at 63 bytes.
SELECT set_config('application_name', ?, false)
