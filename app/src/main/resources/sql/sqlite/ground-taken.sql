-- Does the file hold a table, so that Flyway begins no history there? The argument, schemas, means nothing here.
-- Since 3.33. Flyway passes over these two.
SELECT ? IS NOT NULL AND EXISTS (
  SELECT 1 FROM sqlite_schema
   WHERE type = 'table' AND name NOT IN ('android_metadata', 'sqlite_sequence')) AS taken
