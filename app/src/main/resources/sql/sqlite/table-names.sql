-- What are the tables called?
-- Since 3.33.
SELECT 'main' AS schema, name
  FROM sqlite_schema
 WHERE type = 'table' AND name NOT LIKE 'sqlite\_%' ESCAPE '\'
 ORDER BY name
