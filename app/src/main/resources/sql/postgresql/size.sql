-- How many bytes does the database take? Looks at every file of it, so it is asked seldom.
-- Since 14.
SELECT pg_database_size(current_database()) AS size
