-- How long may a statement wait for another's transaction, in milliseconds? Shortly, to be asked again.
-- Since 3.8.
pragma busy_timeout = 1000
