-- Which library reads the file, and can it be read at all?
-- Since 3.16.
SELECT sqlite_version() AS version, count(*) AS objects FROM sqlite_schema
