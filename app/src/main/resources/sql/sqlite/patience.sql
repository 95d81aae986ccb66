-- How long may a statement wait for another's transaction, in milliseconds?
-- Since 3.8.
pragma busy_timeout = 30000
